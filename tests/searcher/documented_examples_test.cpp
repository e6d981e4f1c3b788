#include <algorithm>
#include <fstream>
#include <set>

#include "catch.hpp"
#include "sample_reports.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

struct Example {
    std::string query;
    std::set<std::string> ids;
};

/// The rows of the table of examples in docs/query-language.md.
std::vector<Example> documented_examples() {
    std::ifstream file(CASEBOOK_SOURCE_DIR "/docs/query-language.md");
    std::vector<Example> examples;
    bool in_table = false;
    for (std::string line; std::getline(file, line);) {
        in_table = in_table || line == "## Examples";
        if (!in_table || !line.starts_with("| `")) continue;
        const std::size_t end = line.find("` | ", 3);
        REQUIRE(end != std::string::npos);
        Example example{line.substr(3, end - 3), {}};
        std::string id;
        for (const char byte : line.substr(end + 4)) {
            if (byte != ',' && byte != ' ' && byte != '|') {
                id += byte;
            } else if (!id.empty()) {
                example.ids.insert(std::move(id));
                id.clear();
            }
        }
        examples.push_back(std::move(example));
    }
    return examples;
}

}  // namespace

TEST_CASE("the documented examples find what the document says", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    const std::vector<Example> examples = documented_examples();
    CHECK(examples.size() >= 12);
    for (const Example& example : examples) {
        CAPTURE(example.query);
        const SearchResult result = ask(searcher, example.query);
        CHECK(result.diagnostics.empty());
        const std::vector<std::string> ids = found(result);
        CHECK(std::set<std::string>(ids.begin(), ids.end()) == example.ids);
    }
}

TEST_CASE("a value that names nothing is said to, and nothing has it", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    for (const char* query : {"therapy:xyzzy leukemia", "age:old leukemia", "sex:unknown leukemia",
                              "age_group:\"middle ages\" leukemia"}) {
        CAPTURE(query);
        const SearchResult result = ask(searcher, query);
        REQUIRE(result.diagnostics.size() == 1);
        CHECK(result.diagnostics.front().code == "unknown_value");
        CHECK(result.total == 0);
    }
}

}  // namespace casebook
