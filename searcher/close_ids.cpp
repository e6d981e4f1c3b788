#include "close_ids.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "casebook/schema.hpp"

namespace casebook {
namespace {

constexpr std::size_t kLooked = 1'000;
constexpr std::size_t kLongestId = 200;  // a longer one may stand as a hash

char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// Bytes to put in, leave out or change (Levenshtein 1966); case counts for nothing.
std::size_t edits_between(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t changed = diagonal + (lower(left[i]) == lower(right[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

/// An id and how far it is from what was asked for.
using Distance = std::pair<std::size_t, std::string>;

void add_ids(const Xapian::Database& database, std::string_view id, std::size_t shared,
             std::set<Distance>& near) {
    const std::size_t limit = std::max<std::size_t>(2, id.size() / 4);
    const std::string beginning = make_term(TermClass::id, id.substr(0, shared));
    const std::size_t prefix = row_of(TermClass::id).prefix.size();
    auto term = database.allterms_begin(beginning);
    for (std::size_t looked = 0; looked < kLooked && term != database.allterms_end(beginning);
         ++term, ++looked) {
        const std::string known = (*term).substr(prefix);
        if (known.size() > kLongestId) continue;
        const std::size_t edits = edits_between(id, known);
        if (edits <= limit) near.emplace(edits, known);
    }
}

}  // namespace

std::vector<std::string> find_close_ids(const Xapian::Database& database, std::string_view id,
                                        std::size_t top) {
    id = id.substr(0, kLongestId);
    std::set<Distance> near;
    // Halving: a slip near the beginning costs a few walks, not one for each byte.
    for (std::size_t shared = id.size(); near.size() < top; shared /= 2) {
        add_ids(database, id, shared, near);
        if (shared == 0) break;
    }
    std::vector<std::string> ids;
    for (const auto& [edits, known] : near) {
        if (ids.size() == top) break;
        ids.push_back(known);
    }
    return ids;
}

}  // namespace casebook
