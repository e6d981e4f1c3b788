#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "casebook/built_in.hpp"
#include "casebook/case_report.hpp"
#include "casebook/impact.hpp"
#include "indexer/document_builder.hpp"

namespace casebook::bench {

/// Builds an index like casebook's in which the terms of a report's own text have their exact
/// weighted frequencies in place of impacts; to be ranked by ExactWeight and by nothing else.
///
/// Each report is held against the document that the indexer makes of it: if the two count
/// differently, `add` throws Error{corrupt}.
class ExactIndexBuilder {
public:
    /// Makes an index at `path`, where nothing may be.
    explicit ExactIndexBuilder(const std::filesystem::path& path);

    void add(CaseReport report);

    /// Commits all.
    void finish();

    /// Mean length in tokens of the reports so far; at least 1.
    [[nodiscard]] double average_length() const;

private:
    /// The terms of one report with their weighted frequencies.
    struct Counts {
        std::map<std::string, double> frequencies;
        std::size_t length = 0;
    };

    [[nodiscard]] Counts count(const CaseReport& report);
    void require_equal(const Xapian::Document& document, const Counts& counts) const;
    static void replace_impacts(Xapian::Document& document, const Counts& counts);

    IndexIdentity identity_ = make_identity("own", built_in_thesaurus());
    RankingConstants ranking_ = identity_.ranking;
    DocumentBuilder builder_;
    AnalysisBuffer buffer_;
    Xapian::WritableDatabase database_;
    std::size_t reports_ = 0;
    std::size_t tokens_ = 0;
};

}  // namespace casebook::bench
