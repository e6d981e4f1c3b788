#include "casebook/spelling_families.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "tsv_rows.hpp"

namespace casebook {
namespace {

bool is_vowel(char letter) {
    return std::string_view("aeiouy").find(letter) != std::string_view::npos;
}

/// The bytes of a word as bits, several bytes a bit: what lacks a bit lacks the byte.
std::uint64_t bytes_of(std::string_view word) {
    std::uint64_t bits = 0;
    for (const char byte : word)
        bits |= std::uint64_t{1} << (static_cast<unsigned char>(byte) & 63U);
    return bits;
}

template <typename Value, std::size_t kCount>
std::optional<Value> named(const std::array<std::pair<std::string_view, Value>, kCount>& names,
                           std::string_view name) {
    for (const auto& [known, value] : names) {
        if (known == name) return value;
    }
    return std::nullopt;
}

}  // namespace

SpellingFamilies SpellingFamilies::parse(std::string_view table, std::string_view tsv) {
    static constexpr std::array<std::pair<std::string_view, Place>, 4> kPlaces{
        {{"word", Place::word},
         {"prefix", Place::prefix},
         {"suffix", Place::suffix},
         {"inside", Place::inside}}};
    static constexpr std::array<std::pair<std::string_view, Before>, 3> kConditions{
        {{"-", Before::anything}, {"vowel", Before::vowel}, {"consonant", Before::consonant}}};
    SpellingFamilies families;
    for_each_row(table, tsv, 6, [&](const std::vector<std::string_view>& row) {
        const Language language = Language::from_tag(row[0]);
        const auto place = named(kPlaces, row[1]);
        const auto before = named(kConditions, row[4]);
        if (!language.determined() || !place || !before || row[2].empty()) return false;
        Rule rule{*place, *before, std::string(row[2]), std::string(row[3]), {}, bytes_of(row[2])};
        if (row[5] != "-") {
            for (const std::string_view beginning : split(row[5], '|'))
                rule.exceptions.emplace_back(beginning);
        }
        families.rules_[language].push_back(std::move(rule));
        return true;
    });
    return families;
}

std::string SpellingFamilies::unify(std::string folded_word, Language language) const {
    const auto rules = rules_.find(language);
    if (rules == rules_.end()) return folded_word;
    constexpr std::size_t kShortestWithParts = 4;
    std::uint64_t bytes = bytes_of(folded_word);
    for (const Rule& rule : rules->second) {
        // Most rules speak of letters that the word has not.
        if ((rule.letters & ~bytes) != 0) continue;
        if (rule.place != Place::word && folded_word.size() < kShortestWithParts) continue;
        if (apply(rule, folded_word)) bytes = bytes_of(folded_word);
    }
    return folded_word;
}

bool SpellingFamilies::apply(const Rule& rule, std::string& word) {
    if (word.size() < rule.written.size()) return false;
    switch (rule.place) {
        case Place::word:
            if (word != rule.written || !applies(rule, {}, word)) return false;
            word = rule.read_as;
            return true;
        case Place::prefix:
            if (!word.starts_with(rule.written) || !applies(rule, {}, word)) return false;
            word.replace(0, rule.written.size(), rule.read_as);
            return true;
        case Place::suffix: {
            if (!word.ends_with(rule.written)) return false;
            const std::string_view before =
                std::string_view(word).substr(0, word.size() - rule.written.size());
            if (!applies(rule, before, rule.written)) return false;
            word.replace(before.size(), rule.written.size(), rule.read_as);
            return true;
        }
        case Place::inside:
            return apply_inside(rule, word);
    }
    return false;
}

bool SpellingFamilies::apply_inside(const Rule& rule, std::string& word) {
    std::size_t found = word.find(rule.written);
    if (found == std::string::npos) return false;
    std::string changed;
    std::size_t copied = 0;
    for (; found != std::string::npos; found = word.find(rule.written, copied)) {
        changed.append(word, copied, found - copied);
        if (applies(rule, changed, std::string_view(word).substr(found))) {
            changed += rule.read_as;
            copied = found + rule.written.size();
        } else {
            changed += word[found];
            copied = found + 1;
        }
    }
    word = changed.append(word, copied);
    return true;
}

/// Whether the rule holds for what begins `rest`, where `before` stands in front of it.
bool SpellingFamilies::applies(const Rule& rule, std::string_view before, std::string_view rest) {
    constexpr std::size_t kLettersBeforeVowelRule = 2;
    constexpr std::size_t kLettersBeforeConsonantRule = 3;
    const auto word_begins_with = [&](std::string_view beginning) {
        const std::size_t size = std::min(beginning.size(), before.size());
        return before.starts_with(beginning.substr(0, size)) &&
               rest.starts_with(beginning.substr(size));
    };
    if (std::any_of(rule.exceptions.begin(), rule.exceptions.end(), word_begins_with)) return false;
    switch (rule.before) {
        case Before::vowel:
            return before.size() >= kLettersBeforeVowelRule &&
                   std::any_of(before.begin(), before.end(), is_vowel);
        case Before::consonant:
            return before.size() >= kLettersBeforeConsonantRule && !is_vowel(before.back());
        case Before::anything:
            break;
    }
    return true;
}

}  // namespace casebook
