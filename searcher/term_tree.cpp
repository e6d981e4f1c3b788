#include "term_tree.hpp"

#include <algorithm>

namespace casebook {
namespace {

using Query = Xapian::Query;

/// The trees of ways; none if one of them lacks its own. What nothing holds is no loss to a sum.
Tree join(TermTree::Kind kind, const std::vector<Way>& ways) {
    std::vector<Tree> trees;
    for (const Way& way : ways) {
        if (way.empty() && kind != TermTree::Kind::all) continue;
        if (way.tree == nullptr) return nullptr;
        trees.push_back(way.tree);
    }
    return trees.empty() ? nullptr : tree_of(kind, std::move(trees));
}

std::vector<Query> queries_of(const std::vector<Way>& ways) {
    std::vector<Query> queries;
    for (const Way& way : ways)
        queries.push_back(way.query);
    return queries;
}

}  // namespace

Tree tree_of_term(std::string term, double factor) {
    TermTree tree;
    tree.term = {std::move(term), factor};
    return std::make_shared<const TermTree>(std::move(tree));
}

Tree tree_of_list(std::shared_ptr<const ReportList> list) {
    TermTree tree;
    tree.kind = TermTree::Kind::list;
    tree.list = std::move(list);
    return std::make_shared<const TermTree>(std::move(tree));
}

Tree tree_of(TermTree::Kind kind, std::vector<Tree> parts) {
    const bool joins = kind == TermTree::Kind::best || kind == TermTree::Kind::first ||
                       kind == TermTree::Kind::sum || kind == TermTree::Kind::all;
    if (joins && parts.size() == 1) return parts.front();
    TermTree tree;
    tree.kind = kind;
    tree.parts = std::move(parts);
    return std::make_shared<const TermTree>(std::move(tree));
}

Tree tree_of_sequence(TermSequence sequence, std::vector<Tree> parts) {
    TermTree tree;
    tree.kind = TermTree::Kind::whole;
    tree.sequence = std::move(sequence);
    tree.parts = std::move(parts);
    return std::make_shared<const TermTree>(std::move(tree));
}

Tree scaled(Tree tree, double factor) {
    TermTree scaled;
    scaled.kind = TermTree::Kind::scaled;
    scaled.factor = factor;
    scaled.parts.push_back(std::move(tree));
    return std::make_shared<const TermTree>(std::move(scaled));
}

Tree flat(Tree tree, double factor) {
    TermTree flat;
    flat.kind = TermTree::Kind::flat;
    flat.factor = factor;
    flat.parts.push_back(std::move(tree));
    return std::make_shared<const TermTree>(std::move(flat));
}

Xapian::Query combine(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
    if (queries.size() == 1) return queries.front();
    return {op, queries.begin(), queries.end()};
}

Way first_of(const std::vector<Way>& alternatives) {
    std::vector<Way> known;
    std::copy_if(alternatives.begin(), alternatives.end(), std::back_inserter(known),
                 [](const Way& way) { return !way.empty(); });
    if (known.empty()) return {};
    std::vector<Query> before;
    std::vector<Query> disjoint;
    for (const Way& way : known) {
        disjoint.push_back(
            before.empty() ? way.query
                           : Query(Query::OP_AND_NOT, way.query, combine(Query::OP_OR, before)));
        before.push_back(way.query);
    }
    return {combine(Query::OP_OR, disjoint), join(TermTree::Kind::first, known)};
}

Way best_of(const std::vector<Way>& alternatives) {
    std::vector<Way> known;
    std::copy_if(alternatives.begin(), alternatives.end(), std::back_inserter(known),
                 [](const Way& way) { return !way.empty(); });
    if (known.empty()) return {};
    return {first_of(known).query, join(TermTree::Kind::best, known)};
}

Way all_of(const std::vector<Way>& ways) {
    return {combine(Query::OP_AND, queries_of(ways)), join(TermTree::Kind::all, ways)};
}

Way sum_of(const std::vector<Way>& ways) {
    return {combine(Query::OP_OR, queries_of(ways)), join(TermTree::Kind::sum, ways)};
}

Way scaled(const Way& way, double factor) {
    return {Query(Query::OP_SCALE_WEIGHT, way.query, factor),
            way.tree == nullptr ? nullptr : scaled(way.tree, factor)};
}

}  // namespace casebook
