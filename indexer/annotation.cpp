#include "casebook/annotation.hpp"

#include <nlohmann/json.hpp>

#include "casebook/built_in.hpp"
#include "casebook/case_facts.hpp"
#include "casebook/report_texts.hpp"
#include "report_analysis.hpp"

namespace casebook {
namespace {

using Json = nlohmann::ordered_json;

Json sections_of(const std::vector<ReportText>& texts) {
    Json sections = Json::array();
    for (const ReportText& text : texts) {
        sections.push_back({{"kind", to_string(text.kind)},
                            {"language", text.language.code()},
                            {"text", text.text}});
    }
    return sections;
}

Json languages_of(const CaseReport& report) {
    Json codes = Json::array();
    for (const Language& language : report.languages)
        codes.push_back(language.code());
    return codes;
}

std::string_view cut(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    return text.substr(begin, end - begin);
}

/// `begin` and `end` are those of the short form where it is defined.
Json abbreviations_of(const std::vector<ReportText>& texts, const ReportAnalyzer& analyzer) {
    Json abbreviations = Json::array();
    for (const ReportAbbreviation& found : analyzer.abbreviations()) {
        const std::string_view text = texts[found.text].text;
        abbreviations.push_back({{"short", cut(text, found.short_begin, found.short_end)},
                                 {"long", cut(text, found.long_begin, found.long_end)},
                                 {"section", found.text},
                                 {"begin", found.short_begin},
                                 {"end", found.short_end}});
    }
    return abbreviations;
}

/// `contexts` are those of each mention.
Json concepts_of(const std::vector<ReportText>& texts, const ReportAnalyzer& analyzer) {
    const Thesaurus& thesaurus = analyzer.thesaurus();
    Json concepts = Json::array();
    for (std::size_t i = 0; i < analyzer.mentions().size(); ++i) {
        const ConceptMention& mention = analyzer.mentions()[i];
        const ConceptNumber number = mention.concept_number;
        concepts.push_back({{"concept", thesaurus.id(number)},
                            {"label", thesaurus.label(number)},
                            {"type", to_string(thesaurus.type(number))},
                            {"section", mention.text},
                            {"begin", mention.begin},
                            {"end", mention.end},
                            {"text", cut(texts[mention.text].text, mention.begin, mention.end)},
                            {"via", to_string(mention.via)},
                            {"context", analyzer.contexts()[i]}});
    }
    return concepts;
}

Json evidence_of(const FactPlace& place) {
    return {{"section", place.text}, {"begin", place.begin}, {"end", place.end}};
}

Json facts_of(const std::vector<ConceptFact>& facts, const Thesaurus& thesaurus) {
    Json list = Json::array();
    for (const ConceptFact& fact : facts) {
        list.push_back({{"concept", thesaurus.id(fact.concept_number)},
                        {"label", thesaurus.label(fact.concept_number)},
                        {"evidence", evidence_of(fact.place)},
                        {"rule", fact.rule}});
    }
    return list;
}

Json outcomes_of(const std::vector<OutcomeFact>& facts) {
    Json list = Json::array();
    for (const OutcomeFact& fact : facts) {
        list.push_back({{"state", to_string(fact.state)},
                        {"evidence", evidence_of(fact.place)},
                        {"rule", fact.rule}});
    }
    return list;
}

template <typename Value>
Json name_of(const std::optional<Value>& value) {
    return value ? Json(to_string(*value)) : Json();
}

Json patients_of(const std::vector<PatientFact>& patients) {
    Json list = Json::array();
    for (const PatientFact& patient : patients) {
        list.push_back({{"age", patient.age ? Json(*patient.age) : Json()},
                        {"age_group", name_of(patient.age_group)},
                        {"sex", name_of(patient.sex)},
                        {"evidence", evidence_of(patient.place)},
                        {"rule", patient.rule}});
    }
    return list;
}

Json case_facts_of(const CaseFacts& facts, const Thesaurus& thesaurus) {
    return {{"therapy", facts_of(facts.therapy, thesaurus)},
            {"therapy_failed", facts_of(facts.therapy_failed, thesaurus)},
            {"therapy_mentioned", facts_of(facts.therapy_mentioned, thesaurus)},
            {"diagnosis", facts_of(facts.diagnosis, thesaurus)},
            {"outcome", outcomes_of(facts.outcome)},
            {"patients", patients_of(facts.patients)},
            {"article_type", facts.article_type},
            {"subject", facts.subject}};
}

}  // namespace

class Annotator::Impl {
public:
    explicit Impl(const Thesaurus& thesaurus) : analyzer_(thesaurus) {}

    std::string annotate(CaseReport&& report) {
        complete_report(report);
        const std::vector<ReportText> texts = texts_of(report);
        analyzer_.analyze(texts);
        const CaseFacts facts = analyzer_.find_facts(texts, report.article_type);
        const Json annotation = {{"schema", 1},
                                 {"id", report.id},
                                 {"title", report.title},
                                 {"languages", languages_of(report)},
                                 {"sections", sections_of(texts)},
                                 {"abbreviations", abbreviations_of(texts, analyzer_)},
                                 {"concepts", concepts_of(texts, analyzer_)},
                                 {"facts", case_facts_of(facts, analyzer_.thesaurus())}};
        return annotation.dump(-1, ' ', false, Json::error_handler_t::replace);
    }

private:
    ReportAnalyzer analyzer_;
};

Annotator::Annotator() : Annotator(built_in_thesaurus()) {}
Annotator::Annotator(const Thesaurus& thesaurus) : impl_(std::make_unique<Impl>(thesaurus)) {}
Annotator::~Annotator() = default;
Annotator::Annotator(Annotator&&) noexcept = default;
Annotator& Annotator::operator=(Annotator&&) noexcept = default;

std::string Annotator::annotate(CaseReport report) {
    return impl_->annotate(std::move(report));
}

}  // namespace casebook
