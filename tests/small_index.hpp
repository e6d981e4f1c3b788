#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "casebook/index_writer.hpp"
#include "casebook/searcher.hpp"

namespace casebook {

inline CaseReport make_report(std::string id, std::string title, std::string text,
                              std::string language = "en") {
    CaseReport report;
    report.id = std::move(id);
    report.title = std::move(title);
    report.languages = {Language::from_tag(language)};
    report.sections = {{SectionKind::abstract, Language::from_tag(language), std::move(text)}};
    return report;
}

inline void make_index(const std::filesystem::path& path, const std::vector<CaseReport>& reports,
                       WriterOptions options = {}) {
    IndexWriter writer(path, options);
    for (const CaseReport& report : reports)
        writer.add(report);
    writer.commit();
}

/// Asks for the words alone; concept_search_test.cpp asks for what they name.
inline SearchResult ask(const Searcher& searcher, const std::string& query,
                        MatchRule match = MatchRule::automatic, std::size_t top = 10) {
    SearchRequest request;
    request.query = query;
    request.match = match;
    request.top = top;
    request.synonyms = false;
    return searcher.search(request);
}

/// Ids of the first tier, in order.
inline std::vector<std::string> found(const SearchResult& result) {
    std::vector<std::string> ids;
    for (const Hit& hit : result.hits) {
        if (!hit.partial) ids.push_back(hit.report.id);
    }
    return ids;
}

inline std::vector<std::string> found(const Searcher& searcher, const std::string& query,
                                      MatchRule match = MatchRule::automatic) {
    return found(ask(searcher, query, match));
}

}  // namespace casebook
