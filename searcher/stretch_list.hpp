#pragma once

#include <cstddef>
#include <vector>

#include "indexed_report.hpp"

namespace casebook {

/// Stretches of a report's texts in reading order, of which none touches another.
class StretchList {
public:
    /// Whether one stretch of the list holds all of `stretch`.
    [[nodiscard]] bool covers(const Stretch& stretch) const;

    /// How many bytes of `stretch` the list does not hold.
    [[nodiscard]] std::size_t bytes_missing(const Stretch& stretch) const;

    /// Adds a stretch, one with those that it touches.
    void add(const Stretch& stretch);

    void clear() { stretches_.clear(); }
    [[nodiscard]] const std::vector<Stretch>& stretches() const { return stretches_; }

private:
    std::vector<Stretch> stretches_;
};

}  // namespace casebook
