#include "document_builder.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/embedding.hpp"
#include "casebook/schema.hpp"
#include "casebook/token_counting.hpp"

namespace casebook {
namespace {

Xapian::valueno slot(ValueSlot value_slot) {
    return static_cast<Xapian::valueno>(value_slot);
}

/// Titles come before all other texts (`texts_of`).
bool is_title(SectionKind kind) {
    return kind == SectionKind::title || kind == SectionKind::translated_title;
}

}  // namespace

DocumentBuilder::DocumentBuilder(const IndexIdentity& identity, const Thesaurus& thesaurus)
    : ranking_(identity.ranking),
      own_positions_(identity.positions == "own"),
      analyzer_(thesaurus) {}

Xapian::Document DocumentBuilder::build(const CaseReport& report, std::string stored) {
    for (const TermId term : terms_) {
        if (term < weights_.size()) weights_[term] = 0;
    }
    terms_.clear();
    places_.clear();
    title_places_.clear();
    length_ = 0;
    title_end_ = 0;

    Xapian::Document document;
    const std::vector<ReportText> texts = texts_of(report);
    anchors_.assign(texts.size(), {});
    analyzer_.analyze(texts);
    for (const AnalyzedText& text : analyzer_.texts()) {
        anchors_[text.text] = text.anchors;
        if (is_title(texts[text.text].kind))
            title_end_ = text.anchors.first_position + text.anchors.positions;
        count_tokens(texts[text.text].kind, analyzer_.tokens_of(text));
    }
    count_concepts(texts);
    add_own_terms(document);
    add_positions(document);
    add_side_terms(document, texts, SectionKind::references, TermClass::reference);
    add_side_terms(document, texts, SectionKind::furniture, TermClass::furniture);
    document.add_value(slot(ValueSlot::anchors), encode_anchors(anchors_));
    if (!report.embedding.empty())
        document.add_value(slot(ValueSlot::embedding), encode_embedding(report.embedding));
    add_filters(document, report);
    add_facts(document, stored_facts(analyzer_.find_facts(texts, report.article_type),
                                     analyzer_.thesaurus()));
    document.set_data(std::move(stored));
    return document;
}

void DocumentBuilder::count_tokens(SectionKind kind, std::span<const Token> tokens) {
    if (weights_.size() < buffer_.term_count()) weights_.resize(buffer_.term_count());
    const double weight = ranking_.field_weights[static_cast<std::size_t>(kind)];
    const bool title = is_title(kind);
    for (const Token& token : tokens) {
        const double share = counted_share(token.kind);
        if (share == 0) continue;
        for (const TermId form : terms_of(token.forms))
            count_term(form, share * weight);
        if (adds_to_length(token)) ++length_;
        add_places(token, title);
    }
}

/// A mention counts what a word at its place counts, less by a name that nobody vouches for.
void DocumentBuilder::count_concepts(const std::vector<ReportText>& texts) {
    concepts_.clear();
    for (const ConceptMention& mention : analyzer_.mentions()) {
        const SectionKind kind = texts[mention.text].kind;
        NamedConcept& named = concepts_[make_term(
            TermClass::concept_id, analyzer_.thesaurus().id(mention.concept_number))];
        named.weight += ranking_.field_weights[static_cast<std::size_t>(kind)] *
                        analyzer_.thesaurus().share(mention.term);
        std::vector<std::uint32_t>& positions = named.positions;
        if (positions.empty() || positions.back() < mention.first_position)
            positions.push_back(mention.first_position);
    }
}

void DocumentBuilder::add_places(const Token& token, bool title) {
    // ALL, which is no form of "all", is found again by its own places.
    if (token.forms.stem == kNoTerm && token.forms.acronym != kNoTerm)
        places_.push_back({token.forms.acronym, token.position});
    if (!has_place(token)) return;
    add_place(token.forms.stem, token.position, title);
    // A compound is the neighbour of the words before and behind it alike.
    if (token.last_position != token.position)
        add_place(token.forms.stem, token.last_position, title);
}

void DocumentBuilder::add_place(TermId stem, std::uint32_t position, bool title) {
    places_.push_back({stem, position});
    if (title) title_places_.push_back({stem, position});
}

void DocumentBuilder::count_term(TermId term, double weight) {
    if (term == kNoTerm) return;
    if (weights_[term] == 0) terms_.push_back(term);
    weights_[term] += weight;
}

std::string DocumentBuilder::term_of(TermId term) const {
    return make_term(term_class_of(buffer_.term_class(term)), buffer_.term_text(term));
}

void DocumentBuilder::add_own_terms(Xapian::Document& document) {
    const ImpactScale impacts(ranking_, length_);
    for (const TermId term : terms_) {
        document.add_term(term_of(term), impacts.impact(weights_[term]));
    }
    for (const auto& [term, named] : concepts_) {
        if (named.weight > 0) document.add_term(term, impacts.impact(named.weight));
    }
    for (const Occurrence& place : title_places_) {
        document.add_boolean_term(make_term(TermClass::title, buffer_.term_text(place.term)));
    }
}

void DocumentBuilder::add_positions(Xapian::Document& document) {
    const std::vector<PlacedTerm> stems =
        group_places(places_, terms_with_places(), [&](TermId term) { return term_of(term); });
    if (own_positions_) {
        std::vector<TermPositions> blob;
        blob.reserve(stems.size() + concepts_.size());
        for (const PlacedTerm& placed : stems)
            blob.push_back({placed.term, placed.positions});
        for (const auto& [term, named] : concepts_)
            blob.push_back({term, named.positions});
        document.add_value(slot(ValueSlot::positions), encode_positions(blob, title_end_));
        return;
    }
    const std::vector<PlacedTerm> titles = group_places(title_places_, {}, [&](TermId term) {
        return make_term(TermClass::title, buffer_.term_text(term));
    });
    for (const auto* group : {&stems, &titles}) {
        for (const PlacedTerm& placed : *group) {
            for (const std::uint32_t position : placed.positions) {
                document.add_posting(placed.term, position + 1, 0);
            }
        }
    }
    for (const auto& [term, named] : concepts_) {
        for (const std::uint32_t position : named.positions)
            document.add_posting(term, position + 1, 0);
    }
}

/// The report's terms of the classes that have places; some have none all the same, such as an
/// abbreviation that is also a word.
std::vector<TermId> DocumentBuilder::terms_with_places() const {
    std::vector<TermId> terms;
    std::copy_if(terms_.begin(), terms_.end(), std::back_inserter(terms), [&](TermId term) {
        return row_of(term_class_of(buffer_.term_class(term))).has_positions;
    });
    return terms;
}

/// Places by term, each term's ascending, `terms` first. The places come in reading order but for
/// compounds.
template <typename Spell>
std::vector<DocumentBuilder::PlacedTerm> DocumentBuilder::group_places(
    const std::vector<Occurrence>& places, const std::vector<TermId>& terms, Spell spell) {
    std::vector<PlacedTerm> groups;
    group_of_.resize(buffer_.term_count(), kNoGroup);
    for (const TermId term : terms) {
        group_of_[term] = static_cast<std::uint32_t>(groups.size());
        groups.push_back({spell(term), {}});
    }
    for (const Occurrence& place : places) {
        std::uint32_t& group = group_of_[place.term];
        if (group == kNoGroup) {
            group = static_cast<std::uint32_t>(groups.size());
            groups.push_back({spell(place.term), {}});
        }
        auto& positions = groups[group].positions;
        const auto at = std::lower_bound(positions.begin(), positions.end(), place.position);
        if (at == positions.end() || *at != place.position) positions.insert(at, place.position);
    }
    for (const TermId term : terms)
        group_of_[term] = kNoGroup;
    for (const Occurrence& place : places)
        group_of_[place.term] = kNoGroup;
    return groups;
}

void DocumentBuilder::add_side_terms(Xapian::Document& document,
                                     const std::vector<ReportText>& texts, SectionKind kind,
                                     TermClass term_class) {
    std::set<std::string> terms;
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const ReportText& text = texts[number];
        if (text.kind != kind) continue;
        buffer_.clear();
        const std::uint32_t end = built_in_analyzer().analyze(text.text, text.language, buffer_);
        anchors_[number] = {0, end, buffer_.restarts()};
        for (const Token& token : buffer_.tokens()) {
            for (const TermId form : {token.forms.stem, token.forms.acronym}) {
                if (form != kNoTerm) terms.insert(make_term(term_class, buffer_.term_text(form)));
            }
        }
    }
    // The least impact there is: such a term orders partial hits and nothing else.
    for (const std::string& term : terms)
        document.add_term(term, 1);
}

