#include "parameters.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api_error.hpp"

namespace casebook::http {
namespace {

[[noreturn]] void refuse(std::string_view name, const std::string& wanted) {
    throw ApiError(400, "invalid_parameter",
                   "the parameter '" + std::string(name) + "' must be " + wanted,
                   std::string(name));
}

}  // namespace

Parameters::Parameters(List list, std::span<const ParameterSpec> known) : list_(std::move(list)) {
    constexpr std::size_t kShown = 60;
    for (const auto& [name, value] : list_) {
        const auto spec = std::find_if(
            known.begin(), known.end(),
            [&, &wanted = name](const ParameterSpec& row) { return row.name == wanted; });
        const std::string shown = name.substr(0, kShown);
        if (spec == known.end())
            throw ApiError(400, "unknown_parameter", "there is no parameter '" + shown + "' here",
                           shown);
        if (!spec->repeated && texts(name).size() > 1)
            throw ApiError(400, "repeated_parameter",
                           "the parameter '" + shown + "' may stand once", shown);
    }
}

bool Parameters::has(std::string_view name) const {
    return text(name).has_value();
}

std::optional<std::string> Parameters::text(std::string_view name) const {
    const auto found = std::find_if(list_.begin(), list_.end(),
                                    [&](const auto& item) { return item.first == name; });
    return found == list_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Parameters::texts(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : list_)
        if (key == name) values.push_back(value);
    return values;
}

std::string Parameters::required(std::string_view name) const {
    auto value = text(name);
    if (!value || value->empty())
        throw ApiError(400, "missing_parameter",
                       "the parameter '" + std::string(name) + "' is missing", std::string(name));
    return *std::move(value);
}

std::size_t Parameters::number(std::string_view name, std::size_t usual) const {
    const auto value = text(name);
    if (!value) return usual;
    std::size_t number = 0;
    const char* end = value->data() + value->size();
    const auto [rest, error] = std::from_chars(value->data(), end, number);
    if (error != std::errc() || rest != end || value->empty())
        refuse(name, "a whole number from 0");
    return number;
}

std::size_t Parameters::number_or_all(std::string_view name, std::size_t usual) const {
    return text(name) == "all" ? std::numeric_limits<std::size_t>::max() : number(name, usual);
}

bool Parameters::truth(std::string_view name, bool usual) const {
    const auto value = text(name);
    if (value && *value != "true" && *value != "false") refuse(name, "'true' or 'false'");
    return value ? *value == "true" : usual;
}

std::string Parameters::choice(std::string_view name,
                               std::span<const std::string_view> choices) const {
    const auto value = text(name);
    if (!value) return std::string(choices.front());
    if (std::find(choices.begin(), choices.end(), *value) == choices.end()) {
        std::string list;
        for (const std::string_view item : choices)
            list += (list.empty() ? "" : ", ") + std::string(item);
        refuse(name, "one of " + list);
    }
    return *value;
}

}  // namespace casebook::http
