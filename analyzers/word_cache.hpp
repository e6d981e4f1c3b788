#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "text_pool.hpp"

namespace casebook {

/// What is known of a distinct raw word.
struct CachedWord {
    WordForms forms;
    std::uint32_t first_part = 0;  ///< its parts, if it is a compound written together
    std::uint16_t part_count = 0;
    bool joins_next = false;  ///< a prefix such as anti, which may stand alone
    bool is_greek = false;    ///< the name of a Greek letter
    bool elides = false;      ///< l, d, dell before an apostrophe
};

/// Raw words and what the rules make of them: one flat table with linear probing. The same word
/// counts as another under another `tag` (language, and whether case tells anything).
class WordCache {
public:
    /// Null if the word is not there. Valid until the next `add`.
    [[nodiscard]] const CachedWord* find(std::string_view word, std::uint32_t tag) const {
        if (slots_.empty()) return nullptr;
        const std::uint32_t hash = hash_of(word, tag);
        for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
            const Slot& slot = slots_[at];
            if (slot.text == nullptr) return nullptr;
            if (slot.hash == hash && slot.tag == tag &&
                std::string_view(slot.text, slot.size) == word) {
                return &slot.word;
            }
        }
    }

    void add(std::string_view word, std::uint32_t tag, const CachedWord& value) {
        if ((count_ + 1) * 4 > slots_.size() * 3) grow();
        place({texts_.add(word).data(), static_cast<std::uint32_t>(word.size()), hash_of(word, tag),
               tag, value});
        ++count_;
    }

    [[nodiscard]] std::size_t bytes() const {
        return slots_.capacity() * sizeof(Slot) + texts_.bytes();
    }

    void clear() { *this = WordCache(); }

private:
    struct Slot {
        const char* text = nullptr;
        std::uint32_t size = 0;
        std::uint32_t hash = 0;
        std::uint32_t tag = 0;
        CachedWord word;
    };

    static std::uint32_t hash_of(std::string_view word, std::uint32_t tag) {
        return static_cast<std::uint32_t>(std::hash<std::string_view>()(word)) ^
               (tag * 0x9E3779B9U);
    }
    [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }

    void place(const Slot& slot) {
        std::size_t at = slot.hash & mask();
        while (slots_[at].text != nullptr)
            at = (at + 1) & mask();
        slots_[at] = slot;
    }

    void grow() {
        constexpr std::size_t kFirstSize = 4096;
        std::vector<Slot> old(slots_.empty() ? kFirstSize : 2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.text != nullptr) place(slot);
        }
    }

    std::vector<Slot> slots_;
    TextPool texts_;
    std::size_t count_ = 0;
};

}  // namespace casebook
