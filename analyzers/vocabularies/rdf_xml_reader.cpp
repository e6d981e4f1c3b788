#include <string>
#include <vector>

#include "rdf_reader.hpp"
#include "xml_reader.hpp"

namespace casebook {
namespace {

constexpr const char* kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";
constexpr std::size_t kLongestText = 1U << 20U;

/// Walks the stripes of RDF/XML (RDF 1.1 XML Syntax, section 2): inside rdf:RDF and inside
/// properties stand nodes, inside nodes properties. Collections and XML literals are passed over.
class RdfXmlReader {
public:
    RdfXmlReader(XmlReader& xml, const RdfSink& sink) : xml_(xml), sink_(sink) {}

    void run() {
        while (xml_.next()) {
            if (xml_.at_start()) {
                open_element();
                if (xml_.is_empty_element()) close_element();
            } else if (xml_.at_end()) {
                close_element();
            } else if (!stack_.empty() && stack_.back().kind == Kind::property &&
                       stack_.back().text.size() < kLongestText) {
                stack_.back().text.append(xml_.text());
            }
        }
    }

private:
    enum class Kind : std::uint8_t { root, node, property, passed_over };

    struct Element {
        Kind kind = Kind::passed_over;
        std::string uri;       ///< of a node, empty for a blank one; of a property
        std::string text;      ///< of a property
        std::string language;  ///< of a property
        bool has_object = false;
    };

    [[nodiscard]] std::string element_uri() const {
        return std::string(xml_.namespace_uri()) + std::string(xml_.name());
    }

    [[nodiscard]] std::string rdf_attribute(const char* name) const {
        return xml_.attribute(name, kRdf);
    }

    void open_element() {
        const Kind outside = stack_.empty() ? Kind::root : stack_.back().kind;
        if (stack_.empty() && element_uri() == std::string(kRdf) + "RDF") {
            stack_.push_back({Kind::root, {}, {}, {}, false});
        } else if (outside == Kind::root || outside == Kind::property) {
            open_node();
        } else if (outside == Kind::node) {
            open_property();
        } else {
            stack_.emplace_back();
        }
    }

    void open_node() {
        std::string subject = rdf_attribute("about");
        const std::string id = rdf_attribute("ID");
        if (!id.empty()) subject = "#" + id;
        if (!subject.empty()) subject = xml_.resolved(subject);
        if (stack_.size() > 1) {
            Element& property = stack_.back();
            property.has_object = true;
            give(stack_[stack_.size() - 2].uri, property.uri, subject, false, {});
        }
        stack_.push_back({Kind::node, subject, {}, {}, false});
        const std::string type = element_uri();
        if (type != std::string(kRdf) + "Description")
            give(subject, std::string(kRdf) + "type", type, false, {});
        give_attributes(subject);
    }

    /// Attributes of a node are properties too.
    void give_attributes(const std::string& subject) {
        const std::string language = xml_.language();
        xml_.for_each_attribute(
            [&](std::string_view space, std::string_view name, std::string_view value) {
                if (space.empty() || space == kRdf || space == kXml) return;
                give(subject, std::string(space) + std::string(name), value, true, language);
            });
    }

    void open_property() {
        const std::string parse_type = rdf_attribute("parseType");
        if (!parse_type.empty()) {
            // A resource without a name: its properties say nothing of a concept.
            stack_.push_back(
                {parse_type == "Resource" ? Kind::node : Kind::passed_over, {}, {}, {}, false});
            return;
        }
        Element property{Kind::property, element_uri(), {}, xml_.language(), false};
        const std::string resource = rdf_attribute("resource");
        property.has_object = !resource.empty() || !rdf_attribute("nodeID").empty();
        if (!resource.empty())
            give(stack_.back().uri, property.uri, xml_.resolved(resource), false, {});
        stack_.push_back(std::move(property));
    }

    void close_element() {
        if (stack_.empty()) return;
        const Element element = std::move(stack_.back());
        stack_.pop_back();
        if (element.kind == Kind::property && !element.has_object)
            give(stack_.back().uri, element.uri, element.text, true, element.language);
    }

    void give(std::string_view subject, std::string_view predicate, std::string_view object,
              bool is_text, std::string_view language) const {
        if (subject.empty() || (object.empty() && !is_text)) return;
        sink_({subject, predicate, object, language, is_text, xml_.line()});
    }

    XmlReader& xml_;
    const RdfSink& sink_;
    std::vector<Element> stack_;
};

}  // namespace

void read_rdf_xml(ByteSource& source, const RdfSink& sink, ProblemLog& problems) {
    XmlReader xml(source, problems);
    RdfXmlReader(xml, sink).run();
}

}  // namespace casebook
