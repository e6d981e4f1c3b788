#include "casebook/ingest.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "bulk_builder.hpp"
#include "casebook/hash.hpp"
#include "casebook/schema.hpp"
#include "embedding_length.hpp"
#include "index_data/index_thesaurus.hpp"
#include "index_folder.hpp"
#include "ingest_sources.hpp"
#include "stopwatch.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kKeptRejections = 1000;

/// Counts what the readers deliver, whoever then indexes it.
class Account {
public:
    explicit Account(const IngestOptions& options) : options_(options) {}

    void count(AddOutcome outcome) {
        switch (outcome) {
            case AddOutcome::added:
                ++report_.added;
                break;
            case AddOutcome::replaced:
                ++report_.replaced;
                break;
            case AddOutcome::unchanged:
                ++report_.unchanged;
                break;
        }
    }

    void reject(Rejection&& rejection) {
        ++report_.rejected;
        if (options_.on_rejection) options_.on_rejection(rejection);
        if (report_.rejections.size() < kKeptRejections) {
            report_.rejections.push_back(std::move(rejection));
        }
    }

    void accept(const CaseReport& report, const RecordOrigin& origin) {
        if (origin.file != last_file_) {
            last_file_ = origin.file;
            ++report_.files;
        }
        report_.text_bytes += text_bytes(report);
        ++progress_.reports;
        progress_.bytes += origin.size;
        if (options_.on_progress) options_.on_progress(progress_);
    }

    void set_total_bytes(std::uint64_t bytes) { progress_.total_bytes = bytes; }
    IngestReport& report() { return report_; }

private:
    const IngestOptions& options_;
    IngestReport report_;
    IngestProgress progress_;
    std::string last_file_;
};

/// Takes reports one by one; `finish` ends the work and tells what came of them.
class Builder {
public:
    virtual ~Builder() = default;
    virtual void add(CaseReport&& report) = 0;
    virtual bool remove(const std::string& id) = 0;
    virtual void set_metadata(const std::map<std::string, std::string>& values) = 0;
    /// Tells the length of the embeddings that were added.
    virtual void finish(Account& account, std::size_t embedding_length) = 0;
    /// The length of the index's embeddings before anything is added.
    [[nodiscard]] virtual std::size_t embedding_length() const = 0;
    /// Of wall clock, in `finish`.
    [[nodiscard]] virtual Clock::duration merging() const { return {}; }
};

/// Changes an index that holds reports already.
class InPlaceBuilder : public Builder {
public:
    InPlaceBuilder(const fs::path& path, const WriterOptions& options, std::size_t embedding_length)
        : writer_(path, options), embedding_length_(embedding_length) {}

    void add(CaseReport&& report) override {
        uncommitted_bytes_ += text_bytes(report);
        outcomes_.push_back(writer_.add(std::move(report)));
        if (uncommitted_bytes_ >= kCommitBytes) {
            writer_.commit();
            uncommitted_bytes_ = 0;
        }
    }

    bool remove(const std::string& id) override {
        const bool removed = writer_.remove(id);
        changed_ |= removed;
        return removed;
    }

    void set_metadata(const std::map<std::string, std::string>& values) override {
        for (const auto& [key, value] : values)
            writer_.set_metadata(key, value);
        changed_ |= !values.empty();
    }

    [[nodiscard]] std::size_t embedding_length() const override { return embedding_length_; }

    void finish(Account& account, std::size_t /*the writer sees to it*/) override {
        const bool changed =
            changed_ || std::any_of(outcomes_.begin(), outcomes_.end(), [](AddOutcome outcome) {
                return outcome != AddOutcome::unchanged;
            });
        if (changed) writer_.commit();
        account.report().timing.build = writer_.work();
        for (const AddOutcome outcome : outcomes_)
            account.count(outcome);
    }

private:
    IndexWriter writer_;
    std::size_t embedding_length_;
    bool changed_ = false;  ///< by more than additions
    std::uint64_t uncommitted_bytes_ = 0;
    std::vector<AddOutcome> outcomes_;
};

/// Hands reports from one thread to another; holds few, so that memory stays bounded.
class ReportQueue {
public:
    /// False if the taking side has failed: then nothing is taken any more.
    [[nodiscard]] bool push(CaseReport&& report) {
        std::unique_lock lock(mutex_);
        const std::uint64_t bytes = text_bytes(report);
        room_.wait(
            lock, [&] { return abandoned_ || waiting_bytes_ == 0 || waiting_bytes_ < kMostBytes; });
        if (abandoned_) return false;
        waiting_bytes_ += bytes;
        reports_.push_back(std::move(report));
        ready_.notify_one();
        return true;
    }

