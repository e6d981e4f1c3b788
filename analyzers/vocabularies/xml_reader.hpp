#pragma once

#include <libxml/xmlreader.h>

#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "analyzers/byte_source.hpp"
#include "problem_log.hpp"

namespace casebook {

/// A pull reader over XML of any size (libxml2). Nothing outside the file is ever read: no external
/// entity, no DTD, no network. Entities of the file's own are expanded in attributes only, and
/// libxml2 refuses a file where they grow out of measure.
class XmlReader {
public:
    XmlReader(ByteSource& source, ProblemLog& problems);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    /// The next start of an element, end of one, or text; false at the end, or where the XML is not
    /// well-formed, which is told as a problem.
    bool next();

    [[nodiscard]] bool at_start() const;
    [[nodiscard]] bool at_end() const;
    [[nodiscard]] bool at_text() const;
    [[nodiscard]] bool is_empty_element() const;
    [[nodiscard]] std::string_view name() const;           ///< valid until `next`
    [[nodiscard]] std::string_view text() const;           ///< valid until `next`
    [[nodiscard]] std::string_view namespace_uri() const;  ///< valid until `next`
    [[nodiscard]] std::string attribute(const char* name) const;
    [[nodiscard]] std::string attribute(const char* name, const char* namespace_uri) const;

    /// Calls `use` with namespace, local name and value of each attribute but declarations of
    /// namespaces.
    void for_each_attribute(
        const std::function<void(std::string_view, std::string_view, std::string_view)>& use);

    /// xml:lang, of this element or the nearest outside that has one; empty if none has.
    [[nodiscard]] std::string language() const;

    /// `uri` resolved against xml:base (RFC 3986); as it is where there is no base.
    [[nodiscard]] std::string resolved(const std::string& uri) const;
    [[nodiscard]] std::uint64_t line() const;

    /// Whether the end was reached because the XML is not well-formed.
    [[nodiscard]] bool failed() const { return failed_; }

private:
    static int read_some(void* context, char* out, int capacity);
    static void take_error(void* context, xmlErrorPtr error);

    ByteSource& source_;
    ProblemLog& problems_;
    xmlTextReaderPtr reader_ = nullptr;
    std::exception_ptr thrown_;
    bool failed_ = false;
};

}  // namespace casebook
