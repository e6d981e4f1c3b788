#include "casebook/compound_parts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "folding.hpp"
#include "tsv_rows.hpp"

namespace casebook {
namespace {

/// What may stand between two parts, and behind the last.
constexpr std::array<std::string_view, 7> kLinks{"", "s", "es", "n", "en", "e", "er"};
constexpr std::array<std::string_view, 9> kEndings{"",   "e",  "n",  "s",  "en",
                                                   "es", "er", "em", "ern"};

constexpr std::size_t kShortestPart = 3;
constexpr std::size_t kShortestWord = 8;
constexpr std::size_t kLongestWord = 60;
constexpr std::uint8_t kImpossible = std::numeric_limits<std::uint8_t>::max();

}  // namespace

CompoundParts CompoundParts::parse(std::string_view table, std::string_view tsv,
                                   const SpellingFamilies& families) {
    CompoundParts result;
    for_each_row(table, tsv, 3, [&](const std::vector<std::string_view>& row) {
        const Language language = Language::from_tag(row[0]);
        const bool placed = row[2] == "any" || row[2] == "first" || row[2] == "last";
        if (!language.determined() || !placed) return false;
        const std::string part = families.unify(fold_word(row[1], language), language);
        if (part.size() < kShortestPart) return false;
        Known& known = result.languages_[language];
        known.longest = std::max(known.longest, part.size());
        const Place place = row[2] == "first"  ? Place::first
                            : row[2] == "last" ? Place::last
                                               : Place::any;
        known.parts[part] = place;
        // Niere loses its e in Nieren- and Nierzell-.
        if (place != Place::last && part.ends_with('e') && part.size() > kShortestPart + 1) {
            known.parts.emplace(part.substr(0, part.size() - 1), Place::first);
        }
        return true;
    });
    return result;
}

std::vector<CompoundParts::Part> CompoundParts::split(std::string_view word,
                                                      Language language) const {
    const auto known = languages_.find(language);
    if (known == languages_.end() || word.size() < kShortestWord || word.size() > kLongestWord)
        return {};
    // From the word's end to its beginning: in how few parts can the rest from here be told?
    struct Step {
        std::uint8_t parts = kImpossible;
        Part part;
        std::size_t next = 0;
    };
    std::vector<Step> steps(word.size() + 1);
    for (std::size_t begin = word.size() - kShortestPart + 1; begin-- > 0;) {
        const std::size_t longest = std::min(known->second.longest, word.size() - begin);
        for (std::size_t length = longest; length >= kShortestPart; --length) {
            const auto entry = known->second.parts.find(word.substr(begin, length));
            if (entry == known->second.parts.end()) continue;
            const std::size_t end = begin + length;
            const std::string_view rest = word.substr(end);
            const bool ends = entry->second != Place::first &&
                              std::find(kEndings.begin(), kEndings.end(), rest) != kEndings.end();
            if (ends && begin == 0) return {};
            if (ends) {
                if (steps[begin].parts > 1) steps[begin] = {1, {begin, end}, word.size()};
                continue;
            }
            if (entry->second == Place::last) continue;
            for (const std::string_view link : kLinks) {
                if (!rest.starts_with(link) || rest.size() == link.size()) continue;
                const Step& after = steps[end + link.size()];
                if (after.parts == kImpossible || after.parts + 1 >= steps[begin].parts) continue;
                steps[begin] = {
                    static_cast<std::uint8_t>(after.parts + 1), {begin, end}, end + link.size()};
            }
        }
    }
    std::vector<Part> parts;
    if (steps.front().parts == kImpossible) return parts;
    for (std::size_t at = 0; at < word.size(); at = steps[at].next)
        parts.push_back(steps[at].part);
    return parts;
}

}  // namespace casebook
