#include "thesaurus_import.hpp"

#include <filesystem>
#include <limits>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/thesaurus.hpp"
#include "casebook/thesaurus_compiler.hpp"
#include "casebook/vocabulary_import.hpp"
#include "casebook/vocabulary_merge.hpp"
#include "commands.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"
#include "whole_file.hpp"

namespace casebook::cli {
namespace {

std::string_view name_of(RowProblemKind kind) {
    switch (kind) {
        case RowProblemKind::duplicate_id:
            return "concepts of an id that stands before; left out";
        case RowProblemKind::unknown_id:
            return "links or rows of concepts that stand nowhere; left out";
        case RowProblemKind::cycle:
            return "links that close a circle; cut";
        case RowProblemKind::type_disagreement:
            return "links between concepts of different types; cut";
        case RowProblemKind::unusable_term:
            return "names that cannot be recognised in a text";
        case RowProblemKind::redundant_term:
            return "names that differ from another of their concept in nothing that counts";
        case RowProblemKind::unlisted_ambiguity:
            return "names of several concepts; they mean none alone";
        case RowProblemKind::bad_sense:
            return "senses without their name, or signs that stand nowhere";
    }
    return {};
}

/// Compiles a vocabulary into a file, and tells how many of its rows could not be used by kind:
/// vocabularies of this size bring tens of thousands.
bool compile_into(const ThesaurusSource& source, const std::filesystem::path& path,
                  Streams& streams) {
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    std::map<std::string_view, std::size_t> counts;
    for (const RowProblem& problem : compiled.problems)
        ++counts[name_of(problem.kind)];
    write_whole_file(path, compiled.bytes);
    for (const auto& [kind, count] : counts)
        streams.err << "compiling: " + grouped(count) + " " + std::string(kind) + "\n";
    const ThesaurusStatistics made = Thesaurus::open(path).statistics();
    streams.err << path.string() + ": " + grouped(made.concepts) + " concepts, " +
                       grouped(made.terms) + " terms, " + byte_size(made.bytes) + "\n"
                << std::flush;
    return compiled.problems.empty();
}

/// The last value of an option that is meant for `file`: `FILE=VALUE`, or a VALUE for all.
std::string value_for(const ParsedCommand& command, std::string_view option,
                      const std::string& file) {
    std::string found;
    for (const std::string& value : command.values(option)) {
        const std::size_t sign = value.rfind('=');
        if (sign == std::string::npos) {
            found = value;
        } else if (value.compare(0, sign, file) == 0) {
            found = value.substr(sign + 1);
        }
    }
    return found;
}

[[noreturn]] void refuse(const ParsedCommand& command, std::string_view option,
                         const std::string& value) {
    throw UsageError("--" + std::string(option) + " cannot be '" + value + "'",
                     command.spec().name);
}

std::vector<SynonymScope> read_scopes(const ParsedCommand& command) {
    std::vector<SynonymScope> scopes;
    for (const std::string& name : command.values("scope")) {
        if (name == "narrow") scopes.push_back(SynonymScope::narrow);
        if (name == "broad") scopes.push_back(SynonymScope::broad);
        if (name == "related") scopes.push_back(SynonymScope::related);
    }
    return scopes;
}

VocabularyOptions read_options(const ParsedCommand& command, const std::string& file) {
    VocabularyOptions options;
    if (const std::string name = value_for(command, "format", file); !name.empty()) {
        options.format = vocabulary_format(name);
        if (!options.format) refuse(command, "format", name);
    }
    if (const std::string name = value_for(command, "type", file); !name.empty()) {
        options.type = concept_type_named(name);
        if (!options.type) refuse(command, "type", name);
    }
    if (const std::string name = value_for(command, "names-in", file); !name.empty())
        options.language = name;
    options.languages = command.values("language");
    options.umls_sources = command.values("umls-source");
    options.other_scopes = read_scopes(command);
    options.candidates = !command.has("approved");
    if (command.has("problems"))
        options.max_problems_of_kind = std::numeric_limits<std::size_t>::max();
    return options;
}

std::string reasons_text(const RowCount& rows) {
    std::string text;
    for (const auto& [reason, count] : rows.left_out)
        text += (text.empty() ? "" : ", ") + grouped(count) + " " + std::string(to_string(reason));
    return text;
}

std::string rows_text(std::string_view name, const RowCount& rows) {
    std::string text =
        "  " + std::string(name) + ": " + grouped(rows.used) + " of " + grouped(rows.read);
    const std::string reasons = reasons_text(rows);
    return text + (reasons.empty() ? "" : "; left out: " + reasons) + "\n";
}

std::string counts_text(const std::string& file, const VocabularyCounts& counts) {
    std::string text = visible_name(file) + " (" + std::string(to_string(counts.format)) + ")\n" +
                       rows_text("concepts", counts.concepts) + rows_text("names", counts.terms) +
                       rows_text("links", counts.links) +
                       rows_text("cross references", counts.cross_references);
    if (counts.lines_left_out != 0)
        text += "  " + counted(counts.lines_left_out, "line") + " left out\n";
    return text;
}

std::string counts_text(const MergeCounts& counts) {
    return "merged\n" + rows_text("concepts", counts.concepts) + rows_text("names", counts.terms) +
           rows_text("links", counts.links) + "  joined: " + grouped(counts.by_id) + " by id, " +
           grouped(counts.by_reference) + " by cross reference, " + grouped(counts.by_name) +
           " by name\n  kept apart: " + grouped(counts.ambiguous + counts.ambiguous_names) +
           " ambiguous, " + grouped(counts.contradicting) + " of contradicting types\n";
}

std::string problem_text(const VocabularyProblem& problem) {
    const std::string line = problem.line == 0 ? "" : ":" + std::to_string(problem.line);
    return visible_name(problem.file) + line + ": " + visible_name(problem.message) + "\n";
}

/// The first problems on standard error, all of them in the file that was asked for.
void tell_problems(const std::vector<VocabularyProblem>& problems, const ParsedCommand& command,
                   Streams& streams) {
    constexpr std::size_t kShown = 20;
    std::string all;
    for (std::size_t at = 0; at < problems.size(); ++at) {
        const std::string text = problem_text(problems[at]);
        if (at < kShown) streams.err << text;
        if (command.has("problems")) all += text;
    }
    if (problems.size() > kShown)
        streams.err << "... and " + grouped(problems.size() - kShown) + " more\n";
    if (command.has("problems")) write_whole_file(command.value("problems"), all);
}

}  // namespace

int import_thesaurus(const ParsedCommand& command, Streams& streams) {
    if (command.words().size() < 2) throw UsageError("no FILE to import", command.spec().name);
    if (!command.has("output") && !command.has("dry-run"))
        throw UsageError("--output or --dry-run is needed", command.spec().name);
    std::vector<ThesaurusSource> sources;
    std::vector<VocabularyProblem> problems;
    std::string account;
    for (std::size_t at = 1; at < command.words().size(); ++at) {
        const std::string& file = command.words()[at];
        const VocabularyOptions options = read_options(command, file);
        account +=
            counts_text(file, import_vocabulary(file, options, sources.emplace_back(), problems));
    }
    MergeCounts counts;
    const ThesaurusSource merged =
        merge_vocabularies(std::move(sources), built_in_analyzer(), counts, problems,
                           read_options(command, {}).max_problems_of_kind);
    account += counts_text(counts);
    tell_problems(problems, command, streams);
    streams.err << account << std::flush;
    const bool clean =
        command.has("dry-run") || compile_into(merged, command.value("output"), streams);
    return clean && problems.empty() ? kExitDone : kExitPartly;
}

}  // namespace casebook::cli
