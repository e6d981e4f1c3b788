#include "field_filter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/case_report.hpp"
#include "casebook/error.hpp"
#include "compiled_query.hpp"
#include "concept_family.hpp"
#include "naming_languages.hpp"

namespace casebook {
namespace {

struct FieldName {
    std::string_view typed;
    FilterField field;
};

/// Fields that filter, by the names that users give them.
constexpr std::array<FieldName, 20> kFields{{
    {"author", {"author", TermClass::author}},
    {"id", {"id", TermClass::id}},
    {"doi", {"doi", TermClass::doi}},
    {"pmid", {"pmid", TermClass::pmid}},
    {"language", {"language", TermClass::language}},
    {"lang", {"language", TermClass::language}},
    {"year", {"year", TermClass::year}},
    {"journal", {"journal", TermClass::journal}},
    {"article_type", {"article_type", TermClass::article_type}},
    {"type", {"article_type", TermClass::article_type}},
    {"keyword", {"keyword", TermClass::keyword}},
    {"therapy", {"therapy", TermClass::therapy}},
    {"therapy_failed", {"therapy_failed", TermClass::therapy_failed}},
    {"therapy_mentioned", {"therapy_mentioned", TermClass::therapy_mentioned}},
    {"diagnosis", {"diagnosis", TermClass::diagnosis}},
    {"outcome", {"outcome", TermClass::outcome}},
    {"age", {"age", TermClass::patient}},
    {"age_group", {"age_group", TermClass::patient}},
    {"sex", {"sex", TermClass::patient}},
    {"subject", {"subject", TermClass::subject}},
}};

/// The types of concepts that a field can have: what a procedure is for, the report tells.
bool may_hold(TermClass field, ConceptType type) {
    if (field == TermClass::diagnosis)
        return type == ConceptType::diagnosis || type == ConceptType::finding;
    return type == ConceptType::therapy || type == ConceptType::procedure ||
           type == ConceptType::substance;
}

std::optional<int> parse_year(std::string_view text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole ? std::optional<int>(year) : std::nullopt;
}

Xapian::Query make_year_query(std::string_view value) {
    constexpr auto kSlot = static_cast<Xapian::valueno>(ValueSlot::year);
    const std::size_t dots = value.find("..");
    if (dots == std::string_view::npos) {
        const auto year = parse_year(value);
        return year ? Xapian::Query(make_term(TermClass::year, year_value(*year)))
                    : Xapian::Query();
    }
    const auto first = parse_year(value.substr(0, dots));
    const auto last = parse_year(value.substr(dots + 2));
    if (!first && !last) return {};
    return {Xapian::Query::OP_VALUE_RANGE, kSlot, year_value(first.value_or(0)),
            year_value(last.value_or(9999))};
}

Xapian::Query make_author_query(std::string_view value) {
    std::vector<Xapian::Query> words;
    for (const std::string& word : built_in_analyzer().name_words(value)) {
        words.emplace_back(make_term(TermClass::author, word));
    }
    return {Xapian::Query::OP_AND, words.begin(), words.end()};
}

std::vector<std::string> texts_of(const std::vector<Filter>& filters) {
    std::vector<std::string> texts;
    for (const Filter& filter : filters)
        texts.push_back(filter.value);
    return texts;
}

/// What is asked of one field.
struct AskedField {
    FilterField field;
    std::vector<Filter> values;
};

/// Filters by field, in the order of the schema.
std::vector<AskedField> by_field(const std::vector<Filter>& filters, std::string_view except) {
    std::vector<AskedField> grouped;
    for (const Filter& filter : filters) {
        const auto field = find_filter_field(filter.field);
        if (!field) {
            throw Error(ErrorCode::invalid_argument,
                        "this index has no filter '" + filter.field + "'");
        }
        if (field->name == except) continue;
        auto asked = std::find_if(grouped.begin(), grouped.end(), [&](const AskedField& other) {
            return other.field.name == field->name;
        });
        if (asked == grouped.end()) asked = grouped.insert(grouped.end(), {*field, {}});
        asked->values.push_back(filter);
    }
    std::stable_sort(grouped.begin(), grouped.end(), [](const auto& left, const auto& right) {
        return left.field.term_class < right.field.term_class;
    });
    return grouped;
}

}  // namespace

std::optional<FilterField> find_filter_field(std::string_view name) {
    const auto* const found =
        std::find_if(kFields.begin(), kFields.end(),
                     [&](const FieldName& field) { return field.typed == name; });
    return found == kFields.end() ? std::nullopt : std::optional(found->field);
}

bool is_concept_field(TermClass field) {
    return field == TermClass::therapy || field == TermClass::therapy_failed ||
           field == TermClass::therapy_mentioned || field == TermClass::diagnosis;
}

MadeFilter FilterMaker::make(const FilterField& field, std::string_view value, bool only) {
    if (value.empty()) return {{}, true};
    if (is_concept_field(field.term_class)) {
        const std::vector<ConceptNumber> named = concepts_named(field.term_class, value);
        return {make_concept_query(field.term_class, named, only), named.empty()};
    }
    Xapian::Query query = make_query(field, value);
    const bool names_nothing = query.empty();
    return {std::move(query), names_nothing};
}

Xapian::Query FilterMaker::make_query(const FilterField& field, std::string_view value) {
    switch (field.term_class) {
        case TermClass::year:
            return make_year_query(value);
        case TermClass::author:
            return make_author_query(value);
        case TermClass::patient: {
            PatientWish wish;
            wish.add(field.name, {std::string(value)});
            return wish.query();
        }
        case TermClass::doi: {
            const std::string doi = normalize_doi(value);
            return Xapian::Query(
                make_term(field.term_class, doi.empty() ? value : std::string_view(doi)));
        }
        case TermClass::id:
        case TermClass::pmid:
            return Xapian::Query(make_term(field.term_class, value));
        default:
            return Xapian::Query(make_term(field.term_class, built_in_analyzer().normalize(value)));
    }
}

std::vector<ConceptNumber> FilterMaker::concepts_named(TermClass field, std::string_view value) {
    const Thesaurus& thesaurus = *handle_.index.thesaurus;
    if (const auto number = thesaurus.find_concept(value)) return {*number};
    std::vector<ConceptNumber> fitting;
    std::vector<ConceptNumber> others;
    for (const QuerySense& sense :
         handle_.concepts->find_named(value, naming_languages(thesaurus))) {
        const bool fits = may_hold(field, thesaurus.type(sense.concept_number));
        (fits ? fitting : others).push_back(sense.concept_number);
    }
    return fitting.empty() ? others : fitting;
}

Xapian::Query FilterMaker::make_concept_query(TermClass field,
                                              const std::vector<ConceptNumber>& named,
                                              bool only) const {
    const Thesaurus& thesaurus = *handle_.index.thesaurus;
    std::set<std::string> terms;
    for (const ConceptNumber wanted : named) {
        const std::vector<ConceptNumber> family =
            only ? std::vector{wanted} : counting_as(thesaurus, wanted);
        for (const ConceptNumber number : family) {
            std::string term = make_term(field, thesaurus.id(number));
            if (handle_.index.database.term_exists(term)) terms.insert(std::move(term));
        }
    }
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

PatientWish patient_wish(const std::vector<Filter>& filters, const PatientWish& patients,
                         std::string_view except) {
    PatientWish wish = patients;
    for (const auto& [field, values] : by_field(filters, except)) {
        if (field.term_class == TermClass::patient) wish.add(field.name, texts_of(values));
    }
    return wish;
}

std::vector<FieldFilter> field_filters(const std::vector<Filter>& filters, FilterMaker& maker,
                                       const PatientWish& patients, std::string_view except) {
    std::vector<FieldFilter> found;
    FieldFilter of_patients;
    for (const auto& [field, values] : by_field(filters, except)) {
        if (field.term_class == TermClass::patient) {
            of_patients.values.insert(of_patients.values.end(), values.begin(), values.end());
            continue;
        }
        std::vector<Xapian::Query> queries;
        for (const Filter& filter : values)
            queries.push_back(maker.make(field, filter.value, filter.only).query);
        found.push_back({values, combine(Xapian::Query::OP_OR, queries)});
    }
    const PatientWish wish = patient_wish(filters, patients, except);
    if (!wish.empty()) {
        of_patients.query = wish.query();
        found.push_back(std::move(of_patients));
    }
    return found;
}

}  // namespace casebook
