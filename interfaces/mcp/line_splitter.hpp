#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace casebook::mcp {

/// Takes bytes as they come and hands on whole lines, without their ends. A line above the limit is
/// told of once, when it is known to be too long, and passed over: memory stays bounded whatever
/// comes.
class LineSplitter {
public:
    struct Sink {
        std::function<void(std::string_view)> line;
        std::function<void()> oversized;
    };

    /// `longest` is in bytes, the line's end not counted.
    LineSplitter(std::size_t longest, Sink sink) : longest_(longest), sink_(std::move(sink)) {}

    void add(std::string_view bytes);

    /// The stream has ended: what stands behind the last line end is a line, too.
    void finish();

private:
    void append(std::string_view bytes);
    void end_line();

    std::size_t longest_;
    Sink sink_;
    std::string line_;
    bool skipping_ = false;
};

}  // namespace casebook::mcp
