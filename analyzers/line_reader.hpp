#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "byte_source.hpp"

namespace casebook {

/// One line of a source, without its line end.
struct Line {
    std::string_view bytes;    ///< empty if oversized; valid until the next call of `next`
    std::uint64_t number = 0;  ///< from 1
    std::uint64_t byte = 0;    ///< offset of its first byte
    std::uint64_t size = 0;    ///< bytes without the line end, also of an oversized line
    bool oversized = false;    ///< longer than the limit: counted, not kept
};

/// Splits a source at '\n', holding no more than one line and one piece of the source.
class LineReader {
public:
    LineReader(ByteSource& source, std::uint64_t longest) : source_(source), longest_(longest) {}

    /// The next line; none at the end. Throws what the source throws.
    [[nodiscard]] std::optional<Line> next();

private:
    bool refill();
    void take(std::string_view part, Line& line);

    ByteSource& source_;
    std::uint64_t longest_;
    std::string piece_;
    std::string_view rest_;
    std::string line_;
    std::uint64_t number_ = 0;
    std::uint64_t byte_ = 0;
};

}  // namespace casebook
