#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "casebook/annotation.hpp"
#include "casebook/report_reader.hpp"
#include "catch.hpp"
#include "test_data.hpp"

namespace casebook {
namespace {

using Json = nlohmann::json;

/// The facts of the seeds, by the first three letters of their files' names.
std::map<std::string, Json> facts_of_seeds(const std::filesystem::path& folder) {
    std::map<std::string, Json> facts;
    Annotator annotator;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const ReportSink sink{
            .accept =
                [&](CaseReport&& report, const RecordOrigin&) {
                    const Json json = Json::parse(annotator.annotate(std::move(report)));
                    facts[entry.path().filename().string().substr(0, 3)] = json.at("facts");
                },
            .reject = [](Rejection&&) {}};
        read_reports(entry.path(), {}, sink);
    }
    return facts;
}

std::vector<std::string> labels(const Json& facts, const char* field) {
    std::vector<std::string> result;
    for (const Json& fact : facts.at(field))
        result.push_back(fact.at("label"));
    return result;
}

bool holds(const Json& facts, const char* field, const std::string& label) {
    const auto found = labels(facts, field);
    return std::find(found.begin(), found.end(), label) != found.end();
}

TEST_CASE("the facts of the seeds are those that a physician would name", "[facts][data]") {
    const auto data = test_data();
    if (!data || !std::filesystem::is_directory(*data / "seeds")) {
        WARN("skipped: no test data");
        return;
    }
    auto seeds = facts_of_seeds(*data / "seeds");
    REQUIRE(seeds.size() == 5);

    const Json& leukaemia = seeds["000"];
    CHECK(holds(leukaemia, "therapy", "antithymocyte globulin"));
    CHECK_FALSE(holds(leukaemia, "therapy", "blood transfusion"));
    CHECK(holds(leukaemia, "therapy_failed", "vincristine"));
    CHECK(holds(leukaemia, "therapy_failed", "asparaginase"));
    CHECK_FALSE(holds(leukaemia, "therapy_failed", "etoposide"));
    CHECK(leukaemia["patients"][0]["age"] == 13);
    CHECK(leukaemia["patients"][0]["sex"] == "male");
    CHECK(leukaemia["outcome"].back()["state"] == "complete remission");

    CHECK_FALSE(holds(seeds["001"], "therapy", "donor lymphocyte infusion"));
    CHECK(holds(seeds["001"], "therapy_mentioned", "donor lymphocyte infusion"));

    const Json& answer = seeds["002"];
    CHECK(answer["article_type"] == "question and answer");
    CHECK(answer["therapy"].empty());
    CHECK(answer["patients"].empty());
    CHECK(holds(answer, "therapy_mentioned", "antithymocyte globulin"));

    const Json& anaemia = seeds["003"];
    CHECK(holds(anaemia, "therapy", "tocilizumab"));
    CHECK(holds(anaemia, "therapy_failed", "azathioprine"));
    CHECK_FALSE(holds(anaemia, "therapy_failed", "tocilizumab"));
    CHECK_FALSE(holds(anaemia, "therapy_mentioned", "aldesleukin"));

    const Json& relapse = seeds["004"];
    CHECK(holds(relapse, "therapy", "donor lymphocyte infusion"));
    CHECK(relapse["patients"][0]["sex"] == "male");
    CHECK(relapse["patients"][0]["age_group"] == "adult");
    CHECK(relapse["outcome"].back()["state"] == "complete remission");

    for (const auto& [page, facts] : seeds) {
        CAPTURE(page);
        CHECK_FALSE(holds(facts, "therapy", "rituximab"));
        CHECK(facts["subject"] == "human");
    }
}

}  // namespace
}  // namespace casebook
