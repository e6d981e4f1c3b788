#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "casebook/searcher.hpp"
#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "search_options.hpp"
#include "trec_topics.hpp"

namespace casebook::cli {
namespace {

/// "_en" of "case-12_en": a language's two or three small letters after the last low line.
std::string_view language_suffix(std::string_view id) {
    const auto line = id.rfind('_');
    if (line == std::string_view::npos) {
        return {};
    }
    const auto suffix = id.substr(line);
    const bool letters =
        suffix.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1) == std::string_view::npos;
    return letters && (suffix.size() == 3 || suffix.size() == 4) ? suffix : std::string_view();
}

/// The fields of a run are split at white space.
std::string encode_white_space(std::string_view id) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result;
    for (const char byte : id) {
        if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
            const auto code = static_cast<unsigned char>(byte);
            result += {'%', kHex[code >> 4U], kHex[code & 15U]};
        } else {
            result += byte;
        }
    }
    return result;
}

/// The ranking for one topic. Reports in the topic's own language are left out only after ranking,
/// so more are asked for until enough are left.
std::vector<RankedId> rank_topic(const Searcher& searcher, SearchRequest request,
                                 std::string_view left_out_suffix) {
    const std::size_t wanted = request.top;
    if (left_out_suffix.empty() || wanted == kAllHits) {
        std::vector<RankedId> ranking = searcher.rank(request);
        if (!left_out_suffix.empty()) {
            std::erase_if(ranking,
                          [&](const RankedId& hit) { return hit.id.ends_with(left_out_suffix); });
        }
        return ranking;
    }
    for (request.top = wanted;;) {
        request.top = request.top > kAllHits / 4 ? kAllHits - 1 : 2 * request.top;
        std::vector<RankedId> ranking = searcher.rank(request);
        const bool exhausted = ranking.size() < request.top;
        std::erase_if(ranking,
                      [&](const RankedId& hit) { return hit.id.ends_with(left_out_suffix); });
        if (ranking.size() >= wanted || exhausted) {
            ranking.resize(std::min(ranking.size(), wanted));
            return ranking;
        }
    }
}

/// The fewest digits that read back as `score`.
std::string score_text(float score) {
    std::array<char, 64> text{};
    char* const end = std::to_chars(text.data(), text.data() + text.size(), score).ptr;
    return {text.data(), end};
}

/// Programs order a run by its scores, some in single precision and ties by id: every score is
/// written below the one before it.
std::string run_lines(const Topic& topic, const std::vector<RankedId>& ranking,
                      const std::string& tag) {
    std::string lines;
    const std::string start = encode_white_space(topic.id) + " Q0 ";
    float above = std::numeric_limits<float>::infinity();
    for (std::size_t at = 0; at < ranking.size(); ++at) {
        const float score =
            std::min(static_cast<float>(ranking[at].score),
                     std::nextafter(above, -std::numeric_limits<float>::infinity()));
        lines += start + encode_white_space(ranking[at].id) + " " + std::to_string(at + 1) + " " +
                 score_text(score) + " " + tag + "\n";
        above = score;
    }
    return lines;
}

}  // namespace

int run_topics(const ParsedCommand& command, Streams& streams) {
    SearchRequest request = read_search_options(command);
    request.overlay = overlay_of(command, streams);
    request.with_snippets = false;
    const bool drop_language = command.has("drop-same-language");
    const std::string tag = encode_white_space(command.value("tag"));
    const std::vector<Topic> topics = read_topics(command.value("topics"));
    const Searcher searcher(database_path(command));
    for (const Topic& topic : topics) {
        if (is_blank(topic.query)) continue;  // asks for nothing that could be judged
        request.query = topic.query;
        const auto left_out = drop_language ? language_suffix(topic.id) : std::string_view();
        streams.out.write(run_lines(topic, rank_topic(searcher, request, left_out), tag));
    }
    return kExitDone;
}

}  // namespace casebook::cli
