#include "facet_counter.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/stored_report.hpp"
#include "concept_family.hpp"
#include "field_filter.hpp"

namespace casebook {
namespace {

bool is_facet(const FilterField& field) {
    switch (field.term_class) {
        case TermClass::author:
        case TermClass::id:
        case TermClass::doi:
        case TermClass::pmid:
            return false;
        case TermClass::patient:
            return field.name != "age";
        default:
            return true;
    }
}

/// Ids of concepts that the thesaurus does not know count for themselves.
FacetGroups concept_groups(const std::vector<std::string>& ids, const Thesaurus& thesaurus) {
    FacetGroups groups;
    const auto add_value = [&](std::string_view id) {
        groups.values.emplace_back(id);
        return static_cast<std::uint32_t>(groups.values.size() - 1);
    };
    constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> values(thesaurus.concept_count(), kNone);
    for (const std::string& id : ids) {
        std::vector<std::uint32_t>& all = groups.counted_as.emplace_back();
        const auto known = thesaurus.find_concept(id);
        if (!known) {
            all.push_back(add_value(id));
            continue;
        }
        for (const ConceptNumber number : counted_as(thesaurus, *known)) {
            if (values[number] == kNone) values[number] = add_value(thesaurus.id(number));
            all.push_back(values[number]);
        }
    }
    return groups;
}

/// Terms of patients who are as wished, by the value that they have.
FacetGroups patient_groups(const std::vector<std::string>& terms, std::string_view field,
                           const PatientWish& patients) {
    FacetGroups groups;
    groups.counted_as.resize(terms.size());
    const auto add = [&](std::string_view value) {
        const auto number = static_cast<std::uint32_t>(groups.values.size());
        groups.values.emplace_back(value);
        PatientWish wish = patients;
        wish.add(field, {std::string(value)});
        for (const std::string& spelling : wish.spellings()) {
            const auto found = std::lower_bound(terms.begin(), terms.end(), spelling);
            if (found != terms.end() && *found == spelling)
                groups.counted_as[static_cast<std::size_t>(found - terms.begin())].push_back(
                    number);
        }
    };
    if (field == "sex") {
        for (const Sex sex : {Sex::female, Sex::male})
            add(to_string(sex));
    } else {
        for (std::size_t group = 0; group < kAgeGroups; ++group)
            add(to_string(static_cast<AgeGroup>(group)));
    }
    return groups;
}

/// Counts reports by groups of the column's values.
std::vector<std::uint32_t> count_groups(const FacetColumn& column, const FacetGroups& groups,
                                        const DocumentSet& documents) {
    std::vector<std::uint32_t> counts(groups.values.size(), 0);
    std::vector<Xapian::docid> seen_in(groups.values.size(), 0);
    documents.for_each([&](Xapian::docid document) {
        column.for_each_value(document, [&](std::uint32_t number) {
            for (const std::uint32_t group : groups.counted_as[number]) {
                if (seen_in[group] == document) continue;
                seen_in[group] = document;
                ++counts[group];
            }
        });
    });
    return counts;
}

/// A value of a slot, and how many reports have it.
struct SpiedValue {
    std::vector<std::string> spellings;  ///< of the terms that such a report has
    std::uint32_t reports = 0;
};

std::vector<std::string> spellings_of(const FilterField& field, const std::string& value) {
    if (is_concept_field(field.term_class)) return ids_of_value(value);
    std::vector<std::string> spellings;
    if (field.term_class == TermClass::outcome) {
        for (const OutcomeState state : outcome_of_value(value))
            spellings.emplace_back(to_string(state));
    } else if (field.term_class == TermClass::patient) {
        for (const StoredPatient& patient : patients_of_value(value)) {
            const auto of_patient = patient_spellings(patient);
            spellings.insert(spellings.end(), of_patient.begin(), of_patient.end());
        }
    } else {
        spellings.push_back(value);
    }
    return spellings;
}

std::vector<SpiedValue> spied_values(const FilterField& field,
                                     const Xapian::ValueCountMatchSpy& spy) {
    std::vector<SpiedValue> values;
    for (auto value = spy.values_begin(); value != spy.values_end(); ++value)
        values.push_back({spellings_of(field, *value), value.get_termfreq()});
    return values;
}

std::vector<std::string> all_spellings(const std::vector<SpiedValue>& values) {
    std::set<std::string> all;
    for (const SpiedValue& value : values)
        all.insert(value.spellings.begin(), value.spellings.end());
    return {all.begin(), all.end()};
}

/// Counts reports by groups of the spellings, which ascend.
std::vector<std::uint32_t> count_spied_groups(const std::vector<SpiedValue>& values,
                                              const std::vector<std::string>& spellings,
                                              const FacetGroups& groups) {
    std::vector<std::uint32_t> counts(groups.values.size(), 0);
    std::set<std::uint32_t> counted;
    for (const SpiedValue& value : values) {
        counted.clear();
        for (const std::string& spelling : value.spellings) {
            const auto place = std::lower_bound(spellings.begin(), spellings.end(), spelling);
            const auto& all =
                groups.counted_as[static_cast<std::size_t>(place - spellings.begin())];
            counted.insert(all.begin(), all.end());
        }
        for (const std::uint32_t group : counted)
            counts[group] += value.reports;
    }
    return counts;
}

/// The first of the reports that has the term of a value.
Xapian::docid first_with(const Xapian::Database& database, const std::string& term,
                         const DocumentSet& documents) {
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
        if (documents.holds(*posting)) return *posting;
    }
    return 0;
}

/// The spelling of a folded value as one of the reports has it.
std::string label_of_text(const Xapian::Database& database, TermClass field,
                          const std::string& value, const DocumentSet& documents) {
    if (field != TermClass::article_type && field != TermClass::journal &&
        field != TermClass::keyword)
        return value;
    const Xapian::docid example =
        first_with(database, std::string(row_of(field).prefix) + value, documents);
    if (example == 0) return value;
    const Xapian::Document document = database.get_document(example);
    if (field == TermClass::article_type)
        return document.get_value(static_cast<Xapian::valueno>(ValueSlot::article_type));
    const CaseReport report = decode_report(document.get_data());
    if (field == TermClass::journal) return report.journal;
    const auto keyword = std::find_if(
        report.keywords.begin(), report.keywords.end(),
        [&](const std::string& text) { return built_in_analyzer().normalize(text) == value; });
    return keyword == report.keywords.end() ? value : *keyword;
}

/// Whether a value, a label or a name of a concept holds the text that is looked for.
class TextMatch {
public:
    explicit TextMatch(const std::string& text) : folded_(built_in_analyzer().normalize(text)) {}

