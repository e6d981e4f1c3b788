#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "markup.hpp"

namespace casebook::readers {

/// `html`, in UTF-8, as a tree (libxml2's HTML parser, which takes any tag soup). Nothing is ever
/// fetched. What nests deeper than `kDeepestMarkup` is flattened; a page of more than
/// `kMostElements` elements is cut there, and `complete` tells so.
struct HtmlTree {
    std::unique_ptr<MarkupElement> root;  ///< never null
    bool complete = true;
};
[[nodiscard]] HtmlTree parse_html(std::string_view html);

/// The encoding that the page declares in its first bytes; empty if it declares none.
[[nodiscard]] std::string declared_encoding(std::string_view head);

}  // namespace casebook::readers
