#include "facts/general_therapies.hpp"

#include <algorithm>

#include "facts/context_scopes.hpp"
#include "facts/therapy_facts.hpp"

namespace casebook {
namespace {

/// Words from a name to another that tells which it was.
constexpr std::uint32_t kApposed = 4;

/// The same behind "with": "reconstruction with a tumour bearing frozen autograft".
constexpr std::uint32_t kMeans = 6;

bool holds(const std::vector<ConceptNumber>& numbers, ConceptNumber number) {
    return std::binary_search(numbers.begin(), numbers.end(), number);
}

}  // namespace

void GeneralTherapies::note_given(const Sentence& sentence, const PlacedMention& mention) {
    Given given;
    given.sentence = sentence.first_word;
    given.first_word = mention.first_word;
    given.last_word = mention.last_word;
    given.number = reading_.mentions()[mention.mention].concept_number;
    given.unspecific = is_named_in(reading_, sentence, mention, CueCategory::unspecific);
    given.besides =
        is_reached(reading_, sentence, CueCategory::besides, mention.first_word, mention.last_word);
    for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
        const Cue& cue = reading_.cues()[i];
        if (cue.rule.category == CueCategory::given && cue.first <= given.last_word &&
            cue.last > given.last_word)
            given.joined_to = cue.last;
        if (cue.rule.category == CueCategory::role && cue.last < given.first_word &&
            given.first_word <= cue.last + cue.rule.scope &&
            reading_.gap_between(cue.last, given.first_word) <= Gap::space)
            given.role = true;
    }
    given_.push_back(given);
}

void GeneralTherapies::drop(std::vector<ConceptFact>& facts) const {
    std::erase_if(facts,
                  [&](const ConceptFact& fact) { return is_superfluous(fact.concept_number); });
}

/// Whether each mention stands beside the special name.
bool GeneralTherapies::is_superfluous(ConceptNumber number) const {
    bool found = false;
    for (const Given& name : given_) {
        if (name.number != number) continue;
        const bool repeated = std::any_of(given_.begin(), given_.end(),
                                          [&](const Given& other) { return repeats(name, other); });
        if (repeated) continue;
        const bool explained = std::any_of(given_.begin(), given_.end(), [&](const Given& other) {
            return explains(name, other);
        });
        if (name.besides || !explained) return false;
        found = true;
    }
    return found;
}

/// "Neoadjuvant chemotherapy (NAC)": the short form says nothing that the long one does not.
bool GeneralTherapies::repeats(const Given& name, const Given& other) const {
    return other.number == name.number && other.last_word + 1 == name.first_word &&
           reading_.gap_between(other.last_word, name.first_word) == Gap::bracket;
}

/// "Steroids (prednisone 60 mg)", "antibiotics: ceftriaxone", "adjuvant therapy with tamoxifen",
/// "tacrolimus ointment", "cisplatin as neoadjuvant chemotherapy".
bool GeneralTherapies::explains(const Given& name, const Given& other) const {
    if (other.number == name.number || other.unspecific || other.sentence != name.sentence)
        return false;
    const bool after = other.first_word > name.last_word;
    if (name.role && !after) return true;
    if (!name.unspecific && !holds(thesaurus_.broader_closure(other.number), name.number))
        return false;
    const std::uint32_t first = after ? name.last_word : other.last_word;
    const std::uint32_t last = after ? other.first_word : name.first_word;
    const Gap gap = reading_.gap_between(first, last);
    if (last - first <= kApposed && (gap == Gap::bracket || gap == Gap::colon)) return true;
    if (!after && last - first == 1 && gap <= Gap::space) return true;
    return after && name.joined_to > name.last_word && last - name.joined_to <= kMeans;
}

}  // namespace casebook
