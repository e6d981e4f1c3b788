#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/language.hpp"
#include "casebook/spelling_families.hpp"

namespace casebook {

/// The parts of which long words are made in languages that write compounds together: leber and
/// zirrhose. A value; threads may share a const one.
class CompoundParts {
public:
    /// One part of a word, in bytes of the word given.
    struct Part {
        std::size_t begin = 0;
        std::size_t end = 0;

        friend bool operator==(const Part&, const Part&) = default;
    };

    CompoundParts() = default;

    /// Reads `language<TAB>part<TAB>any|first|last` rows, folded and unified as words are. Throws
    /// Error{invalid_argument} naming `table` and the line of a row that is no part.
    [[nodiscard]] static CompoundParts parse(std::string_view table, std::string_view tsv,
                                             const SpellingFamilies& families);

    /// The parts of a folded and unified word, without what links them and without the ending of
    /// the last; none unless two or more parts make up all of the word, nor for a word that is a
    /// part itself. Of several ways, the one of fewest parts.
    [[nodiscard]] std::vector<Part> split(std::string_view word, Language language) const;

private:
    enum class Place { any, first, last };
    /// Looks for a piece of a word without a copy of it.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view part) const {
            return std::hash<std::string_view>{}(part);
        }
    };
    struct Known {
        std::unordered_map<std::string, Place, Hash, std::equal_to<>> parts;
        std::size_t longest = 0;
    };

    std::map<Language, Known> languages_;
};

}  // namespace casebook
