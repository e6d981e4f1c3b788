#include "casebook/stop_words.hpp"

#include "casebook/error.hpp"
#include "casebook/hash.hpp"
#include "folding.hpp"

namespace casebook {
namespace {

/// Calls `use` with each piece of `text` between separators, empty ones left out.
template <typename Use>
void for_each_piece(std::string_view text, char separator, Use use) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end != 0) use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

StopWords StopWords::parse(std::string_view tsv) {
    StopWords result;
    std::size_t number = 0;
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        const std::string_view line = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::size_t tab = line.find('\t');
        const Language language = Language::from_tag(line.substr(0, tab));
        if (tab == std::string_view::npos || !language.determined()) {
            throw Error(ErrorCode::invalid_argument,
                        "stop words, line " + std::to_string(number) +
                            ": expected a language code, a tab and words");
        }
        auto& words = result.words_[language];
        for_each_piece(line.substr(tab + 1), ' ',
                       [&](std::string_view word) { words.insert(fold_word(word)); });
    }
    return result;
}

bool StopWords::contains(std::string_view folded_word, Language language) const {
    const auto words = words_.find(language);
    return words != words_.end() && words->second.find(folded_word) != words->second.end();
}

std::uint64_t StopWords::fingerprint() const {
    std::uint64_t hash = kHashSeed;
    for (const auto& [language, words] : words_) {
        hash = hash_bytes(language.code(), hash);
        for (const std::string& word : words)
            hash = hash_bytes(word, hash_bytes(" ", hash));
    }
    return hash;
}

}  // namespace casebook
