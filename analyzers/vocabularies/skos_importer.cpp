#include <raptor2.h>

#include <array>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <utility>

#include "importers.hpp"
#include "semantic_types.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define OWL "http://www.w3.org/2002/07/owl#"

constexpr std::string_view kSkos = SKOS;

enum class Property : std::uint8_t {
    none,
    type,
    preferred,
    other_name,
    hidden,
    broader,
    narrower,
    exact_match,
    other_match,
    deprecated,
    semantic_type,
};

constexpr std::array<std::pair<std::string_view, Property>, 14> kProperties{{
    {RDF "type", Property::type},
    {SKOS "prefLabel", Property::preferred},
    {SKOS "altLabel", Property::other_name},
    {SKOS "hiddenLabel", Property::hidden},
    {SKOS "broader", Property::broader},
    {RDFS "subClassOf", Property::broader},
    {SKOS "narrower", Property::narrower},
    {SKOS "exactMatch", Property::exact_match},
    {SKOS "closeMatch", Property::other_match},
    {SKOS "broadMatch", Property::other_match},
    {SKOS "narrowMatch", Property::other_match},
    {SKOS "relatedMatch", Property::other_match},
    {OWL "deprecated", Property::deprecated},
    {"http://bioportal.bioontology.org/ontologies/umls/hasSTY", Property::semantic_type},
}};

#undef SKOS
#undef RDF
#undef RDFS
#undef OWL

std::string_view uri_of(const raptor_term* term) {
    std::size_t length = 0;
    const unsigned char* text = raptor_uri_as_counted_string(term->value.uri, &length);
    return {reinterpret_cast<const char*>(text), length};
}

Property property_of(const raptor_term* predicate) {
    if (predicate->type != RAPTOR_TERM_TYPE_URI) return Property::none;
    const std::string_view uri = uri_of(predicate);
    for (const auto& [name, property] : kProperties) {
        if (name == uri) return property;
    }
    return Property::none;
}

/// Puts statements about concepts into the builder. Others pass by.
class SkosStatements {
public:
    explicit SkosStatements(VocabularyBuilder& builder) : builder_(builder) {}

    void take(const raptor_statement& statement, std::uint64_t line) {
        const Property property = property_of(statement.predicate);
        if (property == Property::none || statement.subject->type != RAPTOR_TERM_TYPE_URI) return;
        const std::string_view subject = uri_of(statement.subject);
        if (statement.object->type == RAPTOR_TERM_TYPE_URI) {
            take_link(subject, property, uri_of(statement.object), line);
        } else if (statement.object->type == RAPTOR_TERM_TYPE_LITERAL) {
            take_value(subject, property, statement.object->value.literal, line);
        }
    }

    /// What has a preferred label is a concept, though nothing calls it so, unless it is a scheme
    /// or a collection.
    void finish() {
        for (const auto& [number, line] : labelled_) {
            if (schemes_.contains(number)) {
                builder_.set_left_out(number, LeftOut::not_a_concept);
            } else {
                builder_.define(std::string(builder_.id(number)), line);
            }
        }
    }

private:
    using Number = VocabularyBuilder::Number;

    void take_link(std::string_view subject, Property property, std::string_view object,
                   std::uint64_t line) {
        const Number number = builder_.refer(subject, line);
        if (property == Property::type) {
            take_type(number, object, line);
        } else if (property == Property::broader) {
            builder_.add_broader(number, object);
        } else if (property == Property::narrower) {
            builder_.add_broader(builder_.refer(object, line), subject);
        } else if (property == Property::exact_match) {
            builder_.add_cross_reference(number, object);
        } else if (property == Property::other_match) {
            builder_.leave_out_link(LeftOut::other_relation);
        } else if (property == Property::semantic_type) {
            builder_.set_type(number,
                              type_of_semantic_type(object.substr(object.find_last_of("/#") + 1)));
        }
    }

    void take_type(Number number, std::string_view type, std::uint64_t line) {
        if (!type.starts_with(kSkos)) return;
        const std::string_view name = type.substr(kSkos.size());
        if (name == "Concept") builder_.define(std::string(builder_.id(number)), line);
        if (name == "ConceptScheme" || name == "Collection" || name == "OrderedCollection")
            schemes_.insert(number);
    }

