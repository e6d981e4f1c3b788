#include "found_documents.hpp"

#include <memory>
#include <string>

namespace casebook {
namespace {

using KeptSet = std::shared_ptr<const DocumentSet>;

class DocumentFinder {
public:
    DocumentFinder(const Xapian::Database& database, FacetColumns& known, SearchLimit* limit)
        : database_(database), known_(known), limit_(limit), last_(database.get_lastdocid()) {}

    std::optional<DocumentSet> find(const CompiledQuery& query, MatchRule rule) {
        std::optional<DocumentSet> found;
        for (const CompiledCondition& condition : query.conditions) {
            if (condition.stop) continue;
            const auto part = of_way(rule == MatchRule::any ? condition.loose : condition.strict);
            if (!part) return std::nullopt;
            if (!found) {
                found = part;
            } else if (rule == MatchRule::any) {
                found->add_all(*part);
            } else {
                found->keep_only(*part);
            }
        }
        if (!found && !query.everything) return DocumentSet(last_);
        if (!found) found = *of_term("");
        return bounded(query, std::move(*found));
    }

private:
    /// Free of what is unwanted, and filtered.
    std::optional<DocumentSet> bounded(const CompiledQuery& query, DocumentSet found) {
        if (!query.unwanted.empty()) {
            const auto unwanted = of_way(query.unwanted);
            if (!unwanted) return std::nullopt;
            found.remove_all(*unwanted);
        }
        if (query.filtered) {
            const KeptSet filter = of_query(query.filter);
            if (filter == nullptr) return std::nullopt;
            found.keep_only(*filter);
        }
        if (limit_ != nullptr && limit_->reached()) return std::nullopt;
        return found;
    }

    std::optional<DocumentSet> of_way(const Way& way) {
        if (way.empty()) return DocumentSet(last_);
        if (way.tree != nullptr) return of_tree(*way.tree);
        const KeptSet found = of_query(way.query);
        return found == nullptr ? std::nullopt : std::optional<DocumentSet>(*found);
    }

    std::optional<DocumentSet> of_tree(const TermTree& tree) {
        if (limit_ != nullptr && limit_->reached()) return std::nullopt;
        switch (tree.kind) {
            case TermTree::Kind::term:
                return *of_term(tree.term.term);
            case TermTree::Kind::list:
                return of_list(*tree.list);
            case TermTree::Kind::best:
            case TermTree::Kind::first:
            case TermTree::Kind::sum:
                return of_parts(
                    tree, [](DocumentSet& found, const DocumentSet& part) { found.add_all(part); });
            case TermTree::Kind::all:
                return of_parts(tree, [](DocumentSet& found, const DocumentSet& part) {
                    found.keep_only(part);
                });
            case TermTree::Kind::raised:
            case TermTree::Kind::scaled:
            case TermTree::Kind::flat:
                return of_tree(*tree.parts.front());
            case TermTree::Kind::whole:
                return std::nullopt;  // sets do not know where words stand
        }
        return std::nullopt;
    }

    template <typename Join>
    std::optional<DocumentSet> of_parts(const TermTree& tree, Join join) {
        std::optional<DocumentSet> found;
        for (const Tree& part : tree.parts) {
            const auto documents = of_tree(*part);
            if (!documents) return std::nullopt;
            if (found) {
                join(*found, *documents);
            } else {
                found = documents;
            }
        }
        return found;
    }

    [[nodiscard]] DocumentSet of_list(const ReportList& list) const {
        DocumentSet found(last_);
        for (const Xapian::docid document : list.documents)
            found.add(document);
        return found;
    }

    KeptSet of_term(const std::string& term) {
        return known_.documents("term " + term, [&] {
            DocumentSet found(last_);
            const auto end = database_.postlist_end(term);
            for (auto posting = database_.postlist_begin(term); posting != end; ++posting)
                found.add(*posting);
            return found;
        });
    }

    /// What the matcher finds for a query of terms; none for what holds a source of ours, which has
    /// no name of its own to be kept under.
    KeptSet of_query(const Xapian::Query& query) {
        std::string key;
        try {
            key = "query " + query.serialise();
        } catch (const Xapian::UnimplementedError&) {
            return nullptr;
        }
        return known_.documents(key, [&] {
            DocumentSet found(last_);
            Xapian::Enquire matcher(database_);
            matcher.set_query(query);
            matcher.set_weighting_scheme(Xapian::BoolWeight());
            const Xapian::MSet hits = matcher.get_mset(0, database_.get_doccount());
            for (auto hit = hits.begin(); hit != hits.end(); ++hit)
                found.add(*hit);
            return found;
        });
    }

    const Xapian::Database& database_;
    FacetColumns& known_;
    SearchLimit* limit_;
    Xapian::docid last_;
};

}  // namespace

std::optional<DocumentSet> find_documents(const Xapian::Database& database,
                                          const CompiledQuery& query, MatchRule rule,
                                          FacetColumns& known, SearchLimit* limit) {
    const bool told = query.walked && (rule == MatchRule::all || rule == MatchRule::any);
    if (!told) return std::nullopt;
    return DocumentFinder(database, known, limit).find(query, rule);
}

}  // namespace casebook
