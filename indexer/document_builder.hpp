#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/case_report.hpp"
#include "casebook/case_values.hpp"
#include "casebook/impact.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/position_blob.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "casebook/text_anchors.hpp"
#include "index_data/xapian_index.hpp"
#include "report_analysis.hpp"

namespace casebook {

/// Turns completed reports into documents of the index, as the schema draws them. Keeps memory
/// between reports; one thread at a time.
class DocumentBuilder {
public:
    /// For an index of that identity, whose thesaurus outlives it.
    DocumentBuilder(const IndexIdentity& identity, const Thesaurus& thesaurus);
    DocumentBuilder(const DocumentBuilder&) = delete;
    DocumentBuilder& operator=(const DocumentBuilder&) = delete;

    /// The document of `report`, with `stored` as its data.
    [[nodiscard]] Xapian::Document build(const CaseReport& report, std::string stored);

    /// The share of the analysis that went into words, concepts and facts.
    [[nodiscard]] const BuildWork& work() const { return analyzer_.work(); }

private:
    struct Occurrence {
        TermId term;
        std::uint32_t position;
    };
    struct PlacedTerm {
        std::string term;  ///< as it stands in the index
        std::vector<std::uint32_t> positions;
    };

    /// What a report says of one concept.
    struct NamedConcept {
        double weight = 0;
        std::vector<std::uint32_t> positions;  ///< where its names begin, ascending
    };

    static constexpr std::uint32_t kNoGroup = static_cast<std::uint32_t>(-1);

    void count_tokens(SectionKind kind, std::span<const Token> tokens);
    void add_places(const Token& token, bool title);
    void add_place(TermId stem, std::uint32_t position, bool title);
    void count_term(TermId term, double weight);
    void count_concepts(const std::vector<ReportText>& texts);
    void add_own_terms(Xapian::Document& document);
    void add_positions(Xapian::Document& document);
    void add_side_terms(Xapian::Document& document, const std::vector<ReportText>& texts,
                        SectionKind kind, TermClass term_class);
    static void add_facts(Xapian::Document& document, const StoredFacts& facts);
    void add_filters(Xapian::Document& document, const CaseReport& report);
    template <typename Spell>
    [[nodiscard]] std::vector<PlacedTerm> group_places(const std::vector<Occurrence>& places,
                                                       const std::vector<TermId>& terms,
                                                       Spell spell);
    [[nodiscard]] std::vector<TermId> terms_with_places() const;
    [[nodiscard]] std::string term_of(TermId term) const;

    RankingConstants ranking_;
    bool own_positions_;
    ReportAnalyzer analyzer_;
    AnalysisBuffer& buffer_ = analyzer_.buffer();
    std::map<std::string, NamedConcept> concepts_;  ///< by index term
    std::vector<double> weights_;                   ///< by term: weighted frequency in this report
    std::vector<TermId> terms_;                     ///< those with a weight
    std::vector<Occurrence>
        places_;  ///< of stems, and of abbreviations without one, in reading order
    std::vector<Occurrence> title_places_;  ///< of stems
    std::vector<TextAnchors> anchors_;      ///< by text
    std::vector<std::uint32_t> group_of_;   ///< by term: its group while places are grouped
    std::uint32_t title_end_ = 0;           ///< the place behind the titles
    std::size_t length_ = 0;                ///< tokens of the report's own text
};

}  // namespace casebook
