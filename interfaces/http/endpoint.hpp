#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/annotation.hpp"
#include "casebook/searcher.hpp"
#include "message.hpp"
#include "metrics.hpp"
#include "parameters.hpp"
#include "settings.hpp"

/// What the interface answers, as a table: the router, the documentation's test and the figures
/// all walk it.
namespace casebook::http {

/// Annotators that wait for work; each has room of its own for one report. Threads may share it.
class AnnotatorPool {
public:
    [[nodiscard]] std::string annotate(CaseReport report,
                                       std::shared_ptr<const Thesaurus> thesaurus);

private:
    struct Entry {
        std::shared_ptr<const Thesaurus> thesaurus;
        Annotator annotator;
    };
    std::mutex mutex_;
    std::vector<std::unique_ptr<Entry>> idle_;
};

/// What endpoints answer with.
struct Services {
    explicit Services(RouterSettings wanted)
        : settings(std::move(wanted)), searcher(settings.index) {}

    const RouterSettings settings;
    const Searcher searcher;
    AnnotatorPool annotators;
    Metrics metrics;
};

/// One request to an endpoint.
struct Call {
    Services& services;
    const Request& request;
    std::string id;  ///< what stood for {id}, decoded
    Parameters parameters;
};

/// What an endpoint wants as a body.
enum class BodyKind {
    none,
    json,           ///< an object of docs/json.md
    json_optional,  ///< the same; nothing for the defaults
    report,         ///< anything that 'casebook annotate' reads
};

/// When an answer may be used again.
enum class Freshness {
    never,
    by_index,    ///< until the index changes
    by_program,  ///< until another version answers
};

struct Answer {
    std::string body;
    std::string type = "application/json";
    std::string file_name = {};  ///< what a browser saves it as; empty for showing it
    bool complete = true;        ///< false if the time ended it early, or more may follow
    std::function<std::string()> rest = {};  ///< as Response's
};

struct Endpoint {
    std::string_view pattern;  ///< "/api/v1/reports/{id}"; {id} is all of the rest
    std::string_view method;
    std::span<const ParameterSpec> parameters;
    BodyKind body = BodyKind::none;
    Freshness freshness = Freshness::never;
    bool light = false;  ///< answers at once, however busy the searches are
    Answer (*answer)(const Call&) = nullptr;
};

inline constexpr std::string_view kApiRoot = "/api/";

[[nodiscard]] std::span<const Endpoint> endpoint_table();

Answer answer_search(const Call& call);
Answer answer_posted_search(const Call& call);
Answer answer_record(const Call& call);
Answer answer_posted_record(const Call& call);
Answer answer_similar(const Call& call);
Answer answer_posted_similar(const Call& call);
Answer answer_similar_text(const Call& call);
Answer answer_facets(const Call& call);
Answer answer_suggest(const Call& call);
Answer answer_report(const Call& call);
Answer answer_annotate(const Call& call);
Answer answer_thesaurus(const Call& call);
Answer answer_health(const Call& call);
Answer answer_metrics(const Call& call);
Answer answer_openapi(const Call& call);

}  // namespace casebook::http
