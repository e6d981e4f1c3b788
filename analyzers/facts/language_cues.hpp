#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/language.hpp"
#include "facts/cue.hpp"
#include "facts/fact_words.hpp"

namespace casebook {

/// The cues of one language as a trie over words.
class LanguageCues {
public:
    /// A word of the cues by number; a cue's word that ends in "*" is one of its own.
    using Symbol = std::uint32_t;
    using Node = std::uint32_t;
    static constexpr Node kRoot = 0;
    static constexpr Node kNoNode = static_cast<Node>(-1);

    explicit LanguageCues(Language language) : language_(language) { nodes_.emplace_back(); }

    /// Adds a way of writing a cue. False for one without words.
    bool add(std::string_view cue, CueRule rule);

    /// The symbols that a word of a text may be: its own, and those of beginnings.
    void find_symbols(std::string_view word, std::vector<Symbol>& symbols) const;

    [[nodiscard]] Node next(Node node, Symbol symbol) const;
    [[nodiscard]] const std::vector<CueRule>& rules(Node node) const { return nodes_[node]; }
    [[nodiscard]] std::string_view phrase(std::uint32_t number) const { return phrases_[number]; }

private:
    struct Step {
        Node from = kNoNode;  ///< none where the place is free
        Symbol symbol = 0;
        Node to = kNoNode;
    };

    [[nodiscard]] std::string fold(std::string_view word) const;
    Symbol intern(std::string_view word);
    Node add_step(Node from, Symbol symbol);
    [[nodiscard]] std::size_t place_of(Node from, Symbol symbol) const;
    void grow_steps();

    Language language_;
    std::unordered_map<std::string, Symbol> words_;       ///< folded
    std::unordered_map<std::string, Symbol> beginnings_;  ///< folded, without the star
    std::size_t shortest_beginning_ = static_cast<std::size_t>(-1);
    std::size_t longest_beginning_ = 0;
    Symbol symbols_ = 0;
    std::vector<Node> first_steps_;  ///< from the root, by symbol
    std::vector<Step> steps_;        ///< from other nodes: linear probing, a power of two
    std::size_t step_count_ = 0;
    std::vector<std::vector<CueRule>> nodes_;
    std::vector<std::string> phrases_;
};

/// The ways of writing "{was,were,} started on": all combinations of the alternatives.
[[nodiscard]] std::vector<std::string> expand_alternatives(std::string_view cue);

}  // namespace casebook
