#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tool.hpp"

namespace casebook::mcp {

/// Cuts answers to a number of bytes: of the whole result as it is sent, in both its forms.
class AnswerBudget {
public:
    using Render = std::function<std::string(const Json& structured)>;

    /// `render` makes the text of an answer.
    AnswerBudget(std::size_t max_bytes, Render render)
        : max_bytes_(max_bytes), render_(std::move(render)) {}

    [[nodiscard]] std::size_t max_bytes() const { return max_bytes_; }

    /// The bytes of the answer as it is sent.
    [[nodiscard]] std::size_t size_of(const Json& structured) const;

    [[nodiscard]] bool fits(const Json& structured) const {
        return size_of(structured) <= max_bytes_;
    }

    /// Cuts the arrays named (JSON pointers), one after the other, each at its end and no more than
    /// it must be, until the answer has `bytes` at most; those that were cut. Throws ToolFailure
    /// with `else_do` if that is not enough.
    std::vector<std::string> cut_arrays(Json& structured, const std::vector<std::string>& arrays,
                                        std::size_t bytes, const std::string& else_do) const;

    [[nodiscard]] ToolAnswer finish(Json structured) const;

private:
    std::size_t max_bytes_;
    Render render_;
};

/// The greatest number up to `most` for which `fits` holds, where it holds for all that are
/// smaller; 0 if for none.
[[nodiscard]] std::size_t greatest_fitting(std::size_t most,
                                           const std::function<bool(std::size_t)>& fits);

/// The first `count` items of an array.
[[nodiscard]] Json prefix_of(const Json& array, std::size_t count);

}  // namespace casebook::mcp
