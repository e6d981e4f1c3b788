#include "query_sample.hpp"

#include <algorithm>
#include <random>

#include "text.hpp"

namespace layout {
namespace {

constexpr std::size_t kLongestPhrase = 4;
constexpr std::size_t kShortestPrefixWord = 7;

class Sampler {
public:
    Sampler(const std::vector<Record>& records, std::uint32_t seed)
        : records_(records), chance_(seed) {}

    std::vector<std::string> words(std::size_t count) {
        const auto& tokens = open_record();
        std::vector<std::string> stems;
        for (std::size_t tries = 0; stems.size() < count && tries < 50; ++tries) {
            const auto& stem = tokens[chance_() % tokens.size()].word->stem;
            if (std::count(stems.begin(), stems.end(), stem) == 0) stems.push_back(stem);
        }
        return stems;
    }

    std::vector<std::string> phrase(std::size_t length) {
        while (true) {
            const auto& tokens = open_record();
            const auto first = chance_() % (tokens.size() - kLongestPhrase);
            const auto last_position = tokens[first].position + length - 1;
            if (tokens[first + length - 1].position != last_position) continue;
            std::vector<std::string> stems;
            for (auto at = first; at < first + length; ++at)
                stems.push_back(tokens[at].word->stem);
            return stems;
        }
    }

    std::string prefix() {
        while (true) {
            const auto& tokens = open_record();
            const auto& surface = tokens[chance_() % tokens.size()].word->surface;
            const bool is_ascii = std::all_of(surface.begin(), surface.end(),
                                              [](char byte) { return byte >= 'a' && byte <= 'z'; });
            if (is_ascii && surface.size() >= kShortestPrefixWord) {
                return surface.substr(0, 4 + chance_() % 2);
            }
        }
    }

private:
    /// The words of a random record of some length, stop words left out.
    const std::vector<Token>& open_record() {
        do {
            tokens_.clear();
            tokenizer_.tokenize(records_[chance_() % records_.size()].text, 1, tokens_);
            std::erase_if(tokens_, [](const Token& token) { return token.word->is_stop_word; });
        } while (tokens_.size() < 2 * kLongestPhrase);
        return tokens_;
    }

    const std::vector<Record>& records_;
    std::mt19937 chance_;
    Tokenizer tokenizer_;
    std::vector<Token> tokens_;
};

}  // namespace

QuerySample sample_queries(const std::vector<Record>& records, std::size_t count,
                           std::uint32_t seed) {
    Sampler sampler(records, seed);
    QuerySample sample;
    for (std::size_t number = 0; number < count; ++number) {
        sample.any.push_back(sampler.words(3));
        sample.all.push_back(sampler.words(2 + number % 2));
        sample.phrases.push_back(sampler.phrase(2 + number % 3));
        sample.prefixes.push_back(sampler.prefix());
    }
    return sample;
}

}  // namespace layout
