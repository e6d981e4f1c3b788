#include <nlohmann/json.hpp>

#include "casebook/index_statistics.hpp"
#include "commands.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kColumn = 20;

std::string thesaurus_name(const IndexStatistics& statistics) {
    return statistics.own_thesaurus ? "own" : "built in";
}

std::string statistics_json(const IndexStatistics& statistics) {
    const nlohmann::ordered_json json = {
        {"schema", 1},
        {"reports", statistics.reports},
        {"text_bytes", statistics.text_bytes},
        {"distinct_terms", statistics.distinct_terms},
        {"revision", statistics.revision},
        {"schema_version", statistics.schema_version},
        {"positions", statistics.positions},
        {"analyzer_fingerprint", statistics.analyzer_fingerprint},
        {"thesaurus_fingerprint", statistics.thesaurus_fingerprint},
        {"thesaurus", thesaurus_name(statistics)},
        {"context_rules_fingerprint", statistics.context_rules_fingerprint},
        {"embeddings", statistics.embeddings},
        {"embedding_length", statistics.embedding_length},
        {"languages", statistics.languages},
        {"table_bytes", statistics.table_bytes}};
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string row(std::string name, std::string_view value) {
    name.resize(std::max(name.size() + 1, kColumn), ' ');
    return name + visible_name(value) + "\n";
}

std::string statistics_text(const IndexStatistics& statistics) {
    std::string revisions;
    for (const std::uint64_t revision : statistics.revision) {
        revisions += (revisions.empty() ? "" : " ") + std::to_string(revision);
    }
    std::string text =
        row("reports", grouped(statistics.reports)) +
        row("text", byte_size(statistics.text_bytes)) +
        row("distinct terms", grouped(statistics.distinct_terms)) + row("revision", revisions) +
        row("schema version", std::to_string(statistics.schema_version)) +
        row("positions", statistics.positions) + row("analyzer", statistics.analyzer_fingerprint) +
        row("thesaurus",
            statistics.thesaurus_fingerprint + " (" + thesaurus_name(statistics) + ")") +
        row("context rules", statistics.context_rules_fingerprint.empty()
                                 ? "not recorded"
                                 : statistics.context_rules_fingerprint);
    if (statistics.embeddings != 0) {
        text += row("embeddings", grouped(statistics.embeddings) + " of " +
                                      std::to_string(statistics.embedding_length) + " numbers");
    }
    for (const auto& [language, reports] : statistics.languages) {
        text += row("language " + language, grouped(reports));
    }
    for (const auto& [table, bytes] : statistics.table_bytes) {
        text += row("table " + table, byte_size(bytes));
    }
    return text;
}

}  // namespace

int run_stats(const ParsedCommand& command, Streams& streams) {
    const IndexStatistics statistics = read_statistics(database_path(command));
    streams.out.write(command.value("format") == "json" ? statistics_json(statistics)
                                                        : statistics_text(statistics));
    return kExitDone;
}

}  // namespace casebook::cli
