#include "answer_budget.hpp"

namespace casebook::mcp {
namespace {

/// What stands around the two forms in a reply, an id of usual length among it.
constexpr std::size_t kEnvelope = 200;

}  // namespace

std::size_t AnswerBudget::size_of(const Json& structured) const {
    return to_line(structured).size() + to_line(render_(structured)).size() + kEnvelope;
}

std::vector<std::string> AnswerBudget::cut_arrays(Json& structured,
                                                  const std::vector<std::string>& arrays,
                                                  std::size_t bytes,
                                                  const std::string& else_do) const {
    std::vector<std::string> cut;
    for (const std::string& name : arrays) {
        if (size_of(structured) <= bytes) return cut;
        Json& place = structured.at(Json::json_pointer(name));
        const Json all = std::move(place);
        const auto fits = [&](std::size_t count) {
            place = prefix_of(all, count);
            return size_of(structured) <= bytes;
        };
        place = prefix_of(all, greatest_fitting(all.size(), fits));
        if (place.size() < all.size()) cut.push_back(name.substr(1));
    }
    if (size_of(structured) > bytes) throw ToolFailure(else_do);
    return cut;
}

ToolAnswer AnswerBudget::finish(Json structured) const {
    std::string text = render_(structured);
    return {std::move(structured), std::move(text)};
}

std::size_t greatest_fitting(std::size_t most, const std::function<bool(std::size_t)>& fits) {
    if (fits(most)) return most;
    std::size_t good = 0;  // nothing smaller is asked of
    std::size_t bad = most;
    while (good + 1 < bad) {
        const std::size_t middle = good + (bad - good) / 2;
        (fits(middle) ? good : bad) = middle;
    }
    return good;
}

Json prefix_of(const Json& array, std::size_t count) {
    Json prefix = Json::array();
    for (std::size_t at = 0; at < count; ++at)
        prefix.push_back(array[at]);
    return prefix;
}

}  // namespace casebook::mcp
