#include "report_fields.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "citation.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string spaced(std::string_view type) {
    std::string out(trimmed(type));
    std::replace(out.begin(), out.end(), '-', ' ');
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

}  // namespace

std::string person(std::string_view given, std::string_view family) {
    return collapsed(std::string(given) + " " + std::string(family));
}

std::string person_by_family(std::string_view name) {
    const std::size_t comma = name.find(',');
    if (comma == name.npos) return collapsed(name);
    std::string_view given = name.substr(comma + 1);
    const std::size_t suffix = given.find(',');
    const std::string tail =
        suffix == given.npos ? "" : " " + std::string(trimmed(given.substr(suffix + 1)));
    return person(given.substr(0, suffix), std::string(name.substr(0, comma)) + tail);
}

std::string article_type_named(std::string_view type) {
    const std::string plain = spaced(type);
    return parse_article_type(plain).value_or(folded(plain));
}

bool is_known_article_type(std::string_view type) {
    return parse_article_type(spaced(type)).has_value();
}

void add_once(std::vector<std::string>& list, std::string_view value) {
    value = trimmed(value);
    if (value.empty() || std::find(list.begin(), list.end(), value) != list.end()) return;
    list.emplace_back(value);
}

std::string without_brackets(std::string_view title) {
    title = trimmed(title);
    std::string_view inner = title;
    if (inner.ends_with('.')) inner.remove_suffix(1);
    if (!inner.starts_with('[') || !inner.ends_with(']')) return std::string(title);
    return std::string(trimmed(inner.substr(1, inner.size() - 2)));
}

std::string full_pages(std::string_view pages) {
    pages = trimmed(pages);
    const std::size_t dash = pages.find('-');
    if (dash == pages.npos) return std::string(pages);
    const std::string_view first = pages.substr(0, dash);
    const std::string_view last = pages.substr(dash + 1);
    if (!is_number(first) || !is_number(last) || last.size() >= first.size())
        return std::string(pages);
    return std::string(first) + "-" + std::string(first.substr(0, first.size() - last.size())) +
           std::string(last);
}

std::string pmc_id(std::string_view number) {
    number = trimmed(number);
    if (number.empty()) return {};
    return is_number(number) ? "PMC" + std::string(number) : std::string(number);
}

void add_extra(CaseReport& report, const char* key, std::string_view value) {
    if (value.empty()) return;
    using nlohmann::json;
    json extra = report.extra.empty() ? json::object() : json::parse(report.extra);
    extra[key] = value;
    report.extra = extra.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool says_nothing(const CaseReport& report) {
    return report.title.empty() && report.translated_title.empty() && report.sections.empty();
}

void spread_language(CaseReport& report) {
    if (report.languages.size() != 1) return;
    for (Section& section : report.sections) {
        if (!section.language.determined()) section.language = report.languages.front();
    }
}

}  // namespace casebook::readers
