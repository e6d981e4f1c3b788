#include "chosen_thesaurus.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"
#include "thesaurus_import.hpp"

namespace casebook::cli {

namespace {

/// The one compiled file among those that an option names; none if all are vocabularies.
std::shared_ptr<const Thesaurus> open_compiled(const std::vector<std::string>& files,
                                               std::string_view option,
                                               const ParsedCommand& command) {
    const auto compiled = std::find_if(files.begin(), files.end(), [](const std::string& file) {
        return Thesaurus::is_compiled(file);
    });
    if (compiled == files.end()) return nullptr;
    if (files.size() > 1) {
        throw UsageError("--" + std::string(option) + " " + *compiled +
                             " is compiled and stands alone; import the other files with those "
                             "that it was made from",
                         command.spec().name);
    }
    return std::make_shared<const Thesaurus>(Thesaurus::open(*compiled));
}

}  // namespace

std::shared_ptr<const Thesaurus> chosen_thesaurus(const ParsedCommand& command) {
    if (!command.has("thesaurus"))
        return {std::shared_ptr<const Thesaurus>(), &built_in_thesaurus()};
    return std::make_shared<const Thesaurus>(Thesaurus::open(command.value("thesaurus")));
}

std::shared_ptr<const Thesaurus> merged_thesaurus(const ParsedCommand& command, Streams& streams) {
    const std::vector<std::string> files = command.values("thesaurus");
    if (files.empty()) return nullptr;
    if (auto compiled = open_compiled(files, "thesaurus", command)) return compiled;
    return std::make_shared<const Thesaurus>(
        compile_vocabularies(files, ImportManner::with_built_in, streams));
}

std::shared_ptr<const Thesaurus> overlay_of(const ParsedCommand& command, Streams& streams) {
    const std::vector<std::string> files = command.values("overlay");
    if (files.empty()) return nullptr;
    if (auto compiled = open_compiled(files, "overlay", command)) return compiled;
    return std::make_shared<const Thesaurus>(
        compile_vocabularies(files, ImportManner::quietly_alone, streams));
}

}  // namespace casebook::cli
