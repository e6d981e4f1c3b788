#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "casebook/case_facts.hpp"
#include "casebook/context_rules.hpp"
#include "facts/cue.hpp"
#include "facts/fact_words.hpp"
#include "facts/language_cues.hpp"
#include "facts/word_symbols.hpp"

namespace casebook {

/// What a report's text is worth for facts.
enum class Zone : std::uint8_t {
    heading,    ///< title: its sentences are no sentences
    narrative,  ///< tells of the patient unless a sentence says otherwise
    talk,       ///< introduction, discussion: tells of others unless a sentence says otherwise
    terms,      ///< keywords
    none,
};

/// A word of a report.
struct FactWord {
    std::uint32_t begin = 0;  ///< bytes of its text
    std::uint32_t end = 0;
    Gap gap = Gap::stop;
    bool is_number = false;
    std::uint32_t entry = 0;  ///< in the language's WordSymbols
};

/// A sentence of a report: ranges of the report's words, cues and mentions.
struct Sentence {
    std::uint32_t text = 0;
    Zone zone = Zone::none;
    bool general = false;  ///< speaks of no one in particular, or of others
    bool own = false;      ///< speaks of the report's patient
    std::uint32_t first_word = 0;
    std::uint32_t last_word = 0;  ///< behind its last one; so are the other two
    std::uint32_t first_cue = 0;
    std::uint32_t last_cue = 0;
    std::uint32_t first_mention = 0;
    std::uint32_t last_mention = 0;
};

/// A mention of a concept and what its sentence says of it.
struct PlacedMention {
    std::uint32_t mention = 0;     ///< number in the report's mentions
    std::uint32_t first_word = 0;  ///< of the report
    std::uint32_t last_word = 0;   ///< its last one
    ContextSet contexts = 0;
    bool firmly_given = false;                ///< by more than a preposition
    bool done = false;                        ///< by words behind it: "was performed"
    std::uint32_t given_phrase = kNoPhrase;   ///< the cue that says it was given
    std::uint32_t failed_phrase = kNoPhrase;  ///< the cue that says it failed
    static constexpr std::uint32_t kNoPhrase = static_cast<std::uint32_t>(-1);

    [[nodiscard]] bool in(CueCategory context) const {
        return (contexts & context_bit(context)) != 0;
    }
};

/// A report as words, cues and sentences: what all facts are read from. Keeps memory.
class ReportReading {
public:
    explicit ReportReading(const ContextRules& rules) : rules_(rules) {}

    void read(const std::vector<FactText>& texts, const std::vector<ConceptMention>& mentions);

    [[nodiscard]] const std::vector<FactText>& texts() const { return *texts_; }
    [[nodiscard]] const std::vector<ConceptMention>& mentions() const { return *mentions_; }
    [[nodiscard]] const std::vector<FactWord>& words() const { return words_; }
    [[nodiscard]] const std::vector<Cue>& cues() const { return cues_; }
    [[nodiscard]] std::vector<Sentence>& sentences() { return sentences_; }
    [[nodiscard]] const std::vector<Sentence>& sentences() const { return sentences_; }
    [[nodiscard]] std::vector<PlacedMention>& placed() { return placed_; }
    [[nodiscard]] const std::vector<PlacedMention>& placed() const { return placed_; }

    /// A number in digits; negative for another word.
    [[nodiscard]] double number_at(std::uint32_t word, std::uint32_t text) const;
    /// The strongest gap from before the word after `first` to before `last`.
    [[nodiscard]] Gap gap_between(std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] std::string_view phrase(const Sentence& sentence, std::uint32_t number) const;
    [[nodiscard]] FactPlace place_of(const Sentence& sentence, std::uint32_t first_word,
                                     std::uint32_t last_word) const;

private:
    void read_text(std::uint32_t number, Zone zone);
    void find_cues(const LanguageCues& cues, const WordSymbols& table, std::uint32_t first);
    void match_cue(const LanguageCues& cues, const WordSymbols& table, std::uint32_t first,
                   std::uint32_t& end);
    void split_sentences(std::uint32_t text, Zone zone, std::uint32_t first_word,
                         std::uint32_t first_cue, std::uint32_t first_mention);
    void place_mentions(std::uint32_t text, std::uint32_t first_word);

    const ContextRules& rules_;
    std::map<Language, WordSymbols> tables_;
    std::vector<RawWord> raw_words_;
    FactWordReader word_reader_;
    std::vector<std::pair<LanguageCues::Node, std::uint32_t>> open_;  ///< node, words taken

    const std::vector<FactText>* texts_ = nullptr;
    const std::vector<ConceptMention>* mentions_ = nullptr;
    std::size_t next_mention_ = 0;
    std::vector<FactWord> words_;
    std::vector<Cue> cues_;
    std::vector<Sentence> sentences_;
    std::vector<PlacedMention> placed_;
};

}  // namespace casebook
