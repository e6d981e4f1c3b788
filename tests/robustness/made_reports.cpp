#include "made_reports.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

namespace casebook::test {
namespace {

constexpr int kVocabulary = 3000;

/// The word of that number: syllables that spell it.
std::string word_of(int number) {
    constexpr std::array<const char*, 15> kSyllables = {
        "ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "ne", "pa", "ri", "so", "tu", "ve"};
    std::string word;
    for (int rest = number + static_cast<int>(kSyllables.size()); rest > 0;
         rest /= static_cast<int>(kSyllables.size())) {
        word += kSyllables.at(static_cast<std::size_t>(rest) % kSyllables.size());
    }
    return word;
}

/// Words as often as in texts: the frequent ones are few.
std::string make_text(std::mt19937_64& random, int words) {
    std::uniform_real_distribution<double> exponent(0, std::log(kVocabulary));
    std::string text;
    for (int word = 0; word < words; ++word) {
        text += word_of(static_cast<int>(std::exp(exponent(random))));
        text += word % 12 == 11 ? ". " : " ";
    }
    return text;
}

}  // namespace

void append_reports(const std::filesystem::path& file, const MadeReports& reports) {
    std::ofstream lines(file, std::ios::binary | std::ios::app);
    for (int number = reports.first; number < reports.first + reports.count; ++number) {
        std::mt19937_64 random(reports.seed * 1'000'003 + static_cast<std::uint64_t>(number));
        const nlohmann::json line = {{"id", reports.letter + std::to_string(number)},
                                     {"title", "A case of " + make_text(random, 4)},
                                     {"text", make_text(random, reports.words)}};
        lines << line.dump() << '\n';
    }
}

std::vector<std::string> made_queries() {
    return {"case", word_of(3), word_of(40) + " " + word_of(7),
            "\"" + word_of(2) + " " + word_of(1) + "\"", word_of(700) + " OR " + word_of(1500)};
}

}  // namespace casebook::test
