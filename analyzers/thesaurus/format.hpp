#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/thesaurus.hpp"

/// The compiled form of a thesaurus, docs/thesaurus-format.md: a header and flat tables of
/// fixed-width records in the machine's byte order. Stored; a change needs a new kVersion.
namespace casebook::thesaurus_format {

inline constexpr std::array<char, 8> kMagic{'c', 'b', 't', 'h', 'e', 's', '\n', '\x1A'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::uint32_t kByteOrder = 0x01020304U;
inline constexpr std::size_t kAlignment = 8;

enum class Table : std::uint32_t {
    strings,     ///< bytes, each string behind its length in 7-bit groups
    concepts,    ///< ConceptRecord by number, and one more that ends the last one's lists
    terms,       ///< TermRecord by number
    links,       ///< lists of concepts' neighbours, and offsets of cross-references
    side_links,  ///< SideLink, ascending
    ids,         ///< numbers of the concepts in the order of their ids
    buckets,     ///< where the forms of a term begin, by the upper bits of their keys
    keys,        ///< the lower 32 bits
    values,      ///< and what stands under each (form_table.hpp)
    beginning_buckets,
    beginnings,   ///< keys of what is but the beginning of forms, in buckets of their own
    lists,        ///< terms of forms that several have: a count and as many numbers
    ambiguities,  ///< first sense by number of the ambiguity, and one more
    senses,       ///< SenseRecord
    signs,        ///< SignRecord
    languages,    ///< offsets of strings
    count
};
inline constexpr std::size_t kTables = static_cast<std::size_t>(Table::count);

struct Place {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

struct Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t byte_order = kByteOrder;
    std::uint64_t file_bytes = 0;
    std::uint64_t fingerprint = 0;  ///< hash of all that follows the header
    std::uint64_t header_hash = 0;  ///< hash of the header with this field 0
    std::uint32_t analyzer = 0;     ///< its fingerprint, a string
    std::uint32_t reserved = 0;
    std::array<Place, kTables> tables;
};

enum class Link : std::uint32_t {
    broader,
    narrower,
    includes,
    included_in,
    cross_reference,
    count
};
inline constexpr std::size_t kLinks = static_cast<std::size_t>(Link::count);

struct ConceptRecord {
    std::uint32_t id = 0;
    std::uint32_t first_term = 0;
    std::uint32_t subtree_end = 0;
    std::uint32_t type = 0;
    std::array<std::uint32_t, kLinks> first_link{};
};

/// A child that stands in the subtree of another of its parents.
struct SideLink {
    ConceptNumber parent = 0;
    ConceptNumber child = 0;

    friend auto operator<=>(const SideLink&, const SideLink&) = default;
};

/// Bits of TermRecord::flags; the lowest are GapMarks that the term holds.
inline constexpr std::uint8_t kTrusted = 0x20;       ///< has evidence, or was read twice
inline constexpr std::uint8_t kAbbreviation = 0x40;  ///< recognised in its own case only
inline constexpr std::uint8_t kOneWord = 0x80;

struct TermRecord {
    std::uint32_t text = 0;
    ConceptNumber concept_number = kNoConcept;
    std::uint32_t spelling = 0;   ///< hash of its words before stemming (unit_hash.hpp)
    std::uint32_t ambiguity = 0;  ///< 0 for none
    std::uint16_t language = 0;
    std::uint8_t kind = 0;
    std::uint8_t flags = 0;
};

struct SenseRecord {
    ConceptNumber concept_number = kNoConcept;
    std::uint32_t first_sign = 0;
    std::uint32_t term = 0;      ///< as the row has it, a string
    std::uint32_t language = 0;  ///< a string
};

struct SignRecord {
    ConceptNumber concept_number = kNoConcept;
    std::uint32_t words = 0;  ///< their number
    std::uint32_t text = 0;   ///< the words, a string
};

/// The header's own hash.
[[nodiscard]] std::uint64_t header_hash(Header header);

/// Hash of a file's contents, by words of eight bytes.
[[nodiscard]] std::uint64_t content_hash(std::string_view contents);

/// The bytes of an opened thesaurus and its tables. Every access is checked.
class Image {
public:
    /// Throws Error as Thesaurus::from_bytes does.
    Image(std::string_view bytes, const std::string& name, bool copied = false);
    /// Throws Error as Thesaurus::open does.
    explicit Image(const std::filesystem::path& file);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    template <typename Record>
    [[nodiscard]] std::span<const Record> table(Table table) const {
        const Place& place = header_.tables[static_cast<std::size_t>(table)];
        return {reinterpret_cast<const Record*>(bytes_.data() + place.offset),
                place.bytes / sizeof(Record)};
    }

    /// The record of that number; an empty one if there is none.
    template <typename Record>
    [[nodiscard]] Record record(Table which, std::size_t number) const {
        const auto records = table<Record>(which);
        return number < records.size() ? records[number] : Record{};
    }

    [[nodiscard]] std::string_view string(std::uint32_t offset) const;
    [[nodiscard]] std::span<const std::uint32_t> links(ConceptNumber number, Link link) const;
    [[nodiscard]] const Header& header() const { return header_; }
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    void map(const std::filesystem::path& file);
    void copy_bytes();
    void read_header();

    std::string name_;
    std::string_view bytes_;
    std::vector<std::uint64_t> copy_;  ///< of bytes that were not aligned, or do not stay
    void* mapping_ = nullptr;
    Header header_;
};

}  // namespace casebook::thesaurus_format