    [[nodiscard]] bool accepts(std::string_view text) const {
        return folded_.empty() ||
               built_in_analyzer().normalize(text).find(folded_) != std::string::npos;
    }

    [[nodiscard]] bool accepts(const Thesaurus& thesaurus, ConceptNumber number) const {
        const ConceptRange terms = thesaurus.terms(number);
        for (TermNumber term = terms.first; term < terms.last; ++term) {
            if (accepts(thesaurus.term(term).text)) return true;
        }
        return accepts(thesaurus.id(number));
    }

private:
    std::string folded_;
};

class FacetCounter {
public:
    FacetCounter(IndexHandle& handle, const FacetRequest& facet)
        : handle_(handle),
          thesaurus_(*handle.index.thesaurus),
          facet_(facet),
          field_(facet_field(facet.field)),
          match_(facet.matching) {}

    std::vector<FacetValue> run(const DocumentSet& documents, const PatientWish& patients) {
        const bool some_patients = field_.term_class == TermClass::patient && !patients.empty();
        if (some_patients) {
            const auto column = column_of(std::string(), plain_groups);
            const FacetGroups groups = patient_groups(column->values(), field_.name, patients);
            choose(groups.values, count_groups(*column, groups, documents), documents);
        } else {
            const auto column = column_of(
                std::string(field_.name),
                [&](const std::vector<std::string>& spellings) { return groups_of(spellings); });
            choose(column->values(), column->count(documents), documents);
        }
        return finished(documents);
    }

    std::vector<FacetValue> run(const Xapian::ValueCountMatchSpy& spy,
                                const PatientWish& patients) {
        const std::vector<SpiedValue> values = spied_values(field_, spy);
        const std::vector<std::string> spellings = all_spellings(values);
        const FacetGroups groups = field_.term_class == TermClass::patient
                                       ? patient_groups(spellings, field_.name, patients)
                                       : groups_of(spellings);
        const DocumentSet unknown(0);
        choose(groups.values, count_spied_groups(values, spellings, groups), unknown);
        return finished(unknown);
    }

private:
    struct Value {
        FacetValue facet;
        bool described;
    };

    [[nodiscard]] std::shared_ptr<const FacetColumn> column_of(const std::string& name,
                                                               const FacetGrouping& grouping) {
        return handle_.columns->column(name, handle_.index.database, field_.term_class, grouping);
    }

    [[nodiscard]] FacetGroups groups_of(const std::vector<std::string>& spellings) const {
        if (is_concept_field(field_.term_class)) return concept_groups(spellings, thesaurus_);
        if (field_.term_class == TermClass::patient)
            return patient_groups(spellings, field_.name, PatientWish());
        return plain_groups(spellings);
    }

