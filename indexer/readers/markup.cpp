#include "markup.hpp"

#include <algorithm>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

void append_text(const MarkupElement& element, std::string& out) {
    for (const MarkupNode& node : element.children) {
        if (node.element) {
            append_text(*node.element, out);
        } else {
            out += node.text;
        }
    }
}

void find_below(const MarkupElement& element, std::string_view name,
                std::vector<const MarkupElement*>& found) {
    for (const MarkupNode& node : element.children) {
        if (!node.element) continue;
        if (node.element->name == name) {
            found.push_back(node.element.get());
        } else {
            find_below(*node.element, name, found);
        }
    }
}

}  // namespace

std::string_view MarkupElement::attribute(std::string_view attribute_name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& entry) {
        return entry.first == attribute_name;
    });
    return found == attributes.end() ? std::string_view() : found->second;
}

const MarkupElement* MarkupElement::child(std::string_view child_name) const {
    for (const MarkupNode& node : children) {
        if (node.element && node.element->name == child_name) return node.element.get();
    }
    return nullptr;
}

const MarkupElement* MarkupElement::find(std::string_view path) const {
    const std::size_t slash = path.find('/');
    const MarkupElement* next = child(path.substr(0, slash));
    if (next == nullptr || slash == path.npos) return next;
    return next->find(path.substr(slash + 1));
}

std::vector<const MarkupElement*> MarkupElement::all(std::string_view child_name) const {
    std::vector<const MarkupElement*> found;
    for (const MarkupNode& node : children) {
        if (node.element && (child_name.empty() || node.element->name == child_name))
            found.push_back(node.element.get());
    }
    return found;
}

std::vector<const MarkupElement*> MarkupElement::descendants(std::string_view name_below) const {
    std::vector<const MarkupElement*> found;
    find_below(*this, name_below, found);
    return found;
}

std::string plain_text(const MarkupElement* element) {
    if (element == nullptr) return {};
    std::string text;
    append_text(*element, text);
    return collapsed(text);
}

void MarkupBuilder::start(MarkupElement element) {
    ++elements_;
    auto owned = std::make_unique<MarkupElement>(std::move(element));
    MarkupElement* const started = owned.get();
    if (open_.empty()) {
        root_ = std::move(owned);
    } else {
        open_.back()->children.push_back({{}, std::move(owned)});
    }
    open_.push_back(started);
}

void MarkupBuilder::add_text(std::string_view text) {
    if (open_.empty() || text.empty()) return;
    std::vector<MarkupNode>& children = open_.back()->children;
    if (children.empty() || children.back().element) children.emplace_back();
    children.back().text += text;
}

void MarkupBuilder::end() {
    if (!open_.empty()) open_.pop_back();
}

std::string_view MarkupBuilder::open_name() const {
    return open_.empty() ? std::string_view() : open_.back()->name;
}

std::unique_ptr<MarkupElement> MarkupBuilder::take() {
    open_.clear();
    elements_ = 0;
    return std::move(root_);
}

}  // namespace casebook::readers
