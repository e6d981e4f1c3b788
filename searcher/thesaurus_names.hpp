#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"
#include "casebook/thesaurus.hpp"
#include "word_list.hpp"

namespace casebook {

/// The names of a thesaurus in the order of their letters, folded: what completions and corrections
/// look through. Immutable, so that threads may share it.
class ThesaurusNames {
public:
    struct Name {
        std::string folded;
        TermNumber term = kNoTermNumber;
    };

    /// Those in one of `languages`, and in none or Latin. `thesaurus` outlives it.
    ThesaurusNames(const Thesaurus& thesaurus, const std::vector<Language>& languages);

    /// The names that begin so, folded.
    [[nodiscard]] std::vector<Name>::const_iterator first_from(std::string_view beginning) const;
    [[nodiscard]] const std::vector<Name>& all() const { return names_; }

private:
    std::vector<Name> names_;
};

/// The names of one word, each with the number of reports that tell of its concept. Names of what
/// the index does not hold are of no use and have none.
class NamedWordList : public WordList {
public:
    NamedWordList(const ThesaurusNames& names, const Thesaurus& thesaurus,
                  const Xapian::Database& database);

    void seek(std::string_view word) override;
    void next() override;
    [[nodiscard]] bool at_end() const override;
    [[nodiscard]] std::string word() const override;
    [[nodiscard]] Xapian::doccount frequency() const override;

private:
    void pass_over_phrases();

    const ThesaurusNames& names_;
    const Thesaurus& thesaurus_;
    const Xapian::Database& database_;
    std::vector<ThesaurusNames::Name>::const_iterator at_;
};

/// Reports that tell of a concept.
[[nodiscard]] Xapian::doccount concept_frequency(const Xapian::Database& database,
                                                 const Thesaurus& thesaurus, ConceptNumber number);

}  // namespace casebook
