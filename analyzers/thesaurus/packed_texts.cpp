#include "thesaurus/packed_texts.hpp"

#include <zlib.h>

#include <limits>

#include "casebook/error.hpp"

namespace casebook::thesaurus_format {

std::uint32_t TextPacker::add(std::string_view texts) {
    if (piece_.size() + texts.size() > kPieceBytes) pack();
    constexpr std::size_t kMostPieces = std::numeric_limits<std::uint32_t>::max() / kPieceBytes;
    if (texts.size() > kPieceBytes || ends_.size() >= kMostPieces)
        throw Error(ErrorCode::invalid_argument, "the vocabulary holds over 4 GB of text");
    const auto address = static_cast<std::uint32_t>(ends_.size() * kPieceBytes + piece_.size());
    piece_ += texts;
    return address;
}

void TextPacker::finish() {
    if (!piece_.empty()) pack();
}

void TextPacker::pack() {
    uLongf size = compressBound(piece_.size());
    std::string packed(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                  reinterpret_cast<const Bytef*>(piece_.data()), piece_.size(),
                  Z_BEST_COMPRESSION) != Z_OK)
        throw Error(ErrorCode::io, "there is not memory enough to pack texts");
    bytes_.append(packed, 0, size);
    if (bytes_.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error(ErrorCode::invalid_argument, "the vocabulary holds over 4 GB of text");
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    piece_.clear();
}

PackedTexts::PackedTexts(std::span<const char> bytes, std::span<const std::uint32_t> ends)
    : bytes_(bytes),
      ends_(ends),
      pieces_(std::make_unique<std::atomic<const std::string*>[]>(ends.size())) {}

PackedTexts::~PackedTexts() {
    for (std::size_t number = 0; number < ends_.size(); ++number)
        delete pieces_[number].load();
}

std::span<const char> PackedTexts::piece(std::size_t number) const {
    if (number >= ends_.size()) return {};
    const std::string* known = pieces_[number].load(std::memory_order_acquire);
    if (known == nullptr) {
        // Two threads may inflate the same one; the first to be done is kept.
        auto made = std::make_unique<const std::string>(inflated(number));
        if (pieces_[number].compare_exchange_strong(known, made.get(), std::memory_order_acq_rel))
            known = made.release();
    }
    return *known;
}

std::string PackedTexts::inflated(std::size_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    const std::size_t end = ends_[number];
    if (begin > end || end > bytes_.size()) return {};
    std::string texts(kPieceBytes, '\0');
    uLongf size = texts.size();
    if (uncompress(reinterpret_cast<Bytef*>(texts.data()), &size,
                   reinterpret_cast<const Bytef*>(bytes_.data() + begin), end - begin) != Z_OK)
        return {};
    texts.resize(size);
    texts.shrink_to_fit();
    return texts;
}

}  // namespace casebook::thesaurus_format
