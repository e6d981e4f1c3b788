#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/thesaurus.hpp"
#include "thesaurus/packed_table.hpp"

/// The compiled form of a thesaurus, docs/thesaurus-format.md: a header, and tables of
/// records in the machine's byte order or of packed rows. Stored; a change needs a new kVersion.
namespace casebook::thesaurus_format {

class PackedTexts;

inline constexpr std::array<char, 8> kMagic{'c', 'b', 't', 'h', 'e', 's', '\n', '\x1A'};
inline constexpr std::uint32_t kVersion = 5;
inline constexpr std::uint32_t kByteOrder = 0x01020304U;
inline constexpr std::size_t kAlignment = 8;

enum class Table : std::uint32_t {
    texts,        ///< of the terms by number, each behind its length in 7-bit groups, packed
    text_pieces,  ///< where each piece of the texts ends (packed_texts.hpp)
    strings,      ///< all others, in the same way
    styles,       ///< StyleRecord
    links,        ///< lists of concepts' neighbours, and offsets of cross-references
    buckets,      ///< where the forms of a term begin, by the upper bits of their keys
    keys,         ///< the lower 32 bits
    beginning_buckets,
    beginnings,  ///< the lower 16 bits of keys of what is but the beginning of forms
    // Packed (packed_table.hpp) are the tables from here on.
    concepts,         ///< ConceptRecord by number, and one more that ends the last one's lists
    terms,            ///< TermRecord by number
    term_blocks,      ///< TermBlock of each kTermsOfBlock terms
    ambiguous_terms,  ///< AmbiguousTerm, ascending
    side_links,       ///< SideLink, ascending
    ids,              ///< numbers of the concepts in the order of their ids
    values,           ///< what stands under each of the keys, FormValue::stored
    lists,            ///< terms of forms that several have: a count and as many numbers
    ambiguities,      ///< first sense by number of the ambiguity, and one more
    senses,           ///< SenseRecord
    signs,            ///< SignRecord
    languages,        ///< offsets of strings
    count
};
inline constexpr std::size_t kTables = static_cast<std::size_t>(Table::count);
inline constexpr std::size_t kFirstPacked = static_cast<std::size_t>(Table::concepts);

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
    std::uint32_t unused = 0;
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

/// How many links of each kind a concept has and its type, in one number: four bits a kind, the
/// type above them. A count that does not fit, kMany, stands in `links` before the lists, and so in
/// the order of the kinds.
class ConceptShape {
public:
    static constexpr std::uint32_t kMany = 15;

    constexpr explicit ConceptShape(std::uint32_t bits = 0) : bits_(bits) {}

    [[nodiscard]] constexpr std::uint32_t count(std::size_t link) const {
        return bits_ >> (kBitsOfCount * link) & kMany;
    }
    constexpr void set_count(std::size_t link, std::size_t count) {
        const auto stored = static_cast<std::uint32_t>(count < kMany ? count : kMany);
        bits_ |= stored << (kBitsOfCount * link);
    }
    /// `other`, the last, for what is no type.
    [[nodiscard]] constexpr ConceptType type() const {
        const std::uint32_t type = bits_ >> kBitsOfCounts;
        const bool known = type <= static_cast<std::uint32_t>(ConceptType::other);
        return known ? static_cast<ConceptType>(type) : ConceptType::other;
    }
    constexpr void set_type(ConceptType type) {
        bits_ |= static_cast<std::uint32_t>(type) << kBitsOfCounts;
    }
    [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }

private:
    static constexpr std::size_t kBitsOfCount = 4;
    static constexpr std::size_t kBitsOfCounts = kBitsOfCount * kLinks;

    std::uint32_t bits_;
};

struct ConceptRecord {
    std::uint32_t id = 0;
    std::uint32_t first_term = 0;
    std::uint32_t subtree_end = 0;
    std::uint32_t first_link = 0;
    std::uint32_t shape = 0;  ///< ConceptShape
};

/// A child that stands in the subtree of another of its parents.
struct SideLink {
    ConceptNumber parent = 0;
    ConceptNumber child = 0;

    friend auto operator<=>(const SideLink&, const SideLink&) = default;
};

/// Bits of StyleRecord::flags; the lowest are GapMarks that the term holds.
inline constexpr std::uint16_t kTrusted = 0x20;       ///< has evidence, or was read twice
inline constexpr std::uint16_t kAbbreviation = 0x40;  ///< recognised in its own case only
inline constexpr std::uint16_t kOneWord = 0x80;
inline constexpr std::uint16_t kAmbiguous = 0x100;  ///< stands among the ambiguous terms

/// What many terms share.
struct StyleRecord {
    std::uint16_t language = 0;
    std::uint16_t kind = 0;
    std::uint16_t flags = 0;

    friend auto operator<=>(const StyleRecord&, const StyleRecord&) = default;
};

struct TermRecord {
    std::uint32_t style = 0;
    std::uint32_t spelling = 0;  ///< hash of its words before stemming (spelling.hpp), 16 bits
};

inline constexpr TermNumber kTermsOfBlock = 8;

/// Where to look for the text and the concept of a term.
struct TermBlock {
    std::uint32_t text = 0;                     ///< address of its first term's
    ConceptNumber concept_number = kNoConcept;  ///< of its first term
};

struct AmbiguousTerm {
    TermNumber term = kNoTermNumber;
    std::uint32_t ambiguity = 0;
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

/// The string at `at`, which moves behind it; an empty one where none stands.
[[nodiscard]] std::string_view next_string(std::span<const char> strings, std::size_t& at);

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

    /// One of those from kFirstPacked on.
    [[nodiscard]] const PackedTable& packed(Table table) const {
        return packed_[static_cast<std::size_t>(table) - kFirstPacked];
    }

    /// The record of that number; an empty one if there is none.
    template <typename Record>
    [[nodiscard]] Record record(Table table, std::size_t number) const {
        return packed(table).row<Record>(number);
    }

    [[nodiscard]] std::string_view string(std::uint32_t offset) const;
    [[nodiscard]] const PackedTexts& texts() const { return *texts_; }
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
    std::array<PackedTable, kTables - kFirstPacked> packed_;
    std::unique_ptr<const PackedTexts> texts_;
};

}  // namespace casebook::thesaurus_format
