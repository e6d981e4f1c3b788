#include "casebook/case_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace casebook {
namespace {

constexpr unsigned kMonthsTold = 24;
constexpr unsigned kOldest = 130;
constexpr double kMonthsOfYear = 12;
constexpr double kRounding = 1e-6;

std::vector<std::string> ids_of(const std::vector<ConceptFact>& facts, const Thesaurus& thesaurus) {
    std::vector<std::string> ids;
    for (const ConceptFact& fact : facts)
        ids.emplace_back(thesaurus.id(fact.concept_number));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::string joined(const std::vector<std::string>& parts, char between) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : std::string(1, between)) + part;
    return text;
}

std::vector<std::string_view> split(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(between), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// Three places after the point are a third of a day.
std::string age_text(double age) {
    std::string text = std::to_string(std::llround(age * 1000));
    return text;
}

std::optional<double> age_of_text(std::string_view text) {
    long long thousandths = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), thousandths);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return static_cast<double>(thousandths) / 1000;
}

std::string with_sex(std::string spelling, std::optional<Sex> sex) {
    if (sex) spelling += *sex == Sex::female ? "f" : "m";
    return spelling;
}

}  // namespace

StoredFacts stored_facts(const CaseFacts& facts, const Thesaurus& thesaurus) {
    StoredFacts stored;
    stored.therapy = ids_of(facts.therapy, thesaurus);
    stored.therapy_failed = ids_of(facts.therapy_failed, thesaurus);
    stored.therapy_mentioned = ids_of(facts.therapy_mentioned, thesaurus);
    stored.diagnosis = ids_of(facts.diagnosis, thesaurus);
    for (const OutcomeFact& outcome : facts.outcome)
        stored.outcome.push_back(outcome.state);
    for (const PatientFact& patient : facts.patients) {
        std::optional<AgeGroup> group = patient.age_group;
        if (patient.age) group = age_group_of(*patient.age);
        stored.patients.push_back({patient.age, group, patient.sex});
    }
    stored.article_type = facts.article_type;
    stored.subject = facts.subject;
    return stored;
}

std::string ids_value(const std::vector<std::string>& ids) {
    return joined(ids, ' ');
}

std::vector<std::string> ids_of_value(std::string_view value) {
    const std::vector<std::string_view> parts = split(value, ' ');
    return {parts.begin(), parts.end()};
}

std::string outcome_value(const std::vector<OutcomeState>& outcome) {
    std::vector<std::string> names;
    for (const OutcomeState state : outcome)
        names.emplace_back(to_string(state));
    return joined(names, '|');
}

std::vector<OutcomeState> outcome_of_value(std::string_view value) {
    std::vector<OutcomeState> outcome;
    for (const std::string_view name : split(value, '|')) {
        if (const auto state = parse_outcome_state(name)) outcome.push_back(*state);
    }
    return outcome;
}

/// `13000;adolescent;male|;adult;`: thousandths of a year, group, sex.
std::string patients_value(const std::vector<StoredPatient>& patients) {
    std::vector<std::string> parts;
    for (const StoredPatient& patient : patients) {
        std::string part = patient.age ? age_text(*patient.age) : "";
        part += ";";
        if (patient.age_group) part += to_string(*patient.age_group);
        part += ";";
        if (patient.sex) part += to_string(*patient.sex);
        parts.push_back(std::move(part));
    }
    return joined(parts, '|');
}

std::vector<StoredPatient> patients_of_value(std::string_view value) {
    std::vector<StoredPatient> patients;
    for (const std::string_view part : split(value, '|')) {
        const std::size_t first = part.find(';');
        const std::size_t second =
            first == std::string_view::npos ? first : part.find(';', first + 1);
        if (second == std::string_view::npos) continue;
        patients.push_back({age_of_text(part.substr(0, first)),
                            parse_age_group(part.substr(first + 1, second - first - 1)),
                            parse_sex(part.substr(second + 1))});
    }
    return patients;
}

AgeStep age_step_of(double age) {
    const double months = age * kMonthsOfYear + kRounding;
    if (months < kMonthsTold) return {static_cast<unsigned>(std::max(months, 0.0)), true};
    const double years = std::min(age + kRounding, static_cast<double>(kOldest));
    return {static_cast<unsigned>(years), false};
}

double beginning_of(const AgeStep& step) {
    return step.months ? step.number / kMonthsOfYear : step.number;
}

const std::vector<AgeStep>& age_steps() {
    static const std::vector<AgeStep> steps = [] {
        std::vector<AgeStep> all;
        for (unsigned month = 0; month < kMonthsTold; ++month)
            all.push_back({month, true});
        for (unsigned year = 2; year <= kOldest; ++year)
            all.push_back({year, false});
        return all;
    }();
    return steps;
}

std::string age_spelling(const AgeStep& step, std::optional<Sex> sex) {
    const std::string number = std::to_string(step.number);
    return with_sex((step.months ? "m" : "y") + number + "/", sex);
}

std::string group_spelling(AgeGroup group, std::optional<Sex> sex) {
    return with_sex("g" + std::to_string(static_cast<unsigned>(group)) + "/", sex);
}

std::string sex_spelling(Sex sex) {
    return with_sex("s/", sex);
}

std::vector<std::string> patient_spellings(const StoredPatient& patient) {
    std::vector<std::string> spellings;
    if (patient.sex) spellings.push_back(sex_spelling(*patient.sex));
    const auto add = [&](const auto& spelling_of, const auto& value) {
        spellings.push_back(spelling_of(value, std::nullopt));
        if (patient.sex) spellings.push_back(spelling_of(value, patient.sex));
    };
    if (patient.age) add(age_spelling, age_step_of(*patient.age));
    if (patient.age_group) add(group_spelling, *patient.age_group);
    return spellings;
}

}  // namespace casebook
