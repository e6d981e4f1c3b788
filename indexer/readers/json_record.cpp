#include "json_record.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "casebook/embedding.hpp"
#include "casebook/encoding.hpp"
#include "casebook/section_splitter.hpp"
#include "json_scan.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 128;

/// A scalar as text: strings as they are, numbers as written; none for any other value.
std::optional<std::string> scalar_text(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return value.dump();
    return std::nullopt;
}

bool set_text(const json& value, std::string& field) {
    auto text = scalar_text(value);
    if (!text) return false;
    field = *std::move(text);
    return true;
}

bool set_trimmed(const json& value, std::string& field) {
    if (!set_text(value, field)) return false;
    field = std::string(trimmed(field));
    return true;
}

/// An author as text, or as {"name"}, {"given", "family"} and the like.
std::optional<std::string> person_name(const json& value) {
    if (!value.is_object()) return scalar_text(value);
    const auto part = [&](const char* key) {
        return value.contains(key) ? scalar_text(value[key]) : std::nullopt;
    };
    if (auto name = part("name")) return name;
    const auto given = part("given");
    const auto family = part("family");
    if (!family) return std::nullopt;
    return given ? *given + " " + *family : *family;
}

/// A list of strings, or one string with ';' between the entries.
bool set_list(const json& value, std::vector<std::string>& field) {
    std::vector<std::string> entries;
    if (value.is_array()) {
        for (const json& entry : value) {
            auto text = person_name(entry);
            if (!text) return false;
            entries.push_back(*std::move(text));
        }
    } else if (value.is_string()) {
        for (const std::string_view entry : split(value.get_ref<const std::string&>(), ";"))
            entries.emplace_back(entry);
    } else {
        return false;
    }
    for (const std::string& entry : entries) {
        if (const std::string_view name = trimmed(entry); !name.empty()) field.emplace_back(name);
    }
    return true;
}

bool set_languages(const json& value, std::vector<Language>& field) {
    std::vector<std::string> tags;
    if (value.is_string()) {
        for (const std::string_view tag : split(value.get_ref<const std::string&>(), ";, "))
            tags.emplace_back(tag);
    } else if (!set_list(value, tags)) {
        return false;
    }
    for (const std::string& tag : tags) {
        if (const Language language = Language::from_tag(tag); language.determined())
            field.push_back(language);
    }
    return !field.empty();
}

bool set_year(const json& value, std::optional<int>& field) {
    const auto text = scalar_text(value);
    const auto year = text ? find_year(*text) : std::nullopt;
    if (year && !field) field = year;
    return year.has_value();
}

bool set_doi(const json& value, std::string& field) {
    const auto text = scalar_text(value);
    if (text) field = normalize_doi(*text);
    return text && (!field.empty() || trimmed(*text).empty());
}

bool set_pmid(const json& value, std::string& field) {
    const auto text = scalar_text(value);
    if (!text) return false;
    const std::size_t digit = text->find_first_of("0123456789");
    if (digit == std::string::npos) return trimmed(*text).empty();
    field = text->substr(digit, text->find_first_not_of("0123456789", digit) - digit);
    return true;
}

void add_section(CaseReport& report, SectionKind kind, Language language, std::string text) {
    if (!text.empty()) report.sections.push_back({kind, language, std::move(text)});
}

bool add_text(const json& value, SectionKind kind, CaseReport& report) {
    if (!value.is_string()) return false;
    add_section(report, kind, Language(), value.get<std::string>());
    return true;
}

SectionKind kind_of(const json& section) {
    const auto found = section.find("kind");
    const bool named = found != section.end() && found->is_string();
    return named ? parse_section_kind(found->get_ref<const std::string&>())
                       .value_or(SectionKind::body)
                 : SectionKind::body;
}

bool is_section(const json& value) {
    return value.is_string() ||
           (value.is_object() && value.contains("text") && value["text"].is_string());
}

/// One entry of `sections`: a string, or {kind, language, text}.
void add_json_section(const json& value, CaseReport& report) {
    if (value.is_string())
        return add_section(report, SectionKind::body, Language(), value.get<std::string>());
    const SectionKind kind = kind_of(value);
    std::string text = value["text"].get<std::string>();
    if (kind == SectionKind::title && report.title.empty()) {
        report.title = std::string(trimmed(text));
    } else if (kind == SectionKind::translated_title && report.translated_title.empty()) {
        report.translated_title = std::string(trimmed(text));
    } else {
        const bool tagged = value.contains("language") && value["language"].is_string();
        const auto tag = tagged ? value["language"].get<std::string>() : std::string();
        add_section(report, kind, Language::from_tag(tag), std::move(text));
    }
}

bool add_sections(const json& value, CaseReport& report) {
    if (!value.is_array()) return false;
    for (const json& section : value) {
        if (!is_section(section)) return false;
    }
    for (const json& section : value)
        add_json_section(section, report);
    return true;
}

using Setter = bool (*)(const json&, CaseReport&);

