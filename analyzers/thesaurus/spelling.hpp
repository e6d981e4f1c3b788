#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"

namespace casebook {

/// Hash of letters that can be continued: the hash of two words written together follows from
/// theirs, so that joined and separate words compare alike. 32 bits, of which a few are lost.
struct SpellingHash {
    std::uint32_t value = 0;
    std::uint32_t power = 1;

    [[nodiscard]] static SpellingHash of(std::string_view word) {
        constexpr std::uint32_t kBase = 0x01000193U;
        SpellingHash hash;
        for (const char byte : word) {
            hash.value = hash.value * kBase + static_cast<unsigned char>(byte) + 1;
            hash.power *= kBase;
        }
        return hash;
    }

    [[nodiscard]] SpellingHash then(SpellingHash next) const {
        return {value * next.power + next.value, power * next.power};
    }
};

/// What a term keeps of its spelling: terms of one form, which alone are compared, are few. Stored;
/// never change.
[[nodiscard]] constexpr std::uint16_t stored_spelling(std::uint32_t spelling) {
    return static_cast<std::uint16_t>(spelling * 0x9E3779B1U >> 16U);
}

/// The spelling of a token's word: folded, the spelling of its family, not stemmed.
[[nodiscard]] inline SpellingHash spelling_of(const Analyzer& analyzer, std::string_view folded,
                                              Language language) {
    return SpellingHash::of(analyzer.family_spelling(folded, language));
}

/// The spelling of the tokens with those numbers, written together.
[[nodiscard]] std::uint32_t spelling_of(const Analyzer& analyzer, const AnalysisBuffer& buffer,
                                        const std::vector<std::uint32_t>& tokens,
                                        Language language);

/// Whether two words of one stem differ by inflection alone (aneurysm, aneurysms; ganglion,
/// ganglia) and not by derivation (organ, organism). Folded words.
[[nodiscard]] bool is_inflection(std::string_view one, std::string_view other, Language language);

/// Whether a word of the stem of a treatment's name is another noun or adjective and no name of it:
/// English plate of plating, Italian profilo of profilassi, Portuguese ocular of óculos. Folded
/// words.
[[nodiscard]] bool is_other_noun(std::string_view word, std::string_view name, Language language);

/// Whether a word that shares no more than a short stem with a name is another word: Portuguese com
/// and coma, Spanish seno and sena, Italian epatico and epatite, German leben and Leber. Of such
/// words only plurals are taken for the name, and what is done for a treatment (French operer,
/// operation). Folded words of another language than English.
[[nodiscard]] bool shares_only_stem(std::string_view word, std::string_view name,
                                    Language language);

}  // namespace casebook
