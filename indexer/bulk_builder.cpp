#include "bulk_builder.hpp"

#include "casebook/embedding.hpp"
#include "casebook/hash.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/stored_report.hpp"
#include "index_folder.hpp"
#include "stopwatch.hpp"

namespace casebook {
namespace {

constexpr int kTemporary =
    Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS;

}  // namespace

BulkBuilder::BulkBuilder(std::filesystem::path folder, const IndexIdentity& identity,
                         const Thesaurus& thesaurus, unsigned builders)
    : folder_(std::move(folder)),
      builders_(builders),
      database_(folder_.string(), kTemporary),
      builder_(identity, thesaurus) {
    write_identity(database_, identity);
    // Inside a transaction nothing is committed unasked, least of all on a full disk by a
    // destructor.
    database_.begin_transaction();
}

AddOutcome BulkBuilder::add(CaseReport&& report) {
    Xapian::Document document;
    Known* known = nullptr;
    {
        const Stopwatch watch(work_.analyze);
        complete_report(report);
        std::string stored = encode_report(report);
        const std::uint64_t content = hash_bytes(stored + encode_embedding(report.embedding));
        known = &known_[report.id];
        if (known->document != 0 && known->content == content) return AddOutcome::unchanged;
        known->content = content;
        uncommitted_bytes_ += text_bytes(report) + embedding_bytes(report);
        document = builder_.build(report, std::move(stored));
    }
    const bool replaces = known->document != 0;
    if (!replaces) known->document = ++last_document_;
    waiting_.emplace_back(known->document, std::move(document));
    if (uncommitted_bytes_ >= kCommitBytes) {
        commit();
        database_.begin_transaction();
    }
    return replaces ? AddOutcome::replaced : AddOutcome::added;
}

/// All documents of a commit, one after the other: in turn with the analysis of the next report,
/// its tables and Xapian's would drive each other out of the processor's caches
/// (docs/decisions/0010-size-and-speed.md).
void BulkBuilder::hand_on() {
    const Stopwatch watch(work_.write);
    for (const auto& [number, document] : waiting_)
        database_.replace_document(number, document);
    waiting_.clear();
}

void BulkBuilder::finish() {
    commit();
    database_.close();
}

void BulkBuilder::commit() {
    hand_on();
    const Stopwatch watch(work_.commit);
    require_room(folder_, uncommitted_bytes_, builders_);
    database_.commit_transaction();
    uncommitted_bytes_ = 0;
}

BuildWork BulkBuilder::work() const {
    BuildWork work = work_;
    work += builder_.work();
    return work;
}

std::uint64_t text_bytes(const CaseReport& report) {
    std::uint64_t bytes = 0;
    for (const Section& section : report.sections)
        bytes += section.text.size();
    return bytes;
}

std::uint64_t embedding_bytes(const CaseReport& report) {
    return report.embedding.size() * sizeof(float);
}

}  // namespace casebook
