#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace casebook {

/// What stands before a word.
enum class Gap : std::uint8_t {
    none,    ///< nothing: two characters of a script without spaces
    joined,  ///< a hyphen, slash or apostrophe
    space,
    comma,
    bracket,  ///< one opens or closes
    colon,
    stop,  ///< a sentence ends
};

/// A word, a number, or one character of a script that is written without spaces.
struct RawWord {
    std::uint32_t begin = 0;  ///< bytes of the text
    std::uint32_t end = 0;
    Gap gap = Gap::stop;
    bool is_number = false;
};

/// Splits UTF-8 text into words and sentences for the rules of facts: coarser than the analyzer's
/// tokens, every hyphen parts.
class FactWordReader {
public:
    /// `words` is cleared first. An ill-formed byte ends a word.
    void read(std::string_view text, std::vector<RawWord>& words);

private:
    enum class Class : std::uint8_t { separator, letter, digit, alone };

    static constexpr std::size_t kAscii = 0x80;
    static constexpr std::array<Class, kAscii> ascii_classes();

    [[nodiscard]] Class class_at(std::size_t at, std::size_t& next) const;
    std::size_t read_word(std::size_t at, Class first, std::size_t next);
    [[nodiscard]] Gap gap_at(std::size_t at, std::size_t next) const;
    [[nodiscard]] bool ends_sentence(std::size_t full_stop) const;
    [[nodiscard]] bool ends_line(std::size_t line_feed) const;

    std::string_view text_;
    std::vector<RawWord>* words_ = nullptr;
};

}  // namespace casebook
