#include "line_reader.hpp"

namespace casebook {

bool LineReader::refill() {
    constexpr std::size_t kPiece = 256U << 10U;
    piece_.resize(kPiece);
    rest_ = std::string_view(piece_).substr(0, source_.read(piece_.data(), kPiece));
    return !rest_.empty();
}

void LineReader::take(std::string_view part, Line& line) {
    line.size += part.size();
    if (line.size > longest_) {
        line.oversized = true;
        line_.clear();
        line_.shrink_to_fit();
    } else {
        line_.append(part);
    }
}

std::optional<Line> LineReader::next() {
    if (rest_.empty() && !refill()) return std::nullopt;
    Line line;
    line.number = ++number_;
    line.byte = byte_;
    line_.clear();
    std::uint64_t line_end = 0;
    do {
        const std::size_t stop = rest_.find('\n');
        take(rest_.substr(0, stop), line);
        line_end = stop == std::string_view::npos ? 0 : 1;
        rest_.remove_prefix(line_end == 1 ? stop + 1 : rest_.size());
    } while (line_end == 0 && refill());
    byte_ += line.size + line_end;
    line.bytes = line_;
    return line;
}

}  // namespace casebook
