#include "casebook/schema.hpp"

#include <fstream>
#include <set>

#include "casebook/error.hpp"
#include "casebook/impact.hpp"
#include "catch.hpp"

namespace casebook {

TEST_CASE("no two classes of terms can give the same term", "[index_data]") {
    std::set<std::string_view> prefixes;
    for (const TermClassRow& row : kTermClasses) {
        CAPTURE(row.name);
        CHECK(prefixes.insert(row.prefix).second);
        // One letter, or X and another: none can begin another.
        CHECK((row.prefix.size() <= 1 || (row.prefix.size() == 2 && row.prefix[0] == 'X')));
        CHECK(row.prefix != "X");
        CHECK(&row_of(row.term_class) == &row);
    }
}

TEST_CASE("the schema's page shows the schema's table", "[index_data]") {
    std::ifstream file(CASEBOOK_SOURCE_DIR "/docs/index-schema.md");
    const std::string page((std::istreambuf_iterator<char>(file)), {});
    for (const TermClassRow& row : kTermClasses) {
        const std::string prefix =
            row.prefix.empty() ? "none" : "`" + std::string(row.prefix) + "`";
        const std::string line = "| " + std::string(row.name) + " | " + prefix + " | " +
                                 (row.has_positions ? "yes" : "no") + " | " +
                                 (row.is_ranked ? "yes" : "no") + " |";
        CAPTURE(line);
        CHECK(page.find(line) != std::string::npos);
    }
}

TEST_CASE("a term fits Xapian and differs from every other", "[index_data]") {
    const std::string longest = make_term(TermClass::keyword, std::string(400, 'k') + "1");
    CHECK(longest.size() <= 245);
    CHECK(longest != make_term(TermClass::keyword, std::string(400, 'k') + "2"));
    CHECK(make_term(TermClass::id, "x") == "Qx");
}

TEST_CASE("years stand in text order", "[index_data]") {
    CHECK(year_value(1999) == "1999");
    CHECK(year_value(87) == "0087");
    CHECK(year_value(-5) == "0000");
    CHECK(year_value(20033) == "9999");
}

TEST_CASE("an impact grows with frequency, falls with length, and stays in its range",
          "[index_data]") {
    const RankingConstants constants;
    const ImpactScale short_report(constants, 20);
    const ImpactScale long_report(constants, 5000);
    std::uint32_t before = 0;
    for (const double frequency : {0.01, 0.5, 1.0, 2.0, 5.0, 50.0, 1e9}) {
        const std::uint32_t impact = short_report.impact(frequency);
        CHECK(impact >= 1);
        CHECK(impact <= kImpactLevels);
        CHECK(impact >= before);
        CHECK(long_report.impact(frequency) <= impact);
        before = impact;
    }
    // Reports shorter than half the average count as half of it.
    CHECK(ImpactScale(constants, 1).impact(1) == ImpactScale(constants, 100).impact(1));
}

TEST_CASE("ranking constants read back from the metadata", "[index_data]") {
    RankingConstants constants;
    constants.k1 = 1.7;
    constants.field_weights[3] = 0.25;
    CHECK(parse_ranking_constants(to_string(constants)) == constants);
    CHECK_THROWS_AS(parse_ranking_constants("{}"), Error);
    CHECK_THROWS_AS(parse_ranking_constants("nonsense"), Error);
}

}  // namespace casebook
