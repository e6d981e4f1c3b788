#include "hit_lists.hpp"

#include <algorithm>

#include "casebook/citation_export.hpp"
#include "casebook/error.hpp"
#include "casebook/search_csv.hpp"
#include "casebook/search_json.hpp"

namespace casebook::http {
namespace {

constexpr std::size_t kPart = 1000;

/// The hits of a search of one revision, so many at a time.
class HitParts {
public:
    HitParts(Services& services, SearchRequest request, std::size_t wanted)
        : services_(services),
          request_(std::move(request)),
          wanted_(wanted),
          part_(std::min(kPart, services.settings.limits.hits)),
          index_(services.searcher.state().name) {}

    /// The first hits; none if a writer came between.
    std::optional<SearchResult> first() { return take(); }

    /// Those after; none of them at the end.
    SearchResult further() {
        request_.deadline = std::chrono::steady_clock::now() + services_.settings.limits.time;
        auto result = take();
        if (!result)
            throw Error(ErrorCode::locked,
                        "the index was changed while the hits of a search were sent");
        return *std::move(result);
    }

private:
    std::optional<SearchResult> take() {
        request_.top = std::min(part_, wanted_);
        if (request_.top == 0) return SearchResult();
        SearchResult result = services_.searcher.search(request_);
        if (services_.searcher.state().name != index_) return std::nullopt;
        if (result.timed_out && request_.cancel && request_.cancel->cancelled())
            throw Error(ErrorCode::cancelled, "the client left before the end");
        if (result.timed_out) throw no_time();
        request_.offset += request_.top;
        wanted_ = result.hits.size() < request_.top ? 0 : wanted_ - request_.top;
        return result;
    }

    Services& services_;
    SearchRequest request_;
    std::size_t wanted_;  ///< hits yet to come
    std::size_t part_;
    std::string index_;  ///< the revision's name
};

std::string further_text(HitParts& parts, const std::string& format) {
    const SearchResult result = parts.further();
    if (result.hits.empty()) return {};
    std::string text = written(result, format).body;
    if (format == "csv") text.erase(0, text.find('\n') + 1);  // the header stands once
    return text;
}

}  // namespace

bool is_list(std::string_view format) {
    return format != "json";
}

Answer written(const SearchResult& result, std::string_view format) {
    if (result.timed_out && is_list(format)) throw no_time();
    Answer answer;
    answer.complete = !result.timed_out;
    if (format == "jsonl") {
        for (const Hit& hit : result.hits)
            answer.body += to_json(hit) + "\n";
        answer.type = "application/x-ndjson";
    } else if (format == "csv") {
        answer = {to_csv(result), "text/csv; charset=utf-8", "casebook.csv"};
    } else if (format == "ris") {
        answer = {to_ris(result), "application/x-research-info-systems; charset=utf-8",
                  "casebook.ris"};
    } else if (format == "bibtex") {
        answer = {to_bibtex(result), "application/x-bibtex; charset=utf-8", "casebook.bib"};
    } else {
        answer.body = to_json(result) + "\n";
    }
    return answer;
}

void check_strict(const Call& call, const SearchResult& result) {
    if (!call.parameters.truth("strict", false) || result.diagnostics.empty()) return;
    ApiError error(400, "malformed_query", "the query is not well formed", "q");
    error.diagnostics = to_json(result.diagnostics);
    throw error;
}

Answer listed_in_parts(const Call& call, SearchRequest request, std::string_view format,
                       std::size_t wanted) {
    constexpr int kTries = 20;
    if (!call.request.takes_chunks)
        throw too_many_hits(call, "ask by HTTP/1.1, or for parts with 'top' and 'offset'");
    for (int attempt = 0; attempt < kTries; ++attempt) {
        const auto parts = std::make_shared<HitParts>(call.services, request, wanted);
        const auto first = parts->first();
        if (!first) continue;
        check_strict(call, *first);
        Answer answer = written(*first, format);
        answer.complete = false;
        answer.rest = [parts, format = std::string(format)] {
            return further_text(*parts, format);
        };
        return answer;
    }
    throw busy_error("the index keeps changing; try again when that has ended");
}

ApiError no_time() {
    return {503, "timed_out",
            "the time was over before all hits were there; ask for parts with 'top' and 'offset', "
            "or have the server started with a longer --timeout"};
}

ApiError too_many_hits(const Call& call, const std::string& way_out) {
    return {400, "too_many_hits",
            "an answer may have " + std::to_string(call.services.settings.limits.hits) + " hits; " +
                way_out,
            "top"};
}

}  // namespace casebook::http
