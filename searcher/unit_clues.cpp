#include "unit_clues.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "casebook/built_in.hpp"
#include "impact_weight.hpp"

namespace casebook {
namespace {

/// Places of one term that are looked at: a passage is found among the first ones.
constexpr std::size_t kMostPlaces = 64;

/// So that a unit that every report holds still counts something.
constexpr double kLeastWeight = 0.05;

template <typename Value>
void append(std::vector<Value>& values, const std::vector<Value>& more) {
    values.insert(values.end(), more.begin(), more.end());
}

bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || static_cast<unsigned char>(byte) >= 0x80;
}

/// The word as typed, in small letters, with a capital, in capitals.
std::vector<std::string> in_usual_cases(const std::string& word) {
    const icu::UnicodeString typed = icu::UnicodeString::fromUTF8(word);
    icu::UnicodeString small = typed;
    small.toLower(icu::Locale::getRoot());
    icu::UnicodeString titled = small;
    titled.replace(0, titled.moveIndex32(0, 1), icu::UnicodeString(u_totitle(titled.char32At(0))));
    icu::UnicodeString capitals = small;
    capitals.toUpper(icu::Locale::getRoot());
    std::vector<std::string> spellings;
    for (const icu::UnicodeString& spelling : {typed, small, titled, capitals}) {
        std::string bytes;
        spelling.toUTF8String(bytes);
        if (std::find(spellings.begin(), spellings.end(), bytes) == spellings.end())
            spellings.push_back(std::move(bytes));
    }
    return spellings;
}

/// The longest piece of a pattern without stars.
std::string longest_piece(const std::string& pattern) {
    std::string longest;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t star = std::min(pattern.find('*', at), pattern.size());
        if (star - at > longest.size()) longest = pattern.substr(at, star - at);
        at = star + 1;
    }
    return longest;
}

}  // namespace

UnitClues::UnitClues(const ReadQuery& query, const Xapian::Database& database,
                     const std::vector<Language>& languages, AnalysisBuffer& buffer) {
    for (const QueryUnit& unit : query.units) {
        Clues clues = clues_of(unit);
        add_stems(clues, languages, buffer);
        Xapian::doccount holding = greatest_frequency(database, clues.terms);
        for (const TermSequence& sequence : clues.sequences)
            holding = std::max(holding, frequency_of(database, sequence, TermClass::stem));
        if (holding == 0) holding = greatest_frequency(database, clues.concepts);
        if (holding == 0) holding = greatest_frequency(database, clues.cognates);
        weights_.push_back(kLeastWeight +
                           inverse_document_frequency(holding, database.get_doccount()));
        clues_.push_back(std::move(clues));
    }
}

UnitClues::Clues UnitClues::clues_of(const QueryUnit& unit) {
    Clues clues{unit.terms, {}, unit.sequences, unit.cognates, {}, {}, unit.is_character};
    for (const ConceptTerm& known : unit.concepts)
        clues.concepts.push_back(known.term);
    for (const QueryUnit::OtherName& name : unit.other_names) {
        append(clues.terms, name.terms);
        append(clues.sequences, name.sequences);
    }
    append(clues.terms, unit.correction.terms);
    append(clues.sequences, unit.correction.sequences);
    append(clues.cognates, unit.correction.cognates);
    const std::string word = unit.pattern.empty() ? unit.text : longest_piece(unit.pattern);
    if (!word.empty()) clues.spellings = in_usual_cases(word);
    return clues;
}

/// Unstemmed words have no positions, but their stems have.
void UnitClues::add_stems(Clues& clues, const std::vector<Language>& languages,
                          AnalysisBuffer& buffer) {
    const auto add_stems_of = [&](const std::vector<Token>& tokens) {
        for (const Token& token : tokens) {
            if (token.forms.stem == kNoTerm) continue;
            std::string stem = make_term(TermClass::stem, buffer.term_text(token.forms.stem));
            if (std::find(clues.stems.begin(), clues.stems.end(), stem) == clues.stems.end())
                clues.stems.push_back(std::move(stem));
        }
    };
    for (const std::string& term : clues.terms)
        for_each_reading(term, languages, buffer, add_stems_of);
}

void UnitClues::add_positions(std::size_t unit, const IndexedReport& report,
                              std::vector<Evidence>& places) {
    for (const auto* terms : {&clues_[unit].terms, &clues_[unit].stems}) {
        for (const std::string& term : *terms) {
            // What has no positions may still seem to have some of another term.
            if (!is_of_class(term, TermClass::surface)) add_term(unit, term, report, places);
        }
    }
    for (const TermSequence& sequence : clues_[unit].sequences) {
        if (sequence.in_order) add_sequence(unit, sequence, report, places);
    }
}

