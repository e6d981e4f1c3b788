#include <string>
#include <vector>

#include "analyzers/small_thesaurus.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

/// A sentence of the language around a name; without spaces where the language has none.
std::string sentence(std::string_view term, std::string_view language) {
    if (language == "ja") return std::string(term) + "の患者";
    if (language == "zh") return "患有" + std::string(term) + "。";
    if (language == "ko") return "이 " + std::string(term) + "은";
    if (language == "th") return std::string(term);
    return "x y " + std::string(term) + " (z)";
}

bool means(const Thesaurus& thesaurus, TermNumber number, std::string_view language) {
    const ThesaurusTerm term = thesaurus.term(number);
    const std::string text = sentence(term.text, language);
    ConceptFinder finder(thesaurus, built_in_analyzer());
    const Language read_in =
        Language::from_tag(language == "mul" || language == "la" ? "en" : language);
    for (const QuerySense& sense : finder.find_named(term.text, std::vector{read_in})) {
        if (sense.concept_number == term.concept_number) return true;
    }
    const std::vector<ConceptText> texts{{text, read_in}};
    for (const ConceptMention& mention : find_concepts(texts, {}, thesaurus, built_in_analyzer())) {
        if (mention.concept_number == term.concept_number) return true;
    }
    return false;
}

void check_every_term(const Thesaurus& thesaurus) {
    for (TermNumber number = 0; number < thesaurus.term_count(); ++number) {
        const ThesaurusTerm term = thesaurus.term(number);
        if (!thesaurus.senses(number).empty()) continue;
        CAPTURE(term.text, term.language, thesaurus.id(term.concept_number));
        CHECK(means(thesaurus, number, term.language));
    }
}

}  // namespace

TEST_CASE("every term that is not ambiguous is recognised as its own concept",
          "[analyzers][concepts]") {
    check_every_term(SmallThesaurus::get().thesaurus());
}

TEST_CASE("every term of the built-in thesaurus is recognised as its own concept",
          "[analyzers][concepts][full]") {
    check_every_term(built_in_thesaurus());
}

TEST_CASE("the built-in thesaurus compiles without a problem", "[analyzers][concepts]") {
    const ThesaurusFolder folder =
        load_thesaurus_folder(CASEBOOK_SOURCE_DIR "/index_data/thesaurus");
    for (const VocabularyProblem& problem : folder.problems)
        FAIL_CHECK(to_string(problem));
    const CompiledThesaurus compiled = compile_thesaurus(folder.source, built_in_analyzer());
    for (const RowProblem& problem : compiled.problems)
        FAIL_CHECK(to_string(folder.locate(problem)));
    CHECK(built_in_thesaurus().concept_count() == folder.source.concepts.size());
    built_in_thesaurus().verify();
}

}  // namespace casebook
