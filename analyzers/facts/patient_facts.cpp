#include "facts/patient_facts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "facts/age_reader.hpp"
#include "facts/context_scopes.hpp"

namespace casebook {
namespace {

class PatientReader {
public:
    explicit PatientReader(const ReportReading& reading) : reading_(reading), ages_(reading) {}

    PatientReading read() {
        for (std::uint32_t number = 0; number < reading_.sentences().size(); ++number) {
            const Sentence& sentence = reading_.sentences()[number];
            if (sentence.zone != Zone::narrative && sentence.zone != Zone::heading) continue;
            read_sentence(sentence, number);
        }
        if (patients_.empty() && alone_) add(*alone_, alone_sentence_);
        if (patients_.empty() && event_) add(*event_, event_sentence_);
        if (patients_.empty()) add_without_age();
        for (std::size_t i = 0; i < patients_.size(); ++i)
            complete(i);
        result_.patients = std::move(patients_);
        return std::move(result_);
    }

private:
    void read_sentence(const Sentence& sentence, std::uint32_t number) {
        if (sentence.first_cue == sentence.last_cue) return;
        const bool another = has_cue(sentence, CueCategory::first_case);
        for (const AgeFound& age : ages_.read(sentence)) {
            if (age.is_kin && !another) continue;
            if (age.strength == AgeStrength::of_person) {
                meet(age, number, another);
            } else if (age.strength == AgeStrength::alone && !alone_) {
                alone_ = age;
                alone_sentence_ = number;
            } else if (age.strength == AgeStrength::of_event && !event_) {
                event_ = age;
                event_sentence_ = number;
            }
        }
    }

    [[nodiscard]] bool has_cue(const Sentence& sentence, CueCategory category) const {
        for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
            if (reading_.cues()[i].rule.category == category) return true;
        }
        return false;
    }

    static bool same_age(const PatientFact& patient, const AgeFound& age) {
        if (!age.years) return patient.age_group == age.group || patient.age.has_value();
        return !patient.age || std::abs(*patient.age - *age.years) < 0.05 * *age.years;
    }

    /// A person with an age: one that we know, or another one.
    void meet(const AgeFound& age, std::uint32_t sentence, bool another) {
        for (PatientFact& patient : patients_) {
            if (!same_age(patient, age)) continue;
            if (age.sex && patient.sex && age.sex != patient.sex) continue;
            if (another && patient.place.text == reading_.sentences()[sentence].text) continue;
            if (!patient.sex) patient.sex = age.sex;
            if (!patient.age && age.years) take_age(patient, age);
            return;
        }
        add(age, sentence);
    }

    static void take_age(PatientFact& patient, const AgeFound& age) {
        patient.age = age.years;
        if (age.is_animal) return;
        patient.age_group = age.years ? std::optional(age_group_of(*age.years)) : age.group;
    }

    void add(const AgeFound& age, std::uint32_t sentence) {
        constexpr std::size_t kMostPatients = 100;
        if (patients_.size() >= kMostPatients) return;
        static constexpr std::array<std::string_view, 3> kRules{"age of an event", "age",
                                                                "age of a person"};
        PatientFact patient;
        take_age(patient, age);
        patient.sex = age.sex;
        patient.place =
            reading_.place_of(reading_.sentences()[sentence], age.first_word, age.last_word);
        patient.rule = kRules[static_cast<std::size_t>(age.strength)];
        result_.is_animal |= age.is_animal;
        patients_.push_back(std::move(patient));
        sentences_.push_back(sentence);
    }

    /// A patient of whom the report tells only sex or group.
    void add_without_age() {
        PatientFact patient;
        for (std::uint32_t number = 0; number < reading_.sentences().size(); ++number) {
            const Sentence& sentence = reading_.sentences()[number];
            const bool of_case = sentence.zone == Zone::narrative ||
                                 (sentence.zone == Zone::heading && !sentence.general);
            if (!of_case || sentence.general) continue;
            for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i)
                take_sign(patient, sentence, reading_.cues()[i]);
        }
        if (!patient.sex) patient.sex = sex_told(0, end_of_report());
        if (!patient.sex && !patient.age_group) return;
        if (patient.rule.empty()) {
            patient.rule = "signs of the sex";
            patient.place = first_sign_;
        }
        patients_.push_back(std::move(patient));
        sentences_.push_back(0);
    }

    /// Takes the first word for a person that tells sex or group.
    void take_sign(PatientFact& patient, const Sentence& sentence, const Cue& cue) {
        const bool group = cue.rule.category == CueCategory::age_group && !patient.age_group;
        const bool person =
            cue.rule.category == CueCategory::person && !patient.sex && cue.rule.value != kNoSex;
        if (!group && !person) return;
        if (is_reached(reading_, sentence, CueCategory::family, cue.first, cue.last)) return;
        if (group) patient.age_group = static_cast<AgeGroup>(cue.rule.value);
        if (person) patient.sex = static_cast<Sex>(cue.rule.value);
        if (patient.rule.empty()) {
            patient.rule = group ? "age group" : "person";
            patient.place = reading_.place_of(sentence, cue.first, cue.last);
        }
    }

    [[nodiscard]] std::uint32_t end_of_report() const {
        return static_cast<std::uint32_t>(reading_.sentences().size());
    }

    /// What most signs of the sex say from one sentence to before another.
    std::optional<Sex> sex_told(std::uint32_t first, std::uint32_t last) {
        std::array<int, 2> signs{};
        for (std::uint32_t number = first; number < last; ++number) {
            const Sentence& sentence = reading_.sentences()[number];
            if (sentence.zone == Zone::terms) continue;
            for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
                const Cue& cue = reading_.cues()[i];
                const bool sign = cue.rule.category == CueCategory::sex_sign ||
                                  cue.rule.category == CueCategory::person;
                if (!sign || cue.rule.value == kNoSex) continue;
                if (signs[0] + signs[1] == 0)
                    first_sign_ = reading_.place_of(sentence, cue.first, cue.last);
                ++signs[cue.rule.value];
            }
        }
        if (signs[0] == signs[1]) return std::nullopt;
        return static_cast<Sex>(signs[1] > signs[0] ? 1 : 0);
    }

    void complete(std::size_t number) {
        PatientFact& patient = patients_[number];
        if (patient.sex) return;
        const bool alone = patients_.size() == 1;
        const std::uint32_t first = alone ? 0 : sentences_[number];
        const bool last = number + 1 == patients_.size();
        patient.sex = sex_told(first, last ? end_of_report() : sentences_[number + 1]);
    }

    const ReportReading& reading_;
    AgeReader ages_;
    PatientReading result_;
    std::vector<PatientFact> patients_;
    std::vector<std::uint32_t> sentences_;  ///< where each patient is met first
    std::optional<AgeFound> alone_;
    std::optional<AgeFound> event_;
    std::uint32_t alone_sentence_ = 0;
    std::uint32_t event_sentence_ = 0;
    FactPlace first_sign_;
};

}  // namespace

PatientReading find_patients(const ReportReading& reading) {
    return PatientReader(reading).read();
}

}  // namespace casebook
