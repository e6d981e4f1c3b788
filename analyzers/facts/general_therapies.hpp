#pragma once

#include <cstdint>
#include <vector>

#include "casebook/thesaurus.hpp"
#include "facts/report_reading.hpp"

namespace casebook {

/// Decides which therapies given are only the general name of others: "steroids (prednisone)" is
/// prednisone. Such a name is no fact of its own, and a filter by it finds the special one anyway.
class GeneralTherapies {
public:
    GeneralTherapies(const ReportReading& reading, const Thesaurus& thesaurus)
        : reading_(reading), thesaurus_(thesaurus) {}

    /// Notes a mention that tells of a therapy given.
    void note_given(const Sentence& sentence, const PlacedMention& mention);

    /// Takes out of `facts` what another of them makes superfluous.
    void drop(std::vector<ConceptFact>& facts) const;

private:
    struct Given {
        std::uint32_t sentence = 0;  ///< its first word
        std::uint32_t first_word = 0;
        std::uint32_t last_word = 0;
        std::uint32_t joined_to = 0;  ///< the "with" of "therapy with"
        ConceptNumber number = kNoConcept;
        bool unspecific = false;
        bool role = false;     ///< tells what a therapy was for: "as prophylaxis"
        bool besides = false;  ///< said to mean something else than what else is given
    };

    [[nodiscard]] bool is_superfluous(ConceptNumber number) const;
    [[nodiscard]] bool explains(const Given& name, const Given& other) const;
    [[nodiscard]] bool repeats(const Given& name, const Given& other) const;

    const ReportReading& reading_;
    const Thesaurus& thesaurus_;
    std::vector<Given> given_;
};

}  // namespace casebook
