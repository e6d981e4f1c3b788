#pragma once

#include <string>

#include "markup.hpp"

namespace casebook::readers {

/// The part of a page that holds the article: what is marked as its body, else the largest
/// <article>, else <main>, else <body>.
[[nodiscard]] const MarkupElement& main_part(const MarkupElement& page);

/// `part` as the text that a browser would save: a line a block, an empty line between blocks.
/// Scripts, menus, forms, share bars and the like are left out.
[[nodiscard]] std::string html_lines(const MarkupElement& part);

}  // namespace casebook::readers
