#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "casebook/thesaurus.hpp"
#include "casebook/thesaurus_lookup.hpp"
#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "text_layout.hpp"
#include "thesaurus_import.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kColumn = 20;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

std::string lookup_text(const Thesaurus& thesaurus, const std::vector<QuerySense>& senses) {
    std::string text;
    for (const QuerySense& sense : senses) {
        const ConceptNumber number = sense.concept_number;
        const ThesaurusTerm term = thesaurus.term(sense.term);
        text += std::string(thesaurus.id(number)) + "  " + visible_line(thesaurus.label(number)) +
                " (" + std::string(to_string(thesaurus.type(number))) + ")\n";
        text += "    " + std::string(to_string(term.kind)) + ", " + std::string(term.language) +
                ": " + visible_line(term.text) + "\n";
        for (const ConceptNumber broader : thesaurus.broader(number)) {
            text += "    narrower than " + std::string(thesaurus.id(broader)) + "  " +
                    visible_line(thesaurus.label(broader)) + "\n";
        }
    }
    return text;
}

/// What a thesaurus holds, counted.
struct Counts {
    std::map<std::string, std::uint64_t> types;
    std::map<std::string, std::uint64_t> languages;
};

Counts count(const Thesaurus& thesaurus) {
    Counts counts;
    for (ConceptNumber number = 0; number < thesaurus.concept_count(); ++number) {
        ++counts.types[std::string(to_string(thesaurus.type(number)))];
    }
    for (TermNumber number = 0; number < thesaurus.term_count(); ++number) {
        ++counts.languages[std::string(thesaurus.term(number).language)];
    }
    return counts;
}

std::string stats_json(const Thesaurus& thesaurus) {
    const ThesaurusStatistics statistics = thesaurus.statistics();
    const Counts counts = count(thesaurus);
    return dump({{"schema", 1},
                 {"concepts", statistics.concepts},
                 {"terms", statistics.terms},
                 {"ambiguous_terms", statistics.ambiguous_terms},
                 {"bytes", statistics.bytes},
                 {"fingerprint", thesaurus.fingerprint()},
                 {"analyzer_fingerprint", thesaurus.analyzer_fingerprint()},
                 {"types", counts.types},
                 {"languages", counts.languages}});
}

std::string row(std::string name, std::string_view value) {
    name.resize(std::max(name.size() + 1, kColumn), ' ');
    return name + visible_name(value) + "\n";
}

std::string stats_text(const Thesaurus& thesaurus) {
    const ThesaurusStatistics statistics = thesaurus.statistics();
    const Counts counts = count(thesaurus);
    std::string text =
        row("concepts", grouped(statistics.concepts)) + row("terms", grouped(statistics.terms)) +
        row("ambiguous terms", grouped(statistics.ambiguous_terms)) +
        row("size", byte_size(statistics.bytes)) + row("fingerprint", thesaurus.fingerprint()) +
        row("analyzer", thesaurus.analyzer_fingerprint());
    for (const auto& [type, concepts] : counts.types) {
        text += row("type " + type, grouped(concepts));
    }
    for (const auto& [language, terms] : counts.languages) {
        text += row("language " + language, grouped(terms));
    }
    return text;
}

/// Whether the answer is wanted as JSON.
bool wants_json(const ParsedCommand& command) {
    const std::vector<std::string> formats = command.values("format");
    const std::string format = formats.empty() ? "text" : formats.back();
    if (format != "text" && format != "json") {
        throw UsageError("--format of an answer is text or json, not '" + format + "'",
                         command.spec().name);
    }
    return format == "json";
}

int run_lookup(const ParsedCommand& command, Streams& streams) {
    const std::span<const std::string> words(command.words());
    if (words.size() < 2) {
        throw UsageError("lookup wants a term", command.spec().name);
    }
    const auto chosen = chosen_thesaurus(command);
    const std::vector<QuerySense> senses = look_up_concepts(*chosen, joined(words.subspan(1)));
    streams.out.write(wants_json(command) ? to_json(*chosen, senses) + "\n"
                                          : lookup_text(*chosen, senses));
    return senses.empty() ? kExitPartly : kExitDone;
}

int run_thesaurus_stats(const ParsedCommand& command, Streams& streams) {
    if (command.words().size() > 1) {
        throw UsageError("stats takes no words", command.spec().name);
    }
    const auto chosen = chosen_thesaurus(command);
    streams.out.write(wants_json(command) ? stats_json(*chosen) : stats_text(*chosen));
    return kExitDone;
}

/// One thing that the command does, by the first word behind it.
struct Action {
    std::string_view name;
    int (*run)(const ParsedCommand&, Streams&);
};

constexpr std::array kActions{Action{"lookup", run_lookup}, Action{"import", import_thesaurus},
                              Action{"stats", run_thesaurus_stats}};

}  // namespace

int run_thesaurus(const ParsedCommand& command, Streams& streams) {
    const std::string& name = command.words().front();
    const auto action = std::ranges::find(kActions, name, &Action::name);
    if (action == kActions.end()) {
        throw UsageError("there is no 'thesaurus " + name + "'", command.spec().name);
    }
    return action->run(command, streams);
}

}  // namespace casebook::cli
