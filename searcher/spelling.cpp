#include "spelling.hpp"

#include <algorithm>
#include <cmath>

#include "casebook/built_in.hpp"
#include "contrasts.hpp"
#include "word_runs.hpp"

namespace casebook {
namespace {

constexpr std::size_t kShortestWord = 5;     ///< letters; shorter words have too many neighbours
constexpr std::size_t kShortestUnknown = 4;  ///< of what may lack a letter of such a word
constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kMostLookedUp = 20;  ///< unknown words of one query, and rare ones
constexpr std::size_t kShortestHalf = 3;   ///< of two words written as one

/// What half an edit weighs, as a power of two of how frequent words are.
constexpr double kHalfEditWeight = 2.0;
/// Few slips hit the first letter (Pollock & Zamora 1984).
constexpr double kFirstLetterWeight = 1.0;

/// A word of the index that stands in so many reports at most may be a slip of the pen itself.
constexpr Xapian::doccount kRareWord = 3;
/// How much more frequent the word must be that a rare one is a slip of.
constexpr Xapian::doccount kSlipRatio = 100;
constexpr std::size_t kShortestSlip = 7;

/// How far a word may be from what was typed to be searched for.
constexpr EditCost kSearchedCost = kOneEdit;

/// The greatest difference that a word of so many letters is corrected by.
EditCost widest_limit(std::size_t letters) {
    if (letters < 6) return kOneEdit;
    return letters < 8 ? kOneEdit + 1 : 2 * kOneEdit;
}

double likelihood(const CloseWord& candidate, const std::string& word) {
    const bool same_start = candidate.word.front() == word.front();
    return std::log2(static_cast<double>(candidate.frequency)) - kHalfEditWeight * candidate.cost -
           (same_start ? 0 : kFirstLetterWeight);
}

/// Whether two words begin with one letter, or are cognates as physio- and fisio- are.
bool begin_alike(const std::string& word, const std::string& other) {
    if (word.front() == other.front()) return true;
    const std::string skeleton = built_in_analyzer().skeleton(word, {});
    return !skeleton.empty() && skeleton == built_in_analyzer().skeleton(other, {});
}

/// Whether the unit may be half of a word: also where the half names something by itself, as
/// "pancr" does.
bool may_be_joined(const QueryUnit& unit) {
    return !unit.in_name && !unit.is_name && !unit.quoted && !unit.as_typed && !unit.stop &&
           unit.pattern.empty() && unit.scope == TermClass::stem;
}

bool may_be_corrected(const QueryUnit& unit) {
    // What the thesaurus knows is no slip of the pen.
    return unit.senses.empty() && unit.overlay_senses.empty() && may_be_joined(unit);
}

bool is_vowel(char32_t letter) {
    return std::u32string_view(U"aeiouy").find(letter) != std::u32string_view::npos;
}

/// Whether nothing tells the two apart but one vowel for another: phanotyp and phenotyp.
bool differ_by_vowel(const std::u32string& one, const std::u32string& other) {
    if (one.size() != other.size()) return false;
    const auto [left, right] = std::mismatch(one.begin(), one.end(), other.begin());
    return left != one.end() && is_vowel(*left) && is_vowel(*right) &&
           std::equal(left + 1, one.end(), right + 1);
}

/// Whether a slip of the hand tells the two apart, rather than grammar or another language: inside
/// the word, not at its ends, and not by letters that sound alike.
bool is_slip(const std::string& word, const CloseWord& candidate) {
    constexpr std::size_t kEnd = 2;
    const std::u32string one = letters_of(word);
    const std::u32string other = letters_of(candidate.word);
    return candidate.cost == kOneEdit && std::min(one.size(), other.size()) >= kShortestSlip &&
           one.front() == other.front() && !differ_by_vowel(one, other) &&
           one.substr(one.size() - kEnd) == other.substr(other.size() - kEnd);
}

}  // namespace

SpellingCorrector::SpellingCorrector(IndexHandle& handle, Use use, bool knows_names)
    : handle_(handle), words_(handle), use_(use), knows_names_(knows_names) {}

std::optional<std::string> SpellingCorrector::correct(ReadQuery& query, std::string_view text) {
    wanted_ = wanted_units(query);
    replacements_.clear();
    unknown_ = 0;
    rare_ = 0;
    for (std::size_t number = 0; number < query.units.size(); ++number) {
        if (join_with_next(query, number, text)) {
            ++number;
        } else if (may_be_corrected(query.units[number])) {
            correct_unit(query, number);
        }
    }
    std::string rewritten(text);
    std::sort(replacements_.begin(), replacements_.end(),
              [](const auto& left, const auto& right) { return left.begin > right.begin; });
    for (const Replacement& replacement : replacements_)
        rewritten.replace(replacement.begin, replacement.end - replacement.begin, replacement.text);
    return rewritten == text ? std::nullopt : std::optional(rewritten);
}

SpellingCorrector::Standing SpellingCorrector::standing_of(const QueryUnit& unit) const {
    if (words_.frequency(unit) > 0) return Standing::own_text;
    return words_.is_known_elsewhere(unit) ? Standing::elsewhere : Standing::nowhere;
}

/// "leuk emia": two words with nothing but spaces between, of which the index holds one at most,
/// are one word that it holds.
bool SpellingCorrector::join_with_next(ReadQuery& query, std::size_t number,
                                       std::string_view text) {
    if (number + 1 >= query.units.size()) return false;
    QueryUnit& first = query.units[number];
    QueryUnit& second = query.units[number + 1];
    if (!may_be_joined(first) || !may_be_joined(second) || first.end >= second.begin ||
        second.end > text.size())
        return false;
    const std::string_view between = text.substr(first.end, second.begin - first.end);
    if (between.find_first_not_of(' ') != std::string_view::npos) return false;
    const std::string joined = first.text + second.text;
    if (!is_alphabetic(built_in_analyzer().normalize(joined)) || has_inner_capital(joined))
        return false;
    const auto is_lacking = [&](const QueryUnit& half) {
        return half.senses.empty() && standing_of(half) == Standing::nowhere;
    };
    if (!is_lacking(first) && !is_lacking(second)) return false;
    const std::vector<QueryUnit> units = words_.read(joined);
    if (units.size() != 1 || words_.frequency(units.front()) == 0) return false;
    for (const std::size_t part : {number, number + 1}) {
        // What half a word names, or is a cognate of, is not meant.
        query.units[part].senses.clear();
        query.units[part].concepts.clear();
        query.units[part].cognates.clear();
        if (wanted_.contains(part)) search_for(query.units[part], joined);
    }
    replacements_.push_back({first.begin, second.end, joined});
    return true;
}

void SpellingCorrector::correct_unit(ReadQuery& query, std::size_t number) {
    QueryUnit& unit = query.units[number];
    const Standing standing = standing_of(unit);
    if (standing == Standing::elsewhere) return;
    // A joined word that the index holds is right even if its parts are not to be seen there.
    if (standing == Standing::own_text && word_runs(unit.text).size() > 1) return;
    const Corrected better = corrected(unit);
    if (better.words == unit.text || is_cognate_of(unit, better.words)) return;
    replacements_.push_back({unit.begin, unit.end, better.words});
    if (standing == Standing::nowhere && wanted_.contains(number) && better.cost <= kSearchedCost)
        search_for(unit, better.words);
}

/// Whether the better words are but the word in another language, as splenomegalie is for
/// splenomegaly: of one skeleton, which holds the unit, and told apart by the last letters alone.
bool SpellingCorrector::is_cognate_of(const QueryUnit& unit, const std::string& words) const {
    constexpr std::size_t kEnding = 2;
    const std::u32string typed = letters_of(built_in_analyzer().normalize(unit.text));
    const std::u32string other = letters_of(words);
    const auto [end, unused] = std::mismatch(
        typed.begin(),
        typed.begin() + static_cast<std::ptrdiff_t>(std::min(typed.size(), other.size())),
        other.begin());
    const auto alike = static_cast<std::size_t>(end - typed.begin());
    if (alike + kEnding < typed.size() || alike + kEnding < other.size()) return false;
    const std::string bones = built_in_analyzer().skeleton(words, {});
    return std::any_of(unit.cognates.begin(), unit.cognates.end(), [&](const std::string& cognate) {
        return cognate == make_term(TermClass::skeleton, bones) &&
               words_.database().term_exists(cognate);
    });
}

SpellingCorrector::Corrected SpellingCorrector::corrected(const QueryUnit& unit) {
    Corrected corrected;
    std::size_t copied = 0;
    for (const WordRun& run : word_runs(unit.text)) {
        const std::string typed = unit.text.substr(run.begin, run.end - run.begin);
        corrected.words += unit.text.substr(copied, run.begin - copied);
        const std::optional<CloseWord> better = better_run(typed);
        corrected.words += better ? in_case_of(typed, better->word) : typed;
        if (better) corrected.cost = std::max(corrected.cost, better->cost);
        copied = run.end;
    }
    corrected.words += unit.text.substr(copied);
    return corrected;
}

std::optional<CloseWord> SpellingCorrector::better_run(std::string_view run) {
    if (has_inner_capital(run)) return std::nullopt;
    const std::vector<QueryUnit> units = words_.read(run);
    if (units.size() != 1 || words_.is_known_elsewhere(units.front())) return std::nullopt;
    return better_word(run, words_.frequency(units.front()));
}

/// Gives the unit the terms of the better words. Where cognates hold it that the better word is not
/// one of, they are the better evidence.
void SpellingCorrector::search_for(QueryUnit& unit, const std::string& words) {
    std::vector<QueryUnit> units = words_.read(words);
    if (units.empty()) return;
    const QueryUnit better = units.size() == 1 ? units.front() : words_.read_phrase(words);
    const auto known = [&](const std::string& skeleton) {
        return words_.database().term_exists(skeleton);
    };
    const auto shared = [&](const std::string& skeleton) {
        return std::find(better.cognates.begin(), better.cognates.end(), skeleton) !=
               better.cognates.end();
    };
    if (std::any_of(unit.cognates.begin(), unit.cognates.end(), known) &&
        std::none_of(unit.cognates.begin(), unit.cognates.end(), shared)) {
        return;
    }
    unit.correction = {better.terms, better.sequences, better.cognates, better.own_form};
}

/// The word of the index that `word` probably stands for; none if it stands for itself.
/// `frequency`: of the word in the index, 0 if it stands nowhere.
std::optional<CloseWord> SpellingCorrector::better_word(std::string_view word,
                                                        Xapian::doccount frequency) {
    const std::string folded = built_in_analyzer().normalize(word);
    const std::size_t letters = letters_of(folded).size();
    const std::size_t shortest = frequency == 0 ? kShortestUnknown : kShortestWord;
    if (letters < shortest || letters > kLongestWord || !is_alphabetic(folded)) return std::nullopt;
    const bool only_suggested = frequency > 0;
    if (frequency > kRareWord || (only_suggested && use_ == Use::searching)) return std::nullopt;
    // Counted apart, so that what is searched for does not hang on what is suggested.
    if (++(only_suggested ? rare_ : unknown_) > kMostLookedUp) return std::nullopt;
    return frequency == 0 ? closest(folded) : slip(folded, frequency);
}

/// The most likely word for one that stands nowhere: within one edit if there is any.
std::optional<CloseWord> SpellingCorrector::closest(const std::string& word) {
    const auto near = best_within(word, kOneEdit);
    const auto apart = two_words(word);
    if (near && (!apart || near->frequency >= apart->frequency)) return near;
    if (apart) return apart;
    if (use_ == Use::searching) return std::nullopt;  // words further off are only suggested
    const EditCost limit = widest_limit(letters_of(word).size());
    const auto far = limit > kOneEdit ? best_within(word, limit) : std::nullopt;
    if (far && begin_alike(word, far->word)) return far;
    return knows_names_ ? closest_name(word) : std::nullopt;
}

/// A name of the thesaurus, other names of which the index holds.
std::optional<CloseWord> SpellingCorrector::closest_name(const std::string& word) {
    NamedWordList names(names_of(handle_), *handle_.index.thesaurus, words_.database());
    std::vector<CloseWord> found;
    find_close_words(names, word, kOneEdit, found);
    std::erase_if(found, [&](const CloseWord& name) {
        return name.frequency == 0 || letters_of(name.word).size() < kShortestWord ||
               are_contrasts(word, name.word);
    });
    const auto best = std::max_element(found.begin(), found.end(),
                                       [&](const CloseWord& left, const CloseWord& right) {
                                           return likelihood(left, word) < likelihood(right, word);
                                       });
    if (best == found.end()) return std::nullopt;
    best->cost += kSearchedCost;  // the index holds it by no word: only suggested
    return *best;
}

std::optional<CloseWord> SpellingCorrector::best_within(const std::string& word, EditCost limit) {
    constexpr std::size_t kTried = 8;
    std::vector<CloseWord> found;
    IndexWordList surfaces(words_.database(), TermClass::surface);
    find_close_words(surfaces, word, limit, found);
    const std::size_t surface_count = found.size();
    IndexWordList stems(words_.database(), TermClass::stem);
    find_close_words(stems, word, limit, found);
    for (std::size_t at = surface_count; at < found.size(); ++at)
        found[at].is_stem = true;
    std::erase_if(found, [&](const CloseWord& other) {
        return letters_of(other.word).size() < kShortestWord || are_contrasts(word, other.word);
    });
    std::sort(found.begin(), found.end(), [&](const CloseWord& left, const CloseWord& right) {
        return likelihood(left, word) > likelihood(right, word);
    });
    for (std::size_t at = 0; at < std::min(found.size(), kTried); ++at) {
        if (!found[at].is_stem || words_.is_word(found[at].word)) return found[at];
    }
    return std::nullopt;
}

/// "bonemarrow": two words that stand side by side in the index.
std::optional<CloseWord> SpellingCorrector::two_words(const std::string& word) {
    constexpr Xapian::doccount kEnough = 1000;
    const std::u32string letters = letters_of(word);
    std::optional<CloseWord> best;
    for (std::size_t at = kShortestHalf; at + kShortestHalf <= letters.size(); ++at) {
        const std::string first = to_utf8(letters.substr(0, at));
        const std::string second = to_utf8(letters.substr(at));
        if (words_.is_stop_word(first) || words_.is_stop_word(second)) continue;
        const auto is_known = [&](const std::string& half) {
            const std::vector<QueryUnit> units = words_.read(half);
            return units.size() == 1 && words_.frequency(units.front()) > kRareWord;
        };
        if (!is_known(first) || !is_known(second)) continue;
        const std::string both = first + " " + second;
        const Xapian::doccount frequency = words_.count(words_.read_phrase(both), kEnough);
        if (frequency > 0 && (!best || frequency > best->frequency))
            best = CloseWord{both, kOneEdit, frequency};
    }
    return best;
}

/// The word that a rare one is a slip of the pen of, in the index as in the query.
std::optional<CloseWord> SpellingCorrector::slip(const std::string& word,
                                                 Xapian::doccount frequency) {
    const auto better = best_within(word, kOneEdit);
    if (!better || better->frequency < kSlipRatio * frequency || !is_slip(word, *better))
        return std::nullopt;
    return better;
}

}  // namespace casebook
