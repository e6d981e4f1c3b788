#include "casebook/annotation.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "casebook/report_reader.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "test_data.hpp"

namespace casebook {
namespace {

using Json = nlohmann::json;

Json annotated(CaseReport report) {
    return Json::parse(Annotator().annotate(std::move(report)));
}

/// Labels of the concepts that stretches of that wording are found to name.
std::set<std::string> labels_of(const Json& annotation, const std::string& wording) {
    std::set<std::string> labels;
    for (const Json& mention : annotation["concepts"]) {
        if (mention["text"] == wording) labels.insert(mention["label"]);
    }
    return labels;
}

std::set<std::string> labels_in(const std::string& text, const std::string& wording) {
    return labels_of(annotated(make_report("r", "", text)), wording);
}

}  // namespace

TEST_CASE("an annotation tells abbreviations and concepts with their places",
          "[indexer][annotate]") {
    const std::string text =
        "A boy had acute lymphoblastic leukemia (ALL). Relapse of ALL was treated with ATG.";
    const Json annotation = annotated(make_report("r", "A boy", text));
    REQUIRE(annotation["sections"].size() == 2);
    CHECK(annotation["sections"][1]["text"] == text);
    REQUIRE(annotation["abbreviations"].size() == 1);
    const Json& defined = annotation["abbreviations"][0];
    CHECK(defined["short"] == "ALL");
    CHECK(defined["long"] == "acute lymphoblastic leukemia");
    CHECK(defined["section"] == 1);
    CHECK(defined["begin"] == text.find("ALL"));
    CHECK(defined["end"] == text.find("ALL") + 3);
    CHECK(labels_of(annotation, "ALL") == std::set<std::string>{"acute lymphoblastic leukaemia"});
    CHECK(labels_of(annotation, "ATG") == std::set<std::string>{"antithymocyte globulin"});
    for (const Json& mention : annotation["concepts"]) {
        const std::string section =
            annotation["sections"][mention["section"].get<std::size_t>()]["text"];
        const auto begin = mention["begin"].get<std::size_t>();
        const auto end = mention["end"].get<std::size_t>();
        CHECK(section.substr(begin, end - begin) == mention["text"]);
    }
}

TEST_CASE("an abbreviation of several senses means what its report is about",
          "[indexer][annotate]") {
    CHECK(labels_in("She was given MRA against the IL-6 receptor.", "MRA") ==
          std::set<std::string>{"tocilizumab"});
    CHECK(labels_in("Stenosis of the renal artery was seen by angiography and again by MRA.",
                    "MRA") == std::set<std::string>{"magnetic resonance angiography"});
    CHECK(labels_in("For heart failure with low ejection fraction an MRA was begun.", "MRA") ==
          std::set<std::string>{"mineralocorticoid receptor antagonist"});
    CHECK(labels_in("The MRA was done on Monday.", "MRA").empty());
}

TEST_CASE("MRA on the saved page is the antibody", "[indexer][annotate][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::set<std::string> labels;
    const ReportSink sink{[&](CaseReport&& report, const RecordOrigin&) {
                              labels = labels_of(annotated(std::move(report)), "MRA");
                          },
                          [](Rejection&&) {}};
    read_reports(*data / "seeds" / "003_f398ce37ef4712ca.txt", {}, sink);
    CHECK(labels == std::set<std::string>{"tocilizumab"});
}

}  // namespace casebook
