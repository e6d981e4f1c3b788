#include "compiled_query.hpp"

#include <algorithm>

#include "best_term_source.hpp"
#include "impact_weight.hpp"

namespace casebook {
namespace {

using Query = Xapian::Query;

/// The sequence with its terms in another class; empty if the class lacks one of them.
TermSequence in_class(const TermSequence& sequence, TermClass term_class) {
    TermSequence moved;
    moved.language = sequence.language;
    moved.in_order = sequence.in_order;
    for (const TermSequence::Place& place : sequence.places) {
        std::string term = term_in(term_class, place.term);
        if (term.empty()) return {};
        moved.places.push_back({std::move(term), place.offset});
    }
    return moved;
}

/// Whether a unit has too many ways to be held for them to be told apart.
bool adds_up(const QueryUnit& unit) {
    return unit.is_character || !unit.pattern.empty();
}

/// What holds one of `queries` at least; weighs 1 under PresenceWeight where they do.
Query any_of(const std::vector<Query>& queries) {
    constexpr std::size_t kFew = 4;
    if (queries.size() <= kFew) return first_of(std::vector<Way>(queries.begin(), queries.end()));
    const Query one((new Xapian::FixedWeightPostingSource(1.0))->release());
    return {Query::OP_FILTER, one, combine(Query::OP_OR, queries)};
}

/// A condition that was asked for several times weighs more, ever less so: (k3 + 1) n / (k3 + n)
/// with k3 = 1 (Robertson & Zaragoza 2009).
CompiledCondition repeated(CompiledCondition condition, std::size_t times) {
    if (times == 1) return condition;
    const double factor = 2.0 * static_cast<double>(times) / (1.0 + static_cast<double>(times));
    condition.mass *= factor;
    for (Way* way : {&condition.strict, &condition.loose, &condition.elsewhere}) {
        if (!way->empty()) *way = scaled(*way, factor);
    }
    return condition;
}

/// The reports that a condition excludes.
Way excluded(const CompiledCondition& condition) {
    const Tree& tree = condition.strict.tree;
    return {condition.presence, tree == nullptr ? nullptr : flat(tree, 1)};
}

}  // namespace

PositionAccess position_access(const OpenIndex& index) {
    if (index.identity.positions == "own") return PositionAccess::own;
    return index.is_remote ? PositionAccess::remote : PositionAccess::xapian;
}

QueryCompiler::QueryCompiler(const Xapian::Database& database, PositionAccess positions,
                             ReportListCache* lists, std::shared_ptr<KeptPositions> kept)
    : database_(database),
      own_positions_(positions == PositionAccess::own),
      remote_(positions == PositionAccess::remote),
      lists_(lists),
      kept_(std::move(kept)) {}

CompiledQuery QueryCompiler::compile(const ReadQuery& query) const {
    CompiledQuery compiled;
    compiled.walked = own_positions_;
    compiled.kept = kept_;
    for (const Condition& wanted : query.wanted) {
        compiled.conditions.push_back(repeated(compile_condition(query, wanted), wanted.times));
    }
    const bool only_stop_words =
        std::all_of(compiled.conditions.begin(), compiled.conditions.end(),
                    [](const CompiledCondition& part) { return part.stop; });
    for (CompiledCondition& condition : compiled.conditions) {
        if (only_stop_words) condition.stop = false;
        if (!condition.stop) compiled.mass += condition.mass;
    }
    std::vector<Way> residue;
    for (const std::string& known : query.residue) {
        if (database_.term_exists(known)) residue.push_back(term(known));
    }
    if (!residue.empty()) compiled.residue = sum_of(residue);
    std::vector<Way> unwanted(query.unwanted_filters.begin(), query.unwanted_filters.end());
    for (const Condition& condition : query.unwanted) {
        unwanted.push_back(excluded(compile_condition(query, condition)));
    }
    if (!unwanted.empty()) compiled.unwanted = sum_of(unwanted);
    compiled.filtered = !query.filters.empty();
    compiled.everything = query.everything || compiled.filtered || !compiled.unwanted.empty();
    if (compiled.filtered) compiled.filter = combine(Query::OP_AND, query.filters);
    return compiled;
}

CompiledCondition QueryCompiler::compile_condition(const ReadQuery& query,
                                                   const Condition& condition) const {
    if (condition.kind == Condition::Kind::unit) return compile_unit(query.units[condition.unit]);
    if (condition.kind == Condition::Kind::named) return compile_named(query, condition);
    std::vector<CompiledCondition> parts;
    for (const Condition& part : condition.parts)
        parts.push_back(compile_condition(query, part));
    if (condition.kind != Condition::Kind::near) return join(condition.kind, parts);
    CompiledCondition near = join(Condition::Kind::all_of, parts);
    const Query filter = near_filter(query, condition);
    if (filter.empty()) return near;
    near.strict = Query(Query::OP_FILTER, near.strict, filter);
    near.loose = near.strict;
    near.presence = Query(Query::OP_FILTER, near.presence, filter);
    return near;
}

/// Words that name a concept: all of them, else the concept.
CompiledCondition QueryCompiler::compile_named(const ReadQuery& query,
                                               const Condition& condition) const {
    std::vector<CompiledCondition> words;
    for (const Condition& word : condition.parts.front().parts)
        words.push_back(compile_condition(query, word));
    const bool stop =
        std::all_of(words.begin(), words.end(), [](const auto& word) { return word.stop; });
    if (!stop) std::erase_if(words, [](const auto& word) { return word.stop; });
    std::vector<CompiledCondition> names;
    for (std::size_t part = 1; part < condition.parts.size(); ++part)
        names.push_back(compile_condition(query, condition.parts[part]));
    CompiledCondition named = join(Condition::Kind::all_of, words);
    std::vector<Way> loose;
    std::vector<Way> elsewhere;
    for (const CompiledCondition& word : words) {
        if (!word.loose.empty()) loose.push_back(word.loose);
        if (!word.elsewhere.empty()) elsewhere.push_back(word.elsewhere);
    }
    const Way some = loose.empty() ? Way() : sum_of(loose);
    if (!elsewhere.empty()) named.elsewhere = sum_of(elsewhere);
    const bool known = std::none_of(names.begin(), names.end(),
                                    [](const auto& name) { return name.strict.empty(); });
    if (!known) {
        named.loose = some;
        return named;
    }
    const CompiledCondition concepts = join(Condition::Kind::all_of, names);
    named.mass = concepts.mass;
    // A report that holds a part of the words may tell more by these than by the concepts.
    std::vector<Way> each;
    for (const CompiledCondition& name : names)
        each.push_back(name.strict);
    named.loose = casebook::best_of({named.strict, some, sum_of(each)});
    named.strict = first_of({named.strict, concepts.strict});
    named.presence = first_of({named.presence, concepts.presence});
    return named;
}

CompiledCondition QueryCompiler::join(Condition::Kind kind,
                                      const std::vector<CompiledCondition>& parts) const {
    const bool all = kind == Condition::Kind::all_of;
    CompiledCondition joined;
    joined.stop =
        std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.stop; });
    std::vector<Way> strict;
    std::vector<Query> presence;
    for (const CompiledCondition& part : parts) {
        strict.push_back(part.strict);
        presence.push_back(part.presence);
        joined.mass = all ? joined.mass + part.mass : std::max(joined.mass, part.mass);
    }
    // Operators are obeyed as written: nothing less than the whole condition counts.
    joined.strict = all ? all_of(strict) : sum_of(strict);
    joined.loose = joined.strict;
    const Query present = all ? combine(Query::OP_AND, presence) : any_of(presence);
    joined.presence =
        all ? Query(Query::OP_SCALE_WEIGHT, present, 1.0 / static_cast<double>(parts.size()))
            : present;
    return joined;
}

