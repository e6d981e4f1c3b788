#include "facts/context_scopes.hpp"

#include <algorithm>

namespace casebook {
namespace {

/// Words that may stand between two members of a list: "vincristine, low-dose prednisolone".
constexpr std::uint32_t kListGap = 4;

/// A cue of giving so near to the one before it belongs to it: "was not treated with".
constexpr std::uint32_t kJoinedCues = 2;

/// Of a cue that reaches to the end of the sentence.
constexpr std::uint32_t kLongestScope = 1U << 20U;

/// Whether a word that ends scopes stands from `first` to before `last`.
bool is_ended(const ReportReading& reading, const Sentence& sentence, std::uint32_t first,
              std::uint32_t last) {
    for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
        const Cue& cue = reading.cues()[i];
        if (cue.rule.category == CueCategory::end && cue.first >= first && cue.last < last)
            return true;
    }
    return false;
}

/// A cue of giving that reaches no farther is a preposition, which no other cue takes with it: "no
/// recurrence after X".
constexpr std::uint8_t kPreposition = 6;

bool is_preposition(const CueRule& rule) {
    return rule.direction == CueDirection::forward && rule.scope != 0 && rule.scope <= kPreposition;
}

/// Whether what a cue says is over once the text says that something was given.
bool yields_to_giving(CueCategory category) {
    return category <= CueCategory::allergy || category == CueCategory::failed ||
           category == CueCategory::literature;
}

/// The same of a mere preposition: "no recurrence after X", but "referred for surgery with X".
bool yields_to_prepositions(CueCategory category) {
    return category <= CueCategory::hypothetical;
}

class Scopes {
public:
    Scopes(ReportReading& reading, const Sentence& sentence)
        : reading_(reading), cues_(reading.cues()), sentence_(sentence) {}

    void apply() {
        apply_if([](CueCategory category) { return category == CueCategory::given; });
        apply_if([](CueCategory category) {
            return static_cast<std::size_t>(category) < kContextCount &&
                   category != CueCategory::given;
        });
    }

private:
    template <typename Chosen>
    void apply_if(Chosen chosen) const {
        for (std::uint32_t i = sentence_.first_cue; i < sentence_.last_cue; ++i) {
            const Cue& cue = cues_[i];
            if (!chosen(cue.rule.category)) continue;
            if (cue.rule.category == CueCategory::failed ||
                cue.rule.category == CueCategory::measured)
                mark_inside(cue);
            const CueDirection direction = cue.rule.direction;
            if (direction == CueDirection::sentence) mark_all(cue);
            if (direction == CueDirection::forward || direction == CueDirection::both)
                mark_forward(cue);
            if (direction == CueDirection::backward || direction == CueDirection::both)
                mark_backward(cue);
        }
    }

    /// Whether something between the words ends the cue's scope.
    [[nodiscard]] bool is_cut(const Cue& cue, std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = sentence_.first_cue; i < sentence_.last_cue; ++i) {
            const Cue& other = cues_[i];
            if (other.first < from || other.last >= to) continue;
            if (other.rule.category == CueCategory::end) return true;
            if (other.rule.category != CueCategory::given) continue;
            if (other.rule.direction != CueDirection::forward) continue;
            const bool preposition = other.rule.scope <= kPreposition;
            const bool joined = !preposition && other.first >= cue.last &&
                                other.first - cue.last <= kJoinedCues &&
                                reading_.gap_between(cue.last, other.first) <= Gap::space;
            const bool yields = preposition ? yields_to_prepositions(cue.rule.category)
                                            : yields_to_giving(cue.rule.category);
            if (yields && !joined) return true;
        }
        return false;
    }

    /// "His first transplant failed", "general anaesthesia": the name is part of the cue.
    void mark_inside(const Cue& cue) const {
        for (std::uint32_t i = sentence_.first_mention; i < sentence_.last_mention; ++i) {
            PlacedMention& mention = reading_.placed()[i];
            if (cue.first <= mention.first_word && mention.last_word <= cue.last)
                mark(mention, cue);
        }
    }

    void mark(PlacedMention& mention, const Cue& cue) const {
        mention.contexts |= context_bit(cue.rule.category);
        if (cue.rule.category == CueCategory::given) {
            mention.given_phrase = cue.rule.phrase;
            mention.firmly_given |= !is_preposition(cue.rule);
            mention.done |=
                cue.rule.direction == CueDirection::backward && cue.rule.scope > kPreposition;
        }
        if (cue.rule.category == CueCategory::failed) mention.failed_phrase = cue.rule.phrase;
    }

    void mark_all(const Cue& cue) const {
        for (std::uint32_t i = sentence_.first_mention; i < sentence_.last_mention; ++i)
            mark(reading_.placed()[i], cue);
    }

