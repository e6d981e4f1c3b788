#include "hit_explainer.hpp"

#include "snippets.hpp"

namespace casebook {

namespace {

std::vector<Xapian::docid> numbers_of(const std::vector<RankedDocument>& documents) {
    std::vector<Xapian::docid> numbers;
    for (const RankedDocument& ranked : documents)
        numbers.push_back(ranked.document);
    return numbers;
}

}  // namespace

HitExplainer::HitExplainer(IndexHandle& handle, const ReadQuery& query,
                           const std::vector<RankedDocument>& documents)
    : query_(query), reader_(query, handle, numbers_of(documents)) {}

void HitExplainer::explain(const Xapian::Document& document, Hit& hit) {
    explain(document, reader_.units(), reader_.weights(), hit);
}

void HitExplainer::explain(const Xapian::Document& document, const std::vector<std::size_t>& units,
                           const std::vector<double>& weights, Hit& hit) {
    const std::vector<ReportText> texts = texts_of(hit.report);
    const ReadEvidence found = reader_.read(hit.report, document, texts, units);
    hit.snippets = make_snippets(hit.report, texts, found.evidence, found.read, weights, cutter_);
    hit.matched = make_matched(query_, texts, found.evidence);
    if (hit.partial) hit.partial_reason = reader_.partial_reason(document, texts, found.evidence);
}

}  // namespace casebook
