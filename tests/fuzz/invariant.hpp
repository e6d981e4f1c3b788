#pragma once

#include <stdexcept>
#include <string>

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

}  // namespace casebook
