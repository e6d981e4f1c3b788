#include "rejection_log.hpp"

#include <ostream>
#include <string>

#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::uint64_t kShown = 20;

std::string origin_text(const RecordOrigin& origin) {
    const std::string file = origin.file == "-" ? "standard input" : visible_name(origin.file);
    return origin.record == 0 ? file : file + ":" + std::to_string(origin.record);
}

}  // namespace

void RejectionLog::add(const Rejection& rejection) {
    if (++count_ <= kShown) {
        streams_.err << origin_text(rejection.origin) + ": " + visible_name(rejection.reason) + "\n"
                     << std::flush;
    }
}

void RejectionLog::finish() {
    if (count_ > kShown) {
        streams_.err << "... and " + grouped(count_ - kShown) + " more\n" << std::flush;
    }
}

}  // namespace casebook::cli
