#pragma once

#include <libxml/xmlreader.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/byte_source.hpp"
#include "problem_log.hpp"

namespace casebook {

/// A pull reader over XML of any size (libxml2). Nothing outside the file is ever read: no external
/// entity, no DTD, no network; entities of the file's own are not expanded, so that none can grow.
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
    [[nodiscard]] std::string_view name() const;  ///< valid until `next`
    [[nodiscard]] std::string_view text() const;  ///< valid until `next`
    [[nodiscard]] std::string attribute(const char* name) const;
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
