// Keeps a small index in memory: made, changed, searched, and gone with the program.
#include <casebook/error.hpp>
#include <casebook/index_writer.hpp>
#include <casebook/memory_index.hpp>
#include <casebook/searcher.hpp>
#include <iostream>

namespace {

casebook::CaseReport report_of(const std::string& id, const std::string& text) {
    casebook::CaseReport report;
    report.id = id;
    report.sections = {{casebook::SectionKind::body, {}, text}};
    return report;
}

}  // namespace

int main() try {
    const casebook::MemoryIndex memory;  // lives as long as the index
    casebook::IndexWriter writer(memory.path());
    writer.add(report_of("note-1", "A rash after amoxicillin."));
    writer.commit();

    const casebook::Searcher searcher(memory.path());
    casebook::SearchRequest request;
    request.query = "rash";
    const std::size_t before = searcher.search(request).total;
    writer.add(report_of("note-2", "The rash had gone by Monday."));
    writer.commit();
    const casebook::SearchResult after = searcher.search(request);
    for (const casebook::Hit& hit : after.hits)
        std::cout << hit.rank << " " << hit.report.id << "\n";
    return before == 1 && after.total == 2 ? 0 : 1;
} catch (const casebook::Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
}
