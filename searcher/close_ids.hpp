#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Ids of reports that are spelt nearly like `id`, the nearest first, `top` at most: of those that
/// share its beginning, and of shorter beginnings while there are too few. Looks at no more than a
/// thousand ids of each.
[[nodiscard]] std::vector<std::string> find_close_ids(const Xapian::Database& database,
                                                      std::string_view id, std::size_t top);

}  // namespace casebook
