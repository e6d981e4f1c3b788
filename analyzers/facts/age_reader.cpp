#include "facts/age_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace casebook {
namespace {

/// So many words before an age, or behind it, a word for the person may stand.
constexpr std::uint32_t kBefore = 6;
constexpr std::uint32_t kBehind = 9;

/// The same of an animal behind an age, and of a relative before one.
constexpr std::uint32_t kAnimal = 8;
constexpr std::uint32_t kKin = 4;
constexpr std::uint32_t kApposedKin = 2;

/// The same where nothing but a unit tells that a number is an age: "varón de 52 años", "70歳女性".
constexpr std::uint32_t kUnitBefore = 5;
constexpr std::uint32_t kUnitBehind = 2;

constexpr double kOldest = 115;

double years_in(AgeUnit unit) {
    constexpr std::array<double, 4> kYears{1.0, 1.0 / 12, 7.0 / 365.25, 1.0 / 365.25};
    return kYears[static_cast<std::size_t>(unit)];
}

}  // namespace

/// The cue of a category that begins at a word.
const Cue* AgeReader::cue_at(std::uint32_t word, CueCategory category) const {
    const auto first = reading_.cues().begin() + sentence_->first_cue;
    const auto last = reading_.cues().begin() + sentence_->last_cue;
    auto cue = std::lower_bound(first, last, word, [](const Cue& other, std::uint32_t wanted) {
        return other.first < wanted;
    });
    for (; cue != last && cue->first == word; ++cue) {
        if (cue->rule.category == category) return &*cue;
    }
    return nullptr;
}

const Cue* AgeReader::cue_ending(std::uint32_t word, CueCategory category) const {
    for (std::uint32_t i = sentence_->first_cue; i < sentence_->last_cue; ++i) {
        const Cue& cue = reading_.cues()[i];
        if (cue.last == word && cue.rule.category == category) return &cue;
        if (cue.first > word) break;
    }
    return nullptr;
}

/// A number in digits or words: "45", "forty-five", "cuarenta y cinco".
std::optional<AgeReader::Number> AgeReader::number_at(std::uint32_t word) const {
    const double digits = reading_.number_at(word, sentence_->text);
    if (digits >= 0) return Number{digits, word, word};
    const Cue* const cue = cue_at(word, CueCategory::number);
    if (cue == nullptr) return std::nullopt;
    Number number{static_cast<double>(cue->rule.value), cue->first, cue->last};
    const bool tens = cue->rule.value >= 20 && cue->rule.value % 10 == 0;
    for (std::uint32_t at = number.last + 1; tens && at <= number.last + 2; ++at) {
        const Cue* const ones = cue_at(at, CueCategory::number);
        if (ones == nullptr || ones->rule.value >= 10) continue;
        return Number{number.value + ones->rule.value, number.first, ones->last};
    }
    return number;
}

/// The unit behind a number and, where a smaller one follows, that too: "2 years and 3 months".
std::optional<AgeReader::Measure> AgeReader::measure_at(const Number& number) const {
    const Cue* const unit = cue_at(number.last + 1, CueCategory::unit);
    if (unit == nullptr || reading_.words()[unit->first].gap >= Gap::comma) return std::nullopt;
    Measure measure{number.value * years_in(static_cast<AgeUnit>(unit->rule.value)), unit->last};
    if (static_cast<AgeUnit>(unit->rule.value) == AgeUnit::year) add_smaller_unit(measure);
    return measure;
}

void AgeReader::add_smaller_unit(Measure& measure) const {
    for (std::uint32_t at = measure.last + 1; at <= measure.last + 2; ++at) {
        if (at >= sentence_->last_word) return;
        const std::optional<Number> number = number_at(at);
        if (!number) continue;
        const Cue* const unit = cue_at(number->last + 1, CueCategory::unit);
        if (unit == nullptr || unit->rule.value == 0) return;
        measure.years =
            *measure.years + number->value * years_in(static_cast<AgeUnit>(unit->rule.value));
        measure.last = unit->last;
        return;
    }
}

