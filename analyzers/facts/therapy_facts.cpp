#include "facts/therapy_facts.hpp"

#include <algorithm>

#include "facts/context_scopes.hpp"
#include "facts/general_therapies.hpp"

namespace casebook {
namespace {

constexpr ContextSet kNotGiven =
    context_bit(CueCategory::negated) | context_bit(CueCategory::hypothetical) |
    context_bit(CueCategory::planned) | context_bit(CueCategory::refused) |
    context_bit(CueCategory::unavailable) | context_bit(CueCategory::allergy) |
    context_bit(CueCategory::family) | context_bit(CueCategory::other_person) |
    context_bit(CueCategory::literature);

/// What may be said of a therapy before it is given.
constexpr ContextSet kAhead =
    context_bit(CueCategory::hypothetical) | context_bit(CueCategory::planned);

/// Contexts that only therapies have.
constexpr ContextSet kTellsOfTherapy =
    context_bit(CueCategory::planned) | context_bit(CueCategory::refused) |
    context_bit(CueCategory::unavailable) | context_bit(CueCategory::allergy) |
    context_bit(CueCategory::failed);

bool holds(const std::vector<ConceptFact>& facts, ConceptNumber number) {
    return std::any_of(facts.begin(), facts.end(),
                       [&](const ConceptFact& fact) { return fact.concept_number == number; });
}

class TherapyReader {
public:
    TherapyReader(const ReportReading& reading, const Thesaurus& thesaurus, Telling telling,
                  CaseFacts& facts)
        : reading_(reading),
          thesaurus_(thesaurus),
          telling_(telling),
          facts_(facts),
          general_(reading, thesaurus) {}

    void read() {
        for (const Sentence& sentence : reading_.sentences()) {
            if (telling_ == Telling::of_a_case) fail_those_before(sentence);
            std::uint32_t given = 0;
            for (std::uint32_t i = sentence.first_mention; i < sentence.last_mention; ++i)
                given += read_mention(sentence, reading_.placed()[i]) ? 1 : 0;
            if (given > 0) last_given_ = &sentence;
        }
        general_.drop(facts_.therapy_failed);
        general_.drop(facts_.therapy);
        keep_failed_among_given();
    }

private:
    [[nodiscard]] ConceptNumber number_of(const PlacedMention& mention) const {
        return reading_.mentions()[mention.mention].concept_number;
    }

    [[nodiscard]] bool is_therapy(const Sentence& sentence, const PlacedMention& mention) const {
        const ConceptNumber number = number_of(mention);
        return thesaurus_.type(number) == ConceptType::therapy &&
               !thesaurus_.broader(number).empty() && !mention.in(CueCategory::measured) &&
               !is_named_in(reading_, sentence, mention, CueCategory::bare) &&
               !means_another(sentence, mention);
    }

    /// "Fluid" without a word of giving is no infusion, nor "rest" lying in bed.
    [[nodiscard]] bool means_another(const Sentence& sentence, const PlacedMention& mention) const {
        return !mention.firmly_given && (mention.contexts & kTellsOfTherapy) == 0 &&
               is_named_in(reading_, sentence, mention, CueCategory::cued);
    }

    /// Why a mention says that the patient had it; empty if it does not.
    [[nodiscard]] std::string given_rule(const Sentence& sentence,
                                         const PlacedMention& mention) const {
        if (telling_ == Telling::of_no_one || sentence.zone == Zone::terms) return {};
        const bool failed = mention.in(CueCategory::failed);
        // "Did not improve despite X": the words that deny the effect do not deny X.
        ContextSet denied = failed ? context_bit(CueCategory::negated) : 0;
        // "Because of the risk of embolism, excision was performed", "the planned X was done".
        if (mention.done) denied = static_cast<ContextSet>(denied | kAhead);
        if ((mention.contexts & kNotGiven & ~denied) != 0) return {};
        const bool cued = mention.in(CueCategory::given) || failed;
        if (sentence.general && sentence.zone != Zone::heading) return {};
        if (sentence.zone == Zone::talk && !(cued && sentence.own)) return {};
        if (sentence.zone == Zone::heading && !cued) return {};
        if (!cued) return "told of the patient";
        const bool given = mention.given_phrase != PlacedMention::kNoPhrase;
        return (given ? "given: " : "failed: ") +
               std::string(
                   reading_.phrase(sentence, given ? mention.given_phrase : mention.failed_phrase));
    }

