#include <xapian.h>

#include <sstream>

#include "casebook/built_in.hpp"
#include "casebook/embedding.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "casebook/text_anchors.hpp"
#include "index_data/xapian_index.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

/// Problems that Xapian's own checker finds in the tables.
void check_tables(const fs::path& path, IndexCheck& result) {
    if (!fs::is_directory(path)) return;  // a stub file's shards are checked one by one
    std::ostringstream report;
    const std::size_t errors = Xapian::Database::check(path.string(), 0, &report);
    if (errors == 0) return;
    std::istringstream lines(report.str());
    std::string line;
    result.problems.push_back(path.string() + ": " + std::to_string(errors) +
                              " errors in its tables; index the reports again into a new folder");
    while (std::getline(lines, line)) {
        if (line.find("error") != std::string::npos) result.problems.push_back(line);
    }
}

void check_report(const Xapian::Database& database, Xapian::docid number,
                  std::size_t embedding_length, IndexCheck& result) {
    const Xapian::Document document = database.get_document(number);
    const std::string id = document.get_value(static_cast<Xapian::valueno>(ValueSlot::id));
    const auto complain = [&](const std::string& what) {
        result.problems.push_back("report " + id + ": " + what);
    };
    try {
        const CaseReport report = decode_report(document.get_data());
        if (report.id != id) complain("its stored id differs");
        std::vector<TextAnchors> anchors;
        const bool read = decode_anchors(
            document.get_value(static_cast<Xapian::valueno>(ValueSlot::anchors)), anchors);
        if (!read || anchors.size() != texts_of(report).size())
            complain("its anchors do not read back");
        const std::string embedding =
            document.get_value(static_cast<Xapian::valueno>(ValueSlot::embedding));
        std::vector<float> numbers;
        const bool compared =
            decode_embedding(embedding, numbers) && numbers.size() == embedding_length;
        if (!embedding.empty() && !compared) complain("its embedding does not read back");
    } catch (const Error& error) {
        complain(error.what());
    }
    if (database.get_termfreq(make_term(TermClass::id, id)) != 1) complain("its id is not unique");
}

}  // namespace

IndexCheck check_index(const fs::path& path) {
    return on_newest_revision(path, [&](const OpenIndex& index) {
        IndexCheck result;
        check_tables(path, result);
        const std::size_t embedding_length = read_embedding_length(index.shards, path.string());
        const auto end = index.database.postlist_end("");
        for (auto posting = index.database.postlist_begin(""); posting != end; ++posting) {
            check_report(index.database, *posting, embedding_length, result);
            ++result.reports;
        }
        if (!result.problems.empty() && is_overtaken(index, path)) {
            throw Error(ErrorCode::locked, path.string() + ": changed while it was checked");
        }
        return result;
    });
}

}  // namespace casebook
