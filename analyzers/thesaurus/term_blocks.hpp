#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "casebook/analyzer.hpp"

namespace casebook {

/// A value for some of the terms of an AnalysisBuffer. A report's terms have numbers side by side,
/// so that memory goes to the blocks of those that one language's texts use, not to all.
template <typename Value>
class TermBlocks {
public:
    /// Makes room for terms below `count`.
    void reach(std::size_t count) {
        const std::size_t blocks = (count + kBlock - 1) / kBlock;
        if (blocks > blocks_.size()) blocks_.resize(blocks);
    }

    void clear() { blocks_.clear(); }

    void set(TermId term, const Value& value) {
        std::unique_ptr<Block>& block = blocks_[term / kBlock];
        if (block == nullptr) block = std::make_unique<Block>();
        (*block)[term % kBlock] = value;
    }

    /// The value of a term that was set.
    [[nodiscard]] Value& operator[](TermId term) {
        return (*blocks_[term / kBlock])[term % kBlock];
    }

private:
    static constexpr std::size_t kBlock = 16;
    using Block = std::array<Value, kBlock>;

    std::vector<std::unique_ptr<Block>> blocks_;
};

}  // namespace casebook
