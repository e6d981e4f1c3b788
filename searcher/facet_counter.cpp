#include "facet_counter.hpp"

#include <algorithm>
#include <map>

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

/// A facet's values as they are counted, and which of them each value of the column counts for.
struct Groups {
    std::vector<std::string> values;
    std::vector<std::vector<std::uint32_t>> counted_as;  ///< by number in the column
};

Groups plain_groups(const FacetColumn& column) {
    Groups groups{column.values(), {}};
    for (std::uint32_t number = 0; number < column.values().size(); ++number)
        groups.counted_as.push_back({number});
    return groups;
}

/// Ids of concepts that the thesaurus does not know count for themselves.
Groups concept_groups(const FacetColumn& column, const Thesaurus& thesaurus) {
    Groups groups;
    std::map<std::string, std::uint32_t> numbers;
    const auto number_of = [&](std::string_view id) {
        const auto [known, added] =
            numbers.try_emplace(std::string(id), static_cast<std::uint32_t>(groups.values.size()));
        if (added) groups.values.emplace_back(id);
        return known->second;
    };
    for (const std::string& id : column.values()) {
        std::vector<std::uint32_t>& all = groups.counted_as.emplace_back();
        const auto known = thesaurus.find_concept(id);
        if (!known) {
            all.push_back(number_of(id));
            continue;
        }
        for (const ConceptNumber number : counted_as(thesaurus, *known))
            all.push_back(number_of(thesaurus.id(number)));
    }
    return groups;
}

/// Terms of patients who are as wished, by the value that they have.
Groups patient_groups(const FacetColumn& column, std::string_view field,
                      const PatientWish& patients) {
    Groups groups;
    groups.counted_as.resize(column.values().size());
    const auto add = [&](std::string_view value) {
        const auto number = static_cast<std::uint32_t>(groups.values.size());
        groups.values.emplace_back(value);
        PatientWish wish = patients;
        wish.add(field, {std::string(value)});
        for (const std::string& spelling : wish.spellings()) {
            const auto found =
                std::lower_bound(column.values().begin(), column.values().end(), spelling);
            if (found != column.values().end() && *found == spelling)
                groups.counted_as[static_cast<std::size_t>(found - column.values().begin())]
                    .push_back(number);
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

struct Count {
    std::size_t reports = 0;
    Xapian::docid example = 0;
};

std::vector<Count> count_groups(const FacetColumn& column, const Groups& groups,
                                const std::vector<Xapian::docid>& documents) {
    std::vector<Count> counts(groups.values.size());
    std::vector<Xapian::docid> seen_in(groups.values.size(), 0);
    for (const Xapian::docid document : documents) {
        for (const std::uint32_t number : column.of(document)) {
            for (const std::uint32_t group : groups.counted_as[number]) {
                if (seen_in[group] == document) continue;
                seen_in[group] = document;
                if (counts[group].reports++ == 0) counts[group].example = document;
            }
        }
    }
    return counts;
}

/// The spelling of a folded value as a report has it.
std::string label_of_text(const Xapian::Database& database, TermClass field,
                          const std::string& value, Xapian::docid example) {
    const Xapian::Document document = database.get_document(example);
    if (field == TermClass::article_type)
        return document.get_value(static_cast<Xapian::valueno>(ValueSlot::article_type));
    if (field != TermClass::journal && field != TermClass::keyword) return value;
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

    std::vector<FacetValue> run(const std::vector<Xapian::docid>& documents,
                                const PatientWish& patients) {
        const auto column = handle_.columns->column(handle_.index.database, field_.term_class);
        const Groups groups = groups_of(*column, patients);
        const std::vector<Count> counts = count_groups(*column, groups, documents);
        for (std::size_t number = 0; number < counts.size(); ++number) {
            if (counts[number].reports != 0) add(groups.values[number], counts[number]);
        }
        sort();
        if (values_.size() > facet_.limit) values_.resize(facet_.limit);
        return finished();
    }

private:
    struct Value {
        FacetValue facet;
        Xapian::docid example;
        bool labelled;
    };

    [[nodiscard]] Groups groups_of(const FacetColumn& column, const PatientWish& patients) const {
        if (is_concept_field(field_.term_class)) return concept_groups(column, thesaurus_);
        if (field_.term_class == TermClass::patient)
            return patient_groups(column, field_.name, patients);
        return plain_groups(column);
    }

    void add(const std::string& value, const Count& count) {
        Value entry{{value, value, count.reports, {}}, count.example, false};
        if (is_concept_field(field_.term_class)) {
            const auto number = thesaurus_.find_concept(value);
            if (number ? !match_.accepts(thesaurus_, *number) : !match_.accepts(value)) return;
            if (number) describe(*number, entry.facet);
            entry.labelled = true;
        } else if (facet_.order == FacetOrder::label || !facet_.matching.empty()) {
            label(entry);
            if (!match_.accepts(entry.facet.label)) return;
        }
        values_.push_back(std::move(entry));
    }

    void describe(ConceptNumber number, FacetValue& value) const {
        value.label = thesaurus_.label(number);
        for (const ConceptNumber broader : thesaurus_.broader(number))
            value.broader.emplace_back(thesaurus_.id(broader));
    }

    void label(Value& entry) const {
        if (entry.labelled) return;
        entry.facet.label = label_of_text(handle_.index.database, field_.term_class,
                                          entry.facet.value, entry.example);
        entry.labelled = true;
    }

    void sort() {
        const bool by_label = facet_.order == FacetOrder::label;
        std::sort(values_.begin(), values_.end(), [&](const Value& left, const Value& right) {
            if (by_label && left.facet.label != right.facet.label)
                return left.facet.label < right.facet.label;
            if (!by_label && left.facet.count != right.facet.count)
                return left.facet.count > right.facet.count;
            return left.facet.value < right.facet.value;
        });
    }

    std::vector<FacetValue> finished() {
        std::vector<FacetValue> finished;
        for (Value& entry : values_) {
            label(entry);
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
                                    const std::vector<Xapian::docid>& documents,
                                    const PatientWish& patients) {
    return FacetCounter(handle, facet).run(documents, patients);
}

}  // namespace casebook
