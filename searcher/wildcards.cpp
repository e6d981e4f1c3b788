#include "wildcards.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casebook/schema.hpp"

namespace casebook {
namespace {

/// Whether `*` in `pattern` can stand for letters so that it is `word`: the greedy match that goes
/// back to the last star, in time of their product.
bool is_match(std::string_view pattern, std::string_view word) {
    std::size_t at = 0;
    std::size_t in_word = 0;
    std::size_t star = std::string_view::npos;
    std::size_t behind_star = 0;
    while (in_word < word.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            behind_star = in_word;
        } else if (at < pattern.size() && pattern[at] == word[in_word]) {
            ++at;
            ++in_word;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            in_word = ++behind_star;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

/// Collects the terms of a class that match a pattern.
class Expansion {
public:
    Expansion(const Xapian::Database& database, std::string_view pattern)
        : database_(database), pattern_(pattern) {}

    void look_in(TermClass term_class) {
        const std::string class_prefix(row_of(term_class).prefix);
        const std::string beginning =
            class_prefix + std::string(pattern_.substr(0, pattern_.find('*')));
        const auto end = database_.allterms_end(beginning);
        for (auto term = database_.allterms_begin(beginning); term != end; ++term) {
            if (++looked_at_ > kMostTermsLookedAt) {
                bounded_ = true;
                return;
            }
            const std::string spelling = *term;
            const std::string_view word = std::string_view(spelling).substr(class_prefix.size());
            if (!is_of_class(spelling, term_class) || !is_match(pattern_, word)) continue;
            found_.emplace_back(term.get_termfreq(), spelling);
        }
    }

    /// The most frequent ones.
    std::vector<std::string> take() {
        bounded_ = bounded_ || found_.size() > kMostExpansions;
        std::sort(found_.begin(), found_.end(), [](const auto& left, const auto& right) {
            return left.first != right.first ? left.first > right.first
                                             : left.second < right.second;
        });
        found_.resize(std::min(found_.size(), kMostExpansions));
        std::vector<std::string> terms;
        for (auto& [frequency, term] : found_)
            terms.push_back(std::move(term));
        return terms;
    }

    [[nodiscard]] bool bounded() const { return bounded_; }

private:
    const Xapian::Database& database_;
    std::string_view pattern_;
    std::vector<std::pair<Xapian::doccount, std::string>> found_;
    std::size_t looked_at_ = 0;
    bool bounded_ = false;
};

/// The stems that words have in the languages of an index.
std::vector<std::string> stems_of(const std::vector<std::string>& terms, IndexHandle& handle) {
    std::set<std::string> stems;
    const auto add_stem = [&](const std::vector<Token>& tokens) {
        if (tokens.size() != 1 || tokens.front().forms.stem == kNoTerm) return;
        stems.insert(
            make_term(TermClass::stem, handle.buffer.term_text(tokens.front().forms.stem)));
    };
    for (const std::string& term : terms)
        for_each_reading(term, handle.languages, handle.buffer, add_stem);
    return {stems.begin(), stems.end()};
}

}  // namespace

void expand_wildcards(ReadQuery& query, IndexHandle& handle) {
    const Xapian::Database& database = handle.index.database;
    std::size_t patterns = 0;
    for (QueryUnit& unit : query.units) {
        if (unit.pattern.empty()) continue;
        if (++patterns > kMostPatterns) {
            query.diagnostics.push_back({"many_wildcards",
                                         "of words with '*', the first sixteen count; this one "
                                         "finds nothing",
                                         unit.begin, unit.end});
            continue;
        }
        const auto letters =
            unit.pattern.size() -
            static_cast<std::size_t>(std::count(unit.pattern.begin(), unit.pattern.end(), '*'));
        if (letters < kShortestPattern) {
            query.diagnostics.push_back(
                {"short_wildcard", "'*' needs three letters or more beside it; it finds nothing",
                 unit.begin, unit.end});
            continue;
        }
        Expansion expansion(database, unit.pattern);
        expansion.look_in(TermClass::surface);
        expansion.look_in(TermClass::stem);
        unit.terms = expansion.take();
        unit.stems = stems_of(unit.terms, handle);
        if (expansion.bounded()) {
            query.diagnostics.push_back(
                {"broad_wildcard",
                 "stands for more words than are searched for; the most frequent ones count",
                 unit.begin, unit.end});
        }
    }
}

}  // namespace casebook
