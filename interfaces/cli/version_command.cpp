#include "commands.hpp"

namespace casebook::cli {

std::string_view program_version() {
    return CASEBOOK_VERSION;
}

int run_version(const ParsedCommand&, Streams& streams) {
    streams.out.write(
        "casebook " + std::string(program_version()) +
        "\n"
        "The sources are under the MIT licence. This program is linked with Xapian "
        "(GPL-2.0-or-later)\n"
        "and CLD2 (Apache-2.0) and, as a whole, is under the GNU GPL version 3 or later.\n"
        "There is no warranty.\n");
    return kExitDone;
}

}  // namespace casebook::cli
