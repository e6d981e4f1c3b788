#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

std::string check_json(const IndexCheck& check) {
    const nlohmann::ordered_json json = {
        {"schema", 1}, {"reports", check.reports}, {"problems", check.problems}};
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string check_text(const IndexCheck& check) {
    std::string text;
    for (const std::string& problem : check.problems) {
        text += visible_name(problem) + "\n";
    }
    return text + counted(check.reports, "report") + ", " +
           (check.problems.empty() ? "no problems" : counted(check.problems.size(), "problem")) +
           "\n";
}

}  // namespace

int run_check(const ParsedCommand& command, Streams& streams) {
    const IndexCheck check = check_index(database_path(command));
    streams.out.write(command.value("format") == "json" ? check_json(check) : check_text(check));
    return check.problems.empty() ? kExitDone : kExitPartly;
}

}  // namespace casebook::cli
