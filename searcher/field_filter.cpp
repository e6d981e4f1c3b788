#include "field_filter.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "casebook/built_in.hpp"
#include "casebook/case_report.hpp"

namespace casebook {
namespace {

struct FieldName {
    std::string_view name;
    TermClass term_class;
};

/// Fields that filter, by the names that users give them.
constexpr std::array<FieldName, 11> kFields{{
    {"author", TermClass::author},
    {"id", TermClass::id},
    {"doi", TermClass::doi},
    {"pmid", TermClass::pmid},
    {"language", TermClass::language},
    {"lang", TermClass::language},
    {"year", TermClass::year},
    {"journal", TermClass::journal},
    {"article_type", TermClass::article_type},
    {"type", TermClass::article_type},
    {"keyword", TermClass::keyword},
}};

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

}  // namespace

std::optional<TermClass> find_filter_field(std::string_view name) {
    const auto* const found = std::find_if(
        kFields.begin(), kFields.end(), [&](const FieldName& field) { return field.name == name; });
    return found == kFields.end() ? std::nullopt : std::optional(found->term_class);
}

Xapian::Query make_field_query(TermClass field, std::string_view value) {
    if (value.empty()) return {};
    switch (field) {
        case TermClass::year:
            return make_year_query(value);
        case TermClass::author:
            return make_author_query(value);
        case TermClass::doi: {
            const std::string doi = normalize_doi(value);
            return Xapian::Query(make_term(field, doi.empty() ? value : std::string_view(doi)));
        }
        case TermClass::id:
        case TermClass::pmid:
            return Xapian::Query(make_term(field, value));
        default:
            return Xapian::Query(make_term(field, built_in_analyzer().normalize(value)));
    }
}

}  // namespace casebook
