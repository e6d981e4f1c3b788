#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace casebook {

/// A promise of the code that does not hold for some input. The fuzz targets let it stop the
/// program; the test that replays the corpora reports it.
class BrokenInvariant : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

inline void require(bool holds, const char* promise) {
    if (!holds) throw BrokenInvariant(promise);
}

/// Whether a character of well-formed UTF-8, or the end, is at `at`.
inline bool is_boundary(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

}  // namespace casebook
