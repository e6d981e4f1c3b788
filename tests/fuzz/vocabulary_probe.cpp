#include "fuzz/vocabulary_probe.hpp"

#include <array>
#include <set>
#include <string>
#include <vector>

#include "analyzers/vocabularies/importers.hpp"
#include "casebook/built_in.hpp"
#include "casebook/encoding.hpp"
#include "casebook/vocabulary_merge.hpp"
#include "fuzz/invariant.hpp"

namespace casebook {
namespace {

constexpr std::size_t kMaxProblemsOfKind = 3;

void check_rows(const RowCount& rows) {
    require(rows.read == rows.used + rows.all_left_out(), "what was read is used or left out");
}

VocabularyOptions options_of(unsigned char byte) {
    VocabularyOptions options;
    options.max_problems_of_kind = kMaxProblemsOfKind;
    options.candidates = (byte & 1U) == 0;
    if ((byte & 2U) != 0) options.languages = {"en", "es"};
    if ((byte & 4U) != 0) options.other_scopes = {SynonymScope::related, SynonymScope::narrow};
    if ((byte & 8U) != 0) options.type = ConceptType::therapy;
    if ((byte & 16U) != 0) options.max_terms_of_concept = 2;
    if ((byte & 32U) != 0) options.umls_sources = {"MSH"};
    if ((byte & 64U) != 0) options.max_term_bytes = 16;
    return options;
}

/// What holds of the rows of any vocabulary.
void check_source(const ThesaurusSource& source) {
    std::set<std::string> ids;
    for (const ConceptRow& row : source.concepts)
        require(ids.insert(row.id).second, "a concept has one row");
    std::set<std::pair<std::string, std::string>> preferred;
    for (const TermRow& row : source.terms) {
        require(!row.term.empty(), "a name is not empty");
        require(find_ill_formed_utf8(row.term) == std::string_view::npos, "a name is UTF-8");
        require(row.term.find_first_of("\t\n\r") == std::string::npos, "a name is of one line");
        require(!row.language.empty(), "a name has a language");
        if (row.kind != TermKind::preferred) continue;
        require(preferred.emplace(row.concept_id, row.language).second,
                "a concept has one preferred name a language");
    }
}

/// What holds of merged rows besides: links and names lead to concepts, of the same type.
void check_merged(const ThesaurusSource& merged) {
    check_source(merged);
    ConceptNumbers numbers;
    for (const ConceptRow& row : merged.concepts)
        numbers.emplace(row.id, static_cast<std::uint32_t>(numbers.size()));
    for (const TermRow& row : merged.terms)
        require(numbers.contains(row.concept_id), "a name leads to a concept");
    for (const ConceptRow& row : merged.concepts) {
        for (const std::string& id : row.broader) {
            require(numbers.contains(id), "a broader concept is there");
            require(merged.concepts[numbers.find(id)->second].type == row.type,
                    "a broader concept is of the same type");
        }
        for (const std::string& id : row.includes)
            require(numbers.contains(id), "a part is there");
    }
    std::vector<ConceptRow> rows = merged.concepts;
    break_cycles(rows, &ConceptRow::broader, numbers, [](std::uint32_t, std::string_view) {
        require(false, "broader concepts close no cycle");
    });
}

void import_text(VocabularyFormat format, ByteSource& source, VocabularyBuilder& builder,
                 std::vector<SenseRow>& senses) {
    switch (format) {
        case VocabularyFormat::obo:
            return import_obo(source, builder);
        case VocabularyFormat::mesh_xml:
            return import_mesh_xml(source, builder);
        case VocabularyFormat::mesh_ascii:
            return import_mesh_ascii(source, builder);
        case VocabularyFormat::skos:
            return import_skos(source, builder);
        case VocabularyFormat::synonyms:
            return import_synonyms(source, "fuzz", builder);
        case VocabularyFormat::babelon:
            return import_babelon(source, builder);
        default:
            return import_casebook_tsv(source, builder, senses);
    }
}

void write_umls_tables(const TemporaryFolder& folder, std::string_view text) {
    for (const char* table : {"MRCONSO.RRF", "MRSTY.RRF", "MRREL.RRF"}) {
        const std::size_t end = std::min(text.find('\0'), text.size());
        folder.write(table, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

VocabularyProbe::VocabularyProbe() {
    other_.concepts.push_back({"DOID:1", ConceptType::diagnosis, {}, {}, {"MeSH:D1"}, {}});
    other_.terms.push_back({"DOID:1", "en", TermKind::preferred, "marrow disease", "none"});
}

ThesaurusSource VocabularyProbe::import(std::string_view input) {
    const auto format = static_cast<VocabularyFormat>(static_cast<unsigned char>(input[0]) %
                                                      kVocabularyFormatNames.size());
    const VocabularyOptions options = options_of(static_cast<unsigned char>(input[1]));
    const std::string_view text = input.substr(2);
    static_cast<void>(format_of_text(text));
    VocabularyCounts counts;
    std::vector<VocabularyProblem> problems;
    ProblemLog log("fuzz", kMaxProblemsOfKind, problems);
    VocabularyBuilder builder(options, counts, log);
    ThesaurusSource source;
    if (format == VocabularyFormat::umls_rrf) {
        write_umls_tables(folder_, text);
        import_umls(folder_.path(), builder);
    } else {
        MemorySource bytes(text);
        import_text(format, bytes, builder, source.senses);
    }
    builder.finish(source);
    log.finish();
    for (const RowCount* rows :
         {&counts.concepts, &counts.terms, &counts.links, &counts.cross_references})
        check_rows(*rows);
    require(counts.terms.used == source.terms.size(), "names used are in the source");
    require(counts.concepts.used == source.concepts.size(), "concepts used are in the source");
    for (const VocabularyProblem& problem : problems)
        require(find_ill_formed_utf8(problem.message) == std::string_view::npos,
                "a problem is told in UTF-8");
    return source;
}

void VocabularyProbe::check_merge(ThesaurusSource source) const {
    std::vector<ThesaurusSource> sources{other_, source, std::move(source)};
    MergeCounts counts;
    std::vector<VocabularyProblem> problems;
    const ThesaurusSource merged =
        merge_vocabularies(std::move(sources), built_in_analyzer(), counts, problems);
    check_merged(merged);
    check_rows(counts.concepts);
    check_rows(counts.terms);
    check_rows(counts.links);
}

void VocabularyProbe::check(std::string_view input) {
    if (input.size() < 2) return;
    ThesaurusSource source = import(input);
    check_source(source);
    check_merge(std::move(source));
}

}  // namespace casebook
