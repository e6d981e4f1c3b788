#pragma once

#include <memory>
#include <string>

#include "casebook/case_report.hpp"
#include "casebook/thesaurus.hpp"

namespace casebook {

/// Tells what the analysis finds in reports, nothing indexed. Keeps memory between reports; one
/// thread at a time.
class Annotator {
public:
    /// With the built-in thesaurus.
    Annotator();
    /// `thesaurus` outlives the annotator. Throws Error{schema_mismatch} if it was compiled by
    /// other rules for words.
    explicit Annotator(const Thesaurus& thesaurus);
    ~Annotator();
    Annotator(Annotator&&) noexcept;
    Annotator& operator=(Annotator&&) noexcept;

    /// The JSON object that `casebook annotate` prints of a report (docs/json.md): its sections
    /// with their languages, abbreviations, concepts and facts. A section is one of the report's
    /// texts, the title and each keyword among them; `begin` and `end` are bytes of its text.
    [[nodiscard]] std::string annotate(CaseReport report);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace casebook
