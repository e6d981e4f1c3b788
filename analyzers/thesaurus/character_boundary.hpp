#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace casebook {

/// A stretch of text in scripts without spaces.
struct CharacterRun {
    std::string_view text;  ///< all of it
    std::size_t begin = 0;
    std::size_t end = 0;
    bool after_name = false;  ///< another name ends where this one begins
};

/// Whether a term of such scripts that stands at `run` is a word there and no piece of another:
/// long terms are, wherever they stand, for particles and other words are glued on; short ones only
/// where what stands beside them lets them.
[[nodiscard]] bool is_word_of_characters(const CharacterRun& run);

/// What scripts a stretch is of: how far a term of one language may be met in texts of another.
enum class CharacterScript : std::uint8_t { han, kana, hangul, thai, mixed };
[[nodiscard]] CharacterScript script_of(std::string_view characters);

/// Characters in a stretch; marks do not count.
[[nodiscard]] std::size_t count_of_characters(std::string_view characters);

}  // namespace casebook
