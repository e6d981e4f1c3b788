// Answers requests through the C++ interface, for equal_answers.py: a request a line, tab-separated
// `key=value`, the answer's JSON a line. Builds the request by hand, not from JSON.
// usage: answer_requests INDEX
#include <iostream>
#include <sstream>

#include "casebook/search_json.hpp"
#include "casebook/searcher.hpp"

namespace {

using casebook::SearchRequest;

std::size_t number(const std::string& text) {
    return text == "all" ? casebook::kAllHits : std::stoul(text);
}

void set(SearchRequest& request, const std::string& key, const std::string& value) {
    if (key == "query") request.query = value;
    if (key == "top") request.top = number(value);
    if (key == "offset") request.offset = number(value);
    if (key == "match") request.match = *casebook::parse_match_rule(value);
    if (key == "sort") request.sort = casebook::SortOrder::year;
    if (key == "boolean") request.boolean = true;
    if (key == "fast") request.feedback = request.correct = false;
    if (key == "no-synonyms") request.synonyms = false;
    if (key == "explain") request.explain = true;
    if (key == "embedding") {
        std::istringstream numbers(value);
        std::string item;
        while (std::getline(numbers, item, ','))
            request.embedding.push_back(std::stof(item));
    }
    if (key == "fusion-depth") request.fusion.depth = number(value);
    if (key == "fusion-k") request.fusion.k = std::stod(value);
    if (key == "filter") {
        const auto equals = value.find('=');
        request.filters.push_back({value.substr(0, equals), value.substr(equals + 1)});
    }
    if (key == "facet") {
        casebook::FacetRequest& facet = request.facets.emplace_back();
        const auto colon = value.find(':');
        facet.field = value.substr(0, colon);
        facet.limit = number(value.substr(colon + 1));
    }
    if (key == "facet-sort") {
        for (casebook::FacetRequest& facet : request.facets)
            facet.order = casebook::FacetOrder::label;
    }
}

}  // namespace

int main(int, char** arguments) {
    const casebook::Searcher searcher(arguments[1]);
    std::string line;
    while (std::getline(std::cin, line)) {
        SearchRequest request;
        std::istringstream fields(line);
        std::string field;
        while (std::getline(fields, field, '\t')) {
            const auto equals = field.find('=');
            set(request, field.substr(0, equals), field.substr(equals + 1));
        }
        std::cout << casebook::to_json(searcher.search(request)) << "\n";
    }
    return std::cin.eof() ? 0 : 1;
}
