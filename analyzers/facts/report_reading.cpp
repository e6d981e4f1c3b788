#include "facts/report_reading.hpp"

#include <algorithm>
#include <charconv>

#include "folding.hpp"

namespace casebook {
namespace {

constexpr Language kEnglish = Language::of("en");

/// Longer sentences are cut: what takes the square of a length stays short.
constexpr std::uint32_t kLongestSentence = 160;

/// A cue may have so many words.
constexpr std::uint32_t kLongestCue = 14;

Zone zone_of(SectionKind kind) {
    switch (kind) {
        case SectionKind::title:
        case SectionKind::translated_title:
            return Zone::heading;
        case SectionKind::abstract:
        case SectionKind::case_presentation:
        case SectionKind::results:
        case SectionKind::body:
            return Zone::narrative;
        case SectionKind::introduction:
        case SectionKind::methods:
        case SectionKind::discussion:
        case SectionKind::conclusion:
        case SectionKind::question:
        case SectionKind::answer:
        case SectionKind::caption:
            return Zone::talk;
        case SectionKind::keywords:
            return Zone::terms;
        default:
            return Zone::none;
    }
}

}  // namespace

void ReportReading::read(const std::vector<FactText>& texts,
                         const std::vector<ConceptMention>& mentions) {
    texts_ = &texts;
    mentions_ = &mentions;
    next_mention_ = 0;
    words_.clear();
    cues_.clear();
    sentences_.clear();
    placed_.clear();
    for (std::uint32_t number = 0; number < texts.size(); ++number)
        read_text(number, zone_of(texts[number].kind));
}

void ReportReading::read_text(std::uint32_t number, Zone zone) {
    while (next_mention_ < mentions_->size() && (*mentions_)[next_mention_].text < number)
        ++next_mention_;
    if (zone == Zone::none) return;
    const FactText& text = (*texts_)[number];
    const LanguageCues* cues = rules_.find(text.language);
    Language language = text.language;
    if (cues == nullptr) {
        cues = rules_.find(kEnglish);
        language = kEnglish;
    }
    WordSymbols& table = tables_[language];
    table.trim();
    const auto first_word = static_cast<std::uint32_t>(words_.size());
    const auto first_cue = static_cast<std::uint32_t>(cues_.size());
    const auto first_mention = static_cast<std::uint32_t>(placed_.size());
    word_reader_.read(text.text, raw_words_);
    for (const RawWord& word : raw_words_) {
        const std::string_view raw = text.text.substr(word.begin, word.end - word.begin);
        const std::uint32_t entry = cues == nullptr ? 0 : table.number_of(raw, *cues);
        words_.push_back({word.begin, word.end, word.gap, word.is_number, entry});
    }
    if (cues != nullptr) find_cues(*cues, table, first_word);
    place_mentions(number, first_word);
    split_sentences(number, zone, first_word, first_cue, first_mention);
}

/// The cues of the words from `first` on: the longest at each place, none inside another.
void ReportReading::find_cues(const LanguageCues& cues, const WordSymbols& table,
                              std::uint32_t first) {
    std::uint32_t end = first;  // behind the last cue
    for (std::uint32_t at = first; at < words_.size(); ++at) {
        if (words_[at].entry != 0) match_cue(cues, table, at, end);
    }
}

/// Takes the longest cue at `first` if it goes beyond `end`, and moves that.
void ReportReading::match_cue(const LanguageCues& cues, const WordSymbols& table,
                              std::uint32_t first, std::uint32_t& end) {
    LanguageCues::Node longest = LanguageCues::kNoNode;
    open_.assign(1, {LanguageCues::kRoot, 0});
    for (std::size_t i = 0; i < open_.size(); ++i) {
        const auto [node, taken] = open_[i];
        const std::uint32_t at = first + taken;
        if (at >= words_.size() || taken >= kLongestCue) continue;
        if (taken > 0 && words_[at].gap >= Gap::comma) continue;
        for (const LanguageCues::Symbol symbol : table.symbols(words_[at].entry)) {
            const LanguageCues::Node next = cues.next(node, symbol);
            if (next == LanguageCues::kNoNode) continue;
            open_.emplace_back(next, taken + 1);
            if (!cues.rules(next).empty() && at + 1 > end) {
                longest = next;
                end = at + 1;
            }
        }
    }
    if (longest == LanguageCues::kNoNode) return;
    for (const CueRule& rule : cues.rules(longest))
        cues_.push_back({first, end - 1, rule});
}

/// Finds the words of the text's mentions, which are in reading order.
void ReportReading::place_mentions(std::uint32_t text, std::uint32_t first_word) {
    std::uint32_t word = first_word;
    for (; next_mention_ < mentions_->size(); ++next_mention_) {
        const ConceptMention& mention = (*mentions_)[next_mention_];
        if (mention.text != text) break;
        while (word < words_.size() && words_[word].end <= mention.begin)
            ++word;
        if (word >= words_.size()) continue;
        std::uint32_t last = word;
        while (last + 1 < words_.size() && words_[last + 1].begin < mention.end)
            ++last;
        PlacedMention placed;
        placed.mention = static_cast<std::uint32_t>(next_mention_);
        placed.first_word = word;
        placed.last_word = last;
        placed_.push_back(placed);
    }
}

void ReportReading::split_sentences(std::uint32_t text, Zone zone, std::uint32_t first_word,
                                    std::uint32_t first_cue, std::uint32_t first_mention) {
    std::uint32_t cue = first_cue;
    std::uint32_t mention = first_mention;
    const auto count = static_cast<std::uint32_t>(words_.size());
    for (std::uint32_t begin = first_word; begin < count;) {
        std::uint32_t end = begin + 1;
        while (end < count && words_[end].gap != Gap::stop && end - begin < kLongestSentence)
            ++end;
        Sentence sentence;
        sentence.text = text;
        sentence.zone = zone;
        sentence.first_word = begin;
        sentence.last_word = end;
        sentence.first_cue = cue;
        while (cue < cues_.size() && cues_[cue].first < end)
            ++cue;
        sentence.last_cue = cue;
        sentence.first_mention = mention;
        while (mention < placed_.size() && placed_[mention].first_word < end)
            ++mention;
        sentence.last_mention = mention;
        sentences_.push_back(sentence);
        begin = end;
    }
}

double ReportReading::number_at(std::uint32_t word, std::uint32_t text) const {
    if (!words_[word].is_number) return -1;
    const std::string_view written =
        (*texts_)[text].text.substr(words_[word].begin, words_[word].end - words_[word].begin);
    std::string digits = fold_word(written);
    std::replace(digits.begin(), digits.end(), ',', '.');
    double value = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
}

Gap ReportReading::gap_between(std::uint32_t first, std::uint32_t last) const {
    Gap gap = Gap::none;
    for (std::uint32_t word = first + 1; word <= last; ++word)
        gap = std::max(gap, words_[word].gap);
    return gap;
}

std::string_view ReportReading::phrase(const Sentence& sentence, std::uint32_t number) const {
    const LanguageCues* cues = rules_.find((*texts_)[sentence.text].language);
    if (cues == nullptr) cues = rules_.find(kEnglish);
    return cues == nullptr ? "" : cues->phrase(number);
}

FactPlace ReportReading::place_of(const Sentence& sentence, std::uint32_t first_word,
                                  std::uint32_t last_word) const {
    return {sentence.text, words_[first_word].begin, words_[last_word].end};
}

}  // namespace casebook
