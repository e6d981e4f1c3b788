#include "casebook/citation_export.hpp"
#include "citation_fields.hpp"

namespace casebook {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

class RisRecord {
public:
    void add(std::string_view tag, std::string_view value) {
        if (value.empty()) return;
        text_ += tag;
        text_ += "  - ";
        text_ += value;
        text_ += kLineEnd;
    }

    void add(std::string_view tag, const std::vector<std::string>& values) {
        for (const std::string& value : values)
            add(tag, value);
    }

    [[nodiscard]] std::string finish() {
        text_ += "ER  - ";
        text_ += kLineEnd;
        text_ += kLineEnd;
        return std::move(text_);
    }

private:
    std::string text_;
};

std::string_view reference_type(const CitationFields& fields) {
    if (!fields.journal.empty()) return "JOUR";
    return fields.article_type == "question and answer" ? "ELEC" : "GEN";
}

std::string write(const CitationFields& fields) {
    RisRecord record;
    record.add("TY", reference_type(fields));
    record.add("ID", fields.id);
    record.add("AN", fields.pmid);
    record.add("TI", fields.title);
    record.add("TT", fields.translated_title);
    record.add("AU", fields.authors);
    record.add("T2", fields.journal);
    record.add("PY", fields.year);
    record.add("VL", fields.volume);
    record.add("SP", fields.first_page);
    record.add("EP", fields.last_page);
    record.add("DO", fields.doi);
    record.add("M3", fields.article_type);
    record.add("LA", fields.languages);
    record.add("KW", fields.keywords);
    record.add("AB", fields.abstract);
    record.add("UR", fields.url);
    record.add("N1", fields.notes);
    return record.finish();
}

}  // namespace

std::string to_ris(const CaseReport& report) {
    return write(citation_fields(report));
}

std::string to_ris(const Hit& hit) {
    return write(citation_fields(hit));
}

std::string to_ris(const SearchResult& result) {
    std::string text;
    for (const Hit& hit : result.hits)
        text += to_ris(hit);
    return text;
}

}  // namespace casebook
