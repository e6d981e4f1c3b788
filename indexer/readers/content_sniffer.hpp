#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casebook::readers {

/// What bytes that are no text seem to be ("PNG image", "gzip archive", "binary data"), from the
/// beginning of a file; none if they may be text.
[[nodiscard]] std::optional<std::string> binary_kind(std::string_view head);

/// How much of a source its format is told by.
inline constexpr std::size_t kHead = 64U << 10U;

/// Whether the beginning is UTF-16 or UTF-32, whose line ends are more than one byte.
[[nodiscard]] bool is_wide(std::string_view head);

/// The beginning of a source as text: decoded, without byte order mark and white space around it.
[[nodiscard]] std::string text_of_head(std::string_view head);

/// Why what begins so is nothing that a reader takes, though it is no binary data either: an XML
/// that is no article, a list of changes, … Empty if nothing speaks against it.
[[nodiscard]] std::string foreign_markup(std::string_view text);

/// How the beginning of a file holds JSON: not at all, an object a line, or as one value.
enum class JsonLayout { none, lines, whole };
[[nodiscard]] JsonLayout json_layout(std::string_view head);

}  // namespace casebook::readers
