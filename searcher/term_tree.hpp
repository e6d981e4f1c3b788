#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report_list.hpp"
#include "sequence_source.hpp"

namespace casebook {

/// What holds a condition of a query, and how it weighs: the same as a tree of Xapian's operators
/// tells, in a form that TreeSource walks faster. Never changed once made.
struct TermTree {
    enum class Kind : std::uint8_t {
        term,    ///< one term, by its impact
        list,    ///< a list of weighed reports
        best,    ///< one of the parts, by the best of those held
        first,   ///< one of the parts, by the first of those held
        sum,     ///< one of the parts, by the sum of those held
        all,     ///< all of the parts, by their sum
        whole,   ///< the same, where they stand as `sequence` says
        raised,  ///< the first part; the second, where held, adds
        scaled,  ///< the one part, times `factor`
        flat,    ///< the one part, by `factor` and nothing else
    };

    Kind kind = Kind::term;
    WeighedTerm term;
    double factor = 1;
    std::shared_ptr<const ReportList> list;
    std::optional<TermSequence> sequence;
    std::vector<std::shared_ptr<const TermTree>> parts;
};

using Tree = std::shared_ptr<const TermTree>;

[[nodiscard]] Tree tree_of_term(std::string term, double factor);
[[nodiscard]] Tree tree_of_list(std::shared_ptr<const ReportList> list);
[[nodiscard]] Tree tree_of(TermTree::Kind kind, std::vector<Tree> parts);
[[nodiscard]] Tree tree_of_sequence(TermSequence sequence, std::vector<Tree> parts);
[[nodiscard]] Tree scaled(Tree tree, double factor);
[[nodiscard]] Tree flat(Tree tree, double factor);

/// One way to hold something: as a query that any index can be asked, and as a tree for an index
/// at hand; without one where a tree cannot tell.
struct Way {
    Xapian::Query query;
    Tree tree;

    Way() = default;
    Way(Xapian::Query asked, Tree walked = nullptr)  // NOLINT: a query is a way
        : query(std::move(asked)), tree(std::move(walked)) {}
    operator const Xapian::Query&() const { return query; }  // NOLINT: and a way is a query
    [[nodiscard]] bool empty() const { return query.empty(); }
};

/// The reports that any of `alternatives` holds, each weighed by the first that holds it. Stands in
/// for OP_MAX, which crashes in Xapian 1.4.22 (docs/decisions/0002-alternatives.md); the best ones
/// come first.
[[nodiscard]] Way first_of(const std::vector<Way>& alternatives);

/// The same, each report weighed by the best of those that hold it. Where trees cannot be walked,
/// by the first: give those first that mostly weigh more.
[[nodiscard]] Way best_of(const std::vector<Way>& alternatives);

/// All of them, or any, weighed by the sum; a single one as it is.
[[nodiscard]] Way all_of(const std::vector<Way>& ways);
[[nodiscard]] Way sum_of(const std::vector<Way>& ways);
[[nodiscard]] Way scaled(const Way& way, double factor);

/// `queries` under one operator; a single one as it is.
[[nodiscard]] Xapian::Query combine(Xapian::Query::op op,
                                    const std::vector<Xapian::Query>& queries);

}  // namespace casebook
