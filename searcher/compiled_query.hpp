#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "index_data/xapian_index.hpp"
#include "near_source.hpp"
#include "read_query.hpp"
#include "term_tree.hpp"

namespace casebook {

/// One condition of a query as Xapian queries.
struct CompiledCondition {
    Way strict;              ///< the reports that hold it, weighed
    Way loose;               ///< those and reports that hold a part of it, weighed
    Xapian::Query presence;  ///< the reports that hold it, each weighing 1 under PresenceWeight
    Way elsewhere;           ///< reports that have it in references or furniture, hardly weighed
    double mass = 0;         ///< idf: its share of the query
    bool stop = false;
};

/// Holds no query of Xapian's static ones (MatchAll, MatchNothing): their reference counts are
/// shared by all threads and not atomic.
struct CompiledQuery {
    std::vector<CompiledCondition> conditions;
    Way residue;              ///< helps to rank; empty for none
    Way unwanted;             ///< reports that are out; empty for none
    bool everything = false;  ///< without conditions: all that come into question, not none
    bool filtered = false;
    Xapian::Query filter;  ///< reports that come into question, if filtered
    double mass = 0;       ///< of all conditions that count
    bool walked = false;   ///< the index is at hand, to be walked by trees where ways have them
    std::shared_ptr<KeptPositions> kept;  ///< of the index; or null
};

/// What a cognate weighs beside the word, where the index knows the word.
inline constexpr double kCognateWeight = 0.4;

/// What a concept weighs that a report names by other words than the query's, where the words
/// themselves weigh 1; and one that is narrower, or a regimen that includes it.
inline constexpr double kSynonymWeight = 0.8;
inline constexpr double kNarrowerWeight = 0.6;

/// Which part of a unit's weight only the word as it was typed has.
inline constexpr double kOwnFormShare = 0.4;

/// How places of words are looked up.
enum class PositionAccess {
    own,     ///< by sources of ours; the index is at hand, and ways have trees
    xapian,  ///< by Xapian's OP_PHRASE, and NEAR by a source of ours
    remote,  ///< by Xapian's operators alone
};

[[nodiscard]] PositionAccess position_access(const OpenIndex& index);

/// The terms of a sequence, wherever they stand.
[[nodiscard]] std::vector<Xapian::Query> queries_of(const TermSequence& sequence);

/// Turns conditions into Xapian queries for one revision of an index. Weighs each unit by one idf,
/// that of its most frequent form, so that a rare spelling does not outweigh the word.
class QueryCompiler {
public:
    /// `lists` keeps what broad concepts come to, `kept` positions; both may be null.
    QueryCompiler(const Xapian::Database& database, PositionAccess positions,
                  ReportListCache* lists = nullptr, std::shared_ptr<KeptPositions> kept = nullptr);

    [[nodiscard]] CompiledQuery compile(const ReadQuery& query) const;

private:
    /// What of the index holds a unit, in its scope.
    struct KnownForms {
        std::vector<std::string> terms;
        std::vector<TermSequence> sequences;
        Xapian::doccount frequency = 0;  ///< of the most frequent, as far as terms tell
    };

    [[nodiscard]] CompiledCondition compile_condition(const ReadQuery& query,
                                                      const Condition& condition) const;
    [[nodiscard]] CompiledCondition compile_named(const ReadQuery& query,
                                                  const Condition& condition) const;
    [[nodiscard]] double mass_of_words(const QueryUnit::OtherName& name) const;
    void compile_other_names(const QueryUnit& unit, CompiledCondition& condition) const;
    void compile_concepts(const QueryUnit& unit, bool by_words, CompiledCondition& condition) const;
    [[nodiscard]] Way best_of(const std::vector<ConceptTerm>& concepts, double idf) const;
    [[nodiscard]] Tree tree_of_best(const std::vector<WeighedTerm>& terms, double idf) const;
    [[nodiscard]] CompiledCondition compile_unit(const QueryUnit& unit) const;
    [[nodiscard]] CompiledCondition join(Condition::Kind kind,
                                         const std::vector<CompiledCondition>& parts) const;
    [[nodiscard]] Xapian::Query near_filter(const ReadQuery& query,
                                            const Condition& condition) const;
    [[nodiscard]] static Xapian::Query stock_near(const NearPattern& pattern);
    void add_places(const ReadQuery& query, const Condition& part,
                    NearPattern::Operand& operand) const;
    [[nodiscard]] KnownForms known_forms(const QueryUnit& unit) const;
    [[nodiscard]] std::vector<std::string> terms_in_scope(const QueryUnit& unit) const;
    [[nodiscard]] std::vector<TermSequence> sequences_in_scope(const QueryUnit& unit) const;
    void add_pairs(const std::string& character, std::vector<std::string>& terms) const;
    void compile_correction(const QueryUnit& unit, CompiledCondition& condition) const;
    void compile_cognates(const QueryUnit& unit, bool by_words, CompiledCondition& condition) const;
    [[nodiscard]] double idf_of(const std::string& term) const;
    [[nodiscard]] Way term(const std::string& term) const;
    [[nodiscard]] std::vector<Way> terms_of(const TermSequence& sequence) const;
    [[nodiscard]] Way weighed(const std::string& term, double idf) const;
    [[nodiscard]] Way with_own_form(const Way& any_form, const std::string& own_form) const;
    [[nodiscard]] Way sequence_way(const TermSequence& sequence, TermClass scope) const;
    [[nodiscard]] Tree sequence_tree(const TermSequence& sequence) const;
    [[nodiscard]] Xapian::Query sequence_filter(const TermSequence& sequence) const;
    [[nodiscard]] Xapian::Query presence_of(const QueryUnit& unit, const KnownForms& forms) const;
    [[nodiscard]] Way loose_of(const QueryUnit& unit, const KnownForms& forms, const Way& strict,
                               double idf) const;
    [[nodiscard]] Way elsewhere_of(const QueryUnit& unit) const;

    const Xapian::Database& database_;
    bool own_positions_;
    bool remote_;
    ReportListCache* lists_;
    std::shared_ptr<KeptPositions> kept_;
};

}  // namespace casebook
