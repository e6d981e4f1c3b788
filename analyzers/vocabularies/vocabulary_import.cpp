#include "casebook/vocabulary_import.hpp"

#include <array>
#include <numeric>

#include "casebook/error.hpp"
#include "importers.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

VocabularyFormat format_of(const std::filesystem::path& path, const VocabularyOptions& options) {
    if (!std::filesystem::exists(path))
        throw Error(ErrorCode::not_found, path.string() + ": there is no such file or folder");
    if (options.format) return *options.format;
    if (const auto format = detect_vocabulary_format(path)) return *format;
    throw Error(ErrorCode::invalid_argument,
                path.string() +
                    ": looks like no vocabulary; name its format, and save it as UTF-8 "
                    "if it is not");
}

/// The folder of a UMLS release, also where one of its tables is named.
std::filesystem::path umls_folder(const std::filesystem::path& path) {
    return std::filesystem::is_directory(path) ? path : path.parent_path();
}

void import_file(const std::filesystem::path& path, VocabularyFormat format,
                 VocabularyBuilder& builder, std::vector<SenseRow>& senses) {
    const auto source = open_vocabulary(path);
    switch (format) {
        case VocabularyFormat::obo:
            return import_obo(*source, builder);
        case VocabularyFormat::mesh_xml:
            return import_mesh_xml(*source, builder);
        case VocabularyFormat::mesh_ascii:
            return import_mesh_ascii(*source, builder);
        case VocabularyFormat::skos:
            return import_skos(*source, builder);
        case VocabularyFormat::synonyms:
            return import_synonyms(*source, path.stem().string(), builder);
        case VocabularyFormat::babelon:
            return import_babelon(*source, builder);
        case VocabularyFormat::casebook_tsv:
            return import_casebook_tsv(*source, builder, senses);
        case VocabularyFormat::umls_rrf:
            break;  // a folder
    }
}

}  // namespace

VocabularyCounts import_vocabulary(const std::filesystem::path& path,
                                   const VocabularyOptions& options, ThesaurusSource& out,
                                   std::vector<VocabularyProblem>& problems) {
    VocabularyCounts counts;
    counts.format = format_of(path, options);
    ProblemLog log(path.string(), options.max_problems_of_kind, problems);
    VocabularyBuilder builder(options, counts, log);
    if (counts.format == VocabularyFormat::umls_rrf) {
        import_umls(umls_folder(path), builder);
    } else if (counts.format == VocabularyFormat::casebook_tsv &&
               std::filesystem::is_directory(path)) {
        import_casebook_folder(path, builder, out.senses);
    } else {
        import_file(path, counts.format, builder, out.senses);
    }
    if (counts.concepts.read + counts.terms.read == 0)
        log.add("nothing was found that a file of this format has", 0,
                std::string(to_string(counts.format)));
    builder.finish(out);
    log.finish();
    counts.problems = log.count();
    return counts;
}

std::string_view to_string(LeftOut reason) {
    static constexpr std::array<std::string_view, 16> kNames{
        "not a concept",   "obsolete",       "other scope",    "other language",
        "other source",    "not translated", "permuted",       "no name",
        "ill-formed",      "too long",       "too many",       "repeated",
        "unknown concept", "other type",     "other relation", "cycle"};
    return kNames.at(static_cast<std::size_t>(reason));
}

std::uint64_t RowCount::all_left_out() const {
    return std::accumulate(left_out.begin(), left_out.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& rows) { return sum + rows.second; });
}

}  // namespace casebook