/// Whether the words around say that the number is a duration, a mean or a range.
bool AgeReader::is_refused(const Number& number, std::uint32_t last) const {
    if (number.first > sentence_->first_word) {
        const std::uint32_t before = number.first - 1;
        const bool joined = reading_.words()[number.first].gap <= Gap::joined;
        if (joined && reading_.words()[before].is_number) return true;
    }
    for (std::uint32_t i = sentence_->first_cue; i < sentence_->last_cue; ++i) {
        const Cue& cue = reading_.cues()[i];
        if (cue.rule.category != CueCategory::no_age) continue;
        const bool forward = cue.rule.direction == CueDirection::forward;
        if (forward ? cue.last + 1 == number.first : cue.first == last + 1) return true;
    }
    return false;
}

/// "her brother, 66, recovered": between two marks, right behind a person.
bool AgeReader::is_apposed(const Number& number) const {
    if (number.first == sentence_->first_word || number.value < 10) return false;
    const std::uint32_t before = number.first - 1;
    const bool person = cue_ending(before, CueCategory::person) != nullptr ||
                        cue_ending(before, CueCategory::family) != nullptr;
    const Gap gap = reading_.words()[number.first].gap;
    if (!person || (gap != Gap::comma && gap != Gap::bracket)) return false;
    const std::uint32_t after = number.last + 1;
    if (after >= reading_.words().size()) return true;
    const Gap behind = reading_.words()[after].gap;
    return behind == Gap::comma || behind == Gap::bracket || behind == Gap::stop;
}

/// Takes what a word for a person says of the one whose age it is. False: it is no such word.
bool AgeReader::attach(AgeFound& age, const Cue& cue) const {
    switch (cue.rule.category) {
        case CueCategory::person:
            if (!age.sex && cue.rule.value != kNoSex) age.sex = static_cast<Sex>(cue.rule.value);
            break;
        case CueCategory::family:
        case CueCategory::other_person:
            // "A 29-year-old healthy mother", not "a girl aged 4, whose mother".
            if (cue.first > age.last_word &&
                (cue.first > age.last_word + kKin ||
                 reading_.gap_between(age.last_word, cue.first) > Gap::space))
                return false;
            if (age.strength != AgeStrength::of_person) age.is_kin = true;
            break;
        case CueCategory::animal:
            if (cue.first > age.last_word + kAnimal) return false;
            age.is_animal = true;
            break;
        default:
            return false;
    }
    if (age.strength == AgeStrength::alone) age.strength = AgeStrength::of_person;
    return true;
}

/// "The father is a 40 year old man", "her father, a 40-year-old man".
bool AgeReader::follows_kin(const AgeFound& age) const {
    for (std::uint32_t i = sentence_->first_cue; i < sentence_->last_cue; ++i) {
        const Cue& cue = reading_.cues()[i];
        if (cue.first >= age.first_word) return false;
        if (cue.rule.category != CueCategory::family) continue;
        const bool apposed = cue.last + kApposedKin >= age.first_word;
        if (apposed || (cue.last + kKin >= age.first_word &&
                        reading_.gap_between(cue.last, age.first_word) <= Gap::space))
            return true;
    }
    return false;
}

/// Whether a word for a person stands so near that a mere number of years is an age.
bool AgeReader::is_beside_person(const AgeFound& age) const {
    for (std::uint32_t i = sentence_->first_cue; i < sentence_->last_cue; ++i) {
        const Cue& cue = reading_.cues()[i];
        const CueCategory category = cue.rule.category;
        if (category != CueCategory::person && category != CueCategory::animal &&
            category != CueCategory::family)
            continue;
        if (cue.last < age.first_word && cue.last + kUnitBefore >= age.first_word) return true;
        if (cue.first > age.last_word && cue.first <= age.last_word + kUnitBehind) return true;
    }
    return false;
}

