#include <nlohmann/json.hpp>

#include "casebook/search_json.hpp"
#include "catch.hpp"
#include "searcher/title_match.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using Texts = std::vector<std::string>;

std::vector<CaseReport> suggested_reports() {
    return {
        make_report("one", "Aplastic anemia after hepatitis",
                    "The anemia was severe and aplastic. ATG was given."),
        make_report("two", "Anemia of the newborn", "An anaemia, or anemia, and aneurysms."),
        make_report("three", "Une anémie aplasique", "L'anémie aplasique et les anémies.", "fr"),
        make_report("four", "Aneurysm", "Aneurysms and an aneurysm; ATP fell. mRNA rose."),
        make_report("five", "백혈병환자의 재발", "백혈병환자에서 재발", "ko"),
        make_report("six", "胃癌患者", "胃癌患者的治疗", "zh"),
        make_report("seven", "再生不良性貧血の一例", "再生不良性貧血と診断", "ja"),
        make_report("nine", "", "Los ni\u00F1os, ninguno grave.", "es"),
        make_report("eight", "The infusion of cells", "Infusions and one infusion were given."),
    };
}

Texts suggested(const Searcher& searcher, const std::string& typed, CompletionKind kind,
                std::size_t top = 10) {
    Texts texts;
    for (const Completion& completion : searcher.suggest(typed, top)) {
        if (completion.kind == kind) texts.push_back(completion.text);
    }
    return texts;
}

}  // namespace

TEST_CASE("the last word typed is completed from the index's words", "[searcher][suggest]") {
    const TemporaryFolder folder;
    make_index(folder / "db", suggested_reports());
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        const char* typed;
        Texts words;
    };
    const std::vector<Row> rows = {
        {"the most frequent first, one of each stem", "ane", {"anemia", "aneurysm", "anemie"}},
        {"an accent in the index may be typed or not", "anemi", {"anemia", "anemie"}},
        {"and is kept where it is typed", "aném", {"anémia", "anémie"}},
        {"a capital is kept", "Aneur", {"Aneurysm"}},
        {"what stands before stays",
         "severe  \"aplastic anem",
         {"severe  \"aplastic anemia", "severe  \"aplastic anemie"}},
        {"an abbreviation in the case typed", "AT", {"ATG", "ATP"}},
        {"an abbreviation that begins small", "mR", {"mRNA"}},
        {"no stem that is no word", "infus", {"infusion"}},
        {"no stop word", "th", {}},
        {"Korean grows by a character", "백혈", {"백혈병"}},
        {"Chinese too", "胃", {"胃癌"}},
        {"and Japanese", "再生不良性貧", {"再生不良性貧血"}},
        {"not across what does not stand side by side", "癌胃", {}},
        {"in Spanish \u00F1 is a letter", "ni\u00F1", {"ni\u00F1os"}},
        {"nothing begins so", "zebra", {}},
        {"no word is begun", "anemia ", {}},
        {"no word at all", " ?", {}},
        {"nothing", "", {}},
        {"bytes that are no text", "\xff\xfe", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.typed);
        CHECK(suggested(searcher, row.typed, CompletionKind::word) == row.words);
    }
}

TEST_CASE("titles that hold the typed words in order are offered", "[searcher][suggest]") {
    const TemporaryFolder folder;
    make_index(folder / "db", suggested_reports());
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        const char* typed;
        Texts titles;
    };
    const std::vector<Row> rows = {
        {"what begins so comes first",
         "anem",
         {"Anemia of the newborn", "Aplastic anemia after hepatitis", "Une anémie aplasique"}},
        {"words in order", "aplastic hep", {"Aplastic anemia after hepatitis"}},
        {"not in another order", "hepatitis apl", {}},
        {"a whole word is whole",
         "anemia ",
         {"Anemia of the newborn", "Aplastic anemia after hepatitis"}},
        {"stop words count too", "anemia of the n", {"Anemia of the newborn"}},
        {"a word that is longer than its stem", "infusio", {"The infusion of cells"}},
        {"Korean inside a longer word", "혈병환", {"백혈병환자의 재발"}},
        {"Chinese", "胃", {"胃癌患者"}},
        {"Japanese", "再生不良", {"再生不良性貧血の一例"}},
        {"no title", "zebra", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.typed);
        CHECK(suggested(searcher, row.typed, CompletionKind::title) == row.titles);
    }
}

