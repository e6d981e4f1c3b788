#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/section.hpp"

namespace casebook::readers {

/// Gathers the paragraphs of a marked-up article into sections, in the order of the source.
class SectionBuilder {
public:
    /// Adds `paragraph` to the last section if that is of the same kind and language, else opens a
    /// new one. Paragraphs are parted by an empty line; an empty one is left out.
    void add(SectionKind kind, Language language, std::string_view paragraph);

    /// Opens a new section with the next paragraph, whatever its kind.
    void part() { parted_ = true; }

    /// Adds a caption or table, which come together behind the text around them.
    void add_caption(Language language, std::string_view paragraph);

    /// The sections; captions in one of their own at the end.
    [[nodiscard]] std::vector<Section> take();

private:
    std::vector<Section> sections_;
    std::vector<Section> captions_;
    bool parted_ = false;
};

}  // namespace casebook::readers