    bool read_mention(const Sentence& sentence, const PlacedMention& mention) {
        if (!is_therapy(sentence, mention)) return false;
        const ConceptNumber number = number_of(mention);
        const FactPlace place = reading_.place_of(sentence, mention.first_word, mention.last_word);
        std::string rule = given_rule(sentence, mention);
        const bool given = !rule.empty();
        if (!holds(facts_.therapy_mentioned, number))
            facts_.therapy_mentioned.push_back({number, place, "named"});
        if (!given) return false;
        if (mention.in(CueCategory::failed)) {
            const std::string why =
                "failed: " + std::string(reading_.phrase(sentence, mention.failed_phrase));
            add_failed(number, place, why);
            fail_meant(number, why);
        }
        general_.note_given(sentence, mention);
        if (!holds(facts_.therapy, number)) facts_.therapy.push_back({number, place, rule});
        return true;
    }

    void add_failed(ConceptNumber number, const FactPlace& place, std::string rule) {
        if (!holds(facts_.therapy_failed, number))
            facts_.therapy_failed.push_back({number, place, std::move(rule)});
    }

    /// "However, there was no response": a sentence that names no therapy means those before it.
    void fail_those_before(const Sentence& sentence) {
        if (last_given_ == nullptr || last_given_->text != sentence.text ||
            last_given_ + 1 != &sentence || sentence.general)
            return;
        for (std::uint32_t i = sentence.first_mention; i < sentence.last_mention; ++i) {
            if (is_therapy(sentence, reading_.placed()[i])) return;
        }
        for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
            const Cue& cue = reading_.cues()[i];
            if (cue.rule.category != CueCategory::failed ||
                cue.rule.direction != CueDirection::backward || cue.rule.scope < 3)
                continue;
            fail_sentence(*last_given_,
                          "failed, next sentence: " +
                              std::string(reading_.phrase(sentence, cue.rule.phrase)));
            return;
        }
    }

    /// "The first transplant failed" after a sentence on a kidney transplantation means that.
    void fail_meant(ConceptNumber general, const std::string& rule) {
        if (last_given_ == nullptr) return;
        for (std::uint32_t i = last_given_->first_mention; i < last_given_->last_mention; ++i) {
            const PlacedMention& mention = reading_.placed()[i];
            const ConceptNumber number = number_of(mention);
            if (number == general || !is_therapy(*last_given_, mention) ||
                !is_broader(general, number) || given_rule(*last_given_, mention).empty())
                continue;
            add_failed(number,
                       reading_.place_of(*last_given_, mention.first_word, mention.last_word),
                       rule);
        }
    }

    [[nodiscard]] bool is_broader(ConceptNumber general, ConceptNumber special) const {
        const std::vector<ConceptNumber> closure = thesaurus_.broader_closure(special);
        return std::binary_search(closure.begin(), closure.end(), general);
    }

    void fail_sentence(const Sentence& sentence, const std::string& rule) {
        for (std::uint32_t i = sentence.first_mention; i < sentence.last_mention; ++i) {
            const PlacedMention& mention = reading_.placed()[i];
            if (!is_therapy(sentence, mention) || given_rule(sentence, mention).empty()) continue;
            add_failed(number_of(mention),
                       reading_.place_of(sentence, mention.first_word, mention.last_word), rule);
        }
    }

    /// A class that failed as such stays beside the one of its members that did not.
    void keep_failed_among_given() {
        for (const ConceptFact& fact : facts_.therapy_failed) {
            if (!holds(facts_.therapy, fact.concept_number)) facts_.therapy.push_back(fact);
        }
    }

    const ReportReading& reading_;
    const Thesaurus& thesaurus_;
    const Telling telling_;
    CaseFacts& facts_;
    GeneralTherapies general_;
    const Sentence* last_given_ = nullptr;
};

}  // namespace

bool is_named_in(const ReportReading& reading, const Sentence& sentence,
                 const PlacedMention& mention, CueCategory category) {
    for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
        const Cue& cue = reading.cues()[i];
        if (cue.rule.category != category) continue;
        const bool same = cue.first == mention.first_word && cue.last == mention.last_word;
        // "Exploratory laparotomy" says nothing, though a laparotomy alone does.
        const bool within = category == CueCategory::bare && cue.first <= mention.first_word &&
                            mention.last_word <= cue.last;
        // "Reconstruction with": the longer cue hides the shorter one.
        const bool leads = category == CueCategory::unspecific && cue.first == mention.first_word &&
                           mention.last_word <= cue.last;
        if (same || within || leads) return true;
    }
    return false;
}

void find_therapies(const ReportReading& reading, const Thesaurus& thesaurus, Telling telling,
                    CaseFacts& facts) {
    TherapyReader(reading, thesaurus, telling, facts).read();
}

}  // namespace casebook
