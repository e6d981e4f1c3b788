#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "handle_pool.hpp"
#include "query_unit.hpp"

namespace casebook {

/// What one revision of an index knows of words: how many reports hold one, and whether a stem is a
/// word. One thread at a time.
class WordKnowledge {
public:
    /// `handle` outlives it.
    explicit WordKnowledge(IndexHandle& handle);

    /// The units of words as a query would hold them, by any form in every language of the index.
    [[nodiscard]] std::vector<QueryUnit> read(std::string_view words);
    [[nodiscard]] QueryUnit read_phrase(std::string_view words);

    /// Reports whose own text holds the unit, as its most frequent term tells; of words written
    /// together, as the rarest part does.
    [[nodiscard]] Xapian::doccount frequency(const QueryUnit& unit) const;

    /// Whether the unit stands in a reference list, in furniture or among the authors.
    [[nodiscard]] bool is_known_elsewhere(const QueryUnit& unit) const;

    /// The reports that hold the unit in its scope, each weighing 1 under PresenceWeight.
    [[nodiscard]] Xapian::Query presence(const QueryUnit& unit) const;

    /// Reports that hold the unit at its distances, counted up to `enough`.
    [[nodiscard]] Xapian::doccount count(const QueryUnit& unit, Xapian::doccount enough) const;

    /// Whether the stem is written as a word of its own ("leukemia"), or only in other forms
    /// ("infus"). Looks it up in a few of its reports.
    [[nodiscard]] bool is_word(const std::string& stem);

    /// Whether the word is a stop word in a language of the index.
    [[nodiscard]] bool is_stop_word(std::string_view word) const;

    [[nodiscard]] const Xapian::Database& database() const { return handle_.index.database; }

private:
    [[nodiscard]] bool is_written_in(const std::string& stem, Xapian::docid report);

    IndexHandle& handle_;
    UnitReader reader_;
};

}  // namespace casebook
