#pragma once

#include <cstddef>
#include <vector>

#include "casebook/report_texts.hpp"
#include "casebook/search.hpp"
#include "evidence.hpp"
#include "indexed_report.hpp"
#include "read_query.hpp"
#include "text_cutter.hpp"

namespace casebook {

/// What is shown of each hit at most.
inline constexpr std::size_t kSnippetsPerHit = 3;

/// The passages of a report that show best why it is an answer: two, and another if it shows what
/// they do not, in reading order. They hold whole sentences where these are short enough, whole
/// characters always, and do not overlap; titles, references and furniture make none, and what a
/// text repeats of its title only if there is nothing else. `evidence` is sorted and was found in
/// `read`; `weights` are by unit. A report without evidence in its text shows its beginning.
[[nodiscard]] std::vector<Snippet> make_snippets(const CaseReport& report,
                                                 const std::vector<ReportText>& texts,
                                                 const std::vector<Evidence>& evidence,
                                                 const std::vector<Stretch>& read,
                                                 const std::vector<double>& weights,
                                                 TextCutter& cutter);

/// For each unit found in the report's own text, its best place: what was written before what was
/// derived, the account before the title, then reading order. A unit that stands only in the
/// reference list or furniture is named there.
[[nodiscard]] std::vector<MatchedUnit> make_matched(const ReadQuery& query,
                                                    const std::vector<ReportText>& texts,
                                                    const std::vector<Evidence>& evidence);

}  // namespace casebook
