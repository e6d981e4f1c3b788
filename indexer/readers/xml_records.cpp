#include "xml_records.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <new>

#include "casebook/error.hpp"

namespace casebook::readers {
namespace {

constexpr std::size_t kPiece = 64U << 10U;
constexpr std::size_t kLongestEntity = 1000;

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

const xmlChar* chars(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

/// Character data for an entity. libxml2 hands what it takes for one of XML's own five entities to
/// `characters` as it is, and never expands it.
class EntityTable {
public:
    xmlEntityPtr find(const xmlChar* name) {
        if (xmlEntityPtr own = xmlGetPredefinedEntity(name)) return own;
        const auto known = entities_.find(view(name));
        if (known != entities_.end()) return &known->second.entity;
        const htmlEntityDesc* html = htmlEntityLookup(name);
        return html == nullptr ? nullptr : &add(view(name), utf8(html->value));
    }

    /// A second declaration of a name does not count (XML 1.0, 4.2).
    xmlEntity& add(std::string_view name, std::string text) {
        const auto [place, fresh] = entities_.try_emplace(std::string(name));
        if (fresh) {
            place->second.text = std::move(text);
            fill(place->second, place->first);
        }
        return place->second.entity;
    }

private:
    struct Entry {
        std::string text;
        xmlEntity entity{};
    };

    static void fill(Entry& entry, const std::string& name) {
        entry.entity.type = XML_ENTITY_DECL;
        entry.entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
        entry.entity.name = chars(name.c_str());
        entry.entity.content = reinterpret_cast<xmlChar*>(entry.text.data());
        entry.entity.orig = entry.entity.content;
        entry.entity.length = static_cast<int>(entry.text.size());
    }

    static std::string utf8(unsigned value) {
        std::array<xmlChar, 8> bytes{};
        const int size = xmlCopyCharMultiByte(bytes.data(), static_cast<int>(value));
        return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size)};
    }

