#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook::readers {

/// One match of a Pattern: views into the text that was searched.
struct Match {
    std::string_view whole;
    std::vector<std::pair<std::string, std::string_view>> groups;

    /// What the named group took; empty if it took no part or there is none of that name.
    [[nodiscard]] std::string_view operator[](std::string_view group) const;
};

/// A regular expression (ICU's syntax, Unicode properties and named groups) over UTF-8. Matching
/// takes bounded time and no stack: a search that runs away finds nothing. Immutable; threads may
/// share it.
class Pattern {
public:
    /// `groups` names the groups that a match reports. The expression is the programmer's: it must
    /// compile.
    explicit Pattern(std::string_view expression, std::vector<std::string> groups = {});
    ~Pattern();
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;

    /// The first match in `text`; none in a text above 4,000 bytes, which is no line to look at.
    [[nodiscard]] std::optional<Match> search(std::string_view text) const;

    [[nodiscard]] bool matches(std::string_view text) const { return search(text).has_value(); }

private:
    struct Compiled;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace casebook::readers
