#include "quoted_rows.hpp"

namespace casebook {
namespace {

constexpr std::uint64_t kLongestRow = 64U << 10U;

}  // namespace

void QuotedRows::start(std::uint64_t line) {
    columns_.assign(1, {});
    lines_.clear();
    lines_.emplace_back(line, std::string());
    bytes_ = 0;
    doubtful_ = false;
}

void QuotedRows::scan(std::string_view text) {
    bool at_start = !quoted_;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        const std::string_view next = text.substr(at + 1, 1);
        if (quoted_ && byte == '"' && next == "\"") {
            columns_.back().push_back(text[++at]);
        } else if (quoted_ && byte == '"') {
            quoted_ = false;
            if (!next.empty() && next != "\t") doubtful_ = true;
        } else if (quoted_) {
            if (byte == '\t') doubtful_ = true;
            columns_.back().push_back(byte);
        } else if (byte == '\t') {
            columns_.emplace_back();
            at_start = true;
            continue;
        } else if (byte == '"' && at_start) {
            quoted_ = true;
        } else {
            columns_.back().push_back(byte);
        }
        at_start = false;
    }
}

void QuotedRows::take(const VocabularyLine& line) {
    if (quoted_) {
        columns_.back().push_back('\n');
        lines_.emplace_back(line.number, line.text);
    } else {
        start(line.number);
        lines_.back().second = line.text;
    }
    bytes_ += line.text.size() + 1;
    scan(line.text);
    if (bytes_ > kLongestRow || (doubtful_ && !quoted_)) {
        give_lines();
    } else if (!quoted_) {
        use_({columns_, lines_.front().first});
    }
}

void QuotedRows::give_lines() {
    quoted_ = false;
    std::vector<std::string_view> pieces;
    for (const auto& [number, text] : lines_) {
        split_columns(text, '\t', pieces);
        columns_.assign(pieces.begin(), pieces.end());
        use_({columns_, number});
    }
    lines_.clear();
}

void QuotedRows::finish() {
    if (quoted_) give_lines();
}

}  // namespace casebook
