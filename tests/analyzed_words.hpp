#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/built_in.hpp"

namespace casebook {

inline std::vector<std::string> terms_of_class(std::string_view text, Language language,
                                               TermId WordForms::*member) {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text, language, buffer);
    std::vector<std::string> terms;
    for (const Token& token : buffer.tokens()) {
        if (token.forms.*member != kNoTerm)
            terms.emplace_back(buffer.term_text(token.forms.*member));
    }
    return terms;
}

inline std::vector<std::string> stems_of(std::string_view text, Language language) {
    return terms_of_class(text, language, &WordForms::stem);
}
inline std::vector<std::string> surfaces_of(std::string_view text, Language language) {
    return terms_of_class(text, language, &WordForms::surface);
}
inline std::vector<std::string> acronyms_of(std::string_view text, Language language) {
    return terms_of_class(text, language, &WordForms::acronym);
}

}  // namespace casebook
