#include "casebook/schema.hpp"

#include <algorithm>

#include "casebook/hash.hpp"

namespace casebook {
namespace {

constexpr std::size_t kLongestXapianTerm = 245;

constexpr bool rows_stand_in_order() {
    for (std::size_t at = 0; at < kTermClasses.size(); ++at) {
        if (static_cast<std::size_t>(kTermClasses[at].term_class) != at) return false;
    }
    return true;
}
static_assert(rows_stand_in_order(), "row_of finds a row by its class's number");

}  // namespace

std::string make_term(TermClass term_class, std::string_view spelling) {
    std::string term(row_of(term_class).prefix);
    term += spelling;
    if (term.size() <= kLongestXapianTerm) return term;
    const std::string hash = std::to_string(hash_bytes(spelling));
    std::size_t kept = kLongestXapianTerm - hash.size() - 1;
    while ((static_cast<unsigned char>(term[kept]) & 0xC0U) == 0x80U)
        --kept;
    return term.substr(0, kept) + "#" + hash;
}

std::string year_value(int year) {
    std::string digits = std::to_string(std::clamp(year, 0, 9999));
    return std::string(4 - digits.size(), '0') + digits;
}

}  // namespace casebook
