#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "furniture.hpp"

namespace casebook::readers {

/// The number before an entry of a reference list: "3.", "[3]", "3)", or "3. 3." as browsers save
/// numbered lists.
struct ReferenceMarker {
    int number = 0;
    std::size_t end = 0;   ///< where the entry's text begins
    bool doubled = false;  ///< "3. 3."
};

/// The marker that `line` begins with; number 0 if there is none.
[[nodiscard]] ReferenceMarker parse_reference_marker(std::string_view line);

/// Gathers the lines of a page's reference list into entries, one line each, "N. text"; the links
/// beside them (PubMed, CrossRef, …) are set apart.
class ReferenceList {
public:
    explicit ReferenceList(const FurnitureTable& furniture) : furniture_(furniture) {}

    /// Takes the next line of the list, without its white space. In a list without numbers each
    /// line is an entry, but a paragraph that an empty line ends and that names one year or none
    /// is one entry over several lines.
    void add(std::string_view line);

    /// One entry a line.
    [[nodiscard]] std::string text() const;

    /// What was taken off the entries, in order.
    [[nodiscard]] const std::vector<std::string>& links() const { return links_; }

private:
    void end_paragraph();

    const FurnitureTable& furniture_;
    std::vector<std::string> entries_;
    std::size_t paragraph_ = 0;  ///< entries of the paragraph at hand
    std::vector<std::string> links_;
    int last_number_ = 0;
};

/// How many references the text of a `references` section lists: its numbered lines if there are
/// any, else its lines without the heading.
[[nodiscard]] std::size_t count_references(std::string_view section_text);

}  // namespace casebook::readers
