#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"
#include "casebook/search_record.hpp"

namespace casebook {

/// One document of a ranked run, as evaluation wants it.
struct RankedId {
    std::string id;
    double score = 0;
};

/// What an index is at a moment.
struct IndexState {
    std::uint64_t reports = 0;
    std::vector<std::uint64_t> revision;  ///< one generation number a shard
    /// Differs where the contents may: a rebuilt index has another name though its revisions begin
    /// anew.
    std::string name;
};

/// Answers queries over one index. Opening reads nothing but the metadata; every call answers from
/// one revision of the index, the newest committed when the call began, and names it in the answer.
///
/// Threads may share a Searcher: each call borrows a handle of its own from a pool inside.
/// After fork, only the process that made a Searcher may use it.
class Searcher {
public:
    /// Opens the index at `path`: a folder made by `casebook index`, or a stub file that names
    /// several. Throws Error{not_found}, {not_an_index}, {schema_mismatch} or {corrupt}, each
    /// saying what to do.
    explicit Searcher(std::filesystem::path path);
    ~Searcher();
    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;

    /// The answer to `request`. A bad query is never an error: see SearchResult::diagnostics.
    /// Throws Error{invalid_argument} for a filter or facet that the index does not have and for a
    /// vector that cannot be compared with its embeddings, {corrupt} or {io} if it cannot be read.
    [[nodiscard]] SearchResult search(const SearchRequest& request) const;

    /// How the answer to `request` comes about, for a methods section: what was asked and read, of
    /// which index, and what each step leaves. Counts are exact and those of one revision, which
    /// the record names; `offset`, `top`, `sort`, facets and snippets are not looked at. Throws as
    /// `search` does, Error{invalid_argument} for a request with a vector, and Error{timed_out} if
    /// the deadline, or the request's `cancel`, came before the last count.
    [[nodiscard]] SearchRecord record(const SearchRequest& request) const;

    /// The reports most like the one with that id, which is left out; none if the index has no such
    /// id. Up to 60 of the report's own words ask for them, by impact in it times idf (the term
    /// selection of "more like this": Salton & Buckley 1990): words of other reports too, and of no
    /// more than a tenth of all, or 20. A word of another language counts by its skeleton, less. A
    /// report's score is the sum over the words that it shares of both impacts times idf; ties are
    /// broken by id. `total` is of all reports that share a word; `query` is the id, `match` is
    /// `any`, no hit is partial, and a hit's `matched` names the ten words that count most.
    /// `request.query` and `request.match` are not looked at. Throws as `search` does.
    [[nodiscard]] std::optional<SearchResult> similar(std::string_view id,
                                                      const SearchRequest& request) const;

    /// The reports most like one that need not be in the index; a report of the same id is left
    /// out. Languages and a missing title are filled in first. The answer has no query.
    [[nodiscard]] SearchResult similar(const CaseReport& source,
                                       const SearchRequest& request) const;

    /// The ranking alone, with no stored report read: what `casebook run` prints.
    [[nodiscard]] std::vector<RankedId> rank(const SearchRequest& request) const;

    /// The stored report of that id and its facts; none if the index has no such id.
    [[nodiscard]] std::optional<FoundReport> find_report(std::string_view id) const;

    /// Ids of the index that are spelt nearly like `id`, which it does not have: the nearest first,
    /// `top` at most; none if nothing is near.
    [[nodiscard]] std::vector<std::string> close_ids(std::string_view id,
                                                     std::size_t top = 5) const;

    /// How `prefix`, a query as far as it was typed, could go on, `top` ways at most: its last word
    /// completed from the index's words, first those that stand behind the word before it, else the
    /// most frequent first, one of each stem and no stop words; then titles that
    /// begin with its words or hold them in their order. Accents do not matter; what begins in
    /// capitals as an abbreviation does is completed as one; Chinese, Japanese, Korean and Thai
    /// grow by a character. Looks at no more than 200,000 terms and 300 titles. Nothing for a text
    /// without a word. Throws as search does.
    [[nodiscard]] std::vector<Completion> suggest(std::string_view prefix,
                                                  std::size_t top = 10) const;

    /// What the newest revision is; cheap. Throws as search does.
    [[nodiscard]] IndexState state() const;

    /// The thesaurus whose concepts the index's reports were read for; never null. Throws
    /// as search does.
    [[nodiscard]] std::shared_ptr<const Thesaurus> thesaurus() const;

    /// Makes searches with a vector faster in the newest commit of an index of more than 20,000
    /// embeddings: they look along a graph (hnswlib), which may miss a neighbour now and then, and
    /// no more at every embedding, which is exact. Takes about a millisecond an embedding and the
    /// embeddings' memory a second time; searches go on meanwhile. A later commit is looked at
    /// exactly until this is called again. Nothing for a smaller index. Throws
    /// Error{invalid_argument} in a casebook built without hnswlib.
    void prepare_neighbours() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace casebook
