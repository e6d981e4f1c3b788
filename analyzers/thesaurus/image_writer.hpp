#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/error.hpp"
#include "thesaurus/format.hpp"

namespace casebook::thesaurus_format {

/// Adds a string behind its length.
inline void append_string(std::string& bytes, std::string_view text) {
    std::size_t length = text.size();
    while (length >= 0x80U) {
        bytes.push_back(static_cast<char>((length & 0x7FU) | 0x80U));
        length >>= 7U;
    }
    bytes.push_back(static_cast<char>(length));
    bytes += text;
}

/// The strings of a thesaurus being made.
class StringWriter {
public:
    StringWriter() { (void)add(""); }

    /// Offset of a new string.
    std::uint32_t add(std::string_view text) {
        constexpr std::size_t kMostBytes = 0xF0000000U;
        if (bytes_.size() + text.size() > kMostBytes)
            throw Error(ErrorCode::invalid_argument, "the vocabulary holds over 4 GB of text");
        const auto offset = static_cast<std::uint32_t>(bytes_.size());
        append_string(bytes_, text);
        return offset;
    }

    /// Offset of a string that may stand there already.
    std::uint32_t add_once(std::string_view text) {
        if (text.empty()) return 0;
        const auto found = known_.find(std::string(text));
        if (found != known_.end()) return found->second;
        return known_.emplace(text, add(text)).first->second;
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::unordered_map<std::string, std::uint32_t> known_;
};

/// Lays tables out behind a header.
class ImageWriter {
public:
    ImageWriter() : bytes_(sizeof(Header), '\0') {}

    template <typename Record>
    void add(Table table, const std::vector<Record>& records) {
        add_bytes(table,
                  {reinterpret_cast<const char*>(records.data()), records.size() * sizeof(Record)});
    }

    void add_bytes(Table table, std::string_view bytes) {
        header_.tables[static_cast<std::size_t>(table)] = {bytes_.size(), bytes.size()};
        bytes_ += bytes;
        bytes_.append((kAlignment - bytes_.size() % kAlignment) % kAlignment, '\0');
    }

    /// One of the tables from kFirstPacked on.
    template <typename Record>
    void add_packed(Table table, const std::vector<Record>& records) {
        add_bytes(table, pack_records(records));
    }

    [[nodiscard]] Header& header() { return header_; }

    /// The finished file.
    [[nodiscard]] std::string finish() {
        header_.file_bytes = bytes_.size();
        header_.fingerprint = content_hash(std::string_view(bytes_).substr(sizeof(Header)));
        header_.header_hash = thesaurus_format::header_hash(header_);
        std::memcpy(bytes_.data(), &header_, sizeof(Header));
        return std::move(bytes_);
    }

private:
    Header header_;
    std::string bytes_;
};

}  // namespace casebook::thesaurus_format
