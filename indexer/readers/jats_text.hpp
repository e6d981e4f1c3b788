#pragma once

#include <string>
#include <vector>

#include "casebook/section_splitter.hpp"
#include "markup.hpp"
#include "section_builder.hpp"

namespace casebook::readers {

/// The text of a JATS paragraph, title or the like, white space as one space. Marks of notes and
/// references stand apart from the word before them ("leukemia [12]"), a power keeps its sense
/// ("10^9"), breaks and list items begin lines, formulas are given once. Figures and tables inside
/// are left out. Empty for null.
[[nodiscard]] std::string jats_text(const MarkupElement* element);

/// The same as one line.
[[nodiscard]] std::string one_line(const MarkupElement* element);

/// Adds what a JATS body, section, abstract or appendix holds to `sections`: paragraphs under their
/// titles, figures and tables as captions. A section is of the kind that its sec-type or its title
/// says, else of the kind of the section around it.
class JatsBlocks {
public:
    JatsBlocks(SectionBuilder& sections, const HeadingTable& headings, Language language)
        : sections_(sections), headings_(headings), language_(language) {}

    void add_children(const MarkupElement& element, SectionKind kind);

private:
    void add_block(const MarkupElement& element, SectionKind kind);
    void add_section(const MarkupElement& section, SectionKind kind);
    void add_floats_inside(const MarkupElement& element);
    void add_float(const MarkupElement& element);
    [[nodiscard]] SectionKind kind_of(const MarkupElement& section, SectionKind around) const;

    SectionBuilder& sections_;
    const HeadingTable& headings_;
    Language language_;
};

/// The entries of a JATS reference list, one line each, "N. text": the publisher's own wording
/// where there is one, else its parts in the order of a citation.
[[nodiscard]] std::string jats_references(const MarkupElement& back);

}  // namespace casebook::readers
