#include "naming_languages.hpp"

#include <algorithm>

namespace casebook {

std::vector<Language> naming_languages(const Thesaurus& thesaurus) {
    std::vector<Language> languages{Language::of("en")};
    for (const std::string_view tag : thesaurus.languages()) {
        const Language language = Language::from_tag(tag);
        const bool known =
            std::find(languages.begin(), languages.end(), language) != languages.end();
        if (language.determined() && tag != "mul" && tag != "la" && !known)
            languages.push_back(language);
    }
    return languages;
}

}  // namespace casebook
