#include "text_sketch.hpp"

#include <algorithm>
#include <cctype>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/hash.hpp"

namespace casebook {
namespace {

constexpr std::size_t kOpening = 3000;

std::string opening_of(const CaseReport& report) {
    std::string abstracts;
    std::string all;
    for (const Section& section : report.sections) {
        if (!is_own_text(section.kind)) continue;
        if (section.kind == SectionKind::abstract) abstracts += section.text + "\n";
        if (all.size() < kOpening) all += section.text + "\n";
    }
    std::string& opening = abstracts.empty() ? all : abstracts;
    if (opening.size() > kOpening) opening.resize(kOpening);
    return opening;
}

/// Hashes of the words in `text`; of every three characters where nothing parts words.
std::vector<std::uint64_t> word_hashes(std::string_view text) {
    constexpr std::size_t kLongest = 30;
    std::vector<std::uint64_t> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(hash_bytes(word));
        word.clear();
    };
    for (const char byte : text) {
        const bool letter = byte < 0 || std::isalnum(static_cast<unsigned char>(byte)) != 0;
        if (!letter) {
            end_word();
            continue;
        }
        word += byte < 0 ? byte : static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
        const bool cut = word.size() >= 9 && static_cast<unsigned char>(word[0]) >= 0xE0;
        if (cut || word.size() > kLongest) end_word();
    }
    end_word();
    return words;
}

}  // namespace

TextSketch make_sketch(const CaseReport& report) {
    const std::vector<std::uint64_t> words = word_hashes(opening_of(report));
    std::vector<std::uint32_t> runs;
    for (std::size_t at = 0; at < words.size(); ++at) {
        // The first words of a short text stand for it too.
        if (at + 2 >= words.size() && words.size() > 2) break;
        std::uint64_t run = 0;
        for (std::size_t next = at; next < std::min(at + 3, words.size()); ++next)
            run = run * 0x9e3779b97f4a7c15ULL + words[next];
        runs.push_back(static_cast<std::uint32_t>((run * 0xff51afd7ed558ccdULL) >> 32U));
    }
    std::sort(runs.begin(), runs.end());
    runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
    TextSketch sketch;
    sketch.count = static_cast<std::uint32_t>(std::min(runs.size(), TextSketch::kMost));
    std::copy_n(runs.begin(), sketch.count, sketch.hashes.begin());
    std::uint64_t bytes = 0;
    for (const Section& section : report.sections)
        bytes += is_own_text(section.kind) ? section.text.size() : 0;
    sketch.text_bytes = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(bytes, std::numeric_limits<std::uint32_t>::max()));
    return sketch;
}

bool texts_agree(const TextSketch& a, const TextSketch& b) {
    // Below the greatest hash that a full sketch kept, both have all of theirs.
    const auto bound = [](const TextSketch& sketch) {
        return sketch.count == TextSketch::kMost ? sketch.hashes.back()
                                                 : std::numeric_limits<std::uint32_t>::max();
    };
    const std::uint32_t limit = std::min(bound(a), bound(b));
    const auto part = [&](const TextSketch& sketch) {
        return std::upper_bound(sketch.hashes.begin(), sketch.hashes.begin() + sketch.count, limit);
    };
    std::vector<std::uint32_t> common;
    std::set_intersection(a.hashes.begin(), part(a), b.hashes.begin(), part(b),
                          std::back_inserter(common));
    const auto smaller = std::min(part(a) - a.hashes.begin(), part(b) - b.hashes.begin());
    return smaller > 0 && 2 * static_cast<std::ptrdiff_t>(common.size()) >= smaller;
}

}  // namespace casebook
