// Fuses the ranking by words with that of vectors that another tool, here a toy, has made.
#include <array>
#include <casebook/error.hpp>
#include <casebook/index_writer.hpp>
#include <casebook/searcher.hpp>
#include <iostream>

namespace {

/// In the place of a model: how often a text speaks of blood, of skin, of anything else.
std::vector<float> embed(const std::string& text) {
    constexpr std::array<std::array<const char*, 3>, 2> kWords{
        {{"leukemia", "anemia", "blood"}, {"rash", "eczema", "skin"}}};
    std::vector<float> vector{0, 0, 0.1F};
    for (std::size_t subject = 0; subject < kWords.size(); ++subject) {
        for (const char* word : kWords.at(subject))
            vector[subject] += text.find(word) != std::string::npos ? 1.0F : 0.0F;
    }
    return vector;
}

}  // namespace

int main(int, char** arguments) try {
    casebook::IndexWriter writer(arguments[1]);
    for (const char* text : {"An eczema of both hands.", "An anemia without a cause.",
                             "A rash of unknown origin.", "A fracture of the wrist."}) {
        casebook::CaseReport report;
        report.id = "case-" + std::to_string(writer.report_count() + 1);
        report.sections = {{casebook::SectionKind::body, {}, text}};
        report.embedding = embed(text);
        writer.add(report);
    }
    writer.commit();

    casebook::SearchRequest request;
    request.query = "rash";
    request.embedding = embed("skin rash");
    request.fusion.depth = 2;  // the two nearest reports join the answer
    const casebook::SearchResult result = casebook::Searcher(arguments[1]).search(request);
    for (const casebook::Hit& hit : result.hits) {
        std::cout << hit.report.id << " " << hit.score;
        if (hit.fusion->similarity) std::cout << ", similarity " << *hit.fusion->similarity;
        std::cout << (hit.fusion->words_rank ? "" : ", by its vector alone") << "\n";
    }
    const bool good = result.total == 2 && result.hits[0].report.id == "case-3" &&
                      result.hits[1].report.id == "case-1" && !result.hits[1].fusion->words_rank;
    return good ? 0 : 1;
} catch (const casebook::Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
}
