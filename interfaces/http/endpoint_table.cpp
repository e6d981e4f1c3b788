#include <array>

#include "endpoint.hpp"

namespace casebook::http {
namespace {

using Spec = ParameterSpec;

constexpr std::array kSearch{
    Spec{"q"},           Spec{"top"},        Spec{"offset"},      Spec{"filter", true},
    Spec{"facet", true}, Spec{"facet_sort"}, Spec{"facet_match"}, Spec{"sort"},
    Spec{"match"},       Spec{"boolean"},    Spec{"synonyms"},    Spec{"fast"},
    Spec{"explain"},     Spec{"snippets"},   Spec{"strict"},      Spec{"timeout_ms"},
    Spec{"format"}};
constexpr std::array kPostedSearch{Spec{"strict"}, Spec{"format"}};
constexpr std::array kRecord{Spec{"q"},       Spec{"filter", true}, Spec{"match"},
                             Spec{"boolean"}, Spec{"synonyms"},     Spec{"fast"}};
constexpr std::array kSimilar{Spec{"top"},         Spec{"offset"},     Spec{"filter", true},
                              Spec{"facet", true}, Spec{"facet_sort"}, Spec{"facet_match"},
                              Spec{"sort"},        Spec{"snippets"},   Spec{"timeout_ms"},
                              Spec{"format"}};
constexpr std::array kPostedSimilar{Spec{"format"}};
constexpr std::array kSimilarText{Spec{"top"},         Spec{"offset"},      Spec{"filter", true},
                                  Spec{"facet", true}, Spec{"facet_sort"},  Spec{"facet_match"},
                                  Spec{"sort"},        Spec{"snippets"},    Spec{"timeout_ms"},
                                  Spec{"format"},      Spec{"input_format"}};
constexpr std::array kFacets{
    Spec{"field", true}, Spec{"q"},    Spec{"filter", true}, Spec{"match"},    Spec{"sort"},
    Spec{"top"},         Spec{"rule"}, Spec{"boolean"},      Spec{"synonyms"}, Spec{"timeout_ms"}};
constexpr std::array kSuggest{Spec{"prefix"}, Spec{"top"}};
constexpr std::array kReport{Spec{"format"}, Spec{"annotate"}};
constexpr std::array kAnnotate{Spec{"format"}, Spec{"input_format"}};
constexpr std::array kThesaurus{Spec{"term"}};
constexpr std::span<const Spec> kNothing;

constexpr std::array kTable{
    Endpoint{"/api/v1/search", "GET", kSearch, BodyKind::none, Freshness::by_index, false,
             answer_search},
    Endpoint{"/api/v1/search", "POST", kPostedSearch, BodyKind::json, Freshness::never, false,
             answer_posted_search},
    Endpoint{"/api/v1/record", "GET", kRecord, BodyKind::none, Freshness::never, false,
             answer_record},
    Endpoint{"/api/v1/record", "POST", kNothing, BodyKind::json, Freshness::never, false,
             answer_posted_record},
    Endpoint{"/api/v1/similar/{id}", "GET", kSimilar, BodyKind::none, Freshness::by_index, false,
             answer_similar},
    Endpoint{"/api/v1/similar/{id}", "POST", kPostedSimilar, BodyKind::json_optional,
             Freshness::never, false, answer_posted_similar},
    Endpoint{"/api/v1/similar", "POST", kSimilarText, BodyKind::report, Freshness::never, false,
             answer_similar_text},
    Endpoint{"/api/v1/facets", "GET", kFacets, BodyKind::none, Freshness::by_index, false,
             answer_facets},
    Endpoint{"/api/v1/suggest", "GET", kSuggest, BodyKind::none, Freshness::by_index, false,
             answer_suggest},
    Endpoint{"/api/v1/reports/{id}", "GET", kReport, BodyKind::none, Freshness::by_index, false,
             answer_report},
    Endpoint{"/api/v1/annotate", "POST", kAnnotate, BodyKind::report, Freshness::never, false,
             answer_annotate},
    Endpoint{"/api/v1/thesaurus", "GET", kThesaurus, BodyKind::none, Freshness::by_index, false,
             answer_thesaurus},
    Endpoint{"/api/v1/health", "GET", kNothing, BodyKind::none, Freshness::never, true,
             answer_health},
    Endpoint{"/api/v1/metrics", "GET", kNothing, BodyKind::none, Freshness::never, true,
             answer_metrics},
    Endpoint{"/api/v1/openapi.json", "GET", kNothing, BodyKind::none, Freshness::by_program, true,
             answer_openapi},
};

}  // namespace

std::span<const Endpoint> endpoint_table() {
    return kTable;
}

}  // namespace casebook::http
