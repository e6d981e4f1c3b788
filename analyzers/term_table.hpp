#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "text_pool.hpp"

namespace casebook {

/// Longest spelling of a term, in bytes. Xapian takes 245, from which the schema's prefix goes.
inline constexpr std::size_t kLongestTerm = 200;

/// `spelling`, or for a longer one its first bytes, "#" and a hash of all of it: still equal only
/// to itself.
[[nodiscard]] std::string bounded_term(std::string_view spelling);

/// Terms by number and numbers by term: one flat table with linear probing.
class TermTable {
public:
    TermId intern(WordTermClass term_class, std::string_view spelling);

    [[nodiscard]] std::string_view text(TermId term) const { return entries_[term].text; }
    [[nodiscard]] WordTermClass term_class(TermId term) const { return entries_[term].term_class; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const {
        return spellings_.bytes() + entries_.capacity() * sizeof(Entry) +
               slots_.capacity() * sizeof(TermId);
    }
    void clear() { *this = TermTable(); }

private:
    struct Entry {
        std::string_view text;  ///< in `spellings_`
        std::uint32_t hash;
        WordTermClass term_class;
    };

    void grow();
    void place(TermId term);

    TextPool spellings_;
    std::vector<Entry> entries_;
    std::vector<TermId> slots_;  ///< a power of two; kNoTerm where free
};

}  // namespace casebook
