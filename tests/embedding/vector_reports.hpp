#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "casebook/case_report.hpp"
#include "small_index.hpp"

namespace casebook {

inline const std::vector<std::string>& vector_words() {
    static const std::vector<std::string> words = {"fever",   "rash",  "cough",  "edema",
                                                   "biopsy",  "gout",  "stroke", "sepsis",
                                                   "measles", "mumps", "asthma", "cramp"};
    return words;
}

/// Reports of random words, years and vectors; some have none.
class VectorReports {
public:
    static constexpr std::size_t kLength = 12;

    explicit VectorReports(unsigned seed) : random_(seed) {}

    std::vector<float> vector() {
        std::normal_distribution<float> normal;
        std::vector<float> vector(kLength);
        for (float& number : vector)
            number = normal(random_);
        return vector;
    }

    CaseReport report(std::size_t number) {
        std::string text;
        for (std::size_t count = 3 + below(5); count > 0; --count)
            text += " " + word();
        CaseReport report = make_report("r" + std::to_string(number), "", text.substr(1) + ".");
        report.year = static_cast<int>(2000 + below(4));
        if (below(5) != 0) report.embedding = vector();
        return report;
    }

    const std::string& word() { return vector_words()[below(vector_words().size())]; }
    std::size_t below(std::size_t end) { return random_() % end; }

private:
    std::mt19937 random_;
};

/// Whether the report's own text holds the word.
inline bool holds(const CaseReport& report, const std::string& word) {
    return report.sections.front().text.find(word) != std::string::npos;
}

}  // namespace casebook
