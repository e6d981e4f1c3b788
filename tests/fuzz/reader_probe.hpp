#pragma once

#include <string_view>

namespace casebook {

/// Tries the readers of every format, and of archives, on any bytes, and checks what is promised
/// for all of them. Any thread.
class ReaderProbe {
public:
    /// The first byte picks the format, the rest is the file. Throws BrokenInvariant naming the
    /// promise that does not hold.
    void check(std::string_view input) const;
};

}  // namespace casebook
