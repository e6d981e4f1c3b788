#include "xml_reader.hpp"

#include <libxml/uri.h>

#include <algorithm>
#include <exception>
#include <new>

namespace casebook {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}

const xmlChar* chars(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

/// A text of libxml2's, which is freed.
std::string taken(xmlChar* text) {
    std::string out(view(text));
    if (text != nullptr) xmlFree(text);
    return out;
}

}  // namespace

int XmlReader::read_some(void* context, char* out, int capacity) {
    auto* const self = static_cast<XmlReader*>(context);
    try {
        return static_cast<int>(self->source_.read(out, static_cast<std::size_t>(capacity)));
    } catch (...) {
        // An exception must not cross libxml2's frames.
        self->thrown_ = std::current_exception();
        return -1;
    }
}

void XmlReader::take_error(void* context, xmlErrorPtr error) {
    auto* const self = static_cast<XmlReader*>(context);
    if (error->level == XML_ERR_WARNING) return;
    self->problems_.add("the XML is not well-formed, what follows is not read",
                        static_cast<std::uint64_t>(std::max(error->line, 0)),
                        "libxml2 error " + std::to_string(error->code));
}

XmlReader::XmlReader(ByteSource& source, ProblemLog& problems)
    : source_(source), problems_(problems) {
    constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    reader_ = xmlReaderForIO(&XmlReader::read_some, nullptr, this, nullptr, nullptr, kOptions);
    if (reader_ == nullptr) throw std::bad_alloc();
    xmlTextReaderSetStructuredErrorHandler(
        reader_, reinterpret_cast<xmlStructuredErrorFunc>(&XmlReader::take_error), this);
}

XmlReader::~XmlReader() {
    xmlFreeTextReader(reader_);
}

bool XmlReader::next() {
    if (failed_) return false;
    int got = 0;
    do {
        got = xmlTextReaderRead(reader_);
    } while (got == 1 && !at_start() && !at_end() && !at_text());
    if (thrown_) std::rethrow_exception(thrown_);
    failed_ = got < 0;
    return got == 1;
}

bool XmlReader::at_start() const {
    return xmlTextReaderNodeType(reader_) == XML_READER_TYPE_ELEMENT;
}

bool XmlReader::at_end() const {
    return xmlTextReaderNodeType(reader_) == XML_READER_TYPE_END_ELEMENT;
}

bool XmlReader::at_text() const {
    const int type = xmlTextReaderNodeType(reader_);
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA;
}

bool XmlReader::is_empty_element() const {
    return xmlTextReaderIsEmptyElement(reader_) == 1;
}

std::string_view XmlReader::name() const {
    return view(xmlTextReaderConstLocalName(reader_));
}

std::string_view XmlReader::text() const {
    return view(xmlTextReaderConstValue(reader_));
}

std::string XmlReader::attribute(const char* name) const {
    return taken(xmlTextReaderGetAttribute(reader_, chars(name)));
}

std::string_view XmlReader::namespace_uri() const {
    return view(xmlTextReaderConstNamespaceUri(reader_));
}

std::string XmlReader::attribute(const char* name, const char* namespace_uri) const {
    return taken(xmlTextReaderGetAttributeNs(reader_, chars(name), chars(namespace_uri)));
}

void XmlReader::for_each_attribute(
    const std::function<void(std::string_view, std::string_view, std::string_view)>& use) {
    for (int got = xmlTextReaderMoveToFirstAttribute(reader_); got == 1;
         got = xmlTextReaderMoveToNextAttribute(reader_)) {
        if (xmlTextReaderIsNamespaceDecl(reader_) != 1) use(namespace_uri(), name(), text());
    }
    xmlTextReaderMoveToElement(reader_);
}

std::string XmlReader::language() const {
    return taken(xmlTextReaderXmlLang(reader_));
}

std::string XmlReader::resolved(const std::string& uri) const {
    const std::string base = taken(xmlTextReaderBaseUri(reader_));
    if (base.empty()) return uri;
    const std::string whole = taken(xmlBuildURI(chars(uri.c_str()), chars(base.c_str())));
    return whole.empty() ? uri : whole;
}

std::uint64_t XmlReader::line() const {
    return static_cast<std::uint64_t>(std::max(xmlTextReaderGetParserLineNumber(reader_), 0));
}

}  // namespace casebook