    /// Takes the values that are wanted, in their order.
    void choose(const std::vector<std::string>& values, const std::vector<std::uint32_t>& counts,
                const DocumentSet& documents) {
        const bool by_text = facet_.order == FacetOrder::label || !facet_.matching.empty();
        std::vector<std::uint32_t> numbers;
        for (std::uint32_t number = 0; number < counts.size(); ++number) {
            if (counts[number] != 0) numbers.push_back(number);
        }
        if (!by_text) {
            // Most values are counted and never shown: only those that are become facet values.
            const auto wanted = static_cast<std::ptrdiff_t>(std::min(facet_.limit, numbers.size()));
            std::partial_sort(numbers.begin(), numbers.begin() + wanted, numbers.end(),
                              [&](std::uint32_t left, std::uint32_t right) {
                                  return counts[left] != counts[right]
                                             ? counts[left] > counts[right]
                                             : values[left] < values[right];
                              });
            numbers.resize(static_cast<std::size_t>(wanted));
        }
        for (const std::uint32_t number : numbers) {
            Value entry{{values[number], {}, counts[number], {}}, false};
            if (!by_text || matches(entry, documents)) values_.push_back(std::move(entry));
        }
        if (!by_text) return;
        std::sort(values_.begin(), values_.end(),
                  [&](const Value& left, const Value& right) { return comes_first(left, right); });
        if (values_.size() > facet_.limit) values_.resize(facet_.limit);
    }

    /// Describes a value, and tells whether it is as the text that is looked for wants.
    bool matches(Value& entry, const DocumentSet& documents) const {
        describe(entry, documents);
        const auto number = concept_of(entry);
        return number ? match_.accepts(thesaurus_, *number) : match_.accepts(entry.facet.label);
    }

    [[nodiscard]] std::optional<ConceptNumber> concept_of(const Value& entry) const {
        if (!is_concept_field(field_.term_class)) return std::nullopt;
        return thesaurus_.find_concept(entry.facet.value);
    }

    void describe(Value& entry, const DocumentSet& documents) const {
        if (entry.described) return;
        entry.described = true;
        if (const auto number = concept_of(entry)) {
            entry.facet.label = thesaurus_.label(*number);
            for (const ConceptNumber broader : thesaurus_.broader(*number))
                entry.facet.broader.emplace_back(thesaurus_.id(broader));
        } else {
            entry.facet.label = label_of_text(handle_.index.database, field_.term_class,
                                              entry.facet.value, documents);
        }
    }

    [[nodiscard]] bool comes_first(const Value& left, const Value& right) const {
        const bool by_label = facet_.order == FacetOrder::label;
        if (by_label && left.facet.label != right.facet.label)
            return left.facet.label < right.facet.label;
        if (!by_label && left.facet.count != right.facet.count)
            return left.facet.count > right.facet.count;
        return left.facet.value < right.facet.value;
    }

    std::vector<FacetValue> finished(const DocumentSet& documents) {
        std::vector<FacetValue> finished;
        for (Value& entry : values_) {
            describe(entry, documents);
            finished.push_back(std::move(entry.facet));
        }
        return finished;
    }

    IndexHandle& handle_;
    const Thesaurus& thesaurus_;
    const FacetRequest& facet_;
    FilterField field_;
    TextMatch match_;
    std::vector<Value> values_;
};

}  // namespace

FilterField facet_field(const std::string& name) {
    const auto field = find_filter_field(name);
    if (field && is_facet(*field)) return *field;
    throw Error(ErrorCode::invalid_argument, "this index has no facet '" + name + "'");
}

std::vector<FacetValue> count_facet(IndexHandle& handle, const FacetRequest& facet,
                                    const DocumentSet& documents, const PatientWish& patients) {
    return FacetCounter(handle, facet).run(documents, patients);
}

std::optional<ValueSlot> spied_slot(const FilterField& field) {
    switch (field.term_class) {
        case TermClass::therapy:
            return ValueSlot::therapy;
        case TermClass::therapy_failed:
            return ValueSlot::therapy_failed;
        case TermClass::therapy_mentioned:
            return ValueSlot::therapy_mentioned;
        case TermClass::diagnosis:
            return ValueSlot::diagnosis;
        case TermClass::outcome:
            return ValueSlot::outcome;
        case TermClass::patient:
            return ValueSlot::patients;
        case TermClass::subject:
            return ValueSlot::subject;
        default:
            return std::nullopt;
    }
}

std::vector<FacetValue> count_spied(IndexHandle& handle, const FacetRequest& facet,
                                    const Xapian::ValueCountMatchSpy& spy,
                                    const PatientWish& patients) {
    return FacetCounter(handle, facet).run(spy, patients);
}

DocumentSet set_of(const std::vector<Xapian::docid>& documents, Xapian::docid last) {
    DocumentSet set(last);
    for (const Xapian::docid document : documents)
        set.add(document);
    return set;
}

}  // namespace casebook
