#include "report_analysis.hpp"

#include <algorithm>
#include <string>

#include "casebook/abbreviations.hpp"
#include "casebook/built_in.hpp"
#include "stopwatch.hpp"

namespace casebook {
namespace {

/// Words of different texts never stand next to each other: a phrase ends with its text.
constexpr std::uint32_t kGapBetweenTexts = 100;

}  // namespace

ReportAnalyzer::ReportAnalyzer(const Thesaurus& thesaurus)
    : thesaurus_(thesaurus),
      finder_(thesaurus, built_in_analyzer()),
      facts_(thesaurus, built_in_context_rules()) {}

void ReportAnalyzer::analyze(const std::vector<ReportText>& texts) {
    buffer_.trim();
    texts_.clear();
    abbreviations_.clear();
    begin(texts);
    read(texts);
    const Stopwatch watch(work_.concepts);
    mentions_ = finder_.finish_report();
    for (ConceptMention& mention : mentions_)
        mention.text = static_cast<std::uint32_t>(texts_[mention.text].text);
}

CaseFacts ReportAnalyzer::find_facts(const std::vector<ReportText>& texts,
                                     std::string_view article_type) {
    const Stopwatch watch(work_.facts);
    std::vector<FactText> fact_texts;
    fact_texts.reserve(texts.size());
    for (const ReportText& text : texts)
        fact_texts.push_back({text.kind, text.language, text.text});
    return facts_.find(fact_texts, mentions_, article_type);
}

std::span<const Token> ReportAnalyzer::tokens_of(const AnalyzedText& text) const {
    return std::span(buffer_.tokens())
        .subspan(text.first_token, text.last_token - text.first_token);
}

/// Begins the report for the finder of concepts with what its own texts define.
void ReportAnalyzer::begin(const std::vector<ReportText>& texts) {
    const Stopwatch watch(work_.concepts);
    std::vector<DefinedAbbreviation> definitions;
    std::vector<Language> languages;
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const ReportText& text = texts[number];
        if (!is_own_text(text.kind)) continue;
        if (std::find(languages.begin(), languages.end(), text.language) == languages.end())
            languages.push_back(text.language);
        for (const AbbreviationDefinition& found : find_abbreviations(text.text, text.language)) {
            const auto written = [&](std::uint32_t begin, std::uint32_t end) {
                return std::string(text.text.substr(begin, end - begin));
            };
            definitions.push_back({written(found.short_begin, found.short_end),
                                   written(found.long_begin, found.long_end)});
            abbreviations_.push_back(
                {number, found.short_begin, found.short_end, found.long_begin, found.long_end});
        }
    }
    finder_.begin_report(definitions, languages);
}

void ReportAnalyzer::read(const std::vector<ReportText>& texts) {
    std::uint32_t position = 0;
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const ReportText& text = texts[number];
        if (!is_own_text(text.kind)) continue;
        AnalyzedText& analyzed = texts_.emplace_back();
        analyzed.text = number;
        analyzed.first_token = buffer_.tokens().size();
        std::uint32_t end = 0;
        {
            const Stopwatch watch(work_.words);
            end = built_in_analyzer().analyze(text.text, text.language, buffer_, position);
        }
        analyzed.last_token = buffer_.tokens().size();
        analyzed.anchors = {position, end - position, buffer_.restarts()};
        const Stopwatch watch(work_.concepts);
        finder_.add_text(text.text, text.language, buffer_, tokens_of(analyzed));
        position = end + kGapBetweenTexts;
    }
}

}  // namespace casebook
