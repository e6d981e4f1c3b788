#pragma once

#include <cstddef>

namespace casebook::cli {

/// What may be written to a descriptor besides text.
struct Terminal {
    bool interactive = false;  ///< a person's terminal that can redraw a line
    bool styled = false;       ///< bold and colour; never under NO_COLOR (no-color.org)
    std::size_t width = 0;     ///< columns; 0 where lines are not to be broken
};

/// The terminal behind `descriptor`; all false and 0 for a file or a pipe.
[[nodiscard]] Terminal inspect_terminal(int descriptor);

}  // namespace casebook::cli
