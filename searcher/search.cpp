#include "casebook/search.hpp"

#include <array>

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

}  // namespace casebook
