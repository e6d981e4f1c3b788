#pragma once

#include <cstddef>
#include <vector>

#include "casebook/report_texts.hpp"
#include "evidence.hpp"

namespace casebook {

/// A run of evidence within one text that fits a snippet.
struct Passage {
    std::size_t text = 0;
    std::size_t first = 0;  ///< numbers of evidence, in reading order
    std::size_t last = 0;
};

/// Whether passages are shown of such a section: of the account, not of titles, keywords,
/// references and furniture.
[[nodiscard]] bool makes_passages(SectionKind kind);

/// Takes away evidence in what the text repeats of the report's title, an inferred one too, which
/// stands above its passages anyway; unless there is no other that makes passages.
void leave_out_titles(const CaseReport& report, const std::vector<ReportText>& texts,
                      std::vector<Evidence>& evidence);

/// Sorts evidence in reading order, at one place the longer first.
void sort_evidence(std::vector<Evidence>& evidence);

/// The best passages, the best first: those that hold most units by `weights` (by unit), what an
/// earlier passage holds counting little, and hold them closest together. Two that show nothing new
/// are enough. `evidence` is sorted; its places may be guesses.
[[nodiscard]] std::vector<Passage> choose_passages(const std::vector<ReportText>& texts,
                                                   const std::vector<Evidence>& evidence,
                                                   const std::vector<double>& weights,
                                                   std::size_t most);

}  // namespace casebook
