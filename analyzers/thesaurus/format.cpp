#include "thesaurus/format.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "casebook/error.hpp"
#include "casebook/hash.hpp"
#include "thesaurus/packed_texts.hpp"

namespace casebook::thesaurus_format {
namespace {

[[noreturn]] void refuse(const std::string& name, const char* why) {
    throw Error(ErrorCode::corrupt,
                "'" + name + "' " + why + "; compile the thesaurus again from its source");
}

/// Closes a file when it goes.
class Descriptor {
public:
    explicit Descriptor(const std::filesystem::path& file)
        : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (number_ >= 0) return;
        throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                    "'" + file.string() + "' cannot be read: " + std::strerror(errno));
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

}  // namespace

std::uint64_t header_hash(Header header) {
    header.header_hash = 0;
    std::array<char, sizeof(Header)> bytes{};
    std::memcpy(bytes.data(), &header, sizeof(Header));
    return hash_bytes({bytes.data(), bytes.size()});
}

std::uint64_t content_hash(std::string_view contents) {
    std::uint64_t hash = kHashSeed;
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= contents.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, contents.data() + at, sizeof(word));
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 29U;
    }
    return hash_bytes(contents.substr(at), hash);
}

std::string_view next_string(std::span<const char> strings, std::size_t& at) {
    constexpr unsigned kBitsOfLength = 28;
    std::size_t length = 0;
    for (unsigned shift = 0; shift <= kBitsOfLength; shift += 7) {
        if (at >= strings.size()) return {};
        const auto byte = static_cast<unsigned char>(strings[at++]);
        length |= static_cast<std::size_t>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0) break;
    }
    if (length > strings.size() - at) {
        at = strings.size();
        return {};
    }
    const std::string_view text(strings.data() + at, length);
    at += length;
    return text;
}

Image::Image(std::string_view bytes, const std::string& name, bool copied)
    : name_(name), bytes_(bytes) {
    const bool aligned = reinterpret_cast<std::uintptr_t>(bytes.data()) % kAlignment == 0;
    if (copied || !aligned) copy_bytes();
    read_header();
}

Image::Image(const std::filesystem::path& file) : name_(file.string()) {
    map(file);
    try {
        read_header();
    } catch (...) {
        ::munmap(mapping_, bytes_.size());
        throw;
    }
}

Image::~Image() {
    if (mapping_ != nullptr) ::munmap(mapping_, bytes_.size());
}

void Image::map(const std::filesystem::path& file) {
    const Descriptor descriptor(file);
    struct stat status {};
    if (::fstat(descriptor.number(), &status) != 0 || !S_ISREG(status.st_mode))
        throw Error(ErrorCode::io, "'" + name_ + "' is no file");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size < sizeof(Header)) refuse(name_, "is no compiled thesaurus");
    void* const mapping = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (mapping == MAP_FAILED)
        throw Error(ErrorCode::io, "'" + name_ + "' cannot be read: " + std::strerror(errno));
    mapping_ = mapping;
    bytes_ = {static_cast<const char*>(mapping), size};
}

void Image::copy_bytes() {
    copy_.resize(bytes_.size() / sizeof(std::uint64_t) + 1);
    std::memcpy(copy_.data(), bytes_.data(), bytes_.size());
    bytes_ = {reinterpret_cast<const char*>(copy_.data()), bytes_.size()};
}

void Image::read_header() {
    if (bytes_.size() < sizeof(Header)) refuse(name_, "is no compiled thesaurus");
    std::memcpy(&header_, bytes_.data(), sizeof(Header));
    if (header_.magic != kMagic) refuse(name_, "is no compiled thesaurus");
    if (header_.version != kVersion || header_.byte_order != kByteOrder) {
        throw Error(ErrorCode::schema_mismatch,
                    "'" + name_ +
                        "' was compiled by another version or for another machine; compile the "
                        "thesaurus again from its source");
    }
    if (header_.file_bytes != bytes_.size()) refuse(name_, "was cut short or added to");
    if (header_.header_hash != header_hash(header_)) refuse(name_, "has a damaged header");
    for (const Place& place : header_.tables) {
        const bool inside = place.offset % kAlignment == 0 && place.offset <= bytes_.size() &&
                            place.bytes <= bytes_.size() - place.offset;
        if (!inside) refuse(name_, "has a damaged header");
    }
    for (std::size_t number = kFirstPacked; number < kTables; ++number)
        packed_[number - kFirstPacked] = PackedTable(table<char>(static_cast<Table>(number)));
    texts_ = std::make_unique<const PackedTexts>(table<char>(Table::texts),
                                                 table<std::uint32_t>(Table::text_pieces));
}

std::string_view Image::string(std::uint32_t offset) const {
    std::size_t at = offset;
    return next_string(table<char>(Table::strings), at);
}

std::span<const std::uint32_t> Image::links(ConceptNumber number, Link link) const {
    const PackedTable& concepts = packed(Table::concepts);
    const auto all = table<std::uint32_t>(Table::links);
    if (std::size_t{number} + 1 >= concepts.size()) return {};
    const auto record = concepts.row<ConceptRecord>(number);
    const ConceptShape shape(record.shape);
    std::size_t first = 0;  // of the list, behind those of the kinds before
    std::size_t count = 0;
    std::size_t stored_counts = 0;
    for (std::size_t kind = 0; kind < kLinks; ++kind) {
        std::size_t here = shape.count(kind);
        if (here == ConceptShape::kMany) {
            const std::size_t place = record.first_link + stored_counts++;
            if (place >= all.size()) return {};
            here = all[place];
        }
        if (kind < static_cast<std::size_t>(link)) first += here;
        if (kind == static_cast<std::size_t>(link)) count = here;
    }
    first += record.first_link + stored_counts;
    if (first > all.size() || count > all.size() - first) return {};
    return all.subspan(first, count);
}

}  // namespace casebook::thesaurus_format
