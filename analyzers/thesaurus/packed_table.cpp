#include "thesaurus/packed_table.hpp"

#include <algorithm>
#include <cassert>

#include "casebook/error.hpp"

namespace casebook::thesaurus_format {
namespace {

constexpr unsigned kMostBits = 32;

/// Bits of a row of the packed `numbers`, those of each field in `header`; one at least, so that
/// the bytes bound the rows.
std::uint64_t measure(std::span<const std::uint32_t> numbers, std::size_t fields,
                      PackedHeader& header) {
    std::array<std::uint32_t, PackedHeader::kMostFields> used{};
    for (std::size_t at = 0; at < numbers.size(); ++at)
        used[at % fields] |= numbers[at] + 1;
    std::uint64_t row_bits = 0;
    for (std::size_t field = 0; field < fields; ++field) {
        const auto bits = static_cast<unsigned>(std::bit_width(used[field]));
        header.bits[field] = static_cast<std::uint8_t>(std::max(bits, field == 0 ? 1U : 0U));
        row_bits += header.bits[field];
    }
    return row_bits;
}

}  // namespace

std::string pack_rows(std::span<const std::uint32_t> numbers, std::size_t fields) {
    assert(fields > 0 && fields <= PackedHeader::kMostFields && numbers.size() % fields == 0);
    const std::size_t rows = numbers.size() / fields;
    if (rows >= static_cast<std::uint32_t>(-1))
        throw Error(ErrorCode::invalid_argument, "the vocabulary has too many rows");
    PackedHeader header;
    header.rows = static_cast<std::uint32_t>(rows);
    const std::uint64_t row_bits = measure(numbers, fields, header);
    // What is read at once begins at any byte of the rows.
    const std::uint64_t bytes = (rows * row_bits + 7) / 8 + sizeof(std::uint64_t);
    std::string packed(sizeof(header) + bytes, '\0');
    std::memcpy(packed.data(), &header, sizeof(header));
    std::uint64_t bit = std::uint64_t{sizeof(header)} * 8;
    for (std::size_t at = 0; at < numbers.size(); ++at) {
        std::uint64_t word = std::uint64_t{numbers[at] + 1} << bit % 8;
        for (std::size_t byte = bit / 8; word != 0; ++byte, word >>= 8U)
            packed[byte] = static_cast<char>(static_cast<unsigned char>(packed[byte]) | word);
        bit += header.bits[at % fields];
    }
    return packed;
}

PackedTable::PackedTable(std::span<const char> bytes) {
    PackedHeader header;
    if (bytes.size() < sizeof(header) + sizeof(std::uint64_t)) return;
    std::memcpy(&header, bytes.data(), sizeof(header));
    std::uint32_t row_bits = 0;
    for (std::size_t field = 0; field < header.bits.size(); ++field) {
        const unsigned bits = header.bits[field];
        if (bits > kMostBits) return;
        fields_[field] = {row_bits, static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1)};
        row_bits += bits;
    }
    const std::uint64_t room = bytes.size() - sizeof(header) - sizeof(std::uint64_t);
    if (row_bits == 0 || room * 8 / row_bits < header.rows) return;
    packed_ = bytes.data() + sizeof(header);
    rows_ = header.rows;
    row_bits_ = row_bits;
}

}  // namespace casebook::thesaurus_format
