#pragma once

#include "casebook/search.hpp"
#include "handle_pool.hpp"
#include "ranker.hpp"
#include "report_reader.hpp"
#include "text_cutter.hpp"

namespace casebook {

/// Fills in why the hits of one query match: snippets with highlights, `matched`, and the reason of
/// a partial hit. All of it derives from one reading of the report. One thread at a time.
class HitExplainer {
public:
    /// `documents` are the hits; `handle` and `query` outlive it.
    HitExplainer(IndexHandle& handle, const ReadQuery& query,
                 const std::vector<RankedDocument>& documents);

    /// Explains `hit`, whose report is filled in, by `document`.
    void explain(const Xapian::Document& document, Hit& hit);

    /// The same for some units alone, those first that matter most, which need not be all of the
    /// query's.
    void explain(const Xapian::Document& document, const std::vector<std::size_t>& units,
                 const std::vector<double>& weights, Hit& hit);

private:
    const ReadQuery& query_;
    ReportReader reader_;
    TextCutter cutter_;
};

}  // namespace casebook
