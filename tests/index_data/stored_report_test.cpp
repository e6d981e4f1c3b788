#include "casebook/stored_report.hpp"

#include "casebook/error.hpp"
#include "casebook/report_texts.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

CaseReport full_report() {
    CaseReport report;
    report.id = "r-1";
    report.title = "A title";
    report.translated_title = "\uC81C\uBAA9";
    report.authors = {"Ann Example", "Bo Example"};
    report.translated_authors = {"\uC608"};
    report.journal = "Sample Reports";
    report.year = 2003;
    report.volume = "7";
    report.pages = "1\u20135";
    report.doi = "10.5555/x";
    report.pmid = "1";
    report.keywords = {"a", "b"};
    report.article_type = "case report";
    report.languages = {Language::from_tag("en"), Language::from_tag("ko")};
    report.sections = {
        {SectionKind::abstract, Language::from_tag("en"), std::string("a\0b\xFF", 4)},
        {SectionKind::references, {}, ""}};
    report.extra = R"({"grade":3})";
    return report;
}

}  // namespace

TEST_CASE("a stored report reads back to the last byte", "[index_data]") {
    const CaseReport report = full_report();
    CHECK(decode_report(encode_report(report)) == report);
    CHECK(decode_report(encode_report({})) == CaseReport{});
    CHECK(encode_report(report) == encode_report(report));
}

TEST_CASE("bytes that are no stored report are told as corrupt", "[index_data]") {
    const std::string good = encode_report(full_report());
    std::string newer = good;
    newer[0] = 9;
    for (const std::string& bytes :
         {std::string(), good.substr(0, good.size() / 2), std::string("\1xyz")}) {
        CHECK_THROWS_AS(decode_report(bytes), Error);
    }
    try {
        (void)decode_report(newer);
        FAIL("a newer version was read");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::schema_mismatch);
    }
}

TEST_CASE("a report without a title shows its first sentence and says so", "[index_data]") {
    CaseReport report;
    report.id = "r";
    report.sections = {
        {SectionKind::body, {}, "\n A man of 40 had 2.5 g. He recovered well after that."}};
    complete_report(report);
    CHECK(report.title == "A man of 40 had 2.5 g.");
    CHECK(report.title_inferred);
    for (const ReportText& text : texts_of(report))
        CHECK(text.kind != SectionKind::title);
    const CaseReport once = report;
    complete_report(report);
    CHECK(report == once);
}

TEST_CASE("the texts of a report stand in one order", "[index_data]") {
    CaseReport report = full_report();
    complete_report(report);
    std::vector<SectionKind> kinds;
    for (const ReportText& text : texts_of(report))
        kinds.push_back(text.kind);
    CHECK(kinds == std::vector<SectionKind>{SectionKind::title, SectionKind::translated_title,
                                            SectionKind::abstract, SectionKind::references,
                                            SectionKind::keywords, SectionKind::keywords});
}

}  // namespace casebook
