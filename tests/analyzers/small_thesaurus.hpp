#pragma once

#include <string>

#include "casebook/built_in.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/thesaurus.hpp"
#include "casebook/thesaurus_compiler.hpp"

namespace casebook {

/// The vocabulary of tests/analyzers/data/thesaurus, compiled once. Tests name its concepts by the
/// short names in the column for notes.
class SmallThesaurus {
public:
    static const SmallThesaurus& get() {
        static const SmallThesaurus thesaurus;
        return thesaurus;
    }

    [[nodiscard]] const ThesaurusFolder& folder() const { return folder_; }
    [[nodiscard]] const CompiledThesaurus& compiled() const { return compiled_; }
    [[nodiscard]] const Thesaurus& thesaurus() const { return thesaurus_; }

    /// "-" for none.
    [[nodiscard]] std::string name(ConceptNumber number) const {
        for (const ConceptRow& row : folder_.source.concepts) {
            if (row.id == thesaurus_.id(number)) return row.note;
        }
        return "-";
    }

    [[nodiscard]] ConceptNumber number(std::string_view name) const {
        for (const ConceptRow& row : folder_.source.concepts) {
            if (row.note == name) return thesaurus_.find_concept(row.id).value_or(kNoConcept);
        }
        return kNoConcept;
    }

private:
    SmallThesaurus()
        : folder_(load_thesaurus_folder(CASEBOOK_SOURCE_DIR "/tests/analyzers/data/thesaurus")),
          compiled_(compile_thesaurus(folder_.source, built_in_analyzer())),
          thesaurus_(Thesaurus::from_bytes(compiled_.bytes, "the tests' thesaurus")) {}

    ThesaurusFolder folder_;
    CompiledThesaurus compiled_;
    Thesaurus thesaurus_;
};

}  // namespace casebook
