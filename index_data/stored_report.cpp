#include "casebook/stored_report.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "casebook/error.hpp"

namespace casebook {
namespace {

using nlohmann::json;

constexpr char kVersion = 1;

[[noreturn]] void throw_corrupt() {
    throw Error(ErrorCode::corrupt,
                "a stored report does not read back; run `casebook check` and index again");
}

json section_to_json(const Section& section) {
    return json::array({static_cast<int>(section.kind), std::string(section.language.code()),
                        json::binary({section.text.begin(), section.text.end()})});
}

Section section_from_json(const json& value) {
    Section section;
    const auto kind = value.at(0).get<unsigned>();
    if (kind >= kSectionKindCount) throw_corrupt();
    section.kind = static_cast<SectionKind>(kind);
    section.language = Language::from_tag(value.at(1).get<std::string>());
    const auto& bytes = value.at(2).get_binary();
    section.text.assign(bytes.begin(), bytes.end());
    return section;
}

json languages_to_json(const std::vector<Language>& languages) {
    json codes = json::array();
    for (const Language& language : languages)
        codes.push_back(std::string(language.code()));
    return codes;
}

struct TextMember {
    const char* key;
    std::string CaseReport::*member;
};
constexpr TextMember kTexts[] = {{"id", &CaseReport::id},
                                 {"title", &CaseReport::title},
                                 {"translated_title", &CaseReport::translated_title},
                                 {"journal", &CaseReport::journal},
                                 {"volume", &CaseReport::volume},
                                 {"pages", &CaseReport::pages},
                                 {"doi", &CaseReport::doi},
                                 {"pmid", &CaseReport::pmid},
                                 {"article_type", &CaseReport::article_type},
                                 {"extra", &CaseReport::extra}};

struct ListMember {
    const char* key;
    std::vector<std::string> CaseReport::*member;
};
constexpr ListMember kLists[] = {{"authors", &CaseReport::authors},
                                 {"translated_authors", &CaseReport::translated_authors},
                                 {"keywords", &CaseReport::keywords}};

/// Members that a report lacks are left out: most lack most.
json report_to_json(const CaseReport& report) {
    json value = json::object();
    for (const auto& [key, member] : kTexts) {
        if (!(report.*member).empty()) value[key] = report.*member;
    }
    for (const auto& [key, member] : kLists) {
        if (!(report.*member).empty()) value[key] = report.*member;
    }
    if (report.title_inferred) value["title_inferred"] = true;
    if (report.year) value["year"] = *report.year;
    value["languages"] = languages_to_json(report.languages);
    json& sections = value["sections"] = json::array();
    for (const Section& section : report.sections)
        sections.push_back(section_to_json(section));
    return value;
}

CaseReport report_from_json(const json& value) {
    CaseReport report;
    const auto take = [&](const char* key, auto& member) {
        if (const auto found = value.find(key); found != value.end()) found->get_to(member);
    };
    for (const auto& [key, member] : kTexts)
        take(key, report.*member);
    for (const auto& [key, member] : kLists)
        take(key, report.*member);
    take("title_inferred", report.title_inferred);
    if (const auto year = value.find("year"); year != value.end()) report.year = year->get<int>();
    for (const json& code : value.at("languages")) {
        report.languages.push_back(Language::from_tag(code.get<std::string>()));
    }
    for (const json& section : value.at("sections")) {
        report.sections.push_back(section_from_json(section));
    }
    return report;
}

}  // namespace

std::string encode_report(const CaseReport& report) {
    std::string bytes(1, kVersion);
    json::to_cbor(report_to_json(report), bytes);
    return bytes;
}

CaseReport decode_report(std::string_view bytes) {
    if (bytes.empty()) throw_corrupt();
    if (bytes.front() > kVersion) {
        throw Error(ErrorCode::schema_mismatch,
                    "a stored report was written by a newer casebook; use that version");
    }
    try {
        return report_from_json(json::from_cbor(bytes.substr(1)));
    } catch (const json::exception&) {
        throw_corrupt();
    }
}

}  // namespace casebook
