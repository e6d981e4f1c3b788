#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace casebook::readers {

/// How deep arrays and objects nest in `json`, which need not be well-formed. Reads bytes only, so
/// that no depth can overflow a stack.
[[nodiscard]] std::size_t nesting_depth(std::string_view json);

/// The JSON value that begins at or after `at` (spaces and commas skipped), up to the bracket that
/// closes it; `at` moves behind it. Empty at the end of `json` or at a closing bracket.
[[nodiscard]] std::string_view next_value(std::string_view json, std::size_t& at);

/// Whether an escape such as \ud800 stands without its other half; JSON parsers refuse it.
[[nodiscard]] bool has_lone_surrogate(std::string_view json);

/// `json` with each lone surrogate escape as \ufffd, which has the same length.
[[nodiscard]] std::string replace_lone_surrogates(std::string_view json);

}  // namespace casebook::readers