    void take_value(std::string_view subject, Property property,
                    const raptor_term_literal_value& literal, std::uint64_t line) {
        const std::string_view text(reinterpret_cast<const char*>(literal.string),
                                    literal.string_len);
        if (property == Property::deprecated && (text == "true" || text == "1"))
            builder_.set_left_out(builder_.refer(subject, line), LeftOut::obsolete);
        TermKind kind = TermKind::synonym;
        if (property == Property::preferred) {
            kind = TermKind::preferred;
        } else if (property == Property::hidden) {
            kind = TermKind::spelling;
        } else if (property != Property::other_name) {
            return;
        }
        const Number number = builder_.refer(subject, line);
        if (kind == TermKind::preferred && !builder_.is_defined(number))
            labelled_.emplace(number, line);
        const std::string_view language =
            literal.language == nullptr
                ? std::string_view{}
                : std::string_view(reinterpret_cast<const char*>(literal.language),
                                   literal.language_len);
        builder_.add_name(number, {text, language, kind}, line);
    }

    VocabularyBuilder& builder_;
    std::map<Number, std::uint64_t> labelled_;
    std::set<Number> schemes_;
};

struct FreeWorld {
    void operator()(raptor_world* world) const { raptor_free_world(world); }
};
struct FreeParser {
    void operator()(raptor_parser* parser) const { raptor_free_parser(parser); }
};
struct FreeUri {
    void operator()(raptor_uri* uri) const { raptor_free_uri(uri); }
};

/// raptor's name of the syntax of RDF that begins with `head`.
const char* syntax_of(std::string_view head) {
    const std::string_view text = trim(head.starts_with("\xEF\xBB\xBF") ? head.substr(3) : head);
    if (text.starts_with("<?xml") || text.starts_with("<!") || text.starts_with("<rdf:"))
        return "rdfxml";
    const std::size_t after_uri = text.starts_with('<') ? text.find('>') : std::string_view::npos;
    const bool triple = after_uri != std::string_view::npos &&
                        text.substr(after_uri + 1, 2).find_first_not_of(" \t") == 1 &&
                        text.substr(after_uri + 2, 1) == "<";
    const bool abbreviated = text.find("@prefix") != std::string_view::npos ||
                             text.find("@base") != std::string_view::npos ||
                             text.find("PREFIX ") != std::string_view::npos;
    return triple && !abbreviated ? "ntriples" : "turtle";
}

/// raptor's parser over a source. Nothing but the source is read: neither network nor other files.
class RdfParser {
public:
    RdfParser(const char* syntax, SkosStatements& statements, ProblemLog& problems)
        : statements_(statements), problems_(problems), world_(raptor_new_world()) {
        if (!world_ || raptor_world_open(world_.get()) != 0) throw std::bad_alloc();
        raptor_world_set_log_handler(world_.get(), this, &RdfParser::take_message);
        base_.reset(raptor_new_uri(
            world_.get(), reinterpret_cast<const unsigned char*>("urn:casebook:vocabulary")));
        parser_.reset(raptor_new_parser(world_.get(), syntax));
        if (!base_ || !parser_) throw std::bad_alloc();
        raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_NO_NET, nullptr, 1);
        raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_NO_FILE, nullptr, 1);
        raptor_parser_set_option(parser_.get(), RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, nullptr, 0);
        raptor_parser_set_statement_handler(parser_.get(), this, &RdfParser::take_statement);
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

    static void take_statement(void* context, raptor_statement* statement) {
        auto* const self = static_cast<RdfParser*>(context);
        if (self->thrown_) return;
        try {
            self->statements_.take(*statement, self->line());
        } catch (...) {
            // An exception must not cross raptor's frames.
            self->thrown_ = std::current_exception();
            raptor_parser_parse_abort(self->parser_.get());
        }
    }

    static void take_message(void* context, raptor_log_message* message) {
        auto* const self = static_cast<RdfParser*>(context);
        if (message->level < RAPTOR_LOG_LEVEL_ERROR || self->thrown_) return;
        const bool placed = message->locator != nullptr && message->locator->line > 0;
        try {
            self->problems_.add("the RDF is not well-formed, what follows may not be read",
                                placed ? static_cast<std::uint64_t>(message->locator->line) : 0);
        } catch (...) {
            self->thrown_ = std::current_exception();
        }
    }

    SkosStatements& statements_;
    ProblemLog& problems_;
    std::unique_ptr<raptor_world, FreeWorld> world_;
    std::unique_ptr<raptor_uri, FreeUri> base_;
    std::unique_ptr<raptor_parser, FreeParser> parser_;
    std::exception_ptr thrown_;
};

}  // namespace

void import_skos(ByteSource& source, VocabularyBuilder& builder) {
    constexpr std::size_t kHead = 64U << 10U;
    PeekedSource peeked(source, kHead);
    if (peeked.head().starts_with("\xEF\xBB\xBF")) {
        std::array<char, 3> mark{};
        static_cast<void>(peeked.read(mark.data(), mark.size()));
    }
    SkosStatements statements(builder);
    RdfParser(syntax_of(peeked.head()), statements, builder.problems()).run(peeked);
    statements.finish();
}

}  // namespace casebook
