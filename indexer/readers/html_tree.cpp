#include "html_tree.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <new>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

/// One parsing. libxml2 opens and closes elements as HTML's rules say, whatever the tags do.
class HtmlParsing {
public:
    HtmlParsing() {
        xmlSAXHandler handler{};
        handler.startElement = &HtmlParsing::on_start;
        handler.endElement = &HtmlParsing::on_end;
        handler.characters = &HtmlParsing::on_text;
        handler.ignorableWhitespace = &HtmlParsing::on_text;
        context_ =
            htmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
        if (context_ == nullptr) throw std::bad_alloc();
        htmlCtxtUseOptions(context_, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                         HTML_PARSE_IGNORE_ENC);
        MarkupElement root;
        root.name = "#document";
        builder_.start(std::move(root));
    }
    ~HtmlParsing() { htmlFreeParserCtxt(context_); }
    HtmlParsing(const HtmlParsing&) = delete;
    HtmlParsing& operator=(const HtmlParsing&) = delete;

    HtmlTree run(std::string_view html) {
        constexpr std::size_t kPiece = 64U << 10U;
        while (!html.empty() && complete_) {
            const std::string_view piece = html.substr(0, kPiece);
            htmlParseChunk(context_, piece.data(), static_cast<int>(piece.size()), 0);
            html.remove_prefix(piece.size());
            if (thrown_) std::rethrow_exception(thrown_);
        }
        htmlParseChunk(context_, nullptr, 0, 1);
        if (thrown_) std::rethrow_exception(thrown_);
        return {builder_.take(), complete_};
    }

private:
    template <typename Step>
    static void guarded(void* self, Step step) {
        auto& parsing = *static_cast<HtmlParsing*>(self);
        if (parsing.thrown_ || !parsing.complete_) return;
        try {
            step(parsing);
        } catch (...) {
            parsing.thrown_ = std::current_exception();
        }
    }

    static void on_start(void* self, const xmlChar* name, const xmlChar** attributes) {
        guarded(self, [&](HtmlParsing& parsing) { parsing.start(view(name), attributes); });
    }

    static void on_end(void* self, const xmlChar* /*name*/) {
        guarded(self, [](HtmlParsing& parsing) { parsing.end(); });
    }

    static void on_text(void* self, const xmlChar* text, int size) {
        guarded(self, [&](HtmlParsing& parsing) {
            parsing.builder_.add_text(
                {reinterpret_cast<const char*>(text), static_cast<std::size_t>(std::max(size, 0))});
        });
    }

    void start(std::string_view name, const xmlChar** attributes) {
        if (builder_.elements() >= kMostElements) {
            complete_ = false;
            return;
        }
        if (builder_.depth() >= kDeepestMarkup) {
            ++flattened_;
            return;
        }
        MarkupElement element;
        element.name = name;
        for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2)
            element.attributes.emplace_back(view(attributes[0]), view(attributes[1]));
        builder_.start(std::move(element));
    }

    void end() {
        if (flattened_ > 0) {
            --flattened_;
        } else if (builder_.depth() > 1) {
            builder_.end();
        }
    }

    htmlParserCtxtPtr context_ = nullptr;
    MarkupBuilder builder_;
    std::size_t flattened_ = 0;  ///< open elements that are not in the tree
    bool complete_ = true;
    std::exception_ptr thrown_;
};

}  // namespace

HtmlTree parse_html(std::string_view html) {
    return HtmlParsing().run(html);
}

std::string declared_encoding(std::string_view head) {
    constexpr std::string_view kMark = "charset=";
    std::string lower(head.substr(0, 4096));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::size_t at = lower.find(kMark);
    if (at == lower.npos) return {};
    const std::size_t begin = lower.find_first_not_of("\"' ", at + kMark.size());
    if (begin == lower.npos) return {};
    return lower.substr(begin, lower.find_first_of("\"' ;/>", begin) - begin);
}

}  // namespace casebook::readers
