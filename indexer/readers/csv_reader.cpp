#include "csv_reader.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <exception>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "casebook/encoding.hpp"
#include "content_sniffer.hpp"
#include "json_record.hpp"
#include "record_delivery.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestColumnName = 64;
constexpr char kUnit = '\x1f';  ///< stands between cells while a row is decoded as one

struct Column {
    std::string_view name;
    std::string_view key;  ///< of our JSON; empty for what is left out
};

/// Names of columns in lower case with single spaces, and the keys of `parse_json_record`. "case"
/// is a case presentation. The lists that PMC-Patients adds are no text of a report.
constexpr auto kColumns = std::to_array<Column>({
    {"id", "id"},
    {"patient uid", "id"},
    {"case id", "id"},
    {"record id", "id"},
    {"report id", "id"},
    {"document id", "id"},
    {"doc id", "id"},
    {"uid", "id"},
    {"title", "title"},
    {"article title", "title"},
    {"case title", "title"},
    {"translated title", "translated_title"},
    {"text", "text"},
    {"full text", "text"},
    {"fulltext", "text"},
    {"body", "text"},
    {"content", "text"},
    {"report", "text"},
    {"report text", "text"},
    {"note", "text"},
    {"note text", "text"},
    {"transcription", "text"},
    {"clinical case", "case"},
    {"patient", "case"},
    {"case", "case"},
    {"case text", "case"},
    {"case report", "case"},
    {"case description", "case"},
    {"case presentation", "case"},
    {"abstract", "abstract"},
    {"abstract note", "abstract"},
    {"summary", "abstract"},
    {"authors", "authors"},
    {"author", "authors"},
    {"author names", "authors"},
    {"journal", "journal"},
    {"journal/book", "journal"},
    {"journal title", "journal"},
    {"publication title", "journal"},
    {"source title", "journal"},
    {"year", "year"},
    {"publication year", "year"},
    {"pub year", "year"},
    {"date", "date"},
    {"publication date", "date"},
    {"volume", "volume"},
    {"pages", "pages"},
    {"doi", "doi"},
    {"pmid", "pmid"},
    {"pubmed id", "pmid"},
    {"keywords", "keywords"},
    {"author keywords", "keywords"},
    {"language", "language"},
    {"article type", "article_type"},
    {"publication type", "article_type"},
    {"relevant articles", ""},
    {"similar patients", ""},
});

const Column* find_column(std::string_view name) {
    std::string plain = folded(name);
    std::replace(plain.begin(), plain.end(), '_', ' ');
    const auto found = std::find_if(kColumns.begin(), kColumns.end(),
                                    [&](const Column& column) { return column.name == plain; });
    return found == kColumns.end() ? nullptr : &*found;
}

