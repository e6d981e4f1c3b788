#include "tool.hpp"

#include "answer_budget.hpp"
#include "argument_check.hpp"
#include "casebook/error.hpp"

namespace casebook::mcp {
namespace {

Json failure(const std::string& message) {
    return {{"content", {{{"type", "text"}, {"text", message}}}}, {"isError", true}};
}

Json result_of(ToolAnswer answer) {
    return {{"content", {{{"type", "text"}, {"text", std::move(answer.text)}}}},
            {"structuredContent", std::move(answer.structured)},
            {"isError", false}};
}

/// `max_bytes` of the call, taken out of its arguments.
std::size_t take_max_bytes(Json& arguments, const ToolLimits& limits) {
    const auto wanted = arguments.find("max_bytes");
    if (wanted == arguments.end()) return limits.max_bytes;
    const auto bytes = wanted->get<std::size_t>();
    arguments.erase("max_bytes");
    return bytes;
}

}  // namespace

std::vector<Tool> make_tools(const ToolLimits& limits) {
    std::vector<Tool> tools{search_tool(), report_tool(),     similar_tool(),
                            facet_tool(),  annotation_tool(), lookup_tool()};
    for (Tool& tool : tools) {
        tool.input_schema["properties"]["max_bytes"] = {
            {"type", "integer"},
            {"minimum", kLeastBytes},
            {"maximum", kMostBytes},
            {"default", limits.max_bytes},
            {"description",
             "The answer stays under so many bytes. What is cut off is told, with how to get it."}};
    }
    return tools;
}

Json description_of(const Tool& tool) {
    return {{"name", tool.name},
            {"title", tool.title},
            {"description", tool.description},
            {"inputSchema", tool.input_schema},
            {"outputSchema", tool.output_schema},
            {"annotations",
             {{"title", tool.title},
              {"readOnlyHint", true},
              {"destructiveHint", false},
              {"idempotentHint", true},
              {"openWorldHint", false}}}};
}

Json call_tool(const Tool& tool, const Library& library, Json arguments, const ToolLimits& limits,
               std::shared_ptr<const CancelToken> cancel) {
    arguments = tidied(std::move(arguments));
    if (const auto problem = find_wrong_argument(tool.input_schema, arguments))
        return failure(tool.name + ": " + *problem + ".");
    CallLimits call{take_max_bytes(arguments, limits),
                    std::chrono::steady_clock::now() + limits.timeout, std::move(cancel)};
    try {
        return result_of(tool.run(library, arguments, call));
    } catch (const ToolFailure& trouble) {
        return failure(trouble.what());
    } catch (const Error& trouble) {
        return failure(trouble.what());
    }
}

}  // namespace casebook::mcp
