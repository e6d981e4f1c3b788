#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::thesaurus_format {

/// Texts lie in pieces of up to so many bytes, each deflated alone (zlib, RFC 1950): names of terms
/// take a good third of their bytes so, and a look-up inflates no more than its piece.
/// An address is the number of a piece times kPieceBytes and the place within. Stored.
inline constexpr std::size_t kPieceBytes = 16384;

/// Packs texts into pieces.
class TextPacker {
public:
    /// The address of texts that stay together, of at most kPieceBytes.
    std::uint32_t add(std::string_view texts);

    /// Packs what is left. Then `bytes` is whole, and `ends` tells where each piece ends in it.
    void finish();

    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    [[nodiscard]] const std::vector<std::uint32_t>& ends() const { return ends_; }

private:
    void pack();

    std::string piece_;
    std::string bytes_;
    std::vector<std::uint32_t> ends_;
};

/// Pieces of texts as they are stored, inflated when they are first asked for and kept. Any number
/// of threads.
class PackedTexts {
public:
    /// Both stay. Ends that do not ascend within `bytes` make their pieces empty.
    PackedTexts(std::span<const char> bytes, std::span<const std::uint32_t> ends);
    ~PackedTexts();
    PackedTexts(const PackedTexts&) = delete;
    PackedTexts& operator=(const PackedTexts&) = delete;

    /// The texts of a piece, which stay; nothing of a damaged one.
    [[nodiscard]] std::span<const char> piece(std::size_t number) const;

private:
    [[nodiscard]] std::string inflated(std::size_t number) const;

    std::span<const char> bytes_;
    std::span<const std::uint32_t> ends_;
    std::unique_ptr<std::atomic<const std::string*>[]> pieces_;
};

}  // namespace casebook::thesaurus_format
