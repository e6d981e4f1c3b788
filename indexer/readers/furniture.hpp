#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::readers {

/// What a phrase of a publisher's site does to the line that holds it.
enum class FurnitureKind {
    line,    ///< the whole line is furniture
    prefix,  ///< so is a line that begins so
    block,   ///< opens furniture up to the next heading
    cite,    ///< heads the block in which the article cites itself
    link,    ///< a word of the links beside a reference
};

/// The phrases that publishers' sites put around an article. Immutable once parsed.
class FurnitureTable {
public:
    void add(FurnitureKind kind, std::string_view phrase);

    /// What `line` is by the table: `line`, `prefix`, `block`, `cite`, or `link` if it consists of
    /// link words only. None if it may be the article's own. Case, a final ':' and a final count
    /// such as "(12)" do not matter.
    [[nodiscard]] std::optional<FurnitureKind> find(std::string_view line) const;

    /// Where the link words that end `line` begin ("…285–295.CrossRefGoogle Scholar"); its size if
    /// none do.
    [[nodiscard]] std::size_t links_begin(std::string_view line) const;

private:
    [[nodiscard]] std::string_view without_last_link(std::string_view line) const;

    std::map<std::string, FurnitureKind, std::less<>> phrases_;
    std::set<std::string, std::less<>> prefixes_;
    std::vector<std::string> links_;  // longest first
};

/// Reads lines of kind<TAB>phrase; blank lines and lines starting with '#' are skipped. Throws
/// Error{corrupt} naming the line for any other.
[[nodiscard]] FurnitureTable parse_furniture_table(std::string_view tsv);

}  // namespace casebook::readers