    std::map<std::string, Entry, std::less<>> entities_;
};

/// One reading. Callbacks come with the context as their first argument; none may throw into it.
class Reading {
public:
    Reading(const std::vector<std::string_view>& records, std::uint64_t max_record,
            const std::function<void(XmlRecord&&)>& take)
        : records_(records), max_record_(max_record), take_(take) {
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        handler.startElementNs = &Reading::on_start;
        handler.endElementNs = &Reading::on_end;
        handler.characters = &Reading::on_text;
        handler.cdataBlock = &Reading::on_text;
        handler.ignorableWhitespace = &Reading::on_text;
        handler.getEntity = &Reading::on_get_entity;
        handler.entityDecl = &Reading::on_entity;
        handler.serror = &Reading::on_error;
        context_ = xmlCreatePushParserCtxt(&handler, nullptr, nullptr, 0, nullptr);
        if (context_ == nullptr) throw std::bad_alloc();
        context_->_private = this;
        xmlCtxtUseOptions(context_, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    }

    ~Reading() {
        if (context_->myDoc != nullptr) xmlFreeDoc(context_->myDoc);
        context_->myDoc = nullptr;
        xmlFreeParserCtxt(context_);
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    std::optional<XmlProblem> run(ByteSource& source) {
        std::string piece(kPiece, '\0');
        while (std::size_t size = source.read(piece.data(), piece.size())) {
            push(std::string_view(piece).substr(0, size), false);
            if (problem_) return problem_;
        }
        push({}, true);
        return problem_;
    }

private:
    static Reading& self(void* context) {
        return *static_cast<Reading*>(static_cast<xmlParserCtxtPtr>(context)->_private);
    }

    void push(std::string_view piece, bool last) {
        xmlParseChunk(context_, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
        if (!problem_ && in_record() && byte() - begin_ > max_record_) {
            fail("a record of more than " + format_size(max_record_) +
                 " is larger than --max-record");
        }
    }

    /// Runs `step` unless the reading has failed; what it throws is kept for `push`.
    template <typename Step>
    void guarded(Step step) {
        if (problem_ || thrown_) return;
        try {
            step();
        } catch (...) {
            thrown_ = std::current_exception();
            xmlStopParser(context_);
        }
    }

    static void on_start(void* context, const xmlChar* name, const xmlChar* /*prefix*/,
                         const xmlChar* /*uri*/, int /*namespaces*/, const xmlChar** /*list*/,
                         int attributes, int /*defaulted*/, const xmlChar** values) {
        Reading& reading = self(context);
        reading.guarded([&] { reading.start(name, attributes, values); });
    }

    static void on_end(void* context, const xmlChar* /*name*/, const xmlChar* /*prefix*/,
                       const xmlChar* /*uri*/) {
        Reading& reading = self(context);
        reading.guarded([&] { reading.end(); });
    }

    static void on_text(void* context, const xmlChar* text, int size) {
        Reading& reading = self(context);
        reading.guarded([&] {
            if (reading.in_record())
                reading.add_text({reinterpret_cast<const char*>(text),
                                  static_cast<std::size_t>(std::max(size, 0))});
        });
    }

    static xmlEntityPtr on_get_entity(void* context, const xmlChar* name) {
        Reading& reading = self(context);
        if (const auto bad = reading.refused_.find(view(name)); bad != reading.refused_.end()) {
            reading.fail(bad->second);
            return nullptr;
        }
        // In attributes libxml2 takes the first byte of such an entity only.
        const auto state = static_cast<xmlParserCtxtPtr>(context)->instate;
        if (state == XML_PARSER_ATTRIBUTE_VALUE || state == XML_PARSER_START_TAG)
            return xmlGetPredefinedEntity(name);
        xmlEntityPtr entity = nullptr;
        reading.guarded([&] { entity = reading.entities_.find(name); });
        return entity;
    }

    static void on_entity(void* context, const xmlChar* name, int type, const xmlChar* /*public*/,
                          const xmlChar* /*system*/, xmlChar* content) {
        Reading& reading = self(context);
        reading.guarded([&] { reading.declare(name, type, view(content)); });
    }

    static void on_error(void* context, xmlErrorPtr error) {
        Reading& reading = self(context);
        if (error->level != XML_ERR_FATAL || reading.problem_) return;
        if (error->code == XML_ERR_UNDECLARED_ENTITY)
            return reading.fail("uses an entity that the file itself does not declare");
        reading.fail("broken XML (libxml2 error " + std::to_string(error->code) + ", line " +
                     std::to_string(error->line) + ")");
    }

    void start(const xmlChar* name, int attributes, const xmlChar** values) {
        if (!in_record()) {
            if (context_->nameNr > static_cast<int>(kDeepestMarkup))
                return fail("XML nested deeper than " + std::to_string(kDeepestMarkup) + " levels");
            const bool starts =
                std::find(records_.begin(), records_.end(), view(name)) != records_.end();
            if (!starts) return;
            ++number_;
            begin_ = byte();
        }
        if (builder_.depth() >= kDeepestMarkup)
            return fail("XML nested deeper than " + std::to_string(kDeepestMarkup) + " levels");
        if (builder_.elements() >= kMostElements)
            return fail("a record of more than " + std::to_string(kMostElements) + " elements");
        MarkupElement element;
        element.name = view(name);
        for (int at = 0; at < attributes; ++at) {
            const xmlChar** const value = values + static_cast<std::ptrdiff_t>(at) * 5;
            element.attributes.emplace_back(view(value[0]),
                                            std::string(reinterpret_cast<const char*>(value[3]),
                                                        reinterpret_cast<const char*>(value[4])));
        }
        builder_.start(std::move(element));
    }

    void end() {
        if (!in_record()) return;
        builder_.end();
        if (!in_record()) take_({builder_.take(), number_, begin_, byte()});
    }

    void add_text(std::string_view text) { builder_.add_text(text); }

    void declare(const xmlChar* name, int type, std::string_view content) {
        if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY) {
            refused_.try_emplace(std::string(view(name)),
                                 "refers to an entity outside the file, which is never read");
        } else if (type == XML_INTERNAL_GENERAL_ENTITY) {
            if (content.size() > kLongestEntity || content.find_first_of("&<") != content.npos) {
                refused_.try_emplace(std::string(view(name)),
                                     "uses an entity made of others or of markup, which is not "
                                     "expanded");
            } else {
                entities_.add(view(name), std::string(content));
            }
        }
    }

    void fail(std::string reason) {
        if (problem_) return;
        problem_ = XmlProblem{std::move(reason), byte(), in_record() ? number_ : 0};
        xmlStopParser(context_);
        context_->wellFormed = 0;  // or libxml2 looks a refused entity up itself
    }

    [[nodiscard]] bool in_record() const { return builder_.depth() > 0; }
    [[nodiscard]] std::uint64_t byte() const {
        return static_cast<std::uint64_t>(std::max(0L, xmlByteConsumed(context_)));
    }

    const std::vector<std::string_view>& records_;
    std::uint64_t max_record_;
    const std::function<void(XmlRecord&&)>& take_;
    xmlParserCtxtPtr context_ = nullptr;
    EntityTable entities_;
    std::map<std::string, std::string, std::less<>> refused_;  ///< entities, and why
    MarkupBuilder builder_;
    std::uint64_t number_ = 0;
    std::uint64_t begin_ = 0;
    std::optional<XmlProblem> problem_;
    std::exception_ptr thrown_;
};

}  // namespace

std::optional<XmlProblem> read_xml_records(ByteSource& source,
                                           const std::vector<std::string_view>& records,
                                           std::uint64_t max_record,
                                           const std::function<void(XmlRecord&&)>& take) {
    return Reading(records, max_record, take).run(source);
}

std::unique_ptr<MarkupElement> parse_small_xml(std::string_view xml, std::string_view root,
                                               std::string& problem) {
    MemorySource source(xml);
    std::unique_ptr<MarkupElement> element;
    const auto stopped = read_xml_records(source, {root}, xml.size() + 1, [&](XmlRecord&& record) {
        if (!element) element = std::move(record.element);
    });
    if (stopped) problem = stopped->reason;
    return stopped ? nullptr : std::move(element);
}

}  // namespace casebook::readers
