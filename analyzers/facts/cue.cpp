#include "facts/cue.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "casebook/case_facts.hpp"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 48> kNames{
    "negated",    "hypothetical", "planned",      "refused",    "unavailable", "allergy",
    "historical", "family",       "other person", "literature", "measured",    "failed",
    "given",      "general",      "own",          "end",        "pseudo",      "bare",
    "cued",       "unspecific",   "besides",      "role",       "outcome",     "weak outcome",
    "recurrence", "residual",     "care",         "number",     "unit",        "decade",
    "age before", "age behind",   "age alone",    "no age",     "earlier",     "person",
    "sex",        "age group",    "several",      "case",       "animal",      "case report",
    "series",     "review",       "question",     "letter",     "retraction",  "study"};

static_assert(!kNames.back().empty());

constexpr std::array<std::string_view, 4> kUnits{"year", "month", "week", "day"};

template <typename Value>
bool take(const std::optional<Value>& value, CueRule& rule) {
    if (value) rule.value = static_cast<std::uint8_t>(*value);
    return value.has_value();
}

bool take_number(std::string_view text, CueRule& rule) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rule.value);
    return error == std::errc() && end == text.data() + text.size();
}

bool take_value(std::string_view value, CueRule& rule) {
    switch (rule.category) {
        case CueCategory::outcome:
        case CueCategory::weak_outcome:
            return take(parse_outcome_state(value), rule);
        case CueCategory::age_group:
            return take(parse_age_group(value), rule);
        case CueCategory::sex_sign:
            return take(parse_sex(value), rule);
        case CueCategory::person:
            rule.value = kNoSex;
            return value.empty() || take(parse_sex(value), rule);
        case CueCategory::number:
        case CueCategory::decade:
            return take_number(value, rule);
        case CueCategory::unit: {
            const auto* const unit = std::find(kUnits.begin(), kUnits.end(), value);
            rule.value = static_cast<std::uint8_t>(unit - kUnits.begin());
            return unit != kUnits.end();
        }
        default:
            return value.empty();
    }
}

}  // namespace

std::string_view to_string(CueCategory category) {
    return kNames[static_cast<std::size_t>(category)];
}

bool parse_cue_category(std::string_view name, CueRule& rule) {
    const std::size_t colon = name.find(':');
    const auto* const found = std::find(kNames.begin(), kNames.end(), name.substr(0, colon));
    if (found == kNames.end() || found->empty()) return false;
    rule.category = static_cast<CueCategory>(found - kNames.begin());
    return take_value(colon == std::string_view::npos ? "" : name.substr(colon + 1), rule);
}

}  // namespace casebook
