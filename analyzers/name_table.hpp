#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace casebook {

/// The value of an enumeration that a name stands for, where `names` has the name of each value at
/// its number; none for any other text.
template <typename Value, std::size_t kSize>
[[nodiscard]] std::optional<Value> parse_name(const std::array<std::string_view, kSize>& names,
                                              std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Value>(found - names.begin());
}

}  // namespace casebook
