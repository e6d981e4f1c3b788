#include "index_state.hpp"

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "child_process.hpp"
#include "made_reports.hpp"

namespace casebook::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// A column of a row of comma-separated values that hold no commas up to there.
std::string column(const std::string& row, int number) {
    std::istringstream columns(row);
    std::string value;
    for (int passed = 0; passed <= number; ++passed)
        std::getline(columns, value, ',');
    return value;
}

}  // namespace

std::vector<std::string> answers_of(const fs::path& index) {
    std::vector<std::string> answers;
    for (const std::string& query : made_queries()) {
        const Ending ending =
            run_to_end({"search", "--db", index, "--format", "json", "--top", "50", query});
        Json answer = Json::parse(ending.out);
        answer.erase("took_ms");
        answer.erase("revision");
        answers.push_back(answer.dump());
    }
    return answers;
}

std::set<std::string> ids_in(const fs::path& index) {
    const Ending ending =
        run_to_end({"search", "--db", index, "--format", "csv", "--top", "all", "case"});
    if (ending.status > 1) throw std::runtime_error(ending.err);
    std::istringstream lines(ending.out);
    std::string line;
    std::set<std::string> ids;
    std::getline(lines, line);  // the names of the columns
    while (std::getline(lines, line))
        ids.insert(column(line, 3));
    return ids;
}

std::string complaints_of(const fs::path& index) {
    const Ending ending = run_to_end({"check", "--db", index});
    return ending.status == 0
               ? ""
               : "exit " + std::to_string(ending.status) + ": " + ending.out + ending.err;
}

bool has_leftovers(const fs::path& index) {
    for (const fs::directory_entry& entry : fs::directory_iterator(index.parent_path())) {
        if (entry.path().filename().string().find(".building") != std::string::npos) return true;
    }
    return false;
}

}  // namespace casebook::test
