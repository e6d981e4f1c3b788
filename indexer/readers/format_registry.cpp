#include <algorithm>
#include <array>
#include <cassert>

#include "casebook/built_in.hpp"
#include "casebook/encoding.hpp"
#include "casebook/error.hpp"
#include "content_sniffer.hpp"
#include "csv_reader.hpp"
#include "docx_reader.hpp"
#include "format_reader.hpp"
#include "html_reader.hpp"
#include "jats_reader.hpp"
#include "jsonl_reader.hpp"
#include "page_reader.hpp"
#include "pdf_reader.hpp"
#include "pubmed_reader.hpp"
#include "record_delivery.hpp"
#include "tagged_readers.hpp"
#include "text_reader.hpp"

namespace casebook {
namespace readers {
namespace {

/// Reads the whole source as text with `parse`.
template <typename Parse>
void read_whole_text(ByteSource& source, const SourceContext& context, Parse parse) {
    std::string bytes;
    if (!read_record(source, context, bytes)) return;
    CaseReport report = parse(decode_text(bytes).text);
    if (report.title.empty() && report.sections.empty()) return context.reject("empty");
    RecordDelivery delivery(context);
    delivery.accept(std::move(report), {context.name, 0, 0, bytes.size()});
    delivery.finish();
}

bool is_page(const SourceHead& head) {
    return built_in_page_reader().recognizes(head.text);
}

void read_page(ByteSource& source, const SourceContext& context) {
    read_whole_text(source, context,
                    [](const std::string& text) { return built_in_page_reader().parse(text); });
}

bool is_text(const SourceHead& head) {
    return foreign_markup(head.text).empty();
}

/// The marks of a page may stand at the end of a text too long to be told by its head.
void read_text(ByteSource& source, const SourceContext& context) {
    const bool detect = context.options.format == InputFormat::detect;
    read_whole_text(source, context, [&](const std::string& text) {
        const bool is_long_page =
            detect && text.size() > kHead && built_in_page_reader().recognizes(text);
        return is_long_page ? built_in_page_reader().parse(text)
                            : parse_text_report(text, {}, built_in_headings());
    });
}

constexpr std::array<FormatReader, 12> kReaders = {{
    {InputFormat::docx, "docx", false, is_docx, read_docx},
    {InputFormat::pdf, "pdf", false, is_pdf, read_pdf},
    {InputFormat::jsonl, "jsonl", true, is_json, read_json},
    {InputFormat::pubmed, "pubmed", true, is_pubmed_xml, read_pubmed_xml},
    {InputFormat::jats, "jats", true, is_jats, read_jats},
    {InputFormat::html, "html", true, is_html, read_html},
    {InputFormat::nbib, "nbib", true, is_nbib, read_nbib},
    {InputFormat::ris, "ris", true, is_ris, read_ris},
    {InputFormat::csv, "csv", true, is_csv, read_csv},
    {InputFormat::tsv, "tsv", true, is_tsv, read_tsv},
    {InputFormat::page, "page", true, is_page, read_page},
    {InputFormat::text, "text", true, is_text, read_text},
}};

}  // namespace

void SourceContext::reject(std::string reason) const {
    reject({name, 0, 0, 0}, std::move(reason));
}

void SourceContext::reject(const RecordOrigin& origin, std::string reason) const {
    sink.reject({origin, std::move(reason)});
}

std::span<const FormatReader> format_readers() {
    return kReaders;
}

const FormatReader& reader_of(InputFormat format) {
    const auto found = std::find_if(kReaders.begin(), kReaders.end(),
                                    [&](const FormatReader& r) { return r.format == format; });
    assert(found != kReaders.end());
    return *found;
}

bool read_record(ByteSource& source, const SourceContext& context, std::string& bytes) {
    WholeSource whole = read_whole(source, context.options.max_record);
    if (!whole.complete) {
        const std::string limit = format_size(context.options.max_record);
        context.reject("record of more than " + limit + " at byte 0 is larger than --max-record " +
                       limit);
        return false;
    }
    bytes = std::move(whole.bytes);
    return true;
}

const HeadingTable& built_in_headings() {
    static const HeadingTable table = parse_heading_table(built_in::headings_tsv());
    return table;
}

const PageReader& built_in_page_reader() {
    static const PageReader reader(built_in_headings(),
                                   parse_furniture_table(built_in::furniture_tsv()));
    return reader;
}

}  // namespace readers

std::vector<std::string_view> input_format_names() {
    std::vector<std::string_view> names = {"detect"};
    for (const readers::FormatReader& reader : readers::format_readers())
        names.emplace_back(reader.name);
    return names;
}

InputFormat parse_input_format(std::string_view name) {
    if (name == "detect") return InputFormat::detect;
    std::string known = "detect";
    for (const readers::FormatReader& reader : readers::format_readers()) {
        if (reader.name == name) return reader.format;
        known += ", " + std::string(reader.name);
    }
    throw Error(ErrorCode::invalid_argument,
                "unknown format \"" + std::string(name) + "\"; known are " + known);
}

}  // namespace casebook