/// The terms of the index that hold the unit by themselves, in its scope.
std::vector<std::string> QueryCompiler::terms_in_scope(const QueryUnit& unit) const {
    std::vector<std::string> terms;
    for (const std::string& own : unit.terms) {
        std::string term = term_in(unit.scope, own);
        if (term.empty()) continue;
        if (unit.is_character) add_pairs(term, terms);
        if (database_.term_exists(term)) terms.push_back(std::move(term));
    }
    return terms;
}

/// The sequences that hold the unit in its scope, as far as the index has all of their terms.
std::vector<TermSequence> QueryCompiler::sequences_in_scope(const QueryUnit& unit) const {
    std::vector<TermSequence> sequences;
    for (const TermSequence& own : unit.sequences) {
        TermSequence sequence = in_class(own, unit.scope);
        if (!sequence.places.empty() && frequency_of(database_, own, unit.scope) > 0)
            sequences.push_back(std::move(sequence));
    }
    return sequences;
}

/// The pairs of the index that begin with a character.
void QueryCompiler::add_pairs(const std::string& character, std::vector<std::string>& terms) const {
    const auto end = database_.allterms_end(character);
    for (auto term = database_.allterms_begin(character); term != end; ++term) {
        if (*term != character) terms.push_back(*term);
    }
}

