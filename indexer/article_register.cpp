#include "article_register.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "casebook/error.hpp"
#include "casebook/hash.hpp"
#include "readers/text_pieces.hpp"

namespace casebook {
namespace {

/// A shorter title ("Case report") is that of many articles.
constexpr std::size_t kShortestTitle = 15;

std::uint64_t hash_of(const ArticleKey& key) {
    const char kind = static_cast<char>('0' + static_cast<int>(key.kind));
    return hash_bytes(key.value, hash_bytes(std::string_view(&kind, 1)));
}

[[noreturn]] void fail() {
    throw Error(ErrorCode::io, std::string("the temporary file of article sketches: ") +
                                   std::strerror(errno) + "; is the disk of $TMPDIR full?");
}

}  // namespace

std::string title_key(const CaseReport& report) {
    std::string title = readers::folded(report.title);
    while (title.ends_with('.') || title.ends_with(' '))
        title.pop_back();
    return title;
}

std::vector<ArticleKey> keys_of(const CaseReport& report) {
    std::vector<ArticleKey> keys;
    const std::string doi = normalize_doi(report.doi);
    if (!doi.empty()) keys.push_back({ArticleKeyKind::doi, doi});
    if (!report.pmid.empty()) keys.push_back({ArticleKeyKind::pmid, report.pmid});
    const std::string title = title_key(report);
    if (report.year && !report.title_inferred && title.size() >= kShortestTitle) {
        keys.push_back({ArticleKeyKind::title, title + "\n" + std::to_string(*report.year)});
    }
    return keys;
}

std::string to_string(const ArticleKey& key) {
    switch (key.kind) {
        case ArticleKeyKind::doi:
            return "DOI " + key.value;
        case ArticleKeyKind::pmid:
            return "PMID " + key.value;
        case ArticleKeyKind::title:
            break;
    }
    return "title and year";
}

ArticleRegister::ArticleRegister() : sketches_(std::tmpfile()) {
    if (!sketches_) fail();
}

void ArticleRegister::add(const CaseReport& report, const std::string& file,
                          const TextSketch& sketch) {
    const std::vector<ArticleKey> keys = keys_of(report);
    if (keys.empty()) return;
    if (files_.empty() || files_.back() != file) files_.push_back(file);
    const auto number = static_cast<std::uint32_t>(entries_.size());
    keep(sketch);
    entries_.push_back(
        {report.id, static_cast<std::uint32_t>(files_.size() - 1), hash_bytes(title_key(report))});
    for (const ArticleKey& key : keys) {
        std::vector<std::uint32_t>& same = by_key_[hash_of(key)];
        if (same.size() >= kMostCompared) same.erase(same.begin());
        same.push_back(number);
    }
}

std::vector<KnownArticle> ArticleRegister::find(const ArticleKey& key) const {
    std::vector<KnownArticle> known;
    const auto found = by_key_.find(hash_of(key));
    if (found == by_key_.end()) return known;
    for (auto number = found->second.rbegin(); number != found->second.rend(); ++number) {
        const Entry& entry = entries_[*number];
        known.push_back({entry.id, files_[entry.file], entry.title, sketch_at(*number), false});
    }
    return known;
}

void ArticleRegister::keep(const TextSketch& sketch) {
    if (std::fseek(sketches_.get(), 0, SEEK_END) != 0 ||
        std::fwrite(&sketch, sizeof sketch, 1, sketches_.get()) != 1)
        fail();
}

TextSketch ArticleRegister::sketch_at(std::size_t entry) const {
    TextSketch sketch;
    if (std::fseek(sketches_.get(), static_cast<long>(entry * sizeof sketch), SEEK_SET) != 0 ||
        std::fread(&sketch, sizeof sketch, 1, sketches_.get()) != 1)
        fail();
    return sketch;
}

bool is_same_article(const TextSketch& sketch, std::string_view title, const KnownArticle& known) {
    if (sketch.count == 0 || known.sketch.count == 0)
        return !title.empty() && hash_bytes(title) == known.title;
    return texts_agree(sketch, known.sketch);
}

}  // namespace casebook
