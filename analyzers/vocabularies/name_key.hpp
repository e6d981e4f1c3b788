#pragma once

#include <string>

#include "casebook/analyzer.hpp"
#include "casebook/thesaurus_source.hpp"

namespace casebook {

/// Gives names keys that are equal where the analyzer reads them alike. One thread at a time.
class NameKeys {
public:
    explicit NameKeys(const Analyzer& analyzer) : analyzer_(analyzer) {}

    /// The words in their order as stems, stop words as they are, and the signs that tell one thing
    /// from another (`CD4+`, `CD4-`). An abbreviation keeps its case. The language is no part of
    /// it; empty for a name without words.
    [[nodiscard]] std::string key_of(const TermRow& row);

private:
    const Analyzer& analyzer_;
    AnalysisBuffer buffer_;
};

}  // namespace casebook