/// The keys that we know, and what each sets. A setter answers whether the value had a shape that
/// it understands.
const std::map<std::string_view, Setter>& setters() {
    static const std::map<std::string_view, Setter> table = {
        {"id", [](const json& v, CaseReport& r) { return set_trimmed(v, r.id); }},
        {"title", [](const json& v, CaseReport& r) { return set_trimmed(v, r.title); }},
        {"translated_title",
         [](const json& v, CaseReport& r) { return set_trimmed(v, r.translated_title); }},
        {"authors", [](const json& v, CaseReport& r) { return set_list(v, r.authors); }},
        {"translated_authors",
         [](const json& v, CaseReport& r) { return set_list(v, r.translated_authors); }},
        {"journal", [](const json& v, CaseReport& r) { return set_trimmed(v, r.journal); }},
        {"year", [](const json& v, CaseReport& r) { return set_year(v, r.year); }},
        {"volume", [](const json& v, CaseReport& r) { return set_trimmed(v, r.volume); }},
        {"pages", [](const json& v, CaseReport& r) { return set_trimmed(v, r.pages); }},
        {"doi", [](const json& v, CaseReport& r) { return set_doi(v, r.doi); }},
        {"pmid", [](const json& v, CaseReport& r) { return set_pmid(v, r.pmid); }},
        {"keywords", [](const json& v, CaseReport& r) { return set_list(v, r.keywords); }},
        {"article_type",
         [](const json& v, CaseReport& r) { return set_trimmed(v, r.article_type); }},
        {"language", [](const json& v, CaseReport& r) { return set_languages(v, r.languages); }},
        {"languages", [](const json& v, CaseReport& r) { return set_languages(v, r.languages); }},
    };
    return table;
}

/// Keys that other keys must not overtake: the year of `year` before that of `date`, the abstract
/// before the text. Answers whether each was understood.
bool set_ordered(const std::string& key, const json& value, CaseReport& report) {
    if (key == "abstract") return add_text(value, SectionKind::abstract, report);
    if (key == "text") return add_text(value, SectionKind::body, report);
    if (key == "sections") return add_sections(value, report);
    return key == "date" && set_year(value, report.year);
}

/// Reads the numbers of another tool's vector. What is wrong with it: there may be nothing.
std::string read_embedding(const json& object, CaseReport& report) {
    const auto found = object.find("embedding");
    if (found == object.end() || found->is_null()) return {};
    const auto is_number = [](const json& value) { return value.is_number(); };
    if (!found->is_array() || !std::all_of(found->begin(), found->end(), is_number))
        return "its embedding is no array of numbers";
    for (const json& number : *found)
        report.embedding.push_back(static_cast<float>(number.get<double>()));
    return embedding_fault(report.embedding);
}

CaseReport to_report(const json& object) {
    constexpr std::array<const char*, 4> kOrdered = {"date", "abstract", "sections", "text"};
    CaseReport report;
    json extra = json::object();
    for (const auto& [key, value] : object.items()) {
        if (value.is_null() || key == "embedding" ||
            std::find(kOrdered.begin(), kOrdered.end(), key) != kOrdered.end())
            continue;
        const auto setter = setters().find(key);
        if (setter == setters().end() || !setter->second(value, report)) extra[key] = value;
    }
    for (const char* key : kOrdered) {
        const auto found = object.find(key);
        if (found == object.end() || found->is_null()) continue;
        if (!set_ordered(key, *found, report)) extra[key] = *found;
    }
    if (!extra.empty()) report.extra = extra.dump(-1, ' ', false, json::error_handler_t::replace);
    if (report.id.empty()) report.id = report.doi;
    return report;
}

void drop_repeated_languages(CaseReport& report) {
    std::vector<Language> once;
    for (const Language& language : report.languages) {
        if (std::find(once.begin(), once.end(), language) == once.end()) once.push_back(language);
    }
    report.languages = std::move(once);
    if (report.languages.size() != 1) return;
    for (Section& section : report.sections) {
        if (!section.language.determined()) section.language = report.languages.front();
    }
}

/// The parser's message without what it read last, which would be report text.
std::string without_content(std::string_view message) {
    message = message.substr(0, message.find("; last read: "));
    const std::size_t name_end = message.find("] ");
    if (message.starts_with("[json.") && name_end != message.npos)
        message.remove_prefix(name_end + 2);
    const std::size_t colon = message.find(": ");
    if (message.starts_with("parse error at ") && colon != message.npos)
        message.remove_prefix(colon + 2);
    return std::string(message);
}

JsonRecord parse_text(std::string_view text) {
    try {
        const json value = json::parse(text);
        if (!value.is_object()) return {std::nullopt, "the JSON value is no object", 0};
        CaseReport report = to_report(value);
        if (std::string fault = read_embedding(value, report); !fault.empty())
            return {std::nullopt, std::move(fault), 0};
        drop_repeated_languages(report);
        if (report.title.empty() && report.sections.empty()) {
            return {std::nullopt, "the record has neither title nor text", 0};
        }
        return {std::move(report), {}, 0};
    } catch (const json::parse_error& error) {
        const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
        return {std::nullopt, "broken JSON: " + without_content(error.what()), at};
    } catch (const json::exception&) {
        return {std::nullopt, "broken JSON: a number is out of range", 0};
    }
}

}  // namespace

std::optional<int> find_year(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
            ++end;
        const std::size_t digits = end - at;
        if (digits == 4 || digits == 8 || digits == 14) {  // 2003, 20030630, 20030630120000
            const int year = std::stoi(std::string(text.substr(at, 4)));
            if (year >= 1500 && year < 2200) return year;
        }
        at = end + 1;
    }
    return std::nullopt;
}

JsonRecord parse_json_record(std::string_view json_text) {
    DecodedText decoded;
    if (find_ill_formed_utf8(json_text) != std::string_view::npos) {
        decoded = decode_text(json_text);
        json_text = decoded.text;
    }
    if (nesting_depth(json_text) > kDeepest) {
        return {std::nullopt,
                "broken JSON: nested deeper than " + std::to_string(kDeepest) + " levels", 0};
    }
    JsonRecord record = parse_text(json_text);
    if (!record.report && has_lone_surrogate(json_text))
        return parse_text(replace_lone_surrogates(json_text));
    return record;
}

}  // namespace casebook::readers
