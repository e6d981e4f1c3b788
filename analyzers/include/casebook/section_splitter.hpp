#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"
#include "casebook/section.hpp"

namespace casebook {

/// A heading as authors write it, and the kind of section that it opens.
struct Heading {
    SectionKind kind = SectionKind::body;
    Language language;  ///< of the heading's own words; undetermined if several languages share it
};

/// Headings by their normal form. Immutable once parsed, so threads may share it.
class HeadingTable {
public:
    /// The heading that `line` consists of: one of the table's, whatever its case, spaces, number
    /// ("2.1", "III.", "B)"), markup ("##", "**", "【】") and final ':' or '.'. A line that joins
    /// several ("History, diagnosis and treatment") is the first of them. None for any other line,
    /// and for a line above 120 bytes.
    [[nodiscard]] std::optional<Heading> find(std::string_view line) const;

    [[nodiscard]] std::size_t size() const { return headings_.size(); }

    /// Adds `heading`, which is written in any way that `find` understands; the first one wins.
    void add(std::string_view heading, Heading meaning);

private:
    [[nodiscard]] std::optional<Heading> find_joined(std::string_view form) const;

    std::map<std::string, Heading, std::less<>> headings_;
};

/// Reads lines of kind<TAB>language<TAB>heading; blank lines and lines starting with '#' are
/// skipped. Throws Error{corrupt} naming the line if it has other columns or an unknown kind.
[[nodiscard]] HeadingTable parse_heading_table(std::string_view tsv);

/// `text` cut before each heading line. Every section's text is an exact slice of `text` that
/// begins with its heading; slices follow one another without overlap and leave out only blank
/// lines around them. Neighbours of one kind are one section; what stands before the first heading,
/// or a text without headings, is `opening`. Languages are left undetermined.
[[nodiscard]] std::vector<Section> split_sections(std::string_view text,
                                                  const HeadingTable& headings,
                                                  SectionKind opening = SectionKind::body);

}  // namespace casebook