/// Looks for the person first behind the age ("a 45-year-old man"), then before ("man, aged 45").
void AgeReader::attach_person(AgeFound& age) const {
    bool neutral = false;
    const Cue* person = nullptr;  // that tells the sex
    for (std::uint32_t i = sentence_->first_cue; i < sentence_->last_cue; ++i) {
        const Cue& cue = reading_.cues()[i];
        if (cue.first <= age.last_word) continue;
        if (cue.first > age.last_word + kBehind || cue.rule.category == CueCategory::given ||
            reading_.gap_between(age.last_word, cue.first) >= Gap::colon)
            break;
        // "A 5-year-old female dog", but not "a 5-year-old girl bitten by a dog".
        const bool animal = cue.rule.category == CueCategory::animal;
        if (person != nullptr && !(animal && cue.first == person->last + 1)) continue;
        if (!attach(age, cue)) continue;
        neutral = true;
        if (age.is_kin) return;
        if (age.sex) person = &cue;
    }
    if (neutral && age.sex) return;
    for (std::uint32_t i = sentence_->last_cue; i-- > sentence_->first_cue;) {
        const Cue& cue = reading_.cues()[i];
        if (cue.last >= age.first_word) continue;
        if (cue.last + kBefore < age.first_word) return;
        if (attach(age, cue) && (age.sex || age.is_kin)) return;
    }
}

void AgeReader::read_decade(const Cue& cue) {
    AgeFound age;
    age.first_word = cue.first;
    age.last_word = cue.last;
    const double first = cue.rule.value;
    if (age_group_of(first) == age_group_of(first + 9)) age.group = age_group_of(first);
    attach_person(age);
    if (age.strength == AgeStrength::of_person) ages_.push_back(age);
}

void AgeReader::read_number(const Number& number) {
    AgeFound age;
    age.first_word = number.first;
    age.last_word = number.last;
    const bool starts = number.first > sentence_->first_word;
    const bool before = starts && cue_ending(number.first - 1, CueCategory::age_before) != nullptr;
    const bool event = starts && cue_ending(number.first - 1, CueCategory::earlier) != nullptr;
    const std::optional<Measure> measure = measure_at(number);
    age.years = measure ? measure->years : std::optional(number.value);
    if (measure) age.last_word = measure->last;
    const Cue* behind = cue_at(age.last_word + 1, CueCategory::age_behind);
    if (!measure) behind = cue_at(age.last_word + 1, CueCategory::age_alone);
    if (behind != nullptr) age.last_word = behind->last;
    const bool told = behind != nullptr || before || event;
    if (!measure && !told && !is_apposed(number)) return;
    if (!(*age.years < kOldest) || is_refused(number, age.last_word)) return;
    if (event && behind == nullptr) age.strength = AgeStrength::of_event;
    if (!told && !is_beside_person(age)) return;
    attach_person(age);
    age.is_kin |= follows_kin(age);
    // "Mujer ... 6 meses": a duration as often as an age, unless the text tells no other.
    if (!told && *age.years < 1 && age.strength == AgeStrength::of_person)
        age.strength = AgeStrength::alone;
    if (!ages_.empty() && ages_.back().last_word >= age.first_word) return;
    ages_.push_back(age);
}

const std::vector<AgeFound>& AgeReader::read(const Sentence& sentence) {
    sentence_ = &sentence;
    ages_.clear();
    std::uint32_t cue_number = sentence.first_cue;
    for (std::uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
        while (cue_number < sentence.last_cue && reading_.cues()[cue_number].first < word)
            ++cue_number;
        const bool cued =
            cue_number < sentence.last_cue && reading_.cues()[cue_number].first == word;
        if (!cued && !reading_.words()[word].is_number) continue;
        if (const Cue* const cue = cue_at(word, CueCategory::decade); cue != nullptr) {
            read_decade(*cue);
            continue;
        }
        const std::optional<Number> number = number_at(word);
        if (!number) continue;
        read_number(*number);
        word = number->last;
    }
    return ages_;
}

}  // namespace casebook
