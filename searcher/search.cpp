#include "casebook/search.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace casebook {

std::string_view to_string(EvidenceKind kind) {
    static constexpr std::array<std::string_view, 9> kNames{
        "exact",    "form",     "phrase",  "synonym",   "abbreviation",
        "narrower", "includes", "cognate", "correction"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(CompletionKind kind) {
    static constexpr std::array<std::string_view, 3> kNames{"word", "title", "concept"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_string(MatchRule rule) {
    static constexpr std::array<std::string_view, 4> kNames{"auto", "all", "most", "any"};
    return kNames[static_cast<std::size_t>(rule)];
}

std::optional<MatchRule> parse_match_rule(std::string_view name) {
    for (const MatchRule rule :
         {MatchRule::automatic, MatchRule::all, MatchRule::most, MatchRule::any}) {
        if (name == to_string(rule)) return rule;
    }
    return std::nullopt;
}

std::optional<Filter> parse_filter(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
    Filter filter{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
    if (filter.field.ends_with(':')) {  // therapy:=X is X alone
        filter.field.pop_back();
        filter.only = true;
    }
    return filter;
}

std::optional<FacetRequest> parse_facet(std::string_view text) {
    const auto colon = std::min(text.find(':'), text.size());
    FacetRequest facet;
    facet.field = text.substr(0, colon);
    bool good = !facet.field.empty();
    if (text.substr(colon) == ":all") {
        facet.limit = std::numeric_limits<std::size_t>::max();
    } else if (colon < text.size()) {
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, facet.limit);
        good = good && error == std::errc() && rest == end;
    }
    return good ? std::optional(std::move(facet)) : std::nullopt;
}

}  // namespace casebook
