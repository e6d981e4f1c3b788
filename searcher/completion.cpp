#include "completion.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "compiled_query.hpp"
#include "edit_table.hpp"
#include "title_match.hpp"
#include "word_list.hpp"

namespace casebook {
namespace {

/// Terms of one beginning that are looked at; a single letter may begin more in a large index.
constexpr std::size_t kTermsLookedAt = 200'000;
/// Terms of one beginning that are kept, the most frequent.
constexpr std::size_t kTermsKept = 200;
/// One place of so many is for concepts.
constexpr std::size_t kShareOfConcepts = 4;
/// The longest name that is begun, in words.
constexpr std::size_t kNameWords = 6;
/// Names of one beginning that are looked at.
constexpr std::size_t kNamesLookedAt = 5'000;
/// Reports whose titles are read.
constexpr Xapian::doccount kTitlesRead = 300;

template <typename Item, typename Before>
void keep_best(std::vector<Item>& items, std::size_t count, Before before) {
    const std::size_t kept = std::min(items.size(), count);
    const auto middle = items.begin() + static_cast<std::ptrdiff_t>(kept);
    std::partial_sort(items.begin(), middle, items.end(), before);
    items.erase(middle, items.end());
}

constexpr auto more_frequent = [](const auto& left, const auto& right) {
    return left.frequency != right.frequency ? left.frequency > right.frequency
                                             : left.word < right.word;
};

/// The last part of a run that mixes scripts, as in CD4 with Korean behind it.
std::string_view last_script(std::string_view run) {
    const std::u32string letters = letters_of(run);
    if (letters.empty()) return run;
    const bool in_pairs = is_held_in_pairs(letters.back());
    std::size_t first = letters.size();
    while (first > 0 && is_held_in_pairs(letters[first - 1]) == in_pairs)
        --first;
    return run.substr(to_utf8({letters.data(), first}).size());
}

/// What was typed, longer: its own bytes as far as they go, then the word's.
std::string completed(std::string_view run, const std::string& word) {
    const std::u32string typed = letters_of(run);
    const std::u32string folded = letters_of(built_in_analyzer().normalize(run));
    const std::u32string letters = letters_of(word);
    const bool letter_by_letter = typed.size() == folded.size() && letters.size() >= typed.size();
    if (!letter_by_letter) return in_case_of(run, word);
    return std::string(run) +
           to_utf8({letters.data() + typed.size(), letters.size() - typed.size()});
}

std::string lower_case(std::string_view run) {
    std::u32string letters = letters_of(run);
    for (char32_t& letter : letters)
        letter = static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
    return to_utf8(letters);
}

bool is_stem_term(const std::string& term) {
    return is_of_class(term, TermClass::stem);
}

}  // namespace

Completer::Completer(IndexHandle& handle) : handle_(handle), words_(handle) {}

std::vector<Completion> Completer::complete(std::string_view typed, std::size_t top) {
    const std::vector<WordRun> runs = word_runs(typed);
    WordRun last;
    const bool open = !runs.empty() && runs.back().end == typed.size();
    std::vector<Found> words;
    if (open) {
        const std::string_view part = last_script(typed.substr(runs.back().begin));
        last = {typed.size() - part.size(), typed.size()};
        words = words_of(std::string(part), word_before(typed, runs), top);
    }
    std::vector<Completion> named;
    if (open) named = concepts(typed, runs, (top + kShareOfConcepts - 1) / kShareOfConcepts);
    std::vector<Completion> in_titles = titles(typed, open ? &last : nullptr, words);
    // Words and titles share the places; what one leaves the other takes. Concepts stand in the
    // places of words.
    const std::size_t for_titles = std::min(
        in_titles.size(), std::max(top / 2, top - std::min(top, words.size() + named.size())));
    in_titles.resize(for_titles);
    named.resize(std::min(named.size(), top - for_titles));
    words.resize(std::min(words.size(), top - for_titles - named.size()));
    std::vector<Completion> completions;
    for (const Found& found : words) {
        const std::string_view run = typed.substr(last.begin);
        const bool as_written = found.term_class == TermClass::acronym;
        completions.push_back({std::string(typed.substr(0, last.begin)) +
                                   (as_written ? found.word : completed(run, found.word)),
                               CompletionKind::word,
                               found.frequency,
                               {},
                               {}});
    }
    std::move(named.begin(), named.end(), std::back_inserter(completions));
    std::move(in_titles.begin(), in_titles.end(), std::back_inserter(completions));
    return completions;
}

/// The last words typed as the beginning of a name: as many of them as begin one.
std::vector<Completion> Completer::concepts(std::string_view typed,
                                            const std::vector<WordRun>& runs, std::size_t top) {
    const std::size_t first = runs.size() > kNameWords ? runs.size() - kNameWords : 0;
    for (std::size_t number = first; number < runs.size(); ++number) {
        std::vector<Completion> named = named_from(typed, runs[number].begin, top);
        if (!named.empty()) return named;
    }
    return {};
}

/// The concepts of which a name begins as what was typed from `begin` on, those first of which most
/// reports tell; each by one name, the preferred one if it begins so.
std::vector<Completion> Completer::named_from(std::string_view typed, std::size_t begin,
                                              std::size_t top) {
    const std::string beginning = built_in_analyzer().normalize(typed.substr(begin));
    const std::u32string letters = letters_of(beginning);
    if (letters.empty() || (letters.size() < 2 && !is_held_in_pairs(letters.front()))) return {};
    const Thesaurus& thesaurus = *handle_.index.thesaurus;
    const ThesaurusNames& names = names_of(handle_);
    std::map<ConceptNumber, TermNumber> best;
    auto name = names.first_from(beginning);
    for (std::size_t looked = 0; looked < kNamesLookedAt && name != names.all().end() &&
                                 name->folded.starts_with(beginning);
         ++looked, ++name) {
        // A concept's preferred names have its lowest numbers.
        const ConceptNumber number = thesaurus.term(name->term).concept_number;
        const auto [known, added] = best.try_emplace(number, name->term);
        known->second = std::min(known->second, name->term);
    }
    std::vector<Completion> completions;
    for (const auto& [number, term] : best) {
        const std::size_t reports = concept_frequency(words_.database(), thesaurus, number);
        if (reports == 0) continue;
        completions.push_back(
            {std::string(typed.substr(0, begin)) + std::string(thesaurus.term(term).text),
             CompletionKind::named_concept, reports, std::string(thesaurus.id(number)),
             std::string(thesaurus.label(number))});
    }
    keep_best(completions, top, [](const Completion& left, const Completion& right) {
        return left.count != right.count ? left.count > right.count : left.text < right.text;
    });
    return completions;
}

/// The word that the last one follows, nothing but spaces between; empty for none, and for a stop
/// word, behind which anything may stand.
std::string Completer::word_before(std::string_view typed, const std::vector<WordRun>& runs) const {
    if (runs.size() < 2) return {};
    const WordRun& before = runs[runs.size() - 2];
    const std::string_view between = typed.substr(before.end, runs.back().begin - before.end);
    const std::string word(typed.substr(before.begin, before.end - before.begin));
    const bool beside = between.find_first_not_of(' ') == std::string_view::npos;
    return beside && !words_.is_stop_word(built_in_analyzer().normalize(word)) ? word
                                                                               : std::string();
}

/// The terms of a class that begin so, the most frequent first.
std::vector<Completer::Found> Completer::find(TermClass term_class,
                                              const std::string& beginning) const {
    std::vector<Found> found;
    IndexWordList list(words_.database(), term_class);
    list.seek(beginning);
    for (std::size_t looked = 0; looked < kTermsLookedAt && !list.at_end(); ++looked) {
        std::string word = list.word();
        if (!word.starts_with(beginning)) break;
        found.push_back({std::move(word), list.frequency(), term_class});
        list.next();
    }
    keep_best(found, kTermsKept, more_frequent);
    return found;
}

std::vector<Completer::Found> Completer::words_of(const std::string& run, const std::string& before,
                                                  std::size_t top) {
    if (is_held_in_pairs(letters_of(run).back())) return longer_by_one(run, top);
    std::vector<Found> found = find(TermClass::acronym, run);
    if (!has_inner_capital(run) || found.empty()) {
        for (Found& word : found_words(run))
            found.push_back(std::move(word));
    }
    std::sort(found.begin(), found.end(), more_frequent);
    if (!before.empty()) put_followers_first(before, found);
    return one_of_each_stem(std::move(found), top);
}

std::vector<Completer::Found> Completer::found_words(const std::string& run) const {
    std::vector<Found> words;
    // In Spanish ñ is a letter of its own, which folding without a language does not know.
    for (const std::string& beginning : {lower_case(run), built_in_analyzer().normalize(run)}) {
        for (const TermClass term_class : {TermClass::surface, TermClass::stem}) {
            for (Found& word : find(term_class, beginning))
                words.push_back(std::move(word));
        }
        if (!words.empty()) break;
    }
    return words;
}

/// Moves the words that stand behind `before` in reports to the front, the most frequent there
/// first.
void Completer::put_followers_first(const std::string& before, std::vector<Found>& found) {
    constexpr std::size_t kLookedAt = 60;
    constexpr Xapian::doccount kEnough = 200;
    std::vector<std::pair<Xapian::doccount, Found>> counted;
    for (std::size_t at = 0; at < found.size(); ++at) {
        const bool looked_at = at < kLookedAt && !words_.is_stop_word(found[at].word);
        const Xapian::doccount together =
            looked_at ? words_.count(words_.read_phrase(before + " " + found[at].word), kEnough)
                      : 0;
        counted.emplace_back(together, std::move(found[at]));
    }
    std::stable_sort(counted.begin(), counted.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    for (std::size_t at = 0; at < found.size(); ++at)
        found[at] = std::move(counted[at].second);
}

/// Of the forms of a word the first; without stop words, and stems that are no words.
std::vector<Completer::Found> Completer::one_of_each_stem(std::vector<Found> found,
                                                          std::size_t top) {
    std::set<std::string> seen;
    std::vector<Found> words;
    for (Found& candidate : found) {
        if (words.size() == top) break;
        const bool as_written = candidate.term_class == TermClass::acronym;
        if (!as_written && words_.is_stop_word(candidate.word)) continue;
        const std::string stem = as_written ? candidate.word : first_stem(candidate.word);
        if (seen.contains(stem) || seen.contains(candidate.word)) continue;
        const bool is_stem = candidate.term_class == TermClass::stem;
        if (is_stem && !words_.is_word(candidate.word)) continue;
        seen.insert({stem, candidate.word});
        words.push_back(std::move(candidate));
    }
    return words;
}

/// The word's stem in the index's first language; the word itself if it has none.
std::string Completer::first_stem(const std::string& word) {
    for (const QueryUnit& unit : words_.read(word)) {
        const auto stem = std::find_if(unit.terms.begin(), unit.terms.end(), is_stem_term);
        if (stem != unit.terms.end()) return *stem;
    }
    return word;
}

/// What was typed and one character more, where the index has them side by side.
std::vector<Completer::Found> Completer::longer_by_one(const std::string& run, std::size_t top) {
    constexpr Xapian::doccount kEnough = 10'000;
    const std::u32string letters = letters_of(run);
    // As the index spells it: traditional characters as simplified ones.
    const std::string last = first_stem(to_utf8({&letters.back(), 1}));
    std::vector<Found> found;
    for (Found& pair : find(TermClass::stem, last)) {
        if (found.size() == top) break;
        if (letters_of(pair.word).size() != 2) continue;
        pair.word = run + pair.word.substr(last.size());
        const std::vector<QueryUnit> units = words_.read(pair.word);
        if (units.size() != 1) continue;
        if (letters.size() > 1) pair.frequency = words_.count(units[0], kEnough);
        if (pair.frequency > 0) found.push_back(std::move(pair));
    }
    std::sort(found.begin(), found.end(), more_frequent);
    return found;
}

/// Reports whose title holds the typed words in any order; empty for none.
Xapian::Query Completer::titles_with(std::string_view typed, const WordRun* last,
                                     const std::vector<Found>& words) {
    const std::string_view whole = last == nullptr ? typed : typed.substr(0, last->begin);
    std::vector<Xapian::Query> parts;
    for (QueryUnit& unit : words_.read(whole)) {
        const auto text = built_in_analyzer().normalize(unit.text);
        if (words_.is_stop_word(text)) continue;
        unit.scope = TermClass::title;
        parts.push_back(words_.presence(unit));
    }
    if (last != nullptr) {
        const std::string run(typed.substr(last->begin));
        const bool stop = !parts.empty() && words_.is_stop_word(built_in_analyzer().normalize(run));
        if (!stop) parts.push_back(title_with_beginning(run, words));
    }
    return parts.empty() ? Xapian::Query() : combine(Xapian::Query::OP_AND, parts);
}

Xapian::Query Completer::title_with_beginning(const std::string& run,
                                              const std::vector<Found>& words) {
    if (is_held_in_pairs(letters_of(run).back())) {
        std::vector<QueryUnit> units = words_.read(run);
        if (units.size() != 1) return {};
        units[0].scope = TermClass::title;
        return words_.presence(units[0]);
    }
    std::vector<Xapian::Query> terms;
    for (const Found& stem : find(TermClass::title, built_in_analyzer().normalize(run)))
        terms.emplace_back(make_term(TermClass::title, stem.word));
    // A stem may be shorter than what was typed.
    for (const Found& word : words) {
        for (const QueryUnit& unit : words_.read(word.word)) {
            for (const std::string& term : unit.terms) {
                if (is_stem_term(term)) terms.emplace_back(make_term(TermClass::title, term));
            }
        }
    }
    return terms.empty() ? Xapian::Query() : combine(Xapian::Query::OP_OR, terms);
}

std::vector<Completion> Completer::titles(std::string_view typed, const WordRun* last,
                                          const std::vector<Found>& words) {
    const Xapian::Query query = titles_with(typed, last, words);
    if (query.empty()) return {};
    Xapian::Enquire enquire(words_.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const TitlePattern pattern(typed, last != nullptr);
    std::map<std::pair<TitleFit, std::string>, std::size_t> found;
    const Xapian::MSet reports = enquire.get_mset(0, kTitlesRead);
    for (auto at = reports.begin(); at != reports.end(); ++at) {
        const CaseReport report = decode_report(at.get_document().get_data());
        for (const std::string& title : {report.title, report.translated_title}) {
            const TitleFit fit = pattern.fit(title);
            if (fit != TitleFit::none) ++found[{fit, title}];
        }
    }
    std::vector<Completion> titles;
    for (const auto& [title, count] : found)
        titles.push_back({title.second, CompletionKind::title, count, {}, {}});
    return titles;
}

}  // namespace casebook
