#include "casebook/citation_export.hpp"
#include "casebook/search_csv.hpp"
#include "casebook/search_json.hpp"
#include "search_output.hpp"

namespace casebook::cli {
namespace {

std::string json_lines(const SearchResult& result) {
    std::string lines;
    for (const Hit& hit : result.hits) {
        lines += to_json(hit) + "\n";
    }
    return lines;
}

}  // namespace

std::string answer_text(const SearchResult& result, std::string_view format,
                        const Terminal& terminal) {
    if (format == "json") {
        return to_json(result) + "\n";
    }
    if (format == "jsonl") {
        return json_lines(result);
    }
    if (format == "csv") {
        return to_csv(result);
    }
    if (format == "ris") {
        return to_ris(result);
    }
    if (format == "bibtex") {
        return to_bibtex(result);
    }
    return search_text(result, terminal);
}

}  // namespace casebook::cli
