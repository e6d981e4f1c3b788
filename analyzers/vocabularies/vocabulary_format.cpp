#include <algorithm>
#include <cctype>

#include "casebook/encoding.hpp"
#include "casebook/vocabulary_import.hpp"
#include "importers.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Calls `use` with the lines of `head` that are neither empty nor a comment until it returns true;
/// says whether it did. The last line may be cut short and is passed over unless it is the only.
template <typename Use>
bool any_line(std::string_view head, Use use) {
    std::vector<std::string_view> lines;
    split_columns(head, '\n', lines);
    if (lines.size() > 1) lines.pop_back();
    return std::ranges::any_of(lines, [&](std::string_view line) {
        const std::string_view text = trim(line);
        return !text.empty() && text.front() != '#' && use(text);
    });
}

std::string_view first_line(std::string_view head) {
    std::string_view first;
    static_cast<void>(any_line(head, [&](std::string_view line) {
        first = line;
        return true;
    }));
    return first;
}

bool is_obo(std::string_view head) {
    return any_line(head, [](std::string_view line) {
        return line.starts_with("format-version:") || line == "[Term]";
    });
}

bool is_umls(std::string_view first) {
    return std::ranges::count(first, '|') >= 17 && first.size() > 9 && first.front() == 'C' &&
           first[8] == '|';
}

bool is_babelon(std::string_view first) {
    const bool value = holds(first, "translation_value") || holds(first, "translation_text");
    return value && (holds(first, "subject_id") || holds(first, "source_id")) && holds(first, "\t");
}

bool is_turtle(std::string_view head) {
    return any_line(head, [](std::string_view line) {
        return line.starts_with("@prefix") || line.starts_with("@base") ||
               line.starts_with("PREFIX ") || line.starts_with("BASE ") ||
               (line.front() == '<' && line.ends_with('.') && holds(line, "> <"));
    });
}

bool is_casebook_tsv(std::string_view first) {
    std::vector<std::string_view> columns;
    split_columns(first, '\t', columns);
    if (columns.size() == 6 && concept_type_named(columns[1])) return true;
    if (columns.size() == 6) return Language::from_tag(columns[1]).determined();
    return columns.size() == 5 && columns[1].size() <= 3;
}

/// Names between commas, and not a table of them: there a row has as many commas as the next, some
/// with nothing between.
bool is_synonyms(std::string_view head) {
    std::size_t lines = 0;
    std::size_t groups = 0;
    std::size_t doubtful = 0;
    static_cast<void>(any_line(head, [&](std::string_view line) {
        ++lines;
        if (holds(line, ",") || holds(line, "=>")) ++groups;
        if (holds(line, "\t") || holds(line, "\"") || holds(line, ",,") || holds(line, "{"))
            ++doubtful;
        return false;
    }));
    return groups > 0 && groups * 2 >= lines && doubtful * 4 < lines;
}

std::optional<VocabularyFormat> format_of_xml(std::string_view head) {
    if (holds(head, "<DescriptorRecord") || holds(head, "<SupplementalRecord"))
        return VocabularyFormat::mesh_xml;
    if (holds(head, "22-rdf-syntax-ns#")) return VocabularyFormat::skos;
    return std::nullopt;
}

std::optional<VocabularyFormat> format_of_folder(const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder / "MRCONSO.RRF")) return VocabularyFormat::umls_rrf;
    if (std::filesystem::exists(folder / "concepts.tsv") ||
        std::filesystem::exists(folder / "terms.tsv"))
        return VocabularyFormat::casebook_tsv;
    return std::nullopt;
}

}  // namespace

std::optional<VocabularyFormat> format_of_text(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const std::string_view first = first_line(head);
    if (looks_binary(head) || first.empty()) return std::nullopt;
    if (holds(head.substr(0, 4096), "*NEWRECORD")) return VocabularyFormat::mesh_ascii;
    if (is_obo(head)) return VocabularyFormat::obo;
    if (is_umls(first)) return VocabularyFormat::umls_rrf;
    if (is_babelon(first)) return VocabularyFormat::babelon;
    if (is_turtle(head)) return VocabularyFormat::skos;
    if (first.starts_with('<')) return format_of_xml(head);
    if (is_casebook_tsv(first)) return VocabularyFormat::casebook_tsv;
    if (is_synonyms(head)) return VocabularyFormat::synonyms;
    return std::nullopt;
}

std::string_view to_string(VocabularyFormat format) {
    return kVocabularyFormatNames.at(static_cast<std::size_t>(format));
}

std::optional<VocabularyFormat> vocabulary_format(std::string_view name) {
    const auto* const at = std::ranges::find(kVocabularyFormatNames, name);
    if (at == kVocabularyFormatNames.end()) return std::nullopt;
    return static_cast<VocabularyFormat>(at - kVocabularyFormatNames.begin());
}

std::optional<VocabularyFormat> detect_vocabulary_format(const std::filesystem::path& path) {
    if (std::filesystem::is_directory(path)) return format_of_folder(path);
    constexpr std::size_t kHead = 64U << 10U;
    const auto source = open_vocabulary(path);
    const PeekedSource peeked(*source, kHead);
    return format_of_text(peeked.head());
}

}  // namespace casebook
