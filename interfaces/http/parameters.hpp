#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook::http {

/// A parameter that an endpoint takes.
struct ParameterSpec {
    std::string_view name;
    bool repeated = false;
};

/// The parameters of one request, of known names. Every reading throws ApiError 400, naming the
/// parameter, for a value that is not of its kind.
class Parameters {
public:
    using List = std::vector<std::pair<std::string, std::string>>;

    /// Refuses names that `known` does not hold, and repetition of what is there once.
    Parameters(List list, std::span<const ParameterSpec> known);

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;

    /// As `text`; throws if it is missing or empty.
    [[nodiscard]] std::string required(std::string_view name) const;

    /// A whole number from 0.
    [[nodiscard]] std::size_t number(std::string_view name, std::size_t usual) const;

    /// The same, or "all": the greatest number.
    [[nodiscard]] std::size_t number_or_all(std::string_view name, std::size_t usual) const;

    /// "true" or "false".
    [[nodiscard]] bool truth(std::string_view name, bool usual) const;

    /// One of `choices`, the first of which is the usual.
    [[nodiscard]] std::string choice(std::string_view name,
                                     std::span<const std::string_view> choices) const;

private:
    List list_;
};

}  // namespace casebook::http
