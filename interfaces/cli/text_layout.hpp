#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "terminal.hpp"

namespace casebook::cli {

enum class Style { plain, strong, faint, highlight };

/// A stretch of text in one style. `text` must be visible already (visible_text.hpp).
struct StyledText {
    std::string text;
    Style style = Style::plain;
};

/// Where lines begin and end, in columns.
struct Margins {
    std::size_t first = 0;  ///< indent of the first line
    std::size_t rest = 0;   ///< indent of the others
    std::size_t width = 0;  ///< columns a line may take; 0 for one line however long
};

/// `runs` as lines, each with a line end, broken at spaces and between East Asian characters. A
/// word longer than a line is not broken. Styles are written only if `styled`.
[[nodiscard]] std::string lay_out(std::span<const StyledText> runs, Margins margins, bool styled);

/// The same for text in one style without marks.
[[nodiscard]] std::string lay_out(std::string_view text, Margins margins);

/// "1,234,567".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// `number` with that many digits after the point.
[[nodiscard]] std::string fixed(double number, int digits);

/// "512 B", "62.1 kB", "12.3 MB": powers of 1000.
[[nodiscard]] std::string byte_size(std::uint64_t bytes);

/// "1 report", "2 reports".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace casebook::cli
