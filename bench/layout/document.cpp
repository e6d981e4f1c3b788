#include "document.hpp"

#include <algorithm>
#include <stdexcept>

#include <zdict.h>
#include <zlib.h>
#include <zstd.h>

namespace layout {
namespace {

constexpr Position kGapAfterTitle = 100;
constexpr std::size_t kDictionarySamples = 4000;

std::string plain_report(const Record& record) {
    std::string report = record.title;
    report.push_back('\0');
    report.append(record.language).push_back('\0');
    report.append(record.text);
    return report;
}

std::string compress_zlib(const std::string& report, int level) {
    auto size = compressBound(report.size());
    std::string packed(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                  reinterpret_cast<const Bytef*>(report.data()), report.size(), level) != Z_OK) {
        throw std::runtime_error("zlib failed");
    }
    packed.resize(size);
    return packed;
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
};

std::string compress_zstd(const std::string& report, const Layout& layout) {
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    thread_local std::string digested_from;
    thread_local std::unique_ptr<ZSTD_CDict, FreeContext> digested;
    std::string packed(ZSTD_compressBound(report.size()), '\0');
    std::size_t size = 0;
    if (layout.dictionary.empty()) {
        size = ZSTD_compressCCtx(context.get(), packed.data(), packed.size(), report.data(),
                                 report.size(), layout.compression);
    } else {
        if (!digested || digested_from != layout.dictionary) {
            digested_from = layout.dictionary;
            digested.reset(
                ZSTD_createCDict(digested_from.data(), digested_from.size(), layout.compression));
        }
        size = ZSTD_compress_usingCDict(context.get(), packed.data(), packed.size(), report.data(),
                                        report.size(), digested.get());
    }
    if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
    packed.resize(size);
    return packed;
}

}  // namespace

std::string make_stored_report(const Record& record, const Layout& layout) {
    switch (layout.stored) {
        case Stored::none:
            return {};
        case Stored::plain:
            return plain_report(record);
        case Stored::zlib:
            return compress_zlib(plain_report(record), layout.compression);
        case Stored::zstd:
            return compress_zstd(plain_report(record), layout);
    }
    return {};
}

std::string train_dictionary(const std::vector<Record>& records, std::size_t bytes) {
    std::string samples;
    std::vector<std::size_t> sizes;
    const auto step = std::max<std::size_t>(1, records.size() / kDictionarySamples);
    for (std::size_t index = 0; index < records.size(); index += step) {
        const auto report = plain_report(records[index]);
        samples.append(report);
        sizes.push_back(report.size());
    }
    std::string dictionary(bytes, '\0');
    const auto size = ZDICT_trainFromBuffer(dictionary.data(), bytes, samples.data(), sizes.data(),
                                            static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size) != 0) throw std::runtime_error(ZDICT_getErrorName(size));
    dictionary.resize(size);
    return dictionary;
}

DocumentMaker::DocumentMaker(const Layout& layout) : layout_(layout), blob_(layout.blob_shape) {}

std::uint32_t DocumentMaker::wdf_of(std::size_t frequency) const {
    if (layout_.wdf == Wdf::frequency) return static_cast<std::uint32_t>(frequency);
    const auto share = saturated(layout_.rule, static_cast<double>(frequency),
                                 static_cast<double>(tokens_.size()));
    return level_of(layout_.rule, share);
}

Xapian::Document DocumentMaker::make(const Record& record) {
    tokens_.clear();
    const auto next = tokenizer_.tokenize(record.title, 1, tokens_);
    tokenizer_.tokenize(record.text, next + kGapAfterTitle, tokens_);
    std::erase_if(tokens_, [](const Token& token) { return token.word->is_stop_word; });
    Xapian::Document document;
    add_side_terms(document);
    add_stems(document);
    if (layout_.positions == Positions::blob) document.add_value(kPositionSlot, blob_.take());
    if (layout_.stored != Stored::none) document.set_data(make_stored_report(record, layout_));
    document.add_boolean_term("Q" + record.id);
    return document;
}

void DocumentMaker::add_stems(Xapian::Document& document) {
    std::sort(tokens_.begin(), tokens_.end(), [](const Token& left, const Token& right) {
        return std::pair(left.word->stem_number, left.position) <
               std::pair(right.word->stem_number, right.position);
    });
    for (auto first = tokens_.begin(); first != tokens_.end();) {
        positions_.clear();
        auto last = first;
        for (; last != tokens_.end() && last->word->stem_number == first->word->stem_number;
             ++last) {
            positions_.push_back(last->position);
        }
        add_stem(document, first->word->stem, positions_);
        first = last;
    }
}

void DocumentMaker::add_stem(Xapian::Document& document, const std::string& stem,
                             std::span<const Position> positions) {
    const auto term = std::string(kStemPrefix) + stem;
    document.add_term(term, wdf_of(positions.size()));
    if (layout_.positions == Positions::xapian) {
        for (const auto position : positions)
            document.add_posting(term, position, 0);
    }
    if (layout_.positions == Positions::blob) blob_.add(stem, positions);
}

void DocumentMaker::add_side_terms(Xapian::Document& document) {
    side_terms_.clear();
    for (const auto& token : tokens_) {
        const auto& word = *token.word;
        if (layout_.surfaces && word.surface != word.stem) {
            side_terms_.push_back(std::string(kSurfacePrefix) + word.surface);
        }
        if (layout_.acronyms && is_acronym(token.typed)) {
            side_terms_.push_back(std::string(kAcronymPrefix).append(token.typed));
        }
        if (layout_.skeletons && !word.skeleton.empty()) {
            side_terms_.push_back(std::string(kSkeletonPrefix) + word.skeleton);
        }
    }
    std::sort(side_terms_.begin(), side_terms_.end());
    for (auto first = side_terms_.begin(); first != side_terms_.end();) {
        const auto last = std::find_if(first, side_terms_.end(),
                                       [&](const std::string& term) { return term != *first; });
        document.add_term(*first, wdf_of(static_cast<std::size_t>(last - first)));
        first = last;
    }
}

}  // namespace layout
