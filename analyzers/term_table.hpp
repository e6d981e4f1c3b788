#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/hash.hpp"

namespace casebook {

/// Longest spelling of a term, in bytes. Xapian takes 245, from which the schema's prefix goes.
inline constexpr std::size_t kLongestTerm = 200;

/// `spelling`, or for a longer one its first bytes, "#" and a hash of all of it: still equal only
/// to itself.
[[nodiscard]] std::string bounded_term(std::string_view spelling);

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return hash_bytes(text); }
};

/// Terms by number and numbers by term.
class TermTable {
public:
    TermId intern(WordTermClass term_class, std::string_view spelling);

    [[nodiscard]] std::string_view text(TermId term) const { return entries_[term].text; }
    [[nodiscard]] WordTermClass term_class(TermId term) const { return entries_[term].term_class; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    void clear();

private:
    struct Entry {
        WordTermClass term_class;
        std::string_view text;  ///< in `spellings_`, behind the class's byte
    };
    std::deque<std::string> spellings_;  ///< class byte, then spelling; addresses are stable
    std::unordered_map<std::string_view, TermId, StringHash, std::equal_to<>> numbers_;
    std::vector<Entry> entries_;
    std::size_t bytes_ = 0;
};

}  // namespace casebook
