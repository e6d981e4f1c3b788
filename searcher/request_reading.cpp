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

bool is_blank(std::string_view query) {
    return query.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

QueryManner manner_of(const SearchRequest& request) {
    return request.boolean ? QueryManner::exact : QueryManner::plain;
}

namespace {

/// The request's overlay joined to the handle's thesaurus; kept, for the next is probably the same.
Overlay* overlay_for(IndexHandle& handle, const SearchRequest& request) {
    if (request.overlay == nullptr) return nullptr;
    if (handle.overlay == nullptr || !handle.overlay->is_of(request.overlay))
        handle.overlay = std::make_unique<Overlay>(request.overlay, *handle.concepts);
    return handle.overlay.get();
}

}  // namespace

ReadQuery read_request(IndexHandle& handle, const SearchRequest& request,
                       SpellingCorrector::Use use, SearchLimit* limit) {
    std::optional<ConceptReader> concepts;
    if (request.synonyms)
        concepts.emplace(*handle.concepts, *handle.index.thesaurus, handle.index.database,
                         handle.languages, overlay_for(handle, request));
    FilterMaker filters(handle);
    ReadQuery query = read_query(parse_query(request.query), manner_of(request), handle.languages,
                                 handle.buffer, filters, concepts ? &*concepts : nullptr);
    query.everything = is_blank(request.query);
    expand_wildcards(query, handle);
    if (request.boolean) drop_cognates(query);
    if (request.correct && (limit == nullptr || !limit->reached()))
        query.suggestion =
            SpellingCorrector(handle, use, request.synonyms).correct(query, request.query);
    return query;
}

}  // namespace casebook
