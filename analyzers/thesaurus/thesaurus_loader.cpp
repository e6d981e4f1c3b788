#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>

#include "casebook/encoding.hpp"
#include "casebook/error.hpp"
#include "casebook/thesaurus.hpp"
#include "casebook/thesaurus_compiler.hpp"
#include "tsv_rows.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

using Row = std::vector<std::string_view>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) throw Error(ErrorCode::io, "'" + file.string() + "' cannot be read");
    return bytes;
}

/// The files of a thesaurus in the folder, ascending.
std::vector<fs::path> find_files(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        throw Error(ErrorCode::not_found, "there is no folder '" + folder.string() + "'");
    std::vector<fs::path> files;
    try {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const fs::path name = entry.path().filename();
            const bool rows =
                name == "concepts.tsv" || name == "terms.tsv" || name == "ambiguous.tsv";
            const bool own = entry.path().parent_path() == folder && name == "retired.tsv";
            if ((rows || own) && entry.is_regular_file()) files.push_back(entry.path());
        }
    } catch (const fs::filesystem_error&) {
        throw Error(ErrorCode::io, "'" + folder.string() + "' cannot be read");
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> list_of(std::string_view column) {
    std::vector<std::string> pieces;
    for (const std::string_view piece : split(column, '|')) {
        if (!piece.empty()) pieces.emplace_back(piece);
    }
    return pieces;
}

bool is_language(std::string_view language) {
    return Language::from_tag(language).code() == language;
}

/// Whether an id can stand in lists and in messages.
bool is_id(std::string_view id) {
    constexpr std::size_t kLongest = 100;
    return !id.empty() && id.size() <= kLongest && std::all_of(id.begin(), id.end(), [](char byte) {
        return byte > ' ' && byte < '\x7F' && byte != '|';
    });
}

/// Reads files into a ThesaurusFolder.
class FolderReader {
public:
    explicit FolderReader(const fs::path& folder) : folder_(folder) {}

    ThesaurusFolder run() {
        for (const fs::path& file : find_files(folder_))
            read(file);
        report_retired();
        return std::move(result_);
    }

private:
    void read(const fs::path& file);
    void read_row(const std::string& name, const Row& row);
    void read_concept(const Row& row);
    void read_term(const Row& row);
    void read_sense(const Row& row);
    void report(const std::string& message) {
        result_.problems.push_back({result_.files.back(), place_.line, message});
    }
    void report_retired();

    const fs::path& folder_;
    ThesaurusFolder result_;
    RowPlace place_;
    std::set<std::string, std::less<>> retired_;
};

void FolderReader::read(const fs::path& file) {
    place_ = {static_cast<std::uint32_t>(result_.files.size()), 0};
    result_.files.push_back(fs::path(file).lexically_relative(folder_).generic_string());
    const std::string bytes = read_file(file);
    std::string_view text = bytes;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    for (std::string_view line : split(text, '\n')) {
        ++place_.line;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        if (find_ill_formed_utf8(line) != std::string_view::npos) {
            report("the line is no well-formed UTF-8; it is left out");
        } else if (line.find('\0') != std::string_view::npos) {
            report("the line holds a NUL; it is left out");
        } else {
            read_row(file.filename().string(), split(line, '\t'));
        }
    }
}

void FolderReader::read_row(const std::string& name, const Row& row) {
    const std::size_t columns = name == "ambiguous.tsv" ? 5 : name == "retired.tsv" ? 2 : 6;
    if (row.size() != columns) {
        report("the line has " + std::to_string(row.size()) + " columns for " +
               std::to_string(columns) + "; it is left out");
    } else if (name == "concepts.tsv") {
        read_concept(row);
    } else if (name == "terms.tsv") {
        read_term(row);
    } else if (name == "ambiguous.tsv") {
        read_sense(row);
    } else {
        retired_.emplace(row[0]);
    }
}

void FolderReader::read_concept(const Row& row) {
    const std::optional<ConceptType> type = parse_concept_type(row[1]);
    if (!is_id(row[0]) || !type) {
        report("the first two columns are no id and type; the line is left out");
        return;
    }
    result_.source.concepts.push_back({std::string(row[0]), *type, list_of(row[2]), list_of(row[3]),
                                       list_of(row[4]), std::string(row[5])});
    result_.concept_places.push_back(place_);
}

void FolderReader::read_term(const Row& row) {
    const std::optional<TermKind> kind = parse_term_kind(row[2]);
    const bool checked = row[5] == "1";
    if (!is_id(row[0]) || !is_language(row[1]) || !kind || (!checked && row[5] != "0")) {
        report("id, language, kind or the last column is none; the line is left out");
        return;
    }
    result_.source.terms.push_back({std::string(row[0]), std::string(row[1]), *kind,
                                    std::string(row[3]), std::string(row[4]), checked});
    result_.term_places.push_back(place_);
}

void FolderReader::read_sense(const Row& row) {
    if (row[0].empty() || !is_language(row[1]) || !is_id(row[2])) {
        report("term, language or id is none; the line is left out");
        return;
    }
    result_.source.senses.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2]),
                                     list_of(row[3]), std::string(row[4])});
    result_.sense_places.push_back(place_);
}

void FolderReader::report_retired() {
    for (std::size_t row = 0; row < result_.source.concepts.size(); ++row) {
        const std::string& id = result_.source.concepts[row].id;
        if (!retired_.contains(id)) continue;
        const RowPlace& place = result_.concept_places[row];
        result_.problems.push_back(
            {result_.files[place.file], place.line, id + " is retired and must not be used again"});
    }
}

}  // namespace

VocabularyProblem ThesaurusFolder::locate(const RowProblem& problem) const {
    const std::vector<RowPlace>& places = problem.table == SourceTable::concepts ? concept_places
                                          : problem.table == SourceTable::terms  ? term_places
                                                                                 : sense_places;
    if (problem.row >= places.size()) return {{}, 0, problem.message};
    const RowPlace& place = places[problem.row];
    return {files[place.file], place.line, problem.message};
}

ThesaurusFolder load_thesaurus_folder(const std::filesystem::path& folder) {
    return FolderReader(folder).run();
}

std::string to_string(const VocabularyProblem& problem) {
    const std::string line = problem.line == 0 ? "" : ":" + std::to_string(problem.line);
    return problem.file + line + (problem.file.empty() ? "" : ": ") + problem.message;
}

}  // namespace casebook
