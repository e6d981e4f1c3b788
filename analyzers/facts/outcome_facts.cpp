#include "facts/outcome_facts.hpp"

#include <algorithm>

#include "facts/context_scopes.hpp"

namespace casebook {
namespace {

class OutcomeReader {
public:
    OutcomeReader(const ReportReading& reading, const Thesaurus& thesaurus)
        : reading_(reading), thesaurus_(thesaurus) {}

    std::vector<OutcomeFact> read() {
        for (const Sentence& sentence : reading_.sentences()) {
            if (sentence.zone == Zone::heading) {
                read_sentence(sentence, ahead_);
                cared_ = false;  // the story begins after the title
            }
            if (sentence.zone == Zone::narrative && !sentence.general)
                read_sentence(sentence, states_);
            if (sentence.zone == Zone::talk && sentence.own && !sentence.general && cared_)
                read_sentence(sentence, later_);
        }
        // What a title or a discussion says repeats the story; it counts where the story is silent.
        if (states_.empty()) states_ = std::move(weak_);
        if (states_.empty()) states_ = later_.empty() ? ahead_ : later_;
        return by_last_place();
    }

private:
    void read_sentence(const Sentence& sentence, std::vector<OutcomeFact>& states) {
        std::uint32_t mention = sentence.first_mention;
        for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
            const Cue& cue = reading_.cues()[i];
            for (; mention < sentence.last_mention &&
                   reading_.placed()[mention].first_word < cue.first;
                 ++mention)
                note_care(reading_.placed()[mention]);
            read_cue(sentence, cue, states);
        }
        for (; mention < sentence.last_mention; ++mention)
            note_care(reading_.placed()[mention]);
    }

    void note_care(const PlacedMention& mention) {
        const ConceptNumber number = reading_.mentions()[mention.mention].concept_number;
        if (thesaurus_.type(number) == ConceptType::therapy && !mention.in(CueCategory::negated))
            cared_ = true;
    }

    void read_cue(const Sentence& sentence, const Cue& cue, std::vector<OutcomeFact>& states) {
        switch (cue.rule.category) {
            case CueCategory::care:
            case CueCategory::given:
                cared_ = true;
                return;
            case CueCategory::outcome:
            case CueCategory::weak_outcome:
            case CueCategory::recurrence:
            case CueCategory::residual:
                break;
            default:
                return;
        }
        const std::optional<OutcomeState> state = state_of(sentence, cue);
        if (!state) return;
        const bool weak = cue.rule.category == CueCategory::weak_outcome ||
                          cue.rule.category == CueCategory::residual;
        if (weak && &states == &states_) {
            add(sentence, cue, *state, weak_);
            return;
        }
        add(sentence, cue, *state, states);
    }

    void add(const Sentence& sentence, const Cue& cue, OutcomeState state,
             std::vector<OutcomeFact>& states) const {
        states.push_back({state, reading_.place_of(sentence, cue.first, cue.last),
                          std::string(to_string(cue.rule.category)) + ": " +
                              std::string(reading_.phrase(sentence, cue.rule.phrase))});
    }

    [[nodiscard]] std::optional<OutcomeState> state_of(const Sentence& sentence,
                                                       const Cue& cue) const {
        for (const CueCategory other :
             {CueCategory::hypothetical, CueCategory::planned, CueCategory::family,
              CueCategory::other_person, CueCategory::literature}) {
            if (is_reached(reading_, sentence, other, cue.first, cue.last)) return std::nullopt;
        }
        const bool negated =
            is_reached(reading_, sentence, CueCategory::negated, cue.first, cue.last);
        if (cue.rule.category == CueCategory::recurrence) {
            if (!negated) return OutcomeState::relapsed_or_worse;
            return cared_ ? std::optional(OutcomeState::complete_remission) : std::nullopt;
        }
        if (cue.rule.category == CueCategory::residual) {
            return negated && cared_ ? std::optional(OutcomeState::complete_remission)
                                     : std::nullopt;
        }
        const auto state = static_cast<OutcomeState>(cue.rule.value);
        if (state == OutcomeState::died && !negated) return state;
        if (!cared_ && !has_therapy(sentence)) return std::nullopt;
        if (!cared_ && state == OutcomeState::relapsed_or_worse) return std::nullopt;
        return negated ? std::nullopt : std::optional(state);
    }

    [[nodiscard]] bool has_therapy(const Sentence& sentence) const {
        for (std::uint32_t i = sentence.first_mention; i < sentence.last_mention; ++i) {
            const PlacedMention& placed = reading_.placed()[i];
            const ConceptNumber number = reading_.mentions()[placed.mention].concept_number;
            if (thesaurus_.type(number) == ConceptType::therapy) return true;
        }
        return false;
    }

    /// The states once each, in the order of their last places.
    [[nodiscard]] std::vector<OutcomeFact> by_last_place() {
        std::vector<OutcomeFact> distinct;
        for (auto fact = states_.rbegin(); fact != states_.rend(); ++fact) {
            const bool known =
                std::any_of(distinct.begin(), distinct.end(),
                            [&](const OutcomeFact& other) { return other.state == fact->state; });
            if (!known) distinct.push_back(std::move(*fact));
        }
        std::reverse(distinct.begin(), distinct.end());
        return distinct;
    }

    const ReportReading& reading_;
    const Thesaurus& thesaurus_;
    bool cared_ = false;
    std::vector<OutcomeFact> ahead_;
    std::vector<OutcomeFact> states_;
    std::vector<OutcomeFact> weak_;
    std::vector<OutcomeFact> later_;
};

}  // namespace

void find_outcomes(const ReportReading& reading, const Thesaurus& thesaurus, CaseFacts& facts) {
    facts.outcome = OutcomeReader(reading, thesaurus).read();
}

}  // namespace casebook
