#include "casebook/searcher.hpp"
#include "commands.hpp"
#include "text_layout.hpp"

namespace casebook::cli {

int run_delete(const ParsedCommand& command, Streams& streams) {
    // A writer would make an index that is not there; a searcher says that it is missing.
    static_cast<void>(Searcher(database_path(command)));
    IndexWriter writer(database_path(command), writer_options(command));
    std::uint64_t removed = 0;
    for (const std::string& id : command.words()) {
        if (writer.remove(id)) {
            ++removed;
        } else {
            tell(streams, "no report has the id '" + id + "'");
        }
    }
    writer.commit();
    tell(streams, counted(removed, "report") + " deleted");
    return removed == command.words().size() ? kExitDone : kExitPartly;
}

}  // namespace casebook::cli
