#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"

namespace casebook {

/// The participles that a noun of doing may have by the rules of its language: "excised" of
/// "excision", "drenado" of "drenaje", with their own endings. A folded word in, folded words out.
/// Some are no words, which does no harm: no text holds them. None where no rule holds.
[[nodiscard]] std::vector<std::string> participles_of(std::string_view noun, Language language);

/// Whether the participle also tells how something is (a dilated duct): done only where words of
/// means follow. Folded.
[[nodiscard]] bool is_state(std::string_view participle, Language language);

/// Whether a word behind such a participle names the means: "dilated with a balloon".
[[nodiscard]] bool tells_means(std::string_view word, Language language);

/// What a folded word before a participle is to it.
enum class BeforeParticiple {
    other,
    carries,    ///< makes it something that was done: "was", "we"
    modifies,   ///< may stand between: "subsequently", "not"
    joins,      ///< "and"
    participle  ///< another one: "was biopsied and excised"
};
[[nodiscard]] BeforeParticiple word_before_participle(std::string_view word, Language language);

/// Whether the language's participle tells of a deed by its form alone: without an ending a German
/// one is never an adjective before a noun.
[[nodiscard]] bool stands_for_deed(Language language);

}  // namespace casebook
