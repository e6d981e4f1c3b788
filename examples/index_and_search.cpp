// Makes an index of two reports and searches it.
#include <casebook/error.hpp>
#include <casebook/index_writer.hpp>
#include <casebook/searcher.hpp>
#include <iostream>

int main(int, char** arguments) try {
    casebook::IndexWriter writer(arguments[1]);
    for (const char* text : {"Aplastic anemia after a viral hepatitis, treated with thymoglobulin.",
                             "A fracture of the wrist after a fall."}) {
        casebook::CaseReport report;
        report.id = "case-" + std::to_string(writer.report_count() + 1);
        report.title = std::string(text).substr(0, 20);
        report.sections = {{casebook::SectionKind::abstract, {}, text}};
        writer.add(report);
    }
    writer.commit();

    casebook::SearchRequest request;
    request.query = "ATG";  // another name of thymoglobulin
    const casebook::SearchResult result = casebook::Searcher(arguments[1]).search(request);
    for (const casebook::Hit& hit : result.hits) {
        std::cout << hit.rank << " " << hit.report.id << " " << hit.score << "\n";
        for (const casebook::Snippet& snippet : hit.snippets)
            std::cout << "  " << snippet.text << "\n";
    }
    return result.total == 1 ? 0 : 1;
} catch (const casebook::Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
}