/// What of the index holds a unit. A sequence counts for the frequency, as its rarest term, only
/// where no term holds the unit: a word that is also written in parts stands in the index as one
/// too.
QueryCompiler::KnownForms QueryCompiler::known_forms(const QueryUnit& unit) const {
    KnownForms forms{terms_in_scope(unit), sequences_in_scope(unit), 0};
    forms.frequency = greatest_frequency(database_, forms.terms);
    if (forms.frequency > 0) return forms;
    for (const TermSequence& sequence : unit.sequences)
        forms.frequency = std::max(forms.frequency, frequency_of(database_, sequence, unit.scope));
    return forms;
}

CompiledCondition QueryCompiler::compile_unit(const QueryUnit& unit) const {
    const KnownForms forms = known_forms(unit);
    CompiledCondition condition;
    condition.stop = unit.stop;
    const double idf = inverse_document_frequency(forms.frequency, database_.get_doccount());
    condition.mass = idf;
    std::vector<Way> ways;
    for (const std::string& term : forms.terms)
        ways.push_back(weighed(term, idf));
    for (const TermSequence& sequence : forms.sequences)
        ways.push_back(sequence_way(sequence, unit.scope));
    condition.strict = adds_up(unit) ? sum_of(ways) : first_of(ways);
    if (!unit.own_form.empty() && unit.scope == TermClass::stem && !ways.empty() &&
        database_.term_exists(unit.own_form)) {
        condition.strict = with_own_form(condition.strict, unit.own_form);
    }
    if (unit.scope == TermClass::title) {
        // A title's terms weigh nothing of their own; the report's words rank.
        QueryUnit anywhere = unit;
        anywhere.scope = TermClass::stem;
        condition.strict =
            Query(Query::OP_FILTER, compile_unit(anywhere).loose.query, condition.strict);
    }
    condition.presence = presence_of(unit, forms);
    condition.loose = loose_of(unit, forms, condition.strict, idf);
    condition.elsewhere = elsewhere_of(unit);
    const bool by_words = forms.frequency > 0;
    if (unit.scope == TermClass::stem && !unit.cognates.empty())
        compile_cognates(unit, by_words, condition);
    if (!unit.correction.empty()) compile_correction(unit, condition);
    if (!unit.concepts.empty()) compile_concepts(unit, by_words, condition);
    if (!unit.other_names.empty()) compile_other_names(unit, condition);
    return condition;
}

/// What the words of a name weigh together; what one does if it is one word.
double QueryCompiler::mass_of_words(const QueryUnit::OtherName& name) const {
    const auto idf = [&](Xapian::doccount frequency) {
        return inverse_document_frequency(frequency, database_.get_doccount());
    };
    double mass = name.terms.empty() ? 0 : idf(greatest_frequency(database_, name.terms));
    for (const TermSequence& sequence : name.sequences) {
        double all = 0;
        for (const TermSequence::Place& place : sequence.places)
            all += idf(database_.get_termfreq(place.term));
        mass = std::max(mass, all);
    }
    return mass;
}

/// Where neither words nor concepts hold the unit, another name of it does, and weighs no more than
/// the unit would, however many words it has.
void QueryCompiler::compile_other_names(const QueryUnit& unit, CompiledCondition& condition) const {
    const bool known = !condition.strict.empty();
    std::vector<Way> strict{condition.strict};
    std::vector<Way> presence{condition.presence};
    double mass = known ? condition.mass : 0;
    for (const QueryUnit::OtherName& name : unit.other_names) {
        QueryUnit words;
        words.quoted = true;
        words.terms = name.terms;
        words.sequences = name.sequences;
        const CompiledCondition other = compile_unit(words);
        if (other.strict.empty()) continue;
        if (mass == 0) mass = other.mass;
        const double factor = kSynonymWeight * std::min(1.0, mass / mass_of_words(name));
        strict.push_back(scaled(other.strict, factor));
        presence.push_back(other.presence);
    }
    if (strict.size() == 1) return;
    if (!known) condition.mass = mass;
    condition.loose = first_of({first_of(strict), condition.loose});
    condition.strict = first_of(strict);
    condition.presence = first_of(presence);
}

