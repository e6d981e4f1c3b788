#include <raptor2.h>

#include <exception>
#include <memory>
#include <new>
#include <string>

#include "rdf_reader.hpp"

namespace casebook {
namespace {

std::string_view text_of(const unsigned char* text, std::size_t size) {
    return text == nullptr ? std::string_view{}
                           : std::string_view(reinterpret_cast<const char*>(text), size);
}

std::string_view uri_of(const raptor_term* term) {
    std::size_t size = 0;
    const unsigned char* text = raptor_uri_as_counted_string(term->value.uri, &size);
    return text_of(text, size);
}

struct FreeWorld {
    void operator()(raptor_world* world) const { raptor_free_world(world); }
};
struct FreeParser {
    void operator()(raptor_parser* parser) const { raptor_free_parser(parser); }
};
struct FreeUri {
    void operator()(raptor_uri* uri) const { raptor_free_uri(uri); }
};

/// raptor's parser over a source.
class RdfXmlParser {
public:
    RdfXmlParser(const RdfSink& sink, ProblemLog& problems)
        : sink_(sink), problems_(problems), world_(raptor_new_world()) {
        if (!world_ || raptor_world_open(world_.get()) != 0) throw std::bad_alloc();
        raptor_world_set_log_handler(world_.get(), this, &RdfXmlParser::take_message);
        base_.reset(raptor_new_uri(
            world_.get(), reinterpret_cast<const unsigned char*>("urn:casebook:vocabulary")));
        parser_.reset(raptor_new_parser(world_.get(), "rdfxml"));
        if (!base_ || !parser_) throw std::bad_alloc();
        raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_NO_NET, nullptr, 1);
        raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_NO_FILE, nullptr, 1);
        raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, nullptr, 0);
        raptor_parser_set_statement_handler(parser_.get(), this, &RdfXmlParser::take_statement);
    }

    void run(ByteSource& source) {
        constexpr std::size_t kPiece = 64U << 10U;
        std::string piece(kPiece, '\0');
        bool failed = raptor_parser_parse_start(parser_.get(), base_.get()) != 0;
        bool ended = false;
        while (!failed && !ended && !thrown_) {
            const std::size_t got = source.read(piece.data(), kPiece);
            ended = got == 0;
            failed = raptor_parser_parse_chunk(parser_.get(),
                                               reinterpret_cast<const unsigned char*>(piece.data()),
                                               got, ended ? 1 : 0) != 0;
        }
        if (thrown_) std::rethrow_exception(thrown_);
    }

private:
    [[nodiscard]] std::uint64_t line() const {
        raptor_locator* const locator = raptor_parser_get_locator(parser_.get());
        return locator == nullptr || locator->line < 0 ? 0
                                                       : static_cast<std::uint64_t>(locator->line);
    }

    void give(const raptor_statement& statement) const {
        if (statement.subject->type != RAPTOR_TERM_TYPE_URI) return;
        RdfStatement out;
        out.subject = uri_of(statement.subject);
        out.predicate = uri_of(statement.predicate);
        out.line = line();
        if (statement.object->type == RAPTOR_TERM_TYPE_URI) {
            out.object = uri_of(statement.object);
        } else if (statement.object->type == RAPTOR_TERM_TYPE_LITERAL) {
            const raptor_term_literal_value& literal = statement.object->value.literal;
            out.is_text = true;
            out.object = text_of(literal.string, literal.string_len);
            out.language = text_of(literal.language, literal.language_len);
        } else {
            return;
        }
        sink_(out);
    }

    static void take_statement(void* context, raptor_statement* statement) {
        auto* const self = static_cast<RdfXmlParser*>(context);
        if (self->thrown_) return;
        try {
            self->give(*statement);
        } catch (...) {
            // An exception must not cross raptor's frames.
            self->thrown_ = std::current_exception();
            raptor_parser_parse_abort(self->parser_.get());
        }
    }

    static void take_message(void* context, raptor_log_message* message) {
        auto* const self = static_cast<RdfXmlParser*>(context);
        if (message->level < RAPTOR_LOG_LEVEL_ERROR || self->thrown_) return;
        const bool placed = message->locator != nullptr && message->locator->line > 0;
        try {
            self->problems_.add("the RDF is not well-formed, what follows may not be read",
                                placed ? static_cast<std::uint64_t>(message->locator->line) : 0);
        } catch (...) {
            self->thrown_ = std::current_exception();
        }
    }

    const RdfSink& sink_;
    ProblemLog& problems_;
    std::unique_ptr<raptor_world, FreeWorld> world_;
    std::unique_ptr<raptor_uri, FreeUri> base_;
    std::unique_ptr<raptor_parser, FreeParser> parser_;
    std::exception_ptr thrown_;
};

}  // namespace

void read_rdf_xml(ByteSource& source, const RdfSink& sink, ProblemLog& problems) {
    RdfXmlParser(sink, problems).run(source);
}

}  // namespace casebook
