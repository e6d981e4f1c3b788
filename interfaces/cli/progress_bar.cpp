#include "progress_bar.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include "text_layout.hpp"

namespace casebook::cli {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr double kMegabyte = 1e6;
constexpr std::size_t kBarWidth = 24;

std::string clock_text(double seconds) {
    const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
    const std::string rest = std::to_string(whole % 60);
    return std::to_string(whole / 60) + ":" + (rest.size() == 1 ? "0" : "") + rest;
}

std::string bar_text(double share) {
    const auto filled = static_cast<std::size_t>(share * kBarWidth);
    return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] ";
}

std::string progress_text(const IngestProgress& progress, double seconds, std::size_t width) {
    const auto bytes = static_cast<double>(progress.bytes);
    const auto total = static_cast<double>(progress.total_bytes);
    const double speed = seconds > 0 ? bytes / seconds : 0;
    std::string text = counted(progress.reports, "report") + "  " + fixed(bytes / kMegabyte, 1);
    text += progress.total_bytes == 0 ? "" : "/" + fixed(total / kMegabyte, 1);
    text += " MB  " + fixed(speed / kMegabyte, 1) + " MB/s";
    if (progress.total_bytes == 0) {
        return text;
    }
    if (speed > 0 && total >= bytes) {
        text += "  " + clock_text((total - bytes) / speed) + " left";
    }
    const std::string bar = bar_text(std::clamp(bytes / total, 0.0, 1.0));
    return text.size() + bar.size() < width ? bar + text : text;
}

}  // namespace

ProgressBar::ProgressBar(std::ostream& out, Terminal terminal) : out_(out), terminal_(terminal) {}

ProgressBar::~ProgressBar() {
    clear();
}

void ProgressBar::show(const IngestProgress& progress) {
    const auto now = Clock::now();
    if (!terminal_.interactive || now - drawn_at_ < kInterval) {
        return;
    }
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const std::string text = progress_text(progress, seconds, terminal_.width);
    out_ << "\r\x1b[K" + text.substr(0, terminal_.width - 1) << std::flush;
    drawn_at_ = now;
    drawn_ = true;
}

void ProgressBar::clear() {
    if (drawn_) {
        out_ << "\r\x1b[K" << std::flush;
        drawn_ = false;
    }
}

}  // namespace casebook::cli
