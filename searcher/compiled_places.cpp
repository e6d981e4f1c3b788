#include <algorithm>

#include "compiled_query.hpp"

/// What of a compiled query asks where words stand: NEAR and sequences.
namespace casebook {

namespace {

using Query = Xapian::Query;

}  // namespace

std::vector<Query> queries_of(const TermSequence& sequence) {
    std::vector<Query> terms;
    for (const TermSequence::Place& place : sequence.places)
        terms.emplace_back(place.term);
    return terms;
}

/// Empty where the index keeps no places of an operand.
Xapian::Query QueryCompiler::near_filter(const ReadQuery& query, const Condition& condition) const {
    NearPattern pattern;
    pattern.distances = condition.distances;
    for (const Condition& part : condition.parts) {
        NearPattern::Operand& operand = pattern.operands.emplace_back();
        add_places(query, part, operand);
        if (operand.terms.empty() && operand.sequences.empty()) return {};
    }
    if (remote_) return stock_near(pattern);
    return Query((new NearSource(std::move(pattern), own_positions_, kept_))->release());
}

/// What a stock server can tell of NEAR: words, each as near to the one before as wished. Where a
/// phrase stands among them, only that all are there.
Xapian::Query QueryCompiler::stock_near(const NearPattern& pattern) {
    std::vector<Query> pairs;
    for (std::size_t at = 1; at < pattern.operands.size(); ++at) {
        std::vector<Query> ways;
        for (const std::string& left : pattern.operands[at - 1].terms) {
            for (const std::string& right : pattern.operands[at].terms) {
                const std::vector<Query> both{Query(left), Query(right)};
                ways.emplace_back(Query::OP_NEAR, both.begin(), both.end(),
                                  pattern.distances[at - 1] + 1);
            }
        }
        if (!pattern.operands[at - 1].sequences.empty() || !pattern.operands[at].sequences.empty())
            return {};
        pairs.push_back(combine(Query::OP_OR, ways));
    }
    return combine(Query::OP_AND, pairs);
}

/// The ways to hold a part of a NEAR that have places in a report.
void QueryCompiler::add_places(const ReadQuery& query, const Condition& part,
                               NearPattern::Operand& operand) const {
    for (const Condition& inner : part.parts)
        add_places(query, inner, operand);
    if (part.kind != Condition::Kind::unit) return;
    const QueryUnit& unit = query.units[part.unit];
    const auto add_term = [&](const std::string& term) {
        if (is_of_class(term, TermClass::stem)) operand.terms.push_back(term);
    };
    const auto add_sequence = [&](const TermSequence& sequence) {
        if (sequence.in_order) operand.sequences.push_back(sequence);
    };
    for (const auto& terms : {terms_in_scope(unit), unit.stems, unit.correction.terms})
        std::for_each(terms.begin(), terms.end(), add_term);
    std::for_each(unit.sequences.begin(), unit.sequences.end(), add_sequence);
    std::for_each(unit.correction.sequences.begin(), unit.correction.sequences.end(), add_sequence);
}

Way QueryCompiler::sequence_way(const TermSequence& sequence, TermClass scope) const {
    const Way all = all_of(terms_of(sequence));
    // Reference lists keep no positions: there, the words are all that can be told.
    if (scope == TermClass::reference) return all;
    return {Query(Query::OP_FILTER, all.query, sequence_filter(sequence)),
            own_positions_ ? sequence_tree(sequence) : nullptr};
}

/// As sequence_filter has it, and the terms weigh.
Tree QueryCompiler::sequence_tree(const TermSequence& sequence) const {
    std::vector<Tree> trees;
    for (const Way& way : terms_of(sequence))
        trees.push_back(way.tree);
    const bool placed = sequence.places.size() > 1 && sequence.in_order;
    const Tree words = placed ? tree_of_sequence(sequence, std::move(trees))
                              : tree_of(TermTree::Kind::all, std::move(trees));
    if (!sequence.language.determined()) return words;
    const std::string spoken = make_term(TermClass::language, sequence.language.code());
    return tree_of(TermTree::Kind::all, {words, tree_of_term(spoken, 0)});
}

Xapian::Query QueryCompiler::sequence_filter(const TermSequence& sequence) const {
    if (sequence.language.determined()) {
        TermSequence anywhere = sequence;
        anywhere.language = {};
        const Query spoken(make_term(TermClass::language, sequence.language.code()));
        return {Query::OP_AND, spoken, sequence_filter(anywhere)};
    }
    if (sequence.places.size() == 1 || !sequence.in_order) {
        return combine(Query::OP_AND, queries_of(sequence));
    }
    if (own_positions_) return Query((new SequenceSource(sequence, true, kept_))->release());
    const std::vector<Query> terms = queries_of(sequence);
    const std::uint32_t window = sequence.places.back().offset + 1;
    return {Query::OP_PHRASE, terms.begin(), terms.end(), window};
}

}  // namespace casebook
