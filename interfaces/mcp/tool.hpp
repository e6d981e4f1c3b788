#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/searcher.hpp"
#include "interfaces/mcp/json_rpc.hpp"

/// What an assistant can call. A tool's schemas are what it is checked with: arguments that do not
/// fit the input schema never reach it.
namespace casebook::mcp {

/// What the tools work on. Threads may share it.
struct Library {
    Searcher searcher;
    std::shared_ptr<const Thesaurus> overlay;  ///< synonyms for every search; or null
};

struct ToolLimits {
    std::size_t max_bytes = 60'000;  ///< of an answer, where the caller asks for no other
    std::chrono::milliseconds timeout{10'000};  ///< of a search
};

/// What a caller may ask for in place of ToolLimits::max_bytes.
inline constexpr std::size_t kLeastBytes = 4'000;
inline constexpr std::size_t kMostBytes = 1'000'000;

/// What one call may take.
struct CallLimits {
    std::size_t max_bytes = 0;
    std::chrono::steady_clock::time_point deadline;
    std::shared_ptr<const CancelToken> cancel;
};

/// The same twice: for programs, and to be read.
struct ToolAnswer {
    Json structured;
    std::string text;
};

/// A call that cannot be answered as it was made, and what to do instead. For the model to read.
class ToolFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Tool {
    std::string name;
    std::string title;
    std::string description;
    Json input_schema;
    Json output_schema;
    std::function<ToolAnswer(const Library&, const Json& arguments, const CallLimits&)> run;
};

/// All tools, in the order in which they are listed. `limits` stands in their schemas as defaults.
[[nodiscard]] std::vector<Tool> make_tools(const ToolLimits& limits);

/// The tool as `tools/list` shows it.
[[nodiscard]] Json description_of(const Tool& tool);

/// The result of `tools/call`: an answer of at most so many bytes as the call or `limits` allow,
/// or, with `isError`, what is wrong and what to do. Throws only what is the machine's trouble.
[[nodiscard]] Json call_tool(const Tool& tool, const Library& library, Json arguments,
                             const ToolLimits& limits, std::shared_ptr<const CancelToken> cancel);

Tool search_tool();
Tool report_tool();
Tool similar_tool();
Tool facet_tool();
Tool annotation_tool();
Tool lookup_tool();

}  // namespace casebook::mcp