/// Where the report's words do not hold the unit, the best of its concepts does.
void QueryCompiler::compile_concepts(const QueryUnit& unit, bool by_words,
                                     CompiledCondition& condition) const {
    std::vector<std::string> terms;
    for (const ConceptTerm& known : unit.concepts)
        terms.push_back(known.term);
    const double idf =
        inverse_document_frequency(greatest_frequency(database_, terms), database_.get_doccount());
    const Way concepts = best_of(unit.concepts, idf);
    const std::vector<Query> present(terms.begin(), terms.end());
    if (!by_words) condition.mass = idf;
    condition.loose = casebook::best_of({condition.strict, condition.loose, concepts});
    condition.strict = first_of({condition.strict, concepts});
    condition.presence = first_of({condition.presence, any_of(present)});
}

/// The concepts of one idf, each report weighed by the best of those that it names. Where stock
/// servers must be able to answer, what it names adds up.
Way QueryCompiler::best_of(const std::vector<ConceptTerm>& concepts, double idf) const {
    std::vector<WeighedTerm> terms;
    std::vector<Query> queries;
    for (const ConceptTerm& known : concepts) {
        const bool same = known.relation == ConceptRelation::same;
        const double factor = known.share * (same ? kSynonymWeight : kNarrowerWeight);
        terms.push_back({known.term, factor});
        queries.push_back(weighed(known.term, idf * factor).query);
    }
    if (!own_positions_) return combine(Query::OP_OR, queries);
    const Tree tree = tree_of_best(terms, idf);
    for (WeighedTerm& term : terms)
        term.factor *= idf;
    return {Query((new BestTermSource(std::move(terms)))->release()), tree};
}

/// Few terms are asked one by one; more are merged, as far as one database holds them all.
Tree QueryCompiler::tree_of_best(const std::vector<WeighedTerm>& terms, double idf) const {
    constexpr std::size_t kFew = 2;
    if (lists_ != nullptr && terms.size() > kFew && database_.size() == 1)
        return scaled(tree_of_list(lists_->list_of(database_, terms)), idf);
    std::vector<Tree> trees;
    for (const WeighedTerm& term : terms)
        trees.push_back(tree_of_term(term.term, term.factor));
    return scaled(tree_of(TermTree::Kind::best, std::move(trees)), idf);
}

/// The better word stands in for a unit that no word of its own holds, and ranks as if it had been
/// typed; cognates of both follow.
void QueryCompiler::compile_correction(const QueryUnit& unit, CompiledCondition& condition) const {
    QueryUnit corrected = unit;
    corrected.terms = unit.correction.terms;
    corrected.sequences = unit.correction.sequences;
    corrected.cognates = unit.correction.cognates;
    corrected.own_form = unit.correction.own_form;
    corrected.correction = {};
    CompiledCondition better = compile_unit(corrected);
    if (greatest_frequency(database_, unit.cognates) > 0) {
        const Way cognates = scaled(condition.strict, kCognateWeight);
        better.strict = first_of({better.strict, cognates});
        better.loose = first_of({better.loose, cognates});
        better.presence = first_of({better.presence, condition.presence});
    }
    better.elsewhere = condition.elsewhere;
    condition = better;
}

/// Where the index holds the unit by no word of its own, cognates stand in for it; else they only
/// help to order what does not hold it.
void QueryCompiler::compile_cognates(const QueryUnit& unit, bool by_words,
                                     CompiledCondition& condition) const {
    const Xapian::doccount known = greatest_frequency(database_, unit.cognates);
    if (known == 0) return;
    const bool word_exists = by_words || !unit.concepts.empty() || !unit.other_names.empty();
    const double own = inverse_document_frequency(known, database_.get_doccount());
    const double idf = word_exists ? kCognateWeight * std::min(own, condition.mass) : own;
    std::vector<Way> ways;
    std::vector<Way> present;
    for (const std::string& skeleton : unit.cognates) {
        ways.push_back(weighed(skeleton, idf));
        present.emplace_back(Query(skeleton));
    }
    if (word_exists) {
        std::vector<Way> all{condition.loose};
        all.insert(all.end(), ways.begin(), ways.end());
        condition.loose = first_of(all);
        return;
    }
    condition.mass = idf;
    condition.strict = first_of(ways);
    condition.loose = condition.strict;
    condition.presence = first_of(present);
}

