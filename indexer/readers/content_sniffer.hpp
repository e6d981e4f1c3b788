#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace casebook::readers {

/// What bytes that are no text seem to be ("PNG image", "gzip archive", "binary data"), from the
/// beginning of a file; none if they may be text.
[[nodiscard]] std::optional<std::string> binary_kind(std::string_view head);

/// Markup that no reader here takes ("XML", "HTML"); none for anything else.
[[nodiscard]] std::optional<std::string> markup_kind(std::string_view head);

/// How the beginning of a file holds JSON: not at all, an object a line, or as one value.
enum class JsonLayout { none, lines, whole };
[[nodiscard]] JsonLayout json_layout(std::string_view head);

}  // namespace casebook::readers
