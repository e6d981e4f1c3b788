#include "casebook/spelling_families.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "tsv_rows.hpp"

namespace casebook {
namespace {

bool is_vowel(char letter) {
    return std::string_view("aeiouy").find(letter) != std::string_view::npos;
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
        Rule rule{*place, *before, std::string(row[2]), std::string(row[3]), {}};
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
    for (const Rule& rule : rules->second) {
        if (rule.place == Place::word || folded_word.size() >= kShortestWithParts)
            apply(rule, folded_word);
    }
    return folded_word;
}

void SpellingFamilies::apply(const Rule& rule, std::string& word) {
    constexpr std::size_t kLettersBeforeVowelRule = 2;
    constexpr std::size_t kLettersBeforeConsonantRule = 3;
    const auto may_follow = [&](std::size_t at) {
        switch (rule.before) {
            case Before::vowel:
                return at >= kLettersBeforeVowelRule &&
                       std::any_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(at),
                                   is_vowel);
            case Before::consonant:
                return at >= kLettersBeforeConsonantRule && !is_vowel(word[at - 1]);
            case Before::anything:
                break;
        }
        return true;
    };
    const auto is_excepted = [&] {
        return std::any_of(
            rule.exceptions.begin(), rule.exceptions.end(),
            [&](const std::string& beginning) { return word.starts_with(beginning); });
    };
    const auto replace = [&](std::size_t at) {
        if (!may_follow(at) || is_excepted()) return at + 1;
        word.replace(at, rule.written.size(), rule.read_as);
        return at + rule.read_as.size();
    };
    switch (rule.place) {
        case Place::word:
            if (word == rule.written) replace(0);
            break;
        case Place::prefix:
            if (word.starts_with(rule.written)) replace(0);
            break;
        case Place::suffix:
            if (word.ends_with(rule.written)) replace(word.size() - rule.written.size());
            break;
        case Place::inside:
            for (std::size_t at = word.find(rule.written); at != std::string::npos;
                 at = word.find(rule.written, at)) {
                at = replace(at);
            }
            break;
    }
}

}  // namespace casebook