    /// The next report; none when the queue is closed and empty.
    std::optional<CaseReport> pop() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return closed_ || !reports_.empty(); });
        if (reports_.empty()) return std::nullopt;
        CaseReport report = std::move(reports_.front());
        reports_.pop_front();
        waiting_bytes_ -= text_bytes(report);
        room_.notify_one();
        return report;
    }

    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        ready_.notify_all();
    }

    /// The taking side has failed: nobody needs to wait for room any more.
    void abandon() {
        const std::lock_guard lock(mutex_);
        abandoned_ = true;
        room_.notify_all();
    }

private:
    static constexpr std::uint64_t kMostBytes = 8U << 20U;

    std::mutex mutex_;
    std::condition_variable ready_;
    std::condition_variable room_;
    std::deque<CaseReport> reports_;
    std::uint64_t waiting_bytes_ = 0;
    bool closed_ = false;
    bool abandoned_ = false;
};

/// One of the jobs of a bulk build: a temporary database and, when there are several, its own
/// thread.
class Job {
public:
    Job(const fs::path& folder, const LockedIndex& index, unsigned jobs)
        : builder_(folder, index.identity, *index.thesaurus, jobs) {
        if (jobs > 1) thread_ = std::thread([this] { run(); });
    }

    ~Job() { join(); }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    void add(CaseReport&& report) {
        if (!thread_.joinable()) {
            outcomes_.push_back(builder_.add(std::move(report)));
            return;
        }
        if (!queue_.push(std::move(report))) finish();  // which throws what stopped it
    }

    /// Waits for the job's work and throws what stopped it, if anything did.
    void finish() {
        join();
        if (failure_) std::rethrow_exception(failure_);
        builder_.finish();
    }

    [[nodiscard]] const BulkBuilder& builder() const { return builder_; }
    [[nodiscard]] const std::vector<AddOutcome>& outcomes() const { return outcomes_; }

private:
    void join() {
        queue_.close();
        if (thread_.joinable()) thread_.join();
    }

    void run() {
        try {
            while (auto report = queue_.pop())
                outcomes_.push_back(builder_.add(std::move(*report)));
        } catch (...) {
            failure_ = std::current_exception();
            queue_.abandon();
        }
    }

    BulkBuilder builder_;
    ReportQueue queue_;
    std::vector<AddOutcome> outcomes_;
    std::exception_ptr failure_;
    std::thread thread_;
};

/// Builds a new index beside an empty one and swaps it in.
class NewIndexBuilder : public Builder {
public:
    NewIndexBuilder(fs::path path, LockedIndex index, unsigned jobs)
        : path_(std::move(path)), index_(std::move(index)), building_(path_) {
        with_xapian_errors(path_.string(), [&] {
            for (unsigned job = 0; job < jobs; ++job) {
                const fs::path folder = building_ / ("job" + std::to_string(job));
                jobs_.push_back(std::make_unique<Job>(folder, index_, jobs));
            }
        });
    }

    /// The same id always goes to the same job, which can so tell whether it replaces another.
    void add(CaseReport&& report) override {
        jobs_[hash_bytes(report.id) % jobs_.size()]->add(std::move(report));
    }

    bool remove(const std::string& /*id*/) override { return false; }  // it was empty

    void set_metadata(const std::map<std::string, std::string>& values) override {
        metadata_ = values;
    }

    [[nodiscard]] std::size_t embedding_length() const override { return 0; }  // it was empty

    void finish(Account& account, std::size_t embedding_length) override {
        IngestTiming& timing = account.report().timing;
        for (const auto& job : jobs_) {
            job->finish();
            timing.build += job->builder().work();
            for (const AddOutcome outcome : job->outcomes())
                account.count(outcome);
        }
        const Stopwatch watch(timing.merge);
        const auto start = Clock::now();
        if (account.report().added != 0) merge(embedding_length);
        merging_ = Clock::now() - start;
    }

