#pragma once

#include <string>
#include <string_view>

#include "casebook/thesaurus_compiler.hpp"

namespace casebook {

/// Opens damaged thesauri, looks everything up in them and lets them find concepts; compiles
/// hostile rows. One thread at a time.
class ThesaurusProbe {
public:
    ThesaurusProbe();

    /// The first byte picks what the rest is: a compiled file; changes to a good one (three bytes
    /// each: where, where, what) and behind a NUL a text; or rows, a term a line. Throws
    /// BrokenInvariant naming the promise that does not hold.
    void check(std::string_view input) const;

private:
    void check_file(std::string_view bytes, std::string_view text) const;
    void check_damaged(std::string_view changes) const;
    void check_rows(std::string_view lines) const;

    std::string good_;
};

}  // namespace casebook
