#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/language_cues.hpp"
#include "text_pool.hpp"

namespace casebook {

/// The symbols of each distinct word of the texts of one language: one flat table with linear
/// probing, so that a word is folded and looked up in the cues once.
class WordSymbols {
public:
    /// Number of the word among those that stand in some cue, from 1; 0 for any other word.
    std::uint32_t number_of(std::string_view word, const LanguageCues& cues);

    [[nodiscard]] const std::vector<LanguageCues::Symbol>& symbols(std::uint32_t number) const {
        return symbols_[number];
    }

    /// Forgets all words once there are more than is usual.
    void trim();

private:
    struct Slot {
        std::string_view word;  ///< in `words_`; empty where the slot is free
        std::uint32_t hash = 0;
        std::uint32_t number = 0;
    };

    void grow();

    TextPool words_;
    std::vector<Slot> slots_;  ///< a power of two
    std::size_t count_ = 0;
    std::vector<std::vector<LanguageCues::Symbol>> symbols_{1};
};

}  // namespace casebook
