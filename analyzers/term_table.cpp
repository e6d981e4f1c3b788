#include "term_table.hpp"

#include <array>

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
    std::string key(1, static_cast<char>(term_class));
    key += bounded_term(spelling);
    if (const auto found = numbers_.find(key); found != numbers_.end()) return found->second;
    const auto term = static_cast<TermId>(entries_.size());
    bytes_ += key.size() + 96;  // what the containers take for each entry, roughly
    const std::string& stored = spellings_.emplace_back(std::move(key));
    entries_.push_back({term_class, std::string_view(stored).substr(1)});
    numbers_.emplace(stored, term);
    return term;
}

void TermTable::clear() {
    numbers_.clear();
    entries_.clear();
    spellings_.clear();
    bytes_ = 0;
}

}  // namespace casebook