double QueryCompiler::idf_of(const std::string& term) const {
    return inverse_document_frequency(database_.get_termfreq(term), database_.get_doccount());
}

/// The term as it weighs by itself.
Way QueryCompiler::term(const std::string& term) const {
    return {Query(term), own_positions_ ? tree_of_term(term, idf_of(term)) : nullptr};
}

std::vector<Way> QueryCompiler::terms_of(const TermSequence& sequence) const {
    std::vector<Way> ways;
    for (const TermSequence::Place& place : sequence.places)
        ways.push_back(term(place.term));
    return ways;
}

/// The term with the weight `idf` in place of its own.
Way QueryCompiler::weighed(const std::string& term, double idf) const {
    const double own = idf_of(term);
    const Query query(term);
    return {own <= 0 || own == idf ? query : Query(Query::OP_SCALE_WEIGHT, query, idf / own),
            own_positions_ ? tree_of_term(term, own <= 0 ? own : idf) : nullptr};
}

/// What was typed outranks its other forms: of a unit's weight, a share is for the word as it was
/// typed, by that form's own idf.
Way QueryCompiler::with_own_form(const Way& any_form, const std::string& own_form) const {
    const Way shared = scaled(any_form, 1 - kOwnFormShare);
    const Way own = scaled(term(own_form), kOwnFormShare);
    const bool walked = shared.tree != nullptr && own.tree != nullptr;
    return {Query(Query::OP_AND_MAYBE, shared.query, own.query),
            walked ? tree_of(TermTree::Kind::raised, {shared.tree, own.tree}) : nullptr};
}

Xapian::Query QueryCompiler::presence_of(const QueryUnit& unit, const KnownForms& forms) const {
    std::vector<Query> ways(forms.terms.begin(), forms.terms.end());
    for (const TermSequence& sequence : forms.sequences) {
        std::vector<Query> rest = queries_of(sequence);
        if (unit.scope != TermClass::reference) rest.push_back(sequence_filter(sequence));
        ways.emplace_back(Query::OP_FILTER, Query(sequence.places.front().term),
                          combine(Query::OP_AND, rest));
    }
    return adds_up(unit) ? any_of(ways)
                         : first_of(std::vector<Way>(ways.begin(), ways.end())).query;
}

/// A quoted phrase is wanted whole. Words written together may be held in part: of a long word in
/// Korean or Chinese, the better reports without it hold some of its bigrams.
Way QueryCompiler::loose_of(const QueryUnit& unit, const KnownForms& forms, const Way& strict,
                            double idf) const {
    if (unit.quoted || unit.scope != TermClass::stem || unit.sequences.empty()) return strict;
    std::vector<Way> ways;
    for (const std::string& term : forms.terms)
        ways.push_back(weighed(term, idf));
    for (const TermSequence& sequence : unit.sequences) {
        std::vector<Way> parts;
        for (const TermSequence::Place& place : sequence.places) {
            if (database_.term_exists(place.term)) parts.push_back(term(place.term));
        }
        if (!parts.empty()) ways.push_back(sum_of(parts));
    }
    return first_of(ways);
}

Way QueryCompiler::elsewhere_of(const QueryUnit& unit) const {
    std::vector<Way> ways;
    for (const TermClass side : {TermClass::reference, TermClass::furniture}) {
        for (const std::string& own : unit.terms) {
            const std::string known = term_in(side, own);
            if (!known.empty() && database_.term_exists(known)) ways.push_back(term(known));
        }
        for (const TermSequence& own : unit.sequences) {
            const TermSequence sequence = in_class(own, side);
            if (!sequence.places.empty() && frequency_of(database_, own, side) > 0)
                ways.push_back(all_of(terms_of(sequence)));
        }
    }
    return ways.empty() ? Way() : sum_of(ways);
}

}  // namespace casebook
