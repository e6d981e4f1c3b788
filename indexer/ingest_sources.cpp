#include "ingest_sources.hpp"

#include <algorithm>
#include <array>

#include "casebook/hash.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostNotes = 1000;
constexpr const char* kTitlePrefix = "casebook.article.";

std::string whole_path(const fs::path& path) {
    std::error_code failure;
    const fs::path whole = fs::weakly_canonical(path, failure);
    return failure ? fs::absolute(path).lexically_normal().string() : whole.string();
}

std::string title_metadata(const ArticleKey& key) {
    return kTitlePrefix + std::to_string(hash_bytes(key.value));
}

/// Whether `path` is `folder` or lies in it.
bool is_under(const std::string& path, const std::string& folder) {
    return path == folder ||
           (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// Whether a text has clearly more to say than another.
bool is_richer(const TextSketch& a, const TextSketch& b) {
    return a.text_bytes > b.text_bytes + b.text_bytes / 10;
}

}  // namespace

IngestSources::IngestSources(Xapian::Database index, const IngestOptions& options,
                             IngestReport& account)
    : index_(std::move(index)), options_(options), account_(account) {
    manifest_.load(index_);
}

bool IngestSources::begin_file(const fs::path& path) {
    end_file();
    file_ = whole_path(path);
    seen_.insert(file_);
    SourceFile now;
    now.format = std::to_string(static_cast<int>(options_.read.format));
    if (const auto state = state_of(path)) now.state = *state;
    const SourceFile* const known = manifest_.find(file_);
    const bool unchanged = known != nullptr && known->complete && known->state == now.state &&
                           known->format == now.format;
    if (options_.sync && unchanged) {
        ++account_.unchanged_files;
        file_.clear();
        return false;
    }
    if (known != nullptr && !options_.sync) now.ids = known->ids;
    before_ = manifest_.restart(file_, std::move(now));
    return true;
}

/// What the last file held and holds no more may have vanished; not if it could not be read whole.
void IngestSources::end_file() {
    if (file_.empty()) return;
    const SourceFile* const file = manifest_.find(file_);
    for (const std::string& id : before_) {
        if (file == nullptr || file->ids.contains(id)) continue;
        if (file->complete) {
            lost_.insert(id);
        } else {
            manifest_.add_id(file_, id);
        }
    }
    before_.clear();
    file_.clear();
}

bool IngestSources::take(CaseReport& report, const RecordOrigin& origin) {
    if (origin.id_source == IdSource::file) report.id = free_id(report.id, origin);
    const TextSketch sketch = make_sketch(report);
    const std::string title = title_key(report);
    for (const ArticleKey& key : keys_of(report)) {
        bool differs = false;
        for (const KnownArticle& article : known(key)) {
            const bool same_id = article.id == report.id;
            // What the file itself said before is replaced, and an id of the record's own too,
            // unless two files are known to hold it and the other one says more.
            if (same_id && is_own(article)) continue;
            const bool settled = was_here(article) && is_richer(article.sketch, sketch);
            if (same_id && origin.id_source == IdSource::record && !settled) continue;
            if (is_same_article(sketch, title, article)) {
                note_same(article, origin);
                manifest_.add_id(file_, article.id);
                if (!is_richer(sketch, article.sketch)) return false;
                report.id = article.id;
                keep(report, origin, sketch);
                return true;
            }
            differs = true;
            if (same_id) report.id = free_id(origin.stem, origin);
        }
        if (differs && key.kind != ArticleKeyKind::title) note_differing(key);
    }
    keep(report, origin, sketch);
    return true;
}

void IngestSources::keep(const CaseReport& report, const RecordOrigin& origin,
                         const TextSketch& sketch) {
    manifest_.add_id(file_, report.id);
    articles_.add(report, origin.file, sketch);
    for (const ArticleKey& key : keys_of(report)) {
        if (key.kind == ArticleKeyKind::title) title_ids_[title_metadata(key)] = report.id;
    }
}

void IngestSources::reject(const Rejection& rejection) {
    manifest_.set_incomplete(file_);
    refused_.push_back(whole_path(rejection.origin.file));
}

bool IngestSources::is_free(const std::string& id, const std::string& file) const {
    if (const auto taken = file_ids_.find(id); taken != file_ids_.end())
        return taken->second == file;
    const std::set<std::string> owners = manifest_.owners_of(id);
    return owners.empty() || owners.contains(file_) || before_.contains(id);
}

/// The id if no other file has it, else one with more of the file's path.
std::string IngestSources::free_id(const std::string& wanted, const RecordOrigin& origin) {
    const fs::path path(origin.file);
    std::vector<std::string> choices = {wanted, wanted + path.extension().string()};
    std::string longer = wanted;
    for (fs::path folder = fs::path(whole_path(path)).parent_path();
         folder.has_filename() && choices.size() < 32; folder = folder.parent_path()) {
        longer = folder.filename().string() + "/" + longer;
        choices.push_back(longer);
    }
    choices.push_back(wanted + "-" + std::to_string(hash_bytes(whole_path(path))));
    for (const std::string& choice : choices) {
        if (choice.empty() || !is_free(choice, origin.file)) continue;
        file_ids_[choice] = origin.file;
        return choice;
    }
    return choices.back();
}

bool IngestSources::is_own(const KnownArticle& article) const {
    if (!article.in_index) return false;
    const std::set<std::string> owners = manifest_.owners_of(article.id);
    return std::all_of(owners.begin(), owners.end(),
                       [&](const std::string& owner) { return owner == file_; });
}

bool IngestSources::was_here(const KnownArticle& article) const {
    return article.in_index &&
           (before_.contains(article.id) || manifest_.owners_of(article.id).contains(file_));
}

std::vector<KnownArticle> IngestSources::known(const ArticleKey& key) const {
    std::vector<KnownArticle> all = articles_.find(key);
    const std::optional<CaseReport> stored = find_in_index(key);
    if (!stored) return all;
    const bool met_again = std::any_of(all.begin(), all.end(), [&](const KnownArticle& article) {
        return article.id == stored->id;
    });
    if (met_again) return all;
    const std::set<std::string> owners = manifest_.owners_of(stored->id);
    all.push_back({stored->id, owners.empty() ? std::string() : *owners.begin(),
                   hash_bytes(title_key(*stored)), make_sketch(*stored), true});
    return all;
}

std::optional<CaseReport> IngestSources::find_in_index(const ArticleKey& key) const {
    for (;;) {
        try {
            if (key.kind == ArticleKeyKind::doi)
                return find_by_term(make_term(TermClass::doi, key.value));
            if (key.kind == ArticleKeyKind::pmid)
                return find_by_term(make_term(TermClass::pmid, key.value));
            const std::string id = index_.get_metadata(title_metadata(key));
            if (id.empty()) return std::nullopt;
            auto report = find_by_term(make_term(TermClass::id, id));
            // The id may stand for another report by now.
            if (!report) return std::nullopt;
            const std::vector<ArticleKey> keys = keys_of(*report);
            const bool fits = std::any_of(keys.begin(), keys.end(), [&](const ArticleKey& other) {
                return other.value == key.value;
            });
            return fits ? report : std::nullopt;
        } catch (const Xapian::DatabaseModifiedError&) {
            index_.reopen();
        }
    }
}

std::optional<CaseReport> IngestSources::find_by_term(const std::string& term) const {
    const auto posting = index_.postlist_begin(term);
    if (posting == index_.postlist_end(term)) return std::nullopt;
    return decode_report(index_.get_document(*posting).get_data());
}

void IngestSources::note_same(const KnownArticle& article, const RecordOrigin& origin) {
    ++account_.same;
    if (account_.same_articles.size() < kMostNotes)
        account_.same_articles.push_back({article.id, article.file, origin.file});
}

void IngestSources::note_differing(const ArticleKey& key) {
    const std::string name = to_string(key);
    const auto [place, fresh] = differing_.try_emplace(name, account_.shared_identifiers.size());
    if (fresh) account_.shared_identifiers.push_back({name, 1});
    ++account_.shared_identifiers[place->second].texts;
}

std::set<std::string> IngestSources::vanished(const std::vector<fs::path>& paths) {
    end_file();
    if (!options_.sync) return {};
    for (const fs::path& path : paths) {
        if (path == "-") continue;
        for (const std::string& file : manifest_.files_under(whole_path(path))) {
            const bool refused =
                std::any_of(refused_.begin(), refused_.end(),
                            [&](const std::string& folder) { return is_under(file, folder); });
            if (seen_.contains(file) || refused) continue;
            const std::set<std::string>& ids = manifest_.find(file)->ids;
            lost_.insert(ids.begin(), ids.end());
            manifest_.erase(file);
            ++account_.vanished_files;
        }
    }
    std::erase_if(lost_, [&](const std::string& id) { return !manifest_.owners_of(id).empty(); });
    return lost_;
}

std::map<std::string, std::string> IngestSources::metadata() const {
    std::map<std::string, std::string> all = manifest_.changes();
    for (const auto& [key, id] : title_ids_) {
        if (index_.get_metadata(key) != id) all[key] = id;
    }
    return all;
}

}  // namespace casebook
