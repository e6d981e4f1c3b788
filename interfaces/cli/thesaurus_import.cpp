#include "thesaurus_import.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <ostream>
#include <span>
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

/// Compiles a vocabulary, and tells how many of its rows could not be used by kind: vocabularies of
/// this size bring tens of thousands.
CompiledThesaurus compile(const ThesaurusSource& source, Streams& streams) {
    CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    std::map<std::string_view, std::size_t> counts;
    for (const RowProblem& problem : compiled.problems)
        ++counts[name_of(problem.kind)];
    for (const auto& [kind, count] : counts)
        streams.err << "compiling: " + grouped(count) + " " + std::string(kind) + "\n";
    return compiled;
}

/// False if some of the rows could not be used.
bool compile_into(const ThesaurusSource& source, const std::filesystem::path& path,
                  Streams& streams) {
    const CompiledThesaurus compiled = compile(source, streams);
    write_whole_file(path, compiled.bytes);
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

/// The first problems on standard error.
void tell_problems(const std::vector<VocabularyProblem>& problems, Streams& streams) {
    constexpr std::size_t kShown = 20;
    for (std::size_t at = 0; at < std::min(problems.size(), kShown); ++at)
        streams.err << problem_text(problems[at]);
    if (problems.size() > kShown)
        streams.err << "... and " + grouped(problems.size() - kShown) + " more\n";
}

/// All of them, a line each.
void write_problems(const std::vector<VocabularyProblem>& problems,
                    const std::filesystem::path& path) {
    std::string all;
    for (const VocabularyProblem& problem : problems)
        all += problem_text(problem);
    write_whole_file(path, all);
}

/// Vocabularies read and merged.
struct MergedFiles {
    ThesaurusSource source;
    std::vector<VocabularyProblem> problems;
    std::string account;
};

/// `options` are those of each file. The built-in thesaurus comes first where it is wanted.
MergedFiles merge_files(std::span<const std::string> files,
                        const std::vector<VocabularyOptions>& options, bool with_built_in) {
    MergedFiles merged;
    std::vector<ThesaurusSource> sources;
    if (with_built_in) sources.push_back(built_in_thesaurus().source());
    std::size_t most_problems = 0;
    for (std::size_t at = 0; at < files.size(); ++at) {
        merged.account += counts_text(
            files[at],
            import_vocabulary(files[at], options[at], sources.emplace_back(), merged.problems));
        most_problems = std::max(most_problems, options[at].max_problems_of_kind);
    }
    MergeCounts counts;
    merged.source = merge_vocabularies(std::move(sources), built_in_analyzer(), counts,
                                       merged.problems, most_problems);
    merged.account += counts_text(counts);
    return merged;
}

}  // namespace

Thesaurus compile_vocabularies(const std::vector<std::string>& files, ImportManner manner,
                               Streams& streams) {
    const bool with_built_in = manner == ImportManner::with_built_in;
    const MergedFiles merged =
        merge_files(files, std::vector<VocabularyOptions>(files.size()), with_built_in);
    tell_problems(merged.problems, streams);
    if (with_built_in) streams.err << merged.account << std::flush;
    return Thesaurus::from_copy(compile(merged.source, streams).bytes, files.front());
}

int import_thesaurus(const ParsedCommand& command, Streams& streams) {
    const std::span<const std::string> files = std::span(command.words()).subspan(1);
    if (files.empty()) throw UsageError("no FILE to import", command.spec().name);
    if (!command.has("output") && !command.has("dry-run"))
        throw UsageError("--output or --dry-run is needed", command.spec().name);
    std::vector<VocabularyOptions> options;
    for (const std::string& file : files)
        options.push_back(read_options(command, file));
    const MergedFiles merged = merge_files(files, options, !command.has("alone"));
    tell_problems(merged.problems, streams);
    if (command.has("problems")) write_problems(merged.problems, command.value("problems"));
    streams.err << merged.account << std::flush;
    const bool clean =
        command.has("dry-run") || compile_into(merged.source, command.value("output"), streams);
    return clean && merged.problems.empty() ? kExitDone : kExitPartly;
}

}  // namespace casebook::cli
