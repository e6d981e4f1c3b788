#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Text that others wrote, made fit to be shown: nothing that is printed as text may steer a
/// terminal or show letters in an order other than their own.
namespace casebook::cli {

/// `text` for one line of a terminal: white space of any kind becomes a space, other control
/// characters and ill-formed bytes U+FFFD; marks that override the direction of writing are left
/// out.
[[nodiscard]] std::string visible_line(std::string_view text);

/// As visible_line, but every change can be seen: "\n", "\x1b", "\u202e". For the names of files,
/// options and reports, which a user wants to recognise.
[[nodiscard]] std::string visible_name(std::string_view text);

/// The code point at `offset`, which is moved past it; negative for an ill-formed byte.
[[nodiscard]] std::int32_t next_code_point(std::string_view text, std::size_t& offset);

/// Columns that the character takes: 0, 1, or 2 for East Asian wide ones (UAX #11).
[[nodiscard]] std::size_t display_width(std::int32_t code_point);
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace casebook::cli
