#pragma once

#include <string>

#include "answer_budget.hpp"
#include "casebook/search.hpp"

/// What the tools that search have in common.
namespace casebook::mcp {

/// The request that arguments of the search tools tell, in the keys of docs/json.md.
[[nodiscard]] SearchRequest request_of(Json arguments, const Library& library,
                                       const CallLimits& limits);

/// `answer` as JSON; what was asked can be read from it no more.
[[nodiscard]] Json json_of(const SearchResult& answer);

/// What a model should know beside the hits: that time was up, that nothing was found and why.
/// Sentences, or nothing.
[[nodiscard]] std::string hints_on(const Json& answer, const Json& arguments,
                                   const Library& library);

/// Cuts all but the hits to `bytes`: the explanation goes first, then the ends of facets (all to
/// one length), readings and diagnostics. Sentences that tell of it, or nothing. Throws ToolFailure
/// if the query alone is too long.
[[nodiscard]] std::string cut_all_but_hits(Json& answer, const AnswerBudget& budget,
                                           std::size_t bytes);

/// Puts two runs of sentences together; null where both are empty.
[[nodiscard]] Json advice_of(const std::string& first, const std::string& second);

}  // namespace casebook::mcp
