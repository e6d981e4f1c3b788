#pragma once

#include <string_view>

#include "casebook/thesaurus_source.hpp"
#include "temporary_folder.hpp"

namespace casebook {

/// Tries the importers of vocabularies on any bytes, and checks what is promised for all of them.
/// One thread at a time.
class VocabularyProbe {
public:
    VocabularyProbe();

    /// The first byte picks the importer, the second options, the rest is the file; of UMLS the
    /// three tables, a NUL after each. Throws BrokenInvariant naming the promise that does not
    /// hold.
    void check(std::string_view input);

private:
    [[nodiscard]] ThesaurusSource import(std::string_view input);
    void check_merge(ThesaurusSource source) const;

    TemporaryFolder folder_;
    ThesaurusSource other_;  ///< what each input is merged with
};

}  // namespace casebook
