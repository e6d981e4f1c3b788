// Ends searches early: at a deadline, and from another thread.
#include <casebook/error.hpp>
#include <casebook/index_writer.hpp>
#include <casebook/searcher.hpp>
#include <iostream>
#include <thread>

int main(int, char** arguments) try {
    casebook::IndexWriter writer(arguments[1]);
    casebook::CaseReport report;
    report.id = "case-1";
    report.sections = {{casebook::SectionKind::body, {}, "Remission of a leukemia."}};
    writer.add(report);
    writer.commit();
    const casebook::Searcher searcher(arguments[1]);

    casebook::SearchRequest request;
    request.query = "leukemia";
    request.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    const bool in_time = !searcher.search(request).timed_out;

    // Whoever holds the token, such as the code behind a window's close button, ends the search.
    const auto token = std::make_shared<casebook::CancelToken>();
    request.cancel = token;
    std::thread([token] { token->cancel(); }).join();
    const casebook::SearchResult cut = searcher.search(request);
    std::cout << "in time: " << in_time << ", cancelled: " << cut.timed_out << "\n";
    return in_time && cut.timed_out ? 0 : 1;
} catch (const casebook::Error& error) {
    std::cerr << error.what() << "\n";
    return 2;
}
