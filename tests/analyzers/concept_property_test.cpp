#include <string>
#include <vector>

#include "analyzers/small_thesaurus.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

/// A sentence of the language around a name; without spaces where the language has none.
std::string sentence(std::string_view term, std::string_view language) {
    if (language == "ja") return std::string(term) + "の患者";
    if (language == "zh") return "是：" + std::string(term) + "。";
    if (language == "ko") return "이 " + std::string(term) + "은";
    if (language == "th") return std::string(term);
    return "x w " + std::string(term) + " (z)";
}

/// Finds names in one sentence after the other.
class SentenceReader {
public:
    explicit SentenceReader(const Thesaurus& thesaurus) : finder_(thesaurus, built_in_analyzer()) {}

    bool finds(const ThesaurusTerm& term) {
        const bool common = term.language == "mul" || term.language == "la";
        const Language language = Language::from_tag(common ? "en" : term.language);
        const std::string text = sentence(term.text, term.language);
        buffer_.trim();
        (void)built_in_analyzer().analyze(text, language, buffer_);
        finder_.begin_report();
        finder_.add_text(text, language, buffer_, buffer_.tokens());
        for (const ConceptMention& mention : finder_.finish_report()) {
            if (mention.concept_number == term.concept_number) return true;
        }
        // Not listed as ambiguous, and yet it is.
        return finder_.find_named(term.text, std::vector{language}).size() > 1;
    }

private:
    ConceptFinder finder_;
    AnalysisBuffer buffer_;
};

void check_every_term(const Thesaurus& thesaurus) {
    SentenceReader reader(thesaurus);
    for (TermNumber number = 0; number < thesaurus.term_count(); ++number) {
        const ThesaurusTerm term = thesaurus.term(number);
        if (!thesaurus.senses(number).empty()) continue;
        if (reader.finds(term)) continue;
        CAPTURE(term.text, term.language, thesaurus.id(term.concept_number));
        FAIL_CHECK("it is not recognised");
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
