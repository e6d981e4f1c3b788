#include "line_splitter.hpp"

namespace casebook::mcp {

void LineSplitter::add(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        append(bytes.substr(0, end));
        if (end == std::string_view::npos) return;
        end_line();
        bytes.remove_prefix(end + 1);
    }
}

void LineSplitter::finish() {
    if (!line_.empty()) end_line();
}

void LineSplitter::append(std::string_view bytes) {
    if (skipping_) return;
    if (line_.size() + bytes.size() > longest_) {
        skipping_ = true;
        line_ = std::string();  // gives the memory back
        sink_.oversized();
        return;
    }
    line_ += bytes;
}

void LineSplitter::end_line() {
    if (!skipping_) sink_.line(line_);
    skipping_ = false;
    line_.clear();
}

}  // namespace casebook::mcp
