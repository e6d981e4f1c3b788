#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace casebook::thesaurus_format {

/// Rows of a few numbers below 2^32, each field in as many bits as its largest number takes: a
/// table that PackedHeader begins. Numbers are stored one greater, so that 2^32 - 1, which stands
/// for none, takes no room. Stored.
struct PackedHeader {
    static constexpr std::size_t kMostFields = 8;

    std::uint32_t rows = 0;
    std::array<std::uint8_t, kMostFields> bits{};  ///< of each field
    std::uint32_t unused = 0;
};

/// Packs rows of `fields` numbers each, one row behind the other in `numbers`.
[[nodiscard]] std::string pack_rows(std::span<const std::uint32_t> numbers, std::size_t fields);

/// As packed rows are read. Any row may be asked for: one that is not there holds nothing.
class PackedTable {
public:
    PackedTable() = default;
    /// `bytes` stay. Those that hold no such table hold no rows.
    explicit PackedTable(std::span<const char> bytes);

    [[nodiscard]] std::size_t size() const { return rows_; }

    /// 2^32 - 1 where there is none.
    [[nodiscard]] std::uint32_t number(std::size_t row, std::size_t field = 0) const {
        if (row >= rows_) return static_cast<std::uint32_t>(-1);
        const std::uint64_t bit = row * row_bits_ + fields_[field].first_bit;
        std::uint64_t word = 0;
        std::memcpy(&word, packed_ + bit / 8, sizeof(word));
        if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
        return (static_cast<std::uint32_t>(word >> bit % 8) & fields_[field].mask) - 1;
    }

    /// A row as a struct of such numbers, an empty one where there is none.
    template <typename Record>
    [[nodiscard]] Record row(std::size_t row) const {
        constexpr std::size_t kFields = field_count<Record>();
        if (row >= rows_) return {};
        std::array<std::uint32_t, kFields> numbers{};
        for (std::size_t field = 0; field < kFields; ++field)
            numbers[field] = number(row, field);
        return std::bit_cast<Record>(numbers);
    }

    /// The first row from `first` to `last` that is not `before` what is looked for.
    template <typename Before>
    [[nodiscard]] static std::size_t lower_bound(std::size_t first, std::size_t last,
                                                 Before before) {
        while (first < last) {
            const std::size_t middle = first + (last - first) / 2;
            if (before(middle)) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }

    template <typename Record>
    [[nodiscard]] static constexpr std::size_t field_count() {
        static_assert(std::is_trivially_copyable_v<Record>);
        static_assert(alignof(Record) == alignof(std::uint32_t));
        static_assert(sizeof(Record) <= PackedHeader::kMostFields * sizeof(std::uint32_t));
        return sizeof(Record) / sizeof(std::uint32_t);
    }

private:
    struct Field {
        std::uint32_t first_bit = 0;
        std::uint32_t mask = 0;
    };

    const char* packed_ = nullptr;
    std::uint64_t rows_ = 0;
    std::uint64_t row_bits_ = 0;
    std::array<Field, PackedHeader::kMostFields> fields_{};
};

/// Packs structs of numbers, as PackedTable::row reads them.
template <typename Record>
[[nodiscard]] std::string pack_records(const std::vector<Record>& records) {
    constexpr std::size_t kFields = PackedTable::field_count<Record>();
    std::vector<std::uint32_t> numbers(records.size() * kFields);
    if (!records.empty())
        std::memcpy(numbers.data(), records.data(), records.size() * sizeof(Record));
    return pack_rows(numbers, kFields);
}

}  // namespace casebook::thesaurus_format
