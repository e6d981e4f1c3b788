#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/case_facts.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/text_anchors.hpp"

namespace casebook {

/// One own text of a report, read.
struct AnalyzedText {
    std::size_t text = 0;         ///< number in texts_of(report)
    std::size_t first_token = 0;  ///< of the analysis
    std::size_t last_token = 0;   ///< behind its last one
    TextAnchors anchors;
};

/// A place where a report defines an abbreviation. Bytes of the text.
struct ReportAbbreviation {
    std::size_t text = 0;  ///< number in texts_of(report)
    std::uint32_t short_begin = 0;
    std::uint32_t short_end = 0;
    std::uint32_t long_begin = 0;
    std::uint32_t long_end = 0;
};

/// The one reading of a report that its terms, concepts and facts come from: its own texts, which
/// are not references and furniture, as tokens and as mentions of concepts. Keeps memory between
/// reports; one thread at a time.
class ReportAnalyzer {
public:
    /// `thesaurus` outlives it.
    explicit ReportAnalyzer(const Thesaurus& thesaurus);

    /// Reads `texts`, those of a completed report. What the last report gave is gone.
    void analyze(const std::vector<ReportText>& texts);

    [[nodiscard]] const std::vector<AnalyzedText>& texts() const { return texts_; }
    [[nodiscard]] const std::vector<ReportAbbreviation>& abbreviations() const {
        return abbreviations_;
    }

    /// In reading order; a mention's `text` is a number in texts_of(report).
    [[nodiscard]] const std::vector<ConceptMention>& mentions() const { return mentions_; }

    /// What it tells of its patients. `article_type` is what its reader says of it.
    [[nodiscard]] CaseFacts find_facts(const std::vector<ReportText>& texts,
                                       std::string_view article_type);

    /// The contexts of `mentions`, once the facts are found.
    [[nodiscard]] const std::vector<std::vector<std::string_view>>& contexts() const {
        return facts_.contexts();
    }

    /// The tokens and their terms. May be used for other texts once the tokens are of no more use.
    [[nodiscard]] AnalysisBuffer& buffer() { return buffer_; }
    [[nodiscard]] std::span<const Token> tokens_of(const AnalyzedText& text) const;

    [[nodiscard]] const Thesaurus& thesaurus() const { return thesaurus_; }

    /// Of `words`, `concepts` and `facts`.
    [[nodiscard]] const BuildWork& work() const { return work_; }

private:
    void begin(const std::vector<ReportText>& texts);
    void read(const std::vector<ReportText>& texts);

    const Thesaurus& thesaurus_;
    ConceptFinder finder_;
    FactFinder facts_;
    AnalysisBuffer buffer_;
    std::vector<AnalyzedText> texts_;
    std::vector<ReportAbbreviation> abbreviations_;
    std::vector<ConceptMention> mentions_;
    BuildWork work_;
};

}  // namespace casebook
