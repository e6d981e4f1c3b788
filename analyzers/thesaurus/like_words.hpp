#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "casebook/analyzer.hpp"

namespace casebook {

/// Words of a language that names use for one another: antiviral therapy is antiviral treatment, an
/// antifungal drug an antifungal agent. Such words have one unit. Only words that change the
/// meaning of no name stand here, and whose stems no other word has: Italian trattamento has that
/// of tratto, a tract, English medication that of medical. Any number of threads.
class LikeWords {
public:
    /// None in languages that nothing is known of.
    LikeWords(const Analyzer& analyzer, Language language);

    /// The unit that a word goes by, given the unit of its stem.
    [[nodiscard]] std::uint64_t unit(std::uint64_t stem) const {
        for (const auto& [word, first] : words_) {
            if (word == stem) return first;
        }
        return stem;
    }

private:
    std::vector<std::pair<std::uint64_t, std::uint64_t>> words_;  ///< units, and those they go by
};

}  // namespace casebook
