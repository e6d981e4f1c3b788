#include "facts/language_cues.hpp"

#include <algorithm>

#include "folding.hpp"
#include "tsv_rows.hpp"

namespace casebook {

std::vector<std::string> expand_alternatives(std::string_view cue) {
    const std::size_t open = cue.find('{');
    const std::size_t close = cue.find('}', open == std::string_view::npos ? 0 : open);
    if (open == std::string_view::npos || close == std::string_view::npos)
        return {std::string(cue)};
    const std::vector<std::string> endings = expand_alternatives(cue.substr(close + 1));
    std::vector<std::string> ways;
    for (const std::string_view middle : split(cue.substr(open + 1, close - open - 1), ',')) {
        for (const std::string& ending : endings)
            ways.push_back(std::string(cue.substr(0, open)) + std::string(middle) + ending);
    }
    return ways;
}

LanguageCues::Symbol LanguageCues::intern(std::string_view word) {
    const bool beginning = word.ends_with('*');
    if (beginning) word.remove_suffix(1);
    const std::string folded = fold_word(word, language_);
    auto& symbols = beginning ? beginnings_ : words_;
    const auto [found, is_new] = symbols.try_emplace(folded, symbols_);
    if (is_new) ++symbols_;
    if (beginning) {
        shortest_beginning_ = std::min(shortest_beginning_, folded.size());
        longest_beginning_ = std::max(longest_beginning_, folded.size());
    }
    return found->second;
}

bool LanguageCues::add(std::string_view cue, CueRule rule) {
    std::vector<RawWord> words;
    FactWordReader().read(cue, words);
    Node node = kRoot;
    for (const RawWord& word : words) {
        const bool starred = word.end < cue.size() && cue[word.end] == '*';
        const Symbol symbol = intern(cue.substr(word.begin, word.end - word.begin + starred));
        const std::uint64_t step = (static_cast<std::uint64_t>(node) << 32U) | symbol;
        const auto [found, is_new] = steps_.try_emplace(step, static_cast<Node>(nodes_.size()));
        if (is_new) nodes_.emplace_back();
        node = found->second;
    }
    if (node == kRoot) return false;
    rule.phrase = static_cast<std::uint32_t>(phrases_.size());
    phrases_.emplace_back(cue);
    nodes_[node].push_back(rule);
    return true;
}

void LanguageCues::find_symbols(std::string_view word, std::vector<Symbol>& symbols) const {
    constexpr std::size_t kLongestWord = 64;
    if (word.size() > kLongestWord) return;
    std::string folded = fold_word(word, language_);
    if (const auto found = words_.find(folded); found != words_.end())
        symbols.push_back(found->second);
    for (std::size_t size = std::min(longest_beginning_, folded.size());
         size >= shortest_beginning_ && size > 0; --size) {
        folded.resize(size);
        if (const auto found = beginnings_.find(folded); found != beginnings_.end())
            symbols.push_back(found->second);
    }
}

LanguageCues::Node LanguageCues::next(Node node, Symbol symbol) const {
    const auto found = steps_.find((static_cast<std::uint64_t>(node) << 32U) | symbol);
    return found == steps_.end() ? kNoNode : found->second;
}

}  // namespace casebook
