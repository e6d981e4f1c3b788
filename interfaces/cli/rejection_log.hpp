#pragma once

#include <cstdint>

#include "casebook/report_reader.hpp"
#include "streams.hpp"

namespace casebook::cli {

/// Names rejected records on standard error, "file:line: reason" a line: the first twenty at once,
/// of the others how many there were.
class RejectionLog {
public:
    explicit RejectionLog(Streams& streams) : streams_(streams) {}

    void add(const Rejection& rejection);

    /// The "and N more" line, if there were more.
    void finish();

    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    Streams& streams_;
    std::uint64_t count_ = 0;
};

}  // namespace casebook::cli
