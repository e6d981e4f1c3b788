#include "casebook/index_writer.hpp"

#include "bulk_builder.hpp"
#include "casebook/embedding.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "document_builder.hpp"
#include "embedding_length.hpp"
#include "index_data/index_thesaurus.hpp"
#include "index_data/xapian_index.hpp"
#include "index_folder.hpp"
#include "stopwatch.hpp"

namespace casebook {
namespace fs = std::filesystem;

class IndexWriter::Impl {
public:
    Impl(fs::path path, const WriterOptions& options)
        : path_(std::move(path)),
          index_(lock_index(path_, options)),
          builder_(index_.identity, *index_.thesaurus),
          embeddings_(database_.get_doccount() == 0 ? 0 : index_.identity.embedding_length) {
        remove_leftovers(path_);
        // Inside a transaction nothing is committed unasked: neither after some number of changes
        // nor when the database closes.
        database_.begin_transaction();
    }

    AddOutcome add(CaseReport&& report) {
        if (report.id.empty()) throw Error(ErrorCode::invalid_argument, "a report needs an id");
        require_thesaurus(index_.identity, *index_.thesaurus, path_.string());
        require_context_rules(index_.identity, path_.string());
        if (const std::string fault = embeddings_.fault_of(report); !fault.empty())
            throw Error(ErrorCode::invalid_argument, "report " + report.id + ": " + fault);
        return with_xapian_errors(path_.string(), [&] {
            Xapian::Document document;
            Xapian::docid known = 0;
            {
                const Stopwatch watch(work_.analyze);
                complete_report(report);
                uncommitted_bytes_ += text_bytes(report) + embedding_bytes(report);
                std::string stored = encode_report(report);
                known = find(report.id);
                if (known != 0 && is_stored(known, stored, report)) return AddOutcome::unchanged;
                document = builder_.build(report, std::move(stored));
            }
            const Stopwatch watch(work_.write);
            if (known == 0) {
                database_.add_document(document);
                return AddOutcome::added;
            }
            database_.replace_document(known, document);
            return AddOutcome::replaced;
        });
    }

    bool remove(std::string_view id) {
        return with_xapian_errors(path_.string(), [&] {
            const Xapian::docid known = find(id);
            if (known != 0) database_.delete_document(known);
            return known != 0;
        });
    }

    void set_metadata(const std::string& key, const std::string& value) {
        with_xapian_errors(path_.string(), [&] { database_.set_metadata(key, value); });
    }

    void commit() {
        const Stopwatch watch(work_.commit);
        require_room(path_, uncommitted_bytes_);
        with_xapian_errors(path_.string(), [&] {
            if (embeddings_.length() != index_.identity.embedding_length) {
                index_.identity.embedding_length = embeddings_.length();
                set_embedding_length(database_, embeddings_.length());
            }
            advance_generation(database_);
            database_.commit_transaction();
            database_.begin_transaction();
        });
        uncommitted_bytes_ = 0;
    }

    [[nodiscard]] std::size_t report_count() const { return database_.get_doccount(); }

    [[nodiscard]] BuildWork work() const {
        BuildWork work = work_;
        work += builder_.work();
        return work;
    }

private:
    [[nodiscard]] Xapian::docid find(std::string_view id) const {
        const std::string term = make_term(TermClass::id, id);
        const auto posting = database_.postlist_begin(term);
        return posting == database_.postlist_end(term) ? 0 : *posting;
    }

    [[nodiscard]] bool is_stored(Xapian::docid known, const std::string& stored,
                                 const CaseReport& report) const {
        const Xapian::Document document = database_.get_document(known);
        return document.get_data() == stored &&
               document.get_value(static_cast<Xapian::valueno>(ValueSlot::embedding)) ==
                   encode_embedding(report.embedding);
    }

    fs::path path_;
    LockedIndex index_;
    Xapian::WritableDatabase& database_ = index_.database;
    DocumentBuilder builder_;
    EmbeddingLength embeddings_;
    std::uint64_t uncommitted_bytes_ = 0;
    BuildWork work_;
};

IndexWriter::IndexWriter(fs::path path, WriterOptions options)
    : impl_(std::make_unique<Impl>(std::move(path), options)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

AddOutcome IndexWriter::add(CaseReport report) {
    return impl_->add(std::move(report));
}
bool IndexWriter::remove(std::string_view id) {
    return impl_->remove(id);
}
void IndexWriter::set_metadata(const std::string& key, const std::string& value) {
    impl_->set_metadata(key, value);
}
void IndexWriter::commit() {
    impl_->commit();
}
std::size_t IndexWriter::report_count() const {
    return impl_->report_count();
}

BuildWork IndexWriter::work() const {
    return impl_->work();
}

BuildWork& BuildWork::operator+=(const BuildWork& other) {
    analyze += other.analyze;
    words += other.words;
    concepts += other.concepts;
    facts += other.facts;
    write += other.write;
    commit += other.commit;
    return *this;
}

void compact_index(const fs::path& path, std::chrono::seconds wait) {
    (void)open_index(path);  // a writer would make the index that is missing
    WriterOptions options;
    options.wait = wait;
    LockedIndex index = lock_index(path, options);
    BuildingFolder building(path);
    with_xapian_errors(path.string(), [&] {
        const fs::path fresh = building / "merged";
        Xapian::Database(path.string()).compact(fresh.string());
        if (index.identity.own_thesaurus) keep_thesaurus(*index.thesaurus, fresh);
        swap_in(fresh, path, index.database, building);
    });
}

}  // namespace casebook
