#include "facts/word_symbols.hpp"

#include <cstring>

namespace casebook {
namespace {

std::uint32_t hash_of(std::string_view word) {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = word.size() * kFactor;
    while (word.size() >= sizeof(std::uint64_t)) {
        std::uint64_t part = 0;
        std::memcpy(&part, word.data(), sizeof part);
        hash = (hash ^ part) * kFactor;
        hash ^= hash >> 32U;
        word.remove_prefix(sizeof part);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, word.data(), word.size());
    hash = (hash ^ rest) * kFactor;
    return static_cast<std::uint32_t>(hash >> 32U);
}

}  // namespace

void WordSymbols::trim() {
    constexpr std::size_t kMostWords = 100000;
    if (count_ > kMostWords) *this = WordSymbols();
}

void WordSymbols::grow() {
    constexpr std::size_t kFirstSlots = 4096;
    std::vector<Slot> old(slots_.empty() ? kFirstSlots : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.word.empty()) continue;
        std::size_t at = slot.hash & (slots_.size() - 1);
        while (!slots_[at].word.empty())
            at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }
}

std::uint32_t WordSymbols::number_of(std::string_view word, const LanguageCues& cues) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    const std::uint32_t hash = hash_of(word);
    std::size_t at = hash & (slots_.size() - 1);
    while (!slots_[at].word.empty()) {
        if (slots_[at].hash == hash && slots_[at].word == word) return slots_[at].number;
        at = (at + 1) & (slots_.size() - 1);
    }
    std::vector<LanguageCues::Symbol> symbols;
    cues.find_symbols(word, symbols);
    ++count_;
    slots_[at].word = words_.add(word);
    slots_[at].hash = hash;
    if (symbols.empty()) return 0;
    slots_[at].number = static_cast<std::uint32_t>(symbols_.size());
    symbols_.push_back(std::move(symbols));
    return slots_[at].number;
}

}  // namespace casebook
