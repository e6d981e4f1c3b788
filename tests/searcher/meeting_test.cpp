#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

/// A line of the tables of what is typed and what was written.
struct Meeting {
    std::size_t line = 0;
    std::string language;
    std::string typed;
    std::string written;
    std::string why;
    bool cognate = false;
};

std::vector<Meeting> read_rows(const std::string& name) {
    std::ifstream file(std::string(CASEBOOK_SOURCE_DIR) + "/tests/analyzers/data/" + name);
    REQUIRE(file);
    std::vector<Meeting> rows;
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string> columns(1);
        for (const char byte : line) {
            if (byte == '\t') {
                columns.emplace_back();
            } else {
                columns.back().push_back(byte);
            }
        }
        REQUIRE(columns.size() >= 4);
        rows.push_back({number, columns[0], columns[1], columns[2], columns[3],
                        columns.size() > 4 && columns[4] == "cognate"});
    }
    return rows;
}

std::string id_of(const Meeting& row) {
    return "line-" + std::to_string(row.line);
}

void index_rows(const std::filesystem::path& path, const std::vector<Meeting>& rows) {
    std::vector<CaseReport> reports;
    for (const Meeting& row : rows)
        reports.push_back(make_report(id_of(row), "", row.written, row.language.c_str()));
    make_index(path, reports);
}

/// Whether what was typed finds the row, in the first tier.
bool meets(const Searcher& searcher, const Meeting& row) {
    SearchRequest request;
    request.query = row.typed;
    request.match = MatchRule::all;
    request.filters = {{"id", id_of(row)}};
    return searcher.search(request).total == 1;
}

}  // namespace

TEST_CASE("what is typed meets what was written, in an index of all languages", "[searcher]") {
    const TemporaryFolder folder;
    const std::vector<Meeting> rows = read_rows("meet.tsv");
    index_rows(folder / "db", rows);
    const Searcher searcher(folder / "db");
    for (const Meeting& row : rows) {
        if (row.cognate) continue;
        CAPTURE(row.line, row.language, row.typed, row.written, row.why);
        CHECK(meets(searcher, row));
    }
}

TEST_CASE("cognates meet where the word itself is nowhere", "[searcher]") {
    for (const Meeting& row : read_rows("meet.tsv")) {
        if (!row.cognate) continue;
        const TemporaryFolder folder;
        index_rows(folder / "db", {row});
        CAPTURE(row.line, row.language, row.typed, row.written, row.why);
        CHECK(meets(Searcher(folder / "db"), row));
    }
}

TEST_CASE("what must not meet does not, in an index of all languages", "[searcher]") {
    const TemporaryFolder folder;
    const std::vector<Meeting> rows = read_rows("never.tsv");
    index_rows(folder / "db", rows);
    const Searcher searcher(folder / "db");
    for (const Meeting& row : rows) {
        CAPTURE(row.line, row.language, row.typed, row.written, row.why);
        CHECK_FALSE(meets(searcher, row));
    }
}

TEST_CASE("what must not meet does not, where nothing better is in the index", "[searcher]") {
    for (const Meeting& row : read_rows("never.tsv")) {
        const TemporaryFolder folder;
        index_rows(folder / "db", {row});
        CAPTURE(row.line, row.language, row.typed, row.written, row.why);
        CHECK_FALSE(meets(Searcher(folder / "db"), row));
    }
}

}  // namespace casebook
