#include "request_reading.hpp"

#include <optional>

#include "wildcards.hpp"

namespace casebook {

SearchRequest settled(SearchRequest request) {
    if (!request.boolean) return request;
    request.match = MatchRule::all;
    request.feedback = false;
    request.correct = false;
    return request;
}

QueryManner manner_of(const SearchRequest& request) {
    return request.boolean ? QueryManner::exact : QueryManner::plain;
}

ReadQuery read_request(IndexHandle& handle, const SearchRequest& request,
                       SpellingCorrector::Use use) {
    std::optional<ConceptReader> concepts;
    if (request.synonyms)
        concepts.emplace(handle.concepts, built_in_thesaurus(), handle.index.database,
                         handle.languages);
    ReadQuery query = read_query(parse_query(request.query), manner_of(request), handle.languages,
                                 handle.buffer, concepts ? &*concepts : nullptr);
    expand_wildcards(query, handle);
    if (request.boolean) drop_cognates(query);
    if (request.correct)
        query.suggestion =
            SpellingCorrector(handle, use, request.synonyms).correct(query, request.query);
    return query;
}

}  // namespace casebook