TEST_CASE("what follows the word before comes first", "[searcher][suggest]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (int number = 0; number < 6; ++number) {
        reports.push_back(make_report("f" + std::to_string(number), "",
                                      number == 0 ? "Acute heart failure." : "A fever."));
    }
    make_index(folder / "db", reports);
    const Searcher searcher(folder / "db");
    CHECK(suggested(searcher, "f", CompletionKind::word) == Texts{"fever", "failure"});
    CHECK(suggested(searcher, "acute hearts f", CompletionKind::word) ==
          Texts{"acute hearts failure", "acute hearts fever"});
    CHECK(suggested(searcher, "the f", CompletionKind::word) == Texts{"the fever", "the failure"});
    CHECK(searcher.suggest("f").front().count == 5);
}

TEST_CASE("words and titles share the places", "[searcher][suggest]") {
    const TemporaryFolder folder;
    make_index(folder / "db", suggested_reports());
    const Searcher searcher(folder / "db");
    CHECK(searcher.suggest("an", 4).size() == 4);
    CHECK(suggested(searcher, "an", CompletionKind::title, 4).size() == 2);
    CHECK(suggested(searcher, "infus", CompletionKind::title, 4).size() == 1);
    CHECK(searcher.suggest("an", 0).empty());
}

TEST_CASE("a title begins with what was typed, holds it, or neither", "[searcher][suggest]") {
    CHECK(TitlePattern("Anem", true).fit("Anémie grave") == TitleFit::begins);
    CHECK(TitlePattern("anem", false).fit("Anémie grave") == TitleFit::none);
    CHECK(TitlePattern("anemie gr", true).fit("Une anémie très grave") == TitleFit::holds);
    CHECK(TitlePattern("grave anemie", true).fit("Anémie grave") == TitleFit::none);
    CHECK(TitlePattern("", true).fit("Anémie grave") == TitleFit::none);
}

TEST_CASE("the JSON of completions has the keys of the contract in order", "[searcher][suggest]") {
    const auto json = nlohmann::ordered_json::parse(
        to_json("ane", {{"anemia", CompletionKind::word, 3, {}, {}},
                        {"Anemia", CompletionKind::title, 1, {}, {}}}));
    CHECK(json.dump() == R"({"schema":1,"prefix":"ane","completions":[)"
                         R"({"text":"anemia","kind":"word","count":3},)"
                         R"({"text":"Anemia","kind":"title","count":1}]})");
}

TEST_CASE("names of concepts that the index tells of are offered, with the preferred one",
          "[searcher][suggest][concepts]") {
    const TemporaryFolder folder;
    make_index(folder / "db",
               {make_report("one", "", "Antithymocyte globulin for aplastic anemia."),
                make_report("two", "", "Aplastic anemia again."),
                make_report("three", "", "Una anemia apl\u00E1sica.", "es")});
    const Searcher searcher(folder / "db");
    const auto named = [&](const std::string& typed) {
        Texts texts;
        for (const Completion& completion : searcher.suggest(typed, 10)) {
            if (completion.kind != CompletionKind::named_concept) continue;
            texts.push_back(completion.text + " = " + completion.label + " " +
                            std::to_string(completion.count));
            CHECK_FALSE(completion.concept_id.empty());
        }
        return texts;
    };
    CHECK(named("severe aplastic an") == Texts{"severe aplastic anaemia = aplastic anaemia 3"});
    CHECK(named("Thymoglob") == Texts{});
    CHECK(named("antithym").front() == "antithymocyte globulin = antithymocyte globulin 1");
    CHECK(named("anemia apl\u00E1s") == Texts{"anemia apl\u00E1sica = aplastic anaemia 3"});
    CHECK(named("chronic myel").empty());
    CHECK(named("a").empty());
    CHECK(named("aplastic ").empty());
    const auto json = nlohmann::json::parse(to_json("antithym", searcher.suggest("antithym", 10)));
    CHECK(json["completions"].back()["kind"] == "concept");
    CHECK(json["completions"].back()["label"] == "antithymocyte globulin");
}

TEST_CASE("a misspelt name of what the index holds by other names is suggested",
          "[searcher][spelling][concepts]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("one", "", "She was given imatinib."),
                               make_report("two", "", "Nothing was given.")});
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.query = "gleevecc";
    CHECK(searcher.search(request).suggestion.value_or("none") == "gleevec");
    request.query = "gleevec";
    CHECK_FALSE(searcher.search(request).suggestion);
    CHECK(searcher.search(request).total == 1);
    request.query = "rituxymab";
    CHECK_FALSE(searcher.search(request).suggestion);
    request.query = "gleevecc";
    request.synonyms = false;
    CHECK_FALSE(searcher.search(request).suggestion);
}

}  // namespace casebook
