#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "casebook/case_report.hpp"
#include "text_sketch.hpp"

namespace casebook {

/// By what an article may be known. `title` is title and year together: an article without a year
/// has no such key, for a missing year is not equal to a missing year.
enum class ArticleKeyKind : std::uint8_t { doi, pmid, title };

struct ArticleKey {
    ArticleKeyKind kind;
    std::string value;  ///< a DOI without its resolver, a PMID, or folded title and year
};

/// The keys of a report, most telling first.
[[nodiscard]] std::vector<ArticleKey> keys_of(const CaseReport& report);

/// "DOI 10.1000/x", "PMID 123", "title and year": for people.
[[nodiscard]] std::string to_string(const ArticleKey& key);

/// A report that was met before.
struct KnownArticle {
    std::string id;
    std::string file;         ///< that it came from; empty if that is not known
    std::uint64_t title = 0;  ///< hash of its `title_key`
    TextSketch sketch;
    bool in_index = false;  ///< met in an earlier run
};

/// The reports of one run by their keys, of which a key's last few are compared. What is not
/// needed for finding them lies in an unnamed temporary file, so that memory grows by some hundred
/// bytes a report.
class ArticleRegister {
public:
    ArticleRegister();

    void add(const CaseReport& report, const std::string& file, const TextSketch& sketch);

    /// The reports with that key in this run, latest first, at most `kMostCompared`.
    [[nodiscard]] std::vector<KnownArticle> find(const ArticleKey& key) const;

    static constexpr std::size_t kMostCompared = 16;

private:
    struct Entry {
        std::string id;
        std::uint32_t file = 0;
        std::uint64_t title = 0;  ///< hash
    };
    struct CloseFile {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    void keep(const TextSketch& sketch);
    [[nodiscard]] TextSketch sketch_at(std::size_t entry) const;

    std::vector<Entry> entries_;
    std::vector<std::string> files_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_key_;
    std::unique_ptr<std::FILE, CloseFile> sketches_;
};

/// Whether two reports that share a key are the same article: their texts agree, or one of them has
/// no text and the titles are equal.
[[nodiscard]] bool is_same_article(const TextSketch& sketch, std::string_view title,
                                   const KnownArticle& known);

/// The title as it is compared.
[[nodiscard]] std::string title_key(const CaseReport& report);

}  // namespace casebook
