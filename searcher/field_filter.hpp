#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/schema.hpp"
#include "casebook/search.hpp"
#include "handle_pool.hpp"
#include "patient_wish.hpp"

namespace casebook {

/// A field that filters: its class of terms, and its name as answers write it.
struct FilterField {
    std::string_view name;
    TermClass term_class = TermClass::id;
};

/// What a field name of a query or filter means. "lang" is "language". None for a field that the
/// index does not have.
[[nodiscard]] std::optional<FilterField> find_filter_field(std::string_view name);

/// Whether the field's values are concepts of the thesaurus.
[[nodiscard]] bool is_concept_field(TermClass field);

/// What a value of a field comes to.
struct MadeFilter {
    Xapian::Query query;         ///< the reports that have it, weighing nothing
    bool names_nothing = false;  ///< the value says nothing; else none may have it all the same
};

/// Makes queries of what is asked of fields. One thread at a time.
class FilterMaker {
public:
    /// `handle` outlives it and is not used by others meanwhile.
    explicit FilterMaker(IndexHandle& handle) : handle_(handle) {}

    /// The reports whose field has that value. A year may be a range,
    /// `1999..2004`, open at either end; an author's name holds by all of its words; a concept may
    /// be told by any of its names or its id, and stands for what is narrower too unless `only`.
    /// An empty query for a value that names nothing.
    [[nodiscard]] MadeFilter make(const FilterField& field, std::string_view value, bool only);

private:
    [[nodiscard]] static Xapian::Query make_query(const FilterField& field, std::string_view value);
    [[nodiscard]] std::vector<ConceptNumber> concepts_named(TermClass field,
                                                            std::string_view value);
    [[nodiscard]] Xapian::Query make_concept_query(TermClass field,
                                                   const std::vector<ConceptNumber>& named,
                                                   bool only) const;

    IndexHandle& handle_;
};

/// What a request asks of one field, or of patients: any of its values.
struct FieldFilter {
    std::vector<Filter> values;  ///< as asked for
    Xapian::Query query;         ///< the reports that have one of them
};

/// The request's filters, one a field, and those of patients together with `patients`, what the
/// query asks of them. `except` names a field to leave out. Throws Error{invalid_argument} for a
/// field that the index lacks: a narrower question must never be answered as the wider one.
[[nodiscard]] std::vector<FieldFilter> field_filters(const std::vector<Filter>& filters,
                                                     FilterMaker& maker,
                                                     const PatientWish& patients,
                                                     std::string_view except = {});

/// What a request and a query ask of patients, but for one field.
[[nodiscard]] PatientWish patient_wish(const std::vector<Filter>& filters,
                                       const PatientWish& patients, std::string_view except);

}  // namespace casebook
