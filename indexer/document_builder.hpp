#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/case_report.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/impact.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/position_blob.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "casebook/text_anchors.hpp"

namespace casebook {

/// Turns completed reports into documents of the index, as the schema draws them. Keeps memory
/// between reports; one thread at a time.
class DocumentBuilder {
public:
    DocumentBuilder(const RankingConstants& ranking, PositionStore positions);

    /// The document of `report`, with `stored` as its data.
    [[nodiscard]] Xapian::Document build(const CaseReport& report, std::string stored);

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

    void analyze_texts(const std::vector<ReportText>& texts);
    void count_tokens(SectionKind kind, std::size_t first_token);
    void add_places(const Token& token, bool title);
    void add_place(TermId stem, std::uint32_t position, bool title);
    void keep_anchors(std::size_t text, std::uint32_t first_position, std::uint32_t end);
    void count_term(TermId term, double weight);
    void define_abbreviations(const std::vector<ReportText>& texts);
    void count_concepts(const std::vector<ReportText>& texts);
    void add_own_terms(Xapian::Document& document);
    void add_positions(Xapian::Document& document);
    void add_side_terms(Xapian::Document& document, const std::vector<ReportText>& texts,
                        SectionKind kind, TermClass term_class);
    void add_filters(Xapian::Document& document, const CaseReport& report);
    template <typename Spell>
    [[nodiscard]] std::vector<PlacedTerm> group_places(const std::vector<Occurrence>& places,
                                                       Spell spell);
    [[nodiscard]] std::string term_of(TermId term) const;

    RankingConstants ranking_;
    PositionStore positions_;
    AnalysisBuffer buffer_;
    ConceptFinder finder_;
    std::vector<std::size_t> own_texts_;  ///< numbers of the texts that the finder has read
    std::map<std::string, NamedConcept> concepts_;  ///< by index term
    std::vector<double> weights_;                   ///< by term: weighted frequency in this report
    std::vector<TermId> terms_;                     ///< those with a weight
    std::vector<Occurrence>
        places_;  ///< of stems, and of abbreviations without one, in reading order
    std::vector<Occurrence> title_places_;  ///< of stems
    std::vector<TextAnchors> anchors_;      ///< by text
    std::vector<std::uint32_t> group_of_;   ///< by term: its group while places are grouped
    std::size_t length_ = 0;                ///< tokens of the report's own text
};

}  // namespace casebook
