#include "chosen_thesaurus.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"
#include "thesaurus_import.hpp"

namespace casebook::cli {

std::shared_ptr<const Thesaurus> chosen_thesaurus(const ParsedCommand& command) {
    if (!command.has("thesaurus"))
        return {std::shared_ptr<const Thesaurus>(), &built_in_thesaurus()};
    return std::make_shared<const Thesaurus>(Thesaurus::open(command.value("thesaurus")));
}

std::shared_ptr<const Thesaurus> merged_thesaurus(const ParsedCommand& command, Streams& streams) {
    if (!command.has("thesaurus")) return nullptr;
    const std::vector<std::string> files = command.values("thesaurus");
    const auto compiled = std::find_if(files.begin(), files.end(), [](const std::string& file) {
        return Thesaurus::is_compiled(file);
    });
    if (compiled == files.end())
        return std::make_shared<const Thesaurus>(compile_vocabularies(files, streams));
    if (files.size() > 1) {
        throw UsageError("--thesaurus " + *compiled +
                             " is compiled and stands alone; import the other files with those "
                             "that it was made from",
                         command.spec().name);
    }
    return chosen_thesaurus(command);
}

}  // namespace casebook::cli
