#include "read_query.hpp"

/// What a read query says of itself.
namespace casebook {
namespace {

void collect_units(const Condition& condition, std::set<std::size_t>& units) {
    if (condition.kind == Condition::Kind::unit) units.insert(condition.unit);
    for (const Condition& part : condition.parts)
        collect_units(part, units);
}

/// What stands between a part of a condition and the one before.
std::string joint_before(const Condition& condition, std::size_t part) {
    switch (condition.kind) {
        case Condition::Kind::near:
            return " NEAR/" + std::to_string(condition.distances[part - 1]) + " ";
        case Condition::Kind::any_of:
            return " OR ";
        default:
            return " AND ";
    }
}

/// The words of a name as they were typed.
std::string name_of(const Condition& named, const ReadQuery& query) {
    if (named.parts.size() == 2) return query.units[named.parts.back().unit].text;
    std::string text;
    for (const Condition& word : named.parts.front().parts)
        text += (text.empty() ? "" : " ") + text_of(word, query);
    return text;
}

}  // namespace

std::set<std::size_t> wanted_units(const ReadQuery& query) {
    std::set<std::size_t> units;
    for (const Condition& condition : query.wanted)
        collect_units(condition, units);
    return units;
}

std::string field_of(const QueryUnit& unit) {
    return unit.scope == TermClass::stem ? std::string()
                                         : std::string(row_of(unit.scope).query_field);
}

std::string text_of(const QueryUnit& unit) {
    const std::string field = field_of(unit);
    const std::string text = unit.quoted ? "\"" + unit.text + "\"" : unit.text;
    return field.empty() ? text : field + ":" + text;
}

std::string text_of(const Condition& condition, const ReadQuery& query) {
    if (condition.kind == Condition::Kind::unit) return text_of(query.units[condition.unit]);
    if (condition.kind == Condition::Kind::named) return name_of(condition, query);
    std::string text;
    for (std::size_t at = 0; at < condition.parts.size(); ++at) {
        if (at > 0) text += joint_before(condition, at);
        text += text_of(condition.parts[at], query);
    }
    return "(" + text + ")";
}

void drop_cognates(ReadQuery& query) {
    for (QueryUnit& unit : query.units)
        unit.cognates.clear();
}

}  // namespace casebook