void DocumentBuilder::add_facts(Xapian::Document& document, const StoredFacts& facts) {
    const auto add_all = [&](TermClass term_class, const std::vector<std::string>& spellings) {
        for (const std::string& spelling : spellings)
            document.add_boolean_term(make_term(term_class, spelling));
    };
    const auto add_value = [&](ValueSlot value_slot, const std::string& value) {
        if (!value.empty()) document.add_value(slot(value_slot), value);
    };
    const auto add_concepts = [&](TermClass term_class, ValueSlot value_slot,
                                  const std::vector<std::string>& ids) {
        add_all(term_class, ids);
        add_value(value_slot, ids_value(ids));
    };
    add_concepts(TermClass::therapy, ValueSlot::therapy, facts.therapy);
    add_concepts(TermClass::therapy_failed, ValueSlot::therapy_failed, facts.therapy_failed);
    add_concepts(TermClass::therapy_mentioned, ValueSlot::therapy_mentioned,
                 facts.therapy_mentioned);
    add_concepts(TermClass::diagnosis, ValueSlot::diagnosis, facts.diagnosis);
    for (const OutcomeState state : facts.outcome)
        document.add_boolean_term(make_term(TermClass::outcome, to_string(state)));
    add_value(ValueSlot::outcome, outcome_value(facts.outcome));
    for (const StoredPatient& patient : facts.patients)
        add_all(TermClass::patient, patient_spellings(patient));
    add_value(ValueSlot::patients, patients_value(facts.patients));
    const std::string type = built_in_analyzer().normalize(facts.article_type);
    if (!type.empty()) add_all(TermClass::article_type, {type});
    add_value(ValueSlot::article_type, facts.article_type);
    if (!facts.subject.empty()) add_all(TermClass::subject, {facts.subject});
    add_value(ValueSlot::subject, facts.subject);
}

void DocumentBuilder::add_filters(Xapian::Document& document, const CaseReport& report) {
    const Analyzer& analyzer = built_in_analyzer();
    const auto filter = [&](TermClass term_class, std::string_view value) {
        if (!value.empty()) document.add_boolean_term(make_term(term_class, value));
    };
    filter(TermClass::id, report.id);
    filter(TermClass::doi, report.doi);
    filter(TermClass::pmid, report.pmid);
    for (const Language& language : report.languages)
        filter(TermClass::language, language.code());
    filter(TermClass::journal, analyzer.normalize(report.journal));
    for (const std::string& keyword : report.keywords) {
        filter(TermClass::keyword, analyzer.normalize(keyword));
    }
    for (const auto* names : {&report.authors, &report.translated_authors}) {
        for (const std::string& name : *names) {
            for (const std::string& word : analyzer.name_words(name))
                filter(TermClass::author, word);
        }
    }
    document.add_value(slot(ValueSlot::id), report.id);
    if (report.year) {
        const std::string year = year_value(*report.year);
        filter(TermClass::year, year);
        document.add_value(slot(ValueSlot::year), year);
    }
}

}  // namespace casebook
