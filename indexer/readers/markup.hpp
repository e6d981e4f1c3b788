#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook::readers {

struct MarkupElement;

/// A piece of markup: text, or an element.
struct MarkupNode {
    std::string text;                        ///< UTF-8, entities resolved; empty for an element
    std::unique_ptr<MarkupElement> element;  ///< null for text
};

/// An element of XML or HTML with all that is in it, held by value. Names are without prefix; those
/// of HTML are lower-case. Nests no deeper than `kDeepestMarkup`.
struct MarkupElement {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<MarkupNode> children;

    /// The attribute's value; empty if there is none.
    [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;

    /// The first child element of that name; null if there is none.
    [[nodiscard]] const MarkupElement* child(std::string_view child_name) const;

    /// The first element at the end of `path`, child names between '/'; null if there is none.
    [[nodiscard]] const MarkupElement* find(std::string_view path) const;

    /// The child elements of that name, or all of them for an empty name.
    [[nodiscard]] std::vector<const MarkupElement*> all(std::string_view child_name = {}) const;

    /// Elements of that name at any depth, in document order, not looked for in one another.
    [[nodiscard]] std::vector<const MarkupElement*> descendants(std::string_view name_below) const;
};

inline constexpr std::size_t kDeepestMarkup = 256;

/// A record of more elements is refused: a few bytes of markup take a hundred of memory.
inline constexpr std::size_t kMostElements = 500'000;

/// All text of the element, white space as one space, trimmed; empty for null.
[[nodiscard]] std::string plain_text(const MarkupElement* element);

/// Builds an element from what a parser reports of it, start by start.
class MarkupBuilder {
public:
    void start(MarkupElement element);
    void add_text(std::string_view text);
    void end();

    [[nodiscard]] std::size_t depth() const { return open_.size(); }
    [[nodiscard]] std::size_t elements() const { return elements_; }

    /// The name of the innermost open element; empty outside of all.
    [[nodiscard]] std::string_view open_name() const;

    /// The element that was built; closes what is open. Starts anew.
    [[nodiscard]] std::unique_ptr<MarkupElement> take();

private:
    std::unique_ptr<MarkupElement> root_;
    std::vector<MarkupElement*> open_;
    std::size_t elements_ = 0;
};

}  // namespace casebook::readers
