#include "term_table.hpp"

#include <functional>

#include "casebook/hash.hpp"

namespace casebook {

std::string bounded_term(std::string_view spelling) {
    if (spelling.size() <= kLongestTerm) return std::string(spelling);
    constexpr std::size_t kHashDigits = 16;
    std::size_t kept = kLongestTerm - kHashDigits - 1;
    while ((static_cast<unsigned char>(spelling[kept]) & 0xC0U) == 0x80U)
        --kept;
    std::string term(spelling.substr(0, kept));
    term.push_back('#');
    const std::uint64_t hash = hash_bytes(spelling);
    for (std::size_t digit = 0; digit < kHashDigits; ++digit) {
        term.push_back("0123456789abcdef"[(hash >> (60 - 4 * digit)) & 0xFU]);
    }
    return term;
}

TermId TermTable::intern(WordTermClass term_class, std::string_view spelling) {
    if (spelling.size() > kLongestTerm) return intern(term_class, bounded_term(spelling));
    if (entries_.size() * 4 >= slots_.size() * 3) grow();
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(spelling)) +
                      static_cast<std::uint32_t>(term_class) * 0x9E3779B9U;
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at] != kNoTerm; at = (at + 1) & mask) {
        const Entry& entry = entries_[slots_[at]];
        if (entry.hash == hash && entry.term_class == term_class && entry.text == spelling)
            return slots_[at];
    }
    slots_[at] = static_cast<TermId>(entries_.size());
    entries_.push_back({spellings_.add(spelling), hash, term_class});
    return slots_[at];
}

void TermTable::grow() {
    constexpr std::size_t kFirstSize = 4096;
    slots_.assign(slots_.empty() ? kFirstSize : 2 * slots_.size(), kNoTerm);
    for (std::size_t term = 0; term < entries_.size(); ++term)
        place(static_cast<TermId>(term));
}

void TermTable::place(TermId term) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = entries_[term].hash & mask;
    while (slots_[at] != kNoTerm)
        at = (at + 1) & mask;
    slots_[at] = term;
}

}  // namespace casebook
