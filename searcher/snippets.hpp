#pragma once

#include <vector>

#include "casebook/report_texts.hpp"
#include "casebook/search.hpp"
#include "evidence.hpp"

namespace casebook {

/// The passages of a report that show best why it is an answer: at most `most`, each about 240
/// bytes, cut between words. Titles, references and furniture make no snippets. A report without
/// evidence in its text shows its beginning.
[[nodiscard]] std::vector<Snippet> make_snippets(const std::vector<ReportText>& texts,
                                                 const std::vector<Evidence>& evidence,
                                                 std::size_t most);

/// For each unit found in the report's own text, its best place: what was written before what was
/// derived, the account before the title, then reading order. A unit that stands only in the
/// reference list or furniture is named there.
[[nodiscard]] std::vector<MatchedUnit> make_matched(const ReadQuery& query,
                                                    const std::vector<ReportText>& texts,
                                                    const std::vector<Evidence>& evidence);

}  // namespace casebook
