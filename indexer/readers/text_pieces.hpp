#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::readers {

/// `text` without white space at its ends: ASCII's, the no-break and the ideographic space, and
/// the zero width characters that saved pages hold.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The parts of `text` between any of the ASCII characters `separators`, untrimmed, empty ones too.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text,
                                                  std::string_view separators);

/// `text` with runs of white space as one space, trimmed.
[[nodiscard]] std::string collapsed(std::string_view text);

/// `collapsed` text in lower case (simple Unicode folding): what two copies of a text have in
/// common.
[[nodiscard]] std::string folded(std::string_view text);

/// Code points of well-formed UTF-8.
[[nodiscard]] std::size_t count_characters(std::string_view text);

template <std::size_t kSize>
[[nodiscard]] bool is_one_of(std::string_view name,
                             const std::array<std::string_view, kSize>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "folder/001_x.txt" gives "001_x", "-" gives "stdin"; of "x.xml.gz" only "x" is left.
[[nodiscard]] std::string stem_of(std::string_view name);

/// The path without the extensions of its file: "a/b.txt.gz" gives "a/b".
[[nodiscard]] std::string without_extensions(std::string_view path);

}  // namespace casebook::readers
