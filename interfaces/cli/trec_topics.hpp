#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::cli {

/// A query of a test collection.
struct Topic {
    std::string id;
    std::string query;
};

/// The topics in `lines`, `id<TAB>query` each; blank lines are passed over, a byte order mark and
/// carriage returns at line ends too. Throws Error naming `source` and every bad line (of many, the
/// first twenty): one without a tab or without an id, or with an id that stood before.
[[nodiscard]] std::vector<Topic> parse_topics(std::istream& lines, std::string_view source);

/// The topics in `file`, or from standard input for "-".
[[nodiscard]] std::vector<Topic> read_topics(const std::string& file);

}  // namespace casebook::cli
