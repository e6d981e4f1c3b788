#include "casebook/stored_report.hpp"

#include <zstd.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "casebook/error.hpp"

namespace casebook {
namespace {

using nlohmann::json;

constexpr char kVersion = 1;
constexpr int kCompressionLevel = 3;
constexpr unsigned long long kLargestReport = 1ULL << 32U;

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
    for (const Language& language : languages) codes.push_back(std::string(language.code()));
    return codes;
}

/// Members that a report lacks are left out: most lack most.
json report_to_json(const CaseReport& report) {
    json value = {{"id", report.id}};
    const auto put = [&](const char* key, const auto& member) {
        if (!member.empty()) value[key] = member;
    };
    put("title", report.title);
    put("translated_title", report.translated_title);
    if (report.title_inferred) value["title_inferred"] = true;
    put("authors", report.authors);
    put("translated_authors", report.translated_authors);
    put("journal", report.journal);
    if (report.year) value["year"] = *report.year;
    put("volume", report.volume);
    put("pages", report.pages);
    put("doi", report.doi);
    put("pmid", report.pmid);
    put("keywords", report.keywords);
    put("article_type", report.article_type);
    put("extra", report.extra);
    value["languages"] = languages_to_json(report.languages);
    json& sections = value["sections"] = json::array();
    for (const Section& section : report.sections) sections.push_back(section_to_json(section));
    return value;
}

CaseReport report_from_json(const json& value) {
    CaseReport report;
    const auto take = [&](const char* key, auto& member) {
        if (const auto found = value.find(key); found != value.end()) found->get_to(member);
    };
    take("id", report.id);
    take("title", report.title);
    take("translated_title", report.translated_title);
    take("title_inferred", report.title_inferred);
    take("authors", report.authors);
    take("translated_authors", report.translated_authors);
    take("journal", report.journal);
    if (const auto year = value.find("year"); year != value.end()) report.year = year->get<int>();
    take("volume", report.volume);
    take("pages", report.pages);
    take("doi", report.doi);
    take("pmid", report.pmid);
    take("keywords", report.keywords);
    take("article_type", report.article_type);
    take("extra", report.extra);
    for (const json& code : value.at("languages")) {
        report.languages.push_back(Language::from_tag(code.get<std::string>()));
    }
    for (const json& section : value.at("sections")) {
        report.sections.push_back(section_from_json(section));
    }
    return report;
}

std::vector<std::uint8_t> decompress(std::string_view bytes) {
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargestReport) {
        throw_corrupt();
    }
    std::vector<std::uint8_t> plain(static_cast<std::size_t>(size));
    const std::size_t got = ZSTD_decompress(plain.data(), plain.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) != 0U || got != plain.size()) throw_corrupt();
    return plain;
}

}  // namespace

std::string encode_report(const CaseReport& report) {
    const std::vector<std::uint8_t> plain = json::to_cbor(report_to_json(report));
    std::string bytes(1 + ZSTD_compressBound(plain.size()), kVersion);
    const std::size_t size = ZSTD_compress(bytes.data() + 1, bytes.size() - 1, plain.data(),
                                           plain.size(), kCompressionLevel);
    if (ZSTD_isError(size) != 0U) throw Error(ErrorCode::io, "a report could not be compressed");
    bytes.resize(1 + size);
    return bytes;
}

CaseReport decode_report(std::string_view bytes) {
    if (bytes.empty()) throw_corrupt();
    if (bytes.front() > kVersion) {
        throw Error(ErrorCode::schema_mismatch,
                    "a stored report was written by a newer casebook; use that version");
    }
    try {
        return report_from_json(json::from_cbor(decompress(bytes.substr(1))));
    } catch (const json::exception&) {
        throw_corrupt();
    }
}

}  // namespace casebook
