#include "request_filters.hpp"

#include <map>

#include "casebook/error.hpp"
#include "compiled_query.hpp"
#include "field_filter.hpp"

namespace casebook {
namespace {

/// Facets that can be counted: fields whose values stand one a term.
bool is_facet(TermClass field) {
    return field == TermClass::language || field == TermClass::year ||
           field == TermClass::journal || field == TermClass::article_type ||
           field == TermClass::keyword;
}

TermClass find_field(std::string_view kind, const std::string& name, bool (*accepts)(TermClass)) {
    const auto field = find_filter_field(name);
    if (field && accepts(*field)) return *field;
    throw Error(ErrorCode::invalid_argument,
                "this index has no " + std::string(kind) + " '" + name + "'");
}

}  // namespace

std::vector<FieldFilter> field_filters(const std::vector<Filter>& filters,
                                       std::optional<TermClass> except) {
    std::map<TermClass, std::vector<Filter>> by_field;
    for (const Filter& filter : filters) {
        const TermClass field = find_field("filter", filter.field, [](TermClass) { return true; });
        if (field != except) by_field[field].push_back(filter);
    }
    std::vector<FieldFilter> found;
    for (const auto& [field, values] : by_field) {
        std::vector<Xapian::Query> queries;
        for (const Filter& filter : values)
            queries.push_back(make_field_query(field, filter.value));
        found.push_back({values, combine(Xapian::Query::OP_OR, queries)});
    }
    return found;
}

TermClass find_facet(const std::string& name) {
    return find_field("facet", name, is_facet);
}

}  // namespace casebook
