#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// How a title holds what was typed, the best first.
enum class TitleFit : std::uint8_t { begins, holds, none };

/// The words of what was typed, to be looked for in titles in their order; accents and case do not
/// matter.
class TitlePattern {
public:
    /// `open`: the last word may go on in the title.
    TitlePattern(std::string_view typed, bool open);

    [[nodiscard]] TitleFit fit(std::string_view title) const;

private:
    [[nodiscard]] bool matches(std::size_t number, const std::string& word) const;

    std::vector<std::string> words_;
    bool open_;
};

}  // namespace casebook
