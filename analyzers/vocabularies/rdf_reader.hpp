#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "analyzers/byte_source.hpp"
#include "problem_log.hpp"

namespace casebook {

/// A statement of RDF about a resource that has a URI. Its texts are valid during the call that
/// gets it.
struct RdfStatement {
    std::string_view subject;    ///< URI
    std::string_view predicate;  ///< URI
    std::string_view object;     ///< URI or text
    std::string_view language;   ///< of a text; empty if none
    bool is_text = false;
    std::uint64_t line = 0;
};

using RdfSink = std::function<void(const RdfStatement&)>;

/// Gives the statements of RDF/XML (over libxml2) to `sink`. Nothing but `source` is read: neither
/// network nor other files. What is not well-formed is told in `problems` and ends the reading.
void read_rdf_xml(ByteSource& source, const RdfSink& sink, ProblemLog& problems);

/// The same for Turtle and N-Triples (serd). After a statement that is not well-formed it goes on
/// behind the next line that ends with a full stop.
void read_turtle(ByteSource& source, const RdfSink& sink, ProblemLog& problems);

}  // namespace casebook
