#include "handle_pool.hpp"

#include <algorithm>

#include "casebook/schema.hpp"

namespace casebook {
namespace {

/// The languages by whose rules query words are stemmed: those of the index's texts, and English,
/// by whose rules Latin words stand in many others.
std::vector<Language> languages_of(const Xapian::Database& database) {
    std::vector<Language> languages{Language::from_tag("en")};
    const std::string prefix(row_of(TermClass::language).prefix);
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
         ++term) {
        const Language language =
            stemming_language(Language::from_tag((*term).substr(prefix.size())));
        if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
            languages.push_back(language);
        }
    }
    return languages;
}

/// What stands in order by other languages must be put in order anew.
void set_languages(IndexHandle& handle) {
    std::vector<Language> languages = languages_of(handle.index.database);
    if (languages != handle.languages) handle.names.reset();
    handle.languages = std::move(languages);
}

}  // namespace

const ThesaurusNames& names_of(IndexHandle& handle) {
    if (handle.names == nullptr)
        handle.names =
            std::make_shared<const ThesaurusNames>(*handle.index.thesaurus, handle.languages);
    return *handle.names;
}

HandlePool::HandlePool(std::filesystem::path path) : path_(std::move(path)) {
    thesaurus_ = open_index(path_).thesaurus;
}

HandlePool::Loan HandlePool::borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return {*this, std::make_unique<IndexHandle>()};
    std::unique_ptr<IndexHandle> handle = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(handle)};
}

void HandlePool::refresh(IndexHandle& handle) {
    if (handle.stale || !handle.index.place.stands_at(path_)) {
        open(handle);  // new, or a rebuilt index has taken this one's place
        return;
    }
    handle.stale = true;  // until all of it is read again
    if (handle.index.reopen()) {
        handle.lists.clear();
        set_languages(handle);
        share_columns(handle);
    }
    if (!handle.index.place.stands_at(path_)) {
        throw Xapian::DatabaseModifiedError("another index took its place while it was read again");
    }
    handle.stale = false;
}

std::shared_ptr<const Thesaurus> HandlePool::known_thesaurus() {
    const std::lock_guard lock(mutex_);
    return thesaurus_;
}

void HandlePool::give_back(std::unique_ptr<IndexHandle> handle) {
    constexpr std::size_t kBufferBytes = 16U << 20U;
    handle->buffer.trim(kBufferBytes);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
}

void HandlePool::open(IndexHandle& handle) {
    handle.stale = true;
    handle.lists.clear();
    handle.names.reset();
    handle.overlay.reset();
    handle.concepts.reset();
    handle.index = open_index(path_, known_thesaurus());
    handle.concepts.emplace(*handle.index.thesaurus, built_in_analyzer());
    {
        const std::lock_guard lock(mutex_);
        thesaurus_ = handle.index.thesaurus;
    }
    set_languages(handle);
    share_columns(handle);
    handle.stale = false;
}

void HandlePool::share_columns(IndexHandle& handle) {
    std::string revision = handle.index.place.name();
    for (const std::uint64_t generation : handle.index.revision)
        revision += " " + std::to_string(generation);
    const std::lock_guard lock(mutex_);
    if (columns_ == nullptr || columns_of_ != revision) {
        columns_ = std::make_shared<FacetColumns>();
        vectors_ = std::make_shared<VectorTables>();
        positions_ = std::make_shared<PositionCache>();
        columns_of_ = revision;
    }
    handle.columns = columns_;
    handle.vectors = vectors_;
    // Shards number their reports each for itself.
    handle.positions = handle.index.shards.size() == 1 ? positions_ : nullptr;
}

}  // namespace casebook