    [[nodiscard]] Clock::duration merging() const override { return merging_; }

private:
    void merge(std::size_t embedding_length) {
        const fs::path fresh = building_ / "merged";
        Xapian::Database all;
        for (const auto& job : jobs_)
            all.add_database(Xapian::Database(job->builder().folder().string()));
        all.compact(fresh.string());
        Xapian::WritableDatabase merged(fresh.string(), Xapian::DB_OPEN);
        merged.set_metadata(metadata::kGeneration, std::to_string(index_.identity.generation + 1));
        set_embedding_length(merged, embedding_length);
        for (const auto& [key, value] : metadata_)
            merged.set_metadata(key, value);
        merged.commit();
        merged.close();
        keep_thesaurus(*index_.thesaurus, fresh);
        swap_in(fresh, path_, index_.database, building_);
    }

    fs::path path_;
    LockedIndex index_;
    BuildingFolder building_;
    std::vector<std::unique_ptr<Job>> jobs_;
    std::map<std::string, std::string> metadata_;
    Clock::duration merging_{};
};

void check_paths(const std::vector<fs::path>& paths) {
    for (const fs::path& path : paths) {
        std::error_code failure;
        if (path == "-" || fs::exists(fs::symlink_status(path, failure))) continue;
        throw Error(ErrorCode::not_found, path.string() + ": no such file or folder");
    }
}

std::unique_ptr<Builder> make_builder(const fs::path& path, const IngestOptions& options) {
    LockedIndex index = lock_index(path, options.writer);
    if (index.database.get_doccount() != 0) {
        const std::size_t embedding_length = index.identity.embedding_length;
        index.database.close();
        return std::make_unique<InPlaceBuilder>(path, options.writer, embedding_length);
    }
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    return std::make_unique<NewIndexBuilder>(path, std::move(index),
                                             options.jobs == 0 ? cores : options.jobs);
}

std::uint64_t size_of(const fs::path& path) {
    std::error_code failure;
    if (fs::is_regular_file(path, failure)) return fs::file_size(path, failure);
    std::uint64_t bytes = 0;
    const auto options = fs::directory_options::skip_permission_denied;
    for (auto entry = fs::recursive_directory_iterator(path, options, failure);
         !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored)) bytes += entry->file_size(ignored);
    }
    return bytes;
}

void read_all(const std::vector<fs::path>& paths, const IngestOptions& options,
              IngestSources& sources, Builder& builder, EmbeddingLength& embeddings,
              Account& account) {
    std::uint64_t total = 0;
    for (const fs::path& path : paths)
        total += path == "-" ? 0 : size_of(path);
    account.set_total_bytes(total);
    const auto start = worked();
    std::chrono::duration<double> building{};
    const auto reject = [&](Rejection&& rejection) {
        sources.reject(rejection);
        account.reject(std::move(rejection));
    };
    const ReportSink sink{[&](CaseReport&& report, const RecordOrigin& origin) {
                              if (std::string fault = embeddings.fault_of(report); !fault.empty())
                                  return reject({origin, std::move(fault)});
                              account.accept(report, origin);
                              if (!sources.take(report, origin)) return;
                              const Stopwatch watch(building);
                              builder.add(std::move(report));
                          },
                          reject};
    ReadOptions reading = options.read;
    reading.wants_file = [&](const fs::path& file) {
        const bool wanted = !options.read.wants_file || options.read.wants_file(file);
        return wanted && sources.begin_file(file);
    };
    for (const fs::path& path : paths) {
        sources.end_file();  // standard input is none
        read_reports(path, reading, sink);
    }
    account.report().timing.read = worked() - start - building;
}

}  // namespace

IngestReport ingest(const fs::path& index_path, const std::vector<fs::path>& paths,
                    const IngestOptions& options) {
    const auto start = Clock::now();
    check_paths(paths);
    Account account(options);
    const std::unique_ptr<Builder> builder = make_builder(index_path, options);
    // Inside, so that the cause is looked for before the builder frees what fills the disk.
    with_xapian_errors(index_path.string(), [&] {
        IngestSources sources(Xapian::Database(index_path.string()), options, account.report());
        EmbeddingLength embeddings(builder->embedding_length());
        read_all(paths, options, sources, *builder, embeddings, account);
        for (const std::string& id : sources.vanished(paths))
            account.report().removed += builder->remove(id) ? 1 : 0;
        builder->set_metadata(sources.metadata());
        builder->finish(account, embeddings.length());
    });
    IngestTiming& timing = account.report().timing;
    timing.total = Clock::now() - start;
    timing.building = timing.total - builder->merging();
    return account.report();
}

}  // namespace casebook
