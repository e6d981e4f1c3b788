#include "casebook/index_statistics.hpp"

#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "xapian_index.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::uint64_t> measure_tables(const fs::path& path) {
    std::map<std::string, std::uint64_t> sizes;
    std::error_code failure;
    if (!fs::is_directory(path, failure)) return sizes;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, failure)) {
        if (entry.path().extension() != ".glass") continue;
        sizes[entry.path().stem().string()] = entry.file_size(failure);
    }
    return sizes;
}

std::map<std::string, std::uint64_t> count_languages(const Xapian::Database& database) {
    std::map<std::string, std::uint64_t> counts;
    const std::string prefix(row_of(TermClass::language).prefix);
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
         ++term) {
        counts[(*term).substr(prefix.size())] = term.get_termfreq();
    }
    return counts;
}

}  // namespace

IndexStatistics read_statistics(const fs::path& path) {
    return on_newest_revision(path, [&](const OpenIndex& index) {
        IndexStatistics statistics;
        statistics.reports = index.database.get_doccount();
        statistics.revision = index.revision;
        statistics.schema_version = index.identity.schema;
        statistics.positions = index.identity.positions;
        statistics.analyzer_fingerprint = index.identity.analyzer;
        statistics.thesaurus_fingerprint = index.identity.thesaurus;
        statistics.context_rules_fingerprint = index.identity.context_rules;
        statistics.own_thesaurus = index.identity.own_thesaurus;
        statistics.embeddings =
            index.database.get_value_freq(static_cast<Xapian::valueno>(ValueSlot::embedding));
        statistics.embedding_length = read_embedding_length(index.shards, path.string());
        statistics.languages = count_languages(index.database);
        statistics.table_bytes = measure_tables(path);
        for (auto term = index.database.allterms_begin(); term != index.database.allterms_end();
             ++term) {
            ++statistics.distinct_terms;
        }
        for (auto document = index.database.postlist_begin("");
             document != index.database.postlist_end(""); ++document) {
            const CaseReport report =
                decode_report(index.database.get_document(*document).get_data());
            for (const Section& section : report.sections)
                statistics.text_bytes += section.text.size();
        }
        return statistics;
    });
}

}  // namespace casebook
