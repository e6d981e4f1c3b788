#include <array>
#include <map>
#include <set>
#include <utility>

#include "importers.hpp"
#include "rdf_reader.hpp"
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

Property property_of(std::string_view predicate) {
    for (const auto& [name, property] : kProperties) {
        if (name == predicate) return property;
    }
    return Property::none;
}

/// Puts statements about concepts into the builder. Others pass by.
class SkosStatements {
public:
    explicit SkosStatements(VocabularyBuilder& builder) : builder_(builder) {}

    void take(const RdfStatement& statement) {
        const Property property = property_of(statement.predicate);
        if (property == Property::none) return;
        if (statement.is_text) {
            take_text(statement, property);
        } else {
            take_link(statement.subject, property, statement.object, statement.line);
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

    void take_text(const RdfStatement& statement, Property property) {
        TermKind kind = TermKind::synonym;
        if (property == Property::preferred) {
            kind = TermKind::preferred;
        } else if (property == Property::hidden) {
            kind = TermKind::spelling;
        } else if (property != Property::other_name && property != Property::deprecated) {
            return;
        }
        const Number number = builder_.refer(statement.subject, statement.line);
        if (property == Property::deprecated) {
            if (statement.object == "true" || statement.object == "1")
                builder_.set_left_out(number, LeftOut::obsolete);
            return;
        }
        if (kind == TermKind::preferred && !builder_.is_defined(number))
            labelled_.emplace(number, statement.line);
        builder_.add_name(number, {statement.object, statement.language, kind}, statement.line);
    }

    VocabularyBuilder& builder_;
    std::map<Number, std::uint64_t> labelled_;
    std::set<Number> schemes_;
};

/// Whether the RDF that begins with `head` is written in XML.
bool is_xml(std::string_view head) {
    const std::string_view text = trim(head);
    return text.starts_with("<?xml") || text.starts_with("<!") || text.starts_with("<rdf:");
}

}  // namespace

void import_skos(ByteSource& source, VocabularyBuilder& builder) {
    constexpr std::size_t kHead = 64U << 10U;
    PeekedSource peeked(source, kHead);
    if (peeked.head().starts_with("\xEF\xBB\xBF")) {
        std::array<char, 3> mark{};
        static_cast<void>(peeked.read(mark.data(), mark.size()));
    }
    SkosStatements statements(builder);
    const RdfSink sink = [&](const RdfStatement& statement) { statements.take(statement); };
    if (is_xml(peeked.head())) {
        read_rdf_xml(peeked, sink, builder.problems());
    } else {
        read_turtle(peeked, sink, builder.problems());
    }
    statements.finish();
}

}  // namespace casebook
