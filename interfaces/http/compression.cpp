#include "compression.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace casebook::http {
namespace {

std::string_view trim(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

/// "0", "0.", "0.0" … "0.000" is no; so is what is no weight.
bool has_weight(std::string_view parameters) {
    const std::string_view weight = trim(parameters);
    if (weight.empty()) return true;
    if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return false;
    return weight.substr(2).find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
    bool any = false;
    while (!accept_encoding.empty()) {
        const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
        const std::string_view item = accept_encoding.substr(0, end);
        accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
        const auto semicolon = std::min(item.find(';'), item.size());
        const std::string_view name = trim(item.substr(0, semicolon));
        const bool wanted = has_weight(item.substr(std::min(semicolon + 1, item.size())));
        if (name == "gzip" || name == "x-gzip") return wanted;
        if (name == "*") any = wanted;
    }
    return any;
}

std::string gzip(std::string_view bytes, int level) {
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kMemory = 8;
    constexpr std::size_t kBlock = 1U << 16U;
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string packed;
    std::array<char, kBlock> block{};
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        // zlib counts in 32 bits.
        if (stream.avail_in == 0 && !bytes.empty()) {
            const std::size_t size = std::min<std::size_t>(bytes.size(), 1U << 30U);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
            stream.avail_in = static_cast<uInt>(size);
            bytes.remove_prefix(size);
        }
        stream.next_out = reinterpret_cast<Bytef*>(block.data());
        stream.avail_out = static_cast<uInt>(block.size());
        status = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
        packed.append(block.data(), block.size() - stream.avail_out);
    }
    deflateEnd(&stream);
    return packed;
}

}  // namespace casebook::http