/// "Roe AB, Li C." as PubMed writes authors: initials end each name. Others keep their commas.
std::string with_semicolons(const std::string& authors) {
    if (authors.find(';') != authors.npos) return authors;
    std::string out;
    for (std::string_view name : split(authors, ",")) {
        name = trimmed(name);
        if (name.ends_with('.')) name.remove_suffix(1);
        const std::size_t space = name.rfind(' ');
        const std::string_view initials = space == name.npos ? "" : name.substr(space + 1);
        const bool short_upper = !initials.empty() && initials.size() <= 3 &&
                                 std::all_of(initials.begin(), initials.end(),
                                             [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!short_upper) return authors;
        out += (out.empty() ? "" : ";") + std::string(name);
    }
    return out;
}

/// One row as a JSON object of our keys; a column that we do not know keeps its name.
json to_json(const std::vector<std::string>& header, const std::vector<std::string>& cells) {
    json record = json::object();
    for (std::size_t at = 0; at < std::min(header.size(), cells.size()); ++at) {
        const std::string& cell = cells[at];
        if (trimmed(cell).empty()) continue;
        const Column* const column = find_column(header[at]);
        if (column == nullptr) {
            record.emplace(header[at].empty() ? "column " + std::to_string(at + 1) : header[at],
                           cell);
        } else if (column->key == "case") {
            record["sections"].push_back({{"kind", "case"}, {"text", cell}});
        } else if (!column->key.empty()) {
            const std::string key(column->key);
            const bool taken = record.contains(key);
            record.emplace(taken ? header[at] : key,
                           column->key == "authors" ? with_semicolons(cell) : cell);
        }
    }
    return record;
}

/// Takes cells and rows from libcsv and makes reports of them.
class Table {
public:
    explicit Table(const SourceContext& context) : context_(context), delivery_(context) {}

    void add_cell(std::string_view cell) {
        if (cells_++ > 0) row_ += kUnit;
        for (const char byte : cell)
            row_ += byte == kUnit ? ' ' : byte;
    }

    void end_row(std::uint64_t byte) {
        const std::string text = decode_text(row_).text;
        std::vector<std::string> cells;
        for (const std::string_view cell : split(text, std::string_view(&kUnit, 1)))
            cells.emplace_back(trimmed(cell));
        const std::uint64_t begin = std::exchange(row_begin_, byte);
        row_.clear();
        cells_ = 0;
        if (header_.empty()) {
            header_ = std::move(cells);
        } else {
            accept(cells, {context_.name, ++record_, begin, byte - begin});
        }
    }

    void finish() {
        delivery_.finish();
        if (!delivery_.seen_any()) context_.reject("holds no row below its header");
    }

    void reject_rest(std::string reason) {
        delivery_.reject({context_.name, record_ + 1, row_begin_, 0}, std::move(reason));
        delivery_.finish();
    }

    [[nodiscard]] std::uint64_t row_begin() const { return row_begin_; }

private:
    void accept(const std::vector<std::string>& cells, const RecordOrigin& origin) {
        const json record = to_json(header_, cells);
        if (record.empty()) return;  // an empty line
        JsonRecord parsed =
            parse_json_record(record.dump(-1, ' ', false, json::error_handler_t::replace));
        if (parsed.report) return delivery_.accept(*std::move(parsed.report), origin);
        delivery_.reject(origin, "row without title or text");
    }

    const SourceContext& context_;
    RecordDelivery delivery_;
    std::vector<std::string> header_;
    std::string row_;
    std::size_t cells_ = 0;
    std::uint64_t record_ = 0;
    std::uint64_t row_begin_ = 0;
};

/// libcsv's parser over one table. Its callbacks cannot tell where in the piece they are, so that
/// pieces end at line ends and a row's byte is the one of its piece.
class CsvParser {
public:
    CsvParser(Table& table, char delimiter) : table_(table) {
        csv_init(&parser_, CSV_APPEND_NULL);
        csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
    }
    ~CsvParser() { csv_free(&parser_); }
    CsvParser(const CsvParser&) = delete;
    CsvParser& operator=(const CsvParser&) = delete;

    bool feed(std::string_view piece) {
        byte_ += piece.size();
        const bool whole = csv_parse(&parser_, piece.data(), piece.size(), &on_cell, &on_row,
                                     this) == piece.size();
        rethrow();
        return whole;
    }

    void finish() {
        csv_fini(&parser_, &on_cell, &on_row, this);
        rethrow();
    }

    [[nodiscard]] std::uint64_t byte() const { return byte_; }

private:
    static void on_cell(void* text, std::size_t size, void* self) {
        auto* const parser = static_cast<CsvParser*>(self);
        parser->guarded([&] { parser->table_.add_cell({static_cast<const char*>(text), size}); });
    }

    static void on_row(int /*end*/, void* self) {
        auto* const parser = static_cast<CsvParser*>(self);
        parser->guarded([&] { parser->table_.end_row(parser->byte_); });
    }

    template <typename Step>
    void guarded(Step step) {
        if (thrown_) return;
        try {
            step();
        } catch (...) {
            thrown_ = std::current_exception();  // must not cross libcsv's frames
        }
    }

    void rethrow() {
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    }

    Table& table_;
    csv_parser parser_{};
    std::uint64_t byte_ = 0;
    std::exception_ptr thrown_;
};

void parse_table(ByteSource& source, const SourceContext& context, char delimiter) {
    Table table(context);
    CsvParser parser(table, delimiter);
    std::string piece(kHead, '\0');
    bool first = true;
    while (const std::size_t size = source.read(piece.data(), piece.size())) {
        std::string_view rest = std::string_view(piece).substr(0, size);
        if (std::exchange(first, false) && rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
            if (!parser.feed(rest.substr(0, end)))
                return table.reject_rest("a cell is larger than memory allows");
            rest.remove_prefix(end);
        }
        if (parser.byte() - table.row_begin() > context.options.max_record)
            return table.reject_rest("a row of more than " +
                                     format_size(context.options.max_record) +
                                     " is larger than --max-record; is a quote left open?");
    }
    parser.finish();
    table.finish();
}

/// The names in the first line, unquoted; empty if a cell is too long for a name.
std::vector<std::string> header_of(std::string_view text, char delimiter) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    std::vector<std::string> names;
    for (std::string_view cell : split(line, std::string_view(&delimiter, 1))) {
        cell = trimmed(cell);
        if (cell.size() > 1 && cell.starts_with('"') && cell.ends_with('"'))
            cell = cell.substr(1, cell.size() - 2);
        if (cell.size() > kLongestColumnName) return {};
        names.emplace_back(cell);
    }
    return names;
}

/// Whether the first line is a header: at least two columns that we know, one of them text.
bool has_header(std::string_view text, char delimiter) {
    constexpr std::array<std::string_view, 4> kTexts = {"title", "text", "case", "abstract"};
    std::set<std::string_view> keys;
    for (const std::string& name : header_of(text, delimiter)) {
        if (const Column* column = find_column(name)) keys.insert(column->key);
    }
    return keys.size() >= 2 && std::any_of(kTexts.begin(), kTexts.end(), [&](std::string_view key) {
               return keys.contains(key);
           });
}

void read_table(ByteSource& source, const SourceContext& context, std::string_view delimiters) {
    PeekedSource peeked(source, kHead);
    const std::string head = text_of_head(peeked.head());
    char delimiter = delimiters.front();
    for (const char other : delimiters) {
        if (header_of(head, other).size() > header_of(head, delimiter).size()) delimiter = other;
    }
    if (!is_wide(peeked.head())) return parse_table(peeked, context, delimiter);
    std::string bytes;
    if (!read_record(peeked, context, bytes)) return;
    const std::string text = decode_text(bytes).text;
    MemorySource decoded(text);
    parse_table(decoded, context, delimiter);
}

}  // namespace

bool is_csv(const SourceHead& head) {
    return has_header(head.text, ',') || has_header(head.text, ';');
}

void read_csv(ByteSource& source, const SourceContext& context) {
    read_table(source, context, ",;");
}

bool is_tsv(const SourceHead& head) {
    return has_header(head.text, '\t');
}

void read_tsv(ByteSource& source, const SourceContext& context) {
    read_table(source, context, "\t");
}

}  // namespace casebook::readers
