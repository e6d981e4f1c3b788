// Counts the answers by year and language, then looks at one year alone.
#include <casebook/error.hpp>
#include <casebook/index_writer.hpp>
#include <casebook/searcher.hpp>
#include <iostream>

namespace {

void make_index(const std::string& path) {
    casebook::IndexWriter writer(path);
    for (int number = 0; number < 12; ++number) {
        casebook::CaseReport report;
        report.id = "case-" + std::to_string(number);
        report.year = 2000 + number % 3;
        report.languages = {casebook::Language::from_tag("en")};
        report.sections = {{casebook::SectionKind::abstract, {}, "Remission of a leukemia."}};
        writer.add(report);
    }
    writer.commit();
}

}  // namespace

int main(int, char** arguments) try {
    make_index(arguments[1]);
    const casebook::Searcher searcher(arguments[1]);

    casebook::SearchRequest request;
    request.query = "leukemia";
    request.filters = {{.field = "year", .value = "2001"}};
    request.facets = {{.field = "year", .matching = {}}, {.field = "language", .matching = {}}};
    const casebook::SearchResult result = searcher.search(request);
    for (const auto& [field, values] : result.facets) {
        std::cout << field << "\n";
        for (const casebook::FacetValue& value : values)
            std::cout << "  " << value.label << " " << value.count << "\n";
    }
    // A facet leaves its own filter out: it tells what the other years would give.
    const bool good = result.total == 4 && result.facets.at("year").size() == 3 &&
                      result.facets.at("language").front().count == 4;
    return good ? 0 : 1;
} catch (const casebook::Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
}
