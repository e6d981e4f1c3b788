#include "casebook/particles.hpp"

#include <algorithm>

#include "tsv_rows.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

constexpr std::int32_t kFirstSyllable = 0xAC00;
constexpr std::int32_t kLastSyllable = 0xD7A3;
constexpr std::int32_t kFinals = 28;  ///< final consonants of a vowel, none included
constexpr std::int32_t kFinalL = 8;
constexpr std::size_t kSyllableBytes = 3;

/// Final consonant of the last syllable, 0 for none; negative for what is no syllable.
std::int32_t last_consonant(std::string_view word) {
    std::size_t at = word.size() - kSyllableBytes;
    const std::int32_t syllable = next_code_point(word, at);
    if (syllable < kFirstSyllable || syllable > kLastSyllable) return -1;
    return (syllable - kFirstSyllable) % kFinals;
}

}  // namespace

Particles Particles::parse(std::string_view table, std::string_view tsv) {
    static constexpr std::string_view kSounds[] = {"any", "consonant", "vowel", "vowel_or_l"};
    Particles result;
    for_each_row(table, tsv, 4, [&](const std::vector<std::string_view>& row) {
        const auto* const sound = std::find(std::begin(kSounds), std::end(kSounds), row[2]);
        if (sound == std::end(kSounds) || row[1].empty()) return false;
        Particle particle{std::string(row[1]), static_cast<After>(sound - std::begin(kSounds)), {}};
        if (row[3] != "-") {
            for (const std::string_view word : split(row[3], '|'))
                particle.exceptions.emplace_back(word);
        }
        result.particles_.push_back(std::move(particle));
        return true;
    });
    return result;
}

bool Particles::may_follow(After after, std::string_view word) {
    const std::int32_t consonant = last_consonant(word);
    if (consonant < 0) return false;
    switch (after) {
        case After::any:
            return true;
        case After::consonant:
            return consonant != 0;
        case After::vowel:
            return consonant == 0;
        case After::vowel_or_l:
            return consonant == 0 || consonant == kFinalL;
    }
    return false;
}

std::string_view Particles::strip(std::string_view word) const {
    for (const Particle& particle : particles_) {
        if (!word.ends_with(particle.text)) continue;
        const std::string_view rest = word.substr(0, word.size() - particle.text.size());
        const bool excepted =
            std::any_of(particle.exceptions.begin(), particle.exceptions.end(),
                        [&](const std::string& ending) { return word.ends_with(ending); });
        if (excepted || rest.size() < 2 * kSyllableBytes || !may_follow(particle.after, rest))
            continue;
        return rest;
    }
    return word;
}

}  // namespace casebook
