#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Particles that a language glues to its words (Korean: 백혈병 and 백혈병은). A value; threads may
/// share a const one.
class Particles {
public:
    Particles() = default;

    /// Reads the table that the head of index_data/spelling/particles.tsv explains. Throws
    /// Error{invalid_argument} naming `table` and the line of a row that is no particle.
    [[nodiscard]] static Particles parse(std::string_view table, std::string_view tsv);

    /// `word`, composed Hangul in UTF-8, without its particle; all of it if it ends in none, or if
    /// fewer than two syllables would be left.
    [[nodiscard]] std::string_view strip(std::string_view word) const;

private:
    enum class After { any, consonant, vowel, vowel_or_l };
    struct Particle {
        std::string text;
        After after;
        std::vector<std::string> exceptions;  ///< endings of words that hold no particle
    };

    static bool may_follow(After after, std::string_view word);

    std::vector<Particle> particles_;
};

}  // namespace casebook
