#include "sample_index.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "run_process.hpp"

namespace casebook::test {
namespace {

using Json = nlohmann::ordered_json;

Json report(const std::string& id, const std::string& title, const std::string& journal, int year,
            const std::string& text) {
    return {{"id", id},           {"title", title}, {"authors", {"Ada Example", "Bo Sample"}},
            {"journal", journal}, {"year", year},   {"text", text}};
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "casebook-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    folder_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string TemporaryFolder::write(std::string_view name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
}

std::string sample_reports() {
    const std::vector<Json> reports = {
        report("hypo-1", "Hypoplastic leukemia that answered to antithymocyte globulin",
               "Annals of \"Made Up\", Cases", 2003,
               "A boy with hypoplastic leukemia was given antithymocyte globulin. The blasts were "
               "gone after four weeks and did not come back."),
        report("relapse-2", "Relapse of leukemia in the breast", "Sample Journal", 1999,
               "A woman with leukemia in her breast received donor lymphocytes. No antibody was "
               "given at any time."),
        report("antibody-3", "Leukemia treated with rituximab", "Sample Journal", 2001,
               "The man had leukemia and was treated with rituximab once a week for a month."),
        report("formula-4", "=SUM(A1) is no title for a leukemia report", "Sample Journal", 2004,
               "The spreadsheet was not told that leukemia is not a number. The patient was well."),
        report(
            "evil-5", "Leukemia \x1b]0;owned\x07 and \u202ereversed\u202c words", "Sample Journal",
            2005,
            "The monitor showed \x1b[31mleukemia\x1b[0m in red, then \u009b2J nothing, \u202eand "
            "then\u202c all of it backwards."),
        report("asthma-6", "Asthma that went away", "Sample Journal", 2010,
               "A child with asthma moved to the mountains, and the asthma went away."),
    };
    std::string lines;
    for (const Json& line : reports) {
        lines += line.dump() + "\n";
    }
    return lines;
}

const std::string& sample_index() {
    static const TemporaryFolder folder;
    static const std::string path = [] {
        const std::string file = folder.write("reports.jsonl", sample_reports());
        const std::string index = folder.path("sample.db");
        const Outcome outcome = run_casebook({"index", "--db", index, file});
        if (outcome.status != 0) {
            throw std::runtime_error("the sample was not indexed: " + outcome.err);
        }
        return index;
    }();
    return path;
}

std::vector<std::string> on_sample(std::vector<std::string> arguments) {
    const std::vector<std::string> database = {"--db", sample_index()};
    arguments.insert(arguments.begin() + 1, database.begin(), database.end());
    return arguments;
}

std::string read_file(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace casebook::test
