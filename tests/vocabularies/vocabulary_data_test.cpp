#include <algorithm>
#include <chrono>
#include <iostream>

#include "casebook/built_in.hpp"
#include "casebook/vocabulary_merge.hpp"
#include "test_data.hpp"
#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

std::optional<std::filesystem::path> vocabularies() {
    const auto data = test_data();
    if (data && std::filesystem::is_directory(*data / "vocab")) return *data / "vocab";
    std::cout << "skipped: no test data\n";
    return std::nullopt;
}

std::vector<std::filesystem::path> translations_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".tsv") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

TEST_CASE("three real vocabularies import together in seconds", "[vocabularies][data]") {
    const auto folder = vocabularies();
    if (!folder) return;
    std::vector<std::filesystem::path> files = translations_in(*folder / "hpo-translations");
    files.push_back(*folder / "disease-ontology/doid-2016-03-04-full.obo");
    files.push_back(*folder / "disease-ontology/DO_rare_slim.obo");
    files.push_back(*folder / "disease-ontology/doid-es-translated.tsv");
    files.push_back(*folder / "maxo/maxo.obo");
    const auto start = std::chrono::steady_clock::now();
    std::vector<ThesaurusSource> sources;
    for (const auto& file : files) {
        CAPTURE(file.string());
        Imported imported = import_path(file);
        sources.push_back(std::move(imported.source));
    }
    MergeCounts counts;
    std::vector<VocabularyProblem> problems;
    const ThesaurusSource merged =
        merge_vocabularies(std::move(sources), built_in_analyzer(), counts, problems);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    CHECK(seconds.count() < 20);
    CHECK(merged.concepts.size() > 30000);
    CHECK(merged.terms.size() > 180000);
    CHECK(counts.by_name > 500);
    CHECK(counts.terms.read == counts.terms.used + counts.terms.all_left_out());
    CHECK(counts.links.read == counts.links.used + counts.links.all_left_out());
}

TEST_CASE("a real OBO file without scopes gives all its names", "[vocabularies][data]") {
    const auto folder = vocabularies();
    if (!folder) return;
    const Imported imported = import_path(*folder / "gard/gard.obo");
    CHECK(imported.source.concepts.size() == 6110);
    CHECK(imported.source.terms.size() > 33000);
}

TEST_CASE("real MeSH records are read from XML", "[vocabularies][data]") {
    const auto folder = vocabularies();
    if (!folder) return;
    CHECK(import_path(*folder / "meshrdf/desc-samples.xml").source.concepts.size() >= 43);
    CHECK(import_path(*folder / "meshrdf/supp-samples.xml").source.concepts.size() >= 19);
}

TEST_CASE("real synonym files import with their mistakes told", "[vocabularies][data]") {
    const auto folder = vocabularies();
    if (!folder) return;
    for (const char* file : {"be-ae.synonyms", "medical-terms.synonyms"}) {
        const Imported imported = import_path(*folder / "es-synonyms" / file);
        CHECK(imported.counts.format == VocabularyFormat::synonyms);
        CHECK(imported.source.concepts.size() >= 70);
        CHECK_FALSE(imported.problems.empty());
    }
}

}  // namespace casebook
