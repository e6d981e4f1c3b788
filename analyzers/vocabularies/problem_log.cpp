#include "problem_log.hpp"

#include <utility>

#include "analyzers/utf8.hpp"

namespace casebook {

void ProblemLog::add(std::string_view kind, std::uint64_t line, std::string_view detail) {
    ++count_;
    if (++of_kind_[kind] > max_of_kind_) return;
    std::string message(kind);
    if (!detail.empty()) message.append(": ").append(detail);
    out_.push_back({file_, line, std::move(message)});
}

void ProblemLog::enter_file(std::string file) {
    finish();
    file_ = std::move(file);
}

void ProblemLog::finish() {
    for (const auto& [kind, count] : of_kind_) {
        if (count <= max_of_kind_) continue;
        out_.push_back(
            {file_, 0,
             std::string(kind) + ": and " + std::to_string(count - max_of_kind_) + " more"});
    }
    of_kind_.clear();
}

std::string shown_id(std::string_view id) {
    constexpr std::size_t kLongest = 80;
    std::string out;
    std::size_t at = 0;
    while (at < id.size() && out.size() < kLongest) {
        const std::int32_t code_point = next_code_point(id, at);
        if (code_point < 0x20 || code_point == 0x7f) {
            out.push_back('?');
        } else {
            append_utf8(out, code_point);
        }
    }
    return at < id.size() ? out + "..." : out;
}

}  // namespace casebook
