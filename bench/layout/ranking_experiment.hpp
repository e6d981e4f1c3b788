#pragma once

#include <filesystem>
#include <iosfwd>

namespace layout {

/// Part c, quality: nDCG@10 of impacts against exact BM25 on the test collections below
/// `data`/bench, over k1, b, level counts, level spacing and ways to fix the average length.
void run_ranking_experiment(const std::filesystem::path& data, std::ostream& table);

}  // namespace layout
