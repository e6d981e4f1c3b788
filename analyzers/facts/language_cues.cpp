#include "facts/language_cues.hpp"

#include <algorithm>

#include "folding.hpp"
#include "ideographs.hpp"
#include "tsv_rows.hpp"
#include "utf8.hpp"

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

/// A word as cues are compared: traditional characters meet simplified ones.
std::string LanguageCues::fold(std::string_view word) const {
    std::size_t at = 0;
    if (word.empty() || !is_written_without_spaces(next_code_point(word, at)))
        return fold_word(word, language_);
    std::vector<Ideograph> characters;
    read_ideographs(word, 0, static_cast<std::uint32_t>(word.size()), characters);
    std::string folded;
    for (const Ideograph& character : characters)
        folded += character.folded;
    return folded;
}

LanguageCues::Symbol LanguageCues::intern(std::string_view word) {
    const bool beginning = word.ends_with('*');
    if (beginning) word.remove_suffix(1);
    const std::string folded = fold(word);
    auto& symbols = beginning ? beginnings_ : words_;
    const auto [found, is_new] = symbols.try_emplace(folded, symbols_);
    if (is_new) ++symbols_;
    if (beginning) {
        shortest_beginning_ = std::min(shortest_beginning_, folded.size());
        longest_beginning_ = std::max(longest_beginning_, folded.size());
    }
    return found->second;
}

/// Where the step is, or would be.
std::size_t LanguageCues::place_of(Node from, Symbol symbol) const {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;
    const std::uint64_t key = (static_cast<std::uint64_t>(from) << 32U) | symbol;
    std::size_t at = (key * kFactor) >> 32U & (steps_.size() - 1);
    while (steps_[at].from != kNoNode && (steps_[at].from != from || steps_[at].symbol != symbol))
        at = (at + 1) & (steps_.size() - 1);
    return at;
}

void LanguageCues::grow_steps() {
    constexpr std::size_t kFirstPlaces = 1024;
    std::vector<Step> old(steps_.empty() ? kFirstPlaces : steps_.size() * 2);
    old.swap(steps_);
    for (const Step& step : old) {
        if (step.from != kNoNode) steps_[place_of(step.from, step.symbol)] = step;
    }
}

/// The node that a step leads to, made if there is none.
LanguageCues::Node LanguageCues::add_step(Node from, Symbol symbol) {
    first_steps_.resize(symbols_, kNoNode);
    if ((step_count_ + 1) * 2 > steps_.size()) grow_steps();
    Step& step = steps_[place_of(from, symbol)];
    Node& to = from == kRoot ? first_steps_[symbol] : step.to;
    if (to != kNoNode) return to;
    to = static_cast<Node>(nodes_.size());
    nodes_.emplace_back();
    if (from == kRoot) return to;
    ++step_count_;
    step.from = from;
    step.symbol = symbol;
    return to;
}

bool LanguageCues::add(std::string_view cue, CueRule rule) {
    std::vector<RawWord> words;
    FactWordReader().read(cue, words);
    Node node = kRoot;
    for (const RawWord& word : words) {
        const bool starred = word.end < cue.size() && cue[word.end] == '*';
        const Symbol symbol = intern(cue.substr(word.begin, word.end - word.begin + starred));
        node = add_step(node, symbol);
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
    std::string folded = fold(word);
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
    if (node == kRoot) return first_steps_[symbol];
    return steps_.empty() ? kNoNode : steps_[place_of(node, symbol)].to;
}

}  // namespace casebook