    [[nodiscard]] bool is_list(std::uint32_t left, std::uint32_t right) const {
        return right <= left + 1 + kListGap;
    }

    /// "Low" of "low anterior resection" says nothing of it; "chemotherapy with" does.
    static bool is_part(const Cue& cue, const PlacedMention& mention) {
        return cue.rule.category != CueCategory::given && mention.first_word <= cue.last &&
               cue.first <= mention.last_word;
    }

    void mark_forward(const Cue& cue) const {
        const std::uint32_t limit = cue.rule.scope == 0 ? kLongestScope : cue.rule.scope;
        std::uint32_t reached = cue.last;  // the last word that the scope has taken
        for (std::uint32_t i = sentence_.first_mention; i < sentence_.last_mention; ++i) {
            PlacedMention& mention = reading_.placed()[i];
            if (mention.last_word <= cue.last || is_part(cue, mention)) continue;
            const bool near = mention.first_word <= cue.last + limit;
            const bool listed =
                reached > cue.last && cue.rule.scope > 2 && is_list(reached, mention.first_word);
            if (!near && !listed) return;
            if (!near && mention.in(CueCategory::given) &&
                cue.rule.category <= CueCategory::allergy)
                return;
            if (is_cut(cue, cue.last + 1, mention.first_word)) return;
            mark(mention, cue);
            reached = mention.last_word;
        }
    }

    void mark_backward(const Cue& cue) const {
        const std::uint32_t limit = cue.rule.scope == 0 ? kLongestScope : cue.rule.scope;
        std::uint32_t reached = cue.first;
        for (std::uint32_t i = sentence_.last_mention; i-- > sentence_.first_mention;) {
            PlacedMention& mention = reading_.placed()[i];
            if (mention.first_word >= cue.first || is_part(cue, mention)) continue;
            const bool near = mention.last_word + limit >= cue.first;
            const bool listed =
                reached < cue.first && cue.rule.scope > 2 && is_list(mention.last_word, reached);
            if (!near && !listed) return;
            if (!near && mention.in(CueCategory::given) &&
                cue.rule.category <= CueCategory::allergy)
                return;
            if (is_cut_backward(cue, mention.last_word + 1)) return;
            mark(mention, cue);
            reached = mention.first_word;
        }
    }

    [[nodiscard]] bool is_cut_backward(const Cue& cue, std::uint32_t from) const {
        for (std::uint32_t i = sentence_.first_cue; i < sentence_.last_cue; ++i) {
            const Cue& other = cues_[i];
            if (other.first < from || other.last >= cue.first) continue;
            if (other.rule.category == CueCategory::end) return true;
            if (yields_to_giving(cue.rule.category) && other.rule.category == CueCategory::given &&
                other.rule.direction == CueDirection::forward)
                return true;
        }
        return false;
    }

    ReportReading& reading_;
    const std::vector<Cue>& cues_;
    const Sentence& sentence_;
};

void tell_subject(const ReportReading& reading, Sentence& sentence) {
    bool general = false;
    for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
        switch (reading.cues()[i].rule.category) {
            case CueCategory::general:
            case CueCategory::several:
                general = true;
                break;
            case CueCategory::own:
            case CueCategory::age_behind:
            case CueCategory::age_alone:
                sentence.own = true;
                break;
            default:
                break;
        }
    }
    sentence.general = general && !sentence.own;
}

}  // namespace

void apply_contexts(ReportReading& reading) {
    for (Sentence& sentence : reading.sentences()) {
        if (sentence.first_cue == sentence.last_cue) continue;
        tell_subject(reading, sentence);
        if (sentence.first_mention != sentence.last_mention) Scopes(reading, sentence).apply();
    }
}

bool is_reached(const ReportReading& reading, const Sentence& sentence, CueCategory category,
                std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
        const Cue& cue = reading.cues()[i];
        if (cue.rule.category != category) continue;
        const std::uint32_t limit = cue.rule.scope == 0 ? kLongestScope : cue.rule.scope;
        const CueDirection direction = cue.rule.direction;
        if (direction == CueDirection::sentence) return true;
        const bool ahead = cue.last < first && first <= cue.last + limit;
        const bool behind = last < cue.first && last + limit >= cue.first;
        const bool open = ahead ? !is_ended(reading, sentence, cue.last + 1, first)
                                : !is_ended(reading, sentence, last + 1, cue.first);
        if (!open) continue;
        if (ahead && (direction == CueDirection::forward || direction == CueDirection::both))
            return true;
        if (behind && (direction == CueDirection::backward || direction == CueDirection::both))
            return true;
    }
    return false;
}

}  // namespace casebook
