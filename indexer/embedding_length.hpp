#pragma once

#include <cstddef>
#include <string>

#include "casebook/case_report.hpp"

namespace casebook {

/// How many numbers the embeddings of one index have: as many as the first that came to it. One
/// thread at a time.
class EmbeddingLength {
public:
    /// `length` is that of the index's embeddings so far; 0 if it has none.
    explicit EmbeddingLength(std::size_t length) : length_(length) {}

    /// Why the index cannot take the report's embedding; empty if it can or there is none. The
    /// first that it can take fixes the length.
    [[nodiscard]] std::string fault_of(const CaseReport& report);

    [[nodiscard]] std::size_t length() const { return length_; }

private:
    std::size_t length_;
};

}  // namespace casebook