void UnitClues::add_term(std::size_t unit, const std::string& term, const IndexedReport& report,
                         std::vector<Evidence>& places) {
    positions_.resize(std::max<std::size_t>(positions_.size(), 1));
    report.find_positions(term, positions_.front());
    if (positions_.front().size() > kMostPlaces) positions_.front().resize(kMostPlaces);
    for (const std::uint32_t position : positions_.front()) {
        const auto stretch = report.stretch_of(position);
        if (!stretch) continue;
        const std::uint32_t begin = report.guess_byte(position, *stretch);
        places.push_back({unit, EvidenceKind::exact, stretch->text, begin, begin + 1});
    }
}

void UnitClues::add_sequence(std::size_t unit, const TermSequence& sequence,
                             const IndexedReport& report, std::vector<Evidence>& places) {
    const std::size_t count = sequence.places.size();
    positions_.resize(std::max(positions_.size(), count));
    for (std::size_t place = 0; place < count; ++place) {
        report.find_positions(sequence.places[place].term, positions_[place]);
        if (positions_[place].empty()) return;
    }
    keep_whole_sequences(sequence, std::span(positions_).subspan(1, count - 1), positions_.front());
    std::size_t added = 0;
    for (const std::uint32_t start : positions_.front()) {
        const std::uint32_t last =
            start + sequence.places.back().offset - sequence.places.front().offset;
        const auto from = report.stretch_of(start);
        const auto to = report.stretch_of(last);
        if (!from || !to || from->text != to->text) continue;
        const std::uint32_t end = std::min(report.guess_byte(last, *to) + 1, to->end);
        places.push_back({unit, EvidenceKind::exact, from->text, report.guess_byte(start, *from),
                          std::max(end, from->begin + 1)});
        if (++added == kMostPlaces) return;
    }
}

void UnitClues::add_spelled(std::size_t unit, const ReportText& text, std::size_t number,
                            std::uint32_t from, std::size_t most,
                            std::vector<Evidence>& places) const {
    const std::size_t first = places.size();
    for (const std::string& spelling : clues_[unit].spellings) {
        std::size_t added = 0;
        for (std::size_t at = text.text.find(spelling, from);
             at != std::string_view::npos && added < most;
             at = text.text.find(spelling, at + spelling.size()), ++added) {
            places.push_back({unit, EvidenceKind::exact, number, static_cast<std::uint32_t>(at),
                              static_cast<std::uint32_t>(at + spelling.size())});
        }
    }
    const auto added = places.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(added, places.end(),
              [](const Evidence& left, const Evidence& right) { return left.begin < right.begin; });
    if (places.size() > first + most) places.resize(first + most);
}

void UnitClues::add_cognate(std::size_t unit, const ReportText& text, std::size_t number,
                            std::vector<Evidence>& places) const {
    constexpr std::size_t kShortestWord = 5;
    const std::vector<std::string>& wanted = clues_[unit].cognates;
    const Analyzer& analyzer = built_in_analyzer();
    for (std::size_t at = 0; at < text.text.size();) {
        std::size_t end = at;
        while (end < text.text.size() && is_word_byte(text.text[end]))
            ++end;
        if (end - at >= kShortestWord) {
            const std::string_view word = text.text.substr(at, end - at);
            const std::string term =
                make_term(TermClass::skeleton, analyzer.skeleton(word, text.language));
            if (std::find(wanted.begin(), wanted.end(), term) != wanted.end()) {
                places.push_back({unit, EvidenceKind::cognate, number,
                                  static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
                return;
            }
        }
        at = end + 1;
    }
}

bool UnitClues::is_held(std::size_t unit, Xapian::docid document, TermClass where,
                        TermPresence& presence) const {
    const Clues& clues = clues_[unit];
    if (clues.is_character && where == TermClass::stem) return true;
    const auto holds = [&](const std::string& own) {
        return presence.holds(term_in(where, own), document);
    };
    const bool by_concept =
        where == TermClass::stem &&
        std::any_of(clues.concepts.begin(), clues.concepts.end(),
                    [&](const std::string& term) { return presence.holds(term, document); });
    return by_concept || std::any_of(clues.terms.begin(), clues.terms.end(), holds) ||
           std::any_of(clues.sequences.begin(), clues.sequences.end(),
                       [&](const TermSequence& sequence) {
                           return std::all_of(sequence.places.begin(), sequence.places.end(),
                                              [&](const auto& place) { return holds(place.term); });
                       });
}

bool UnitClues::has_cognate(std::size_t unit, Xapian::docid document,
                            TermPresence& presence) const {
    const std::vector<std::string>& cognates = clues_[unit].cognates;
    return std::any_of(cognates.begin(), cognates.end(), [&](const std::string& skeleton) {
        return presence.holds(skeleton, document);
    });
}

}  // namespace casebook
