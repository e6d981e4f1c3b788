#include "json_scan.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace casebook::readers {
namespace {

/// Where the string that opens at `at` ends: behind its closing quote, or at the end of `json`.
std::size_t end_of_string(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
    }
    return std::min(at + 1, json.size());
}

bool is_opening(char c) {
    return c == '{' || c == '[';
}
bool is_closing(char c) {
    return c == '}' || c == ']';
}

/// The code unit of the \uXXXX escape at `at`; 0 if there is none.
std::uint32_t escaped_unit(std::string_view json, std::size_t at) {
    if (json.substr(at, 2) != "\\u" || at + 6 > json.size()) return 0;
    const std::string digits(json.substr(at + 2, 4));
    return static_cast<std::uint32_t>(std::strtoul(digits.c_str(), nullptr, 16));
}

bool is_high(std::uint32_t unit) {
    return unit >= 0xD800U && unit < 0xDC00U;
}
bool is_low(std::uint32_t unit) {
    return unit >= 0xDC00U && unit < 0xE000U;
}

/// Calls `visit` with the offset of each lone surrogate escape.
template <typename Visit>
void for_each_lone_surrogate(std::string_view json, Visit visit) {
    for (std::size_t at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
        const std::uint32_t unit = escaped_unit(json, at);
        if (is_high(unit) && is_low(escaped_unit(json, at + 6))) {
            at += 12;
        } else if (is_high(unit) || is_low(unit)) {
            visit(at);
            at += 6;
        } else {
            at += 2;
        }
    }
}

}  // namespace

std::size_t nesting_depth(std::string_view json) {
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (std::size_t at = 0; at < json.size();) {
        if (json[at] == '"') {
            at = end_of_string(json, at);
            continue;
        }
        if (is_opening(json[at])) deepest = std::max(deepest, ++depth);
        if (is_closing(json[at]) && depth > 0) --depth;
        ++at;
    }
    return deepest;
}

std::string_view next_value(std::string_view json, std::size_t& at) {
    at = std::min(json.find_first_not_of(" \t\r\n,", at), json.size());
    const std::size_t begin = at;
    std::size_t depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (depth == 0 && (is_closing(c) || c == ',')) break;
        at = c == '"' ? end_of_string(json, at) : at + 1;
        if (is_opening(c)) ++depth;
        if (is_closing(c) && --depth == 0) break;
    }
    return json.substr(begin, at - begin);
}

bool has_lone_surrogate(std::string_view json) {
    bool found = false;
    for_each_lone_surrogate(json, [&](std::size_t) { found = true; });
    return found;
}

std::string replace_lone_surrogates(std::string_view json) {
    std::string out(json);
    for_each_lone_surrogate(json, [&](std::size_t at) { out.replace(at, 6, "\\ufffd"); });
    return out;
}

}  // namespace casebook::readers
