#pragma once

#include <chrono>
#include <iosfwd>

#include "casebook/ingest.hpp"
#include "terminal.hpp"

namespace casebook::cli {

/// One line at the bottom of a terminal that tells how far an ingest has come: reports, megabytes,
/// speed and the time left. Writes nothing where no person looks. Gone when it is destroyed.
class ProgressBar {
public:
    ProgressBar(std::ostream& out, Terminal terminal);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// Redraws, at most ten times a second.
    void show(const IngestProgress& progress);

    /// Takes the line away, so that something else can be written; the next `show` brings it back.
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    std::ostream& out_;
    Terminal terminal_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point drawn_at_;
    bool drawn_ = false;
};

}  // namespace casebook::cli
