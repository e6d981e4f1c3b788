#include "casebook/built_in.hpp"

namespace casebook {

const Thesaurus& built_in_thesaurus() {
    static const Thesaurus* const thesaurus = new Thesaurus(
        Thesaurus::from_bytes(built_in::compiled_thesaurus(), "the built-in thesaurus"));
    return *thesaurus;
}

}  // namespace casebook
