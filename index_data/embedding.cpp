#include "casebook/embedding.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace casebook {

std::string embedding_fault(std::span<const float> embedding) {
    if (embedding.empty()) return "its embedding has no numbers";
    if (embedding.size() > kLongestEmbedding) {
        return "its embedding has " + std::to_string(embedding.size()) + " numbers, more than " +
               std::to_string(kLongestEmbedding);
    }
    const auto is_finite = [](float number) { return std::isfinite(number); };
    if (!std::all_of(embedding.begin(), embedding.end(), is_finite))
        return "its embedding has a number that is not finite in 32 bits";
    const auto is_zero = [](float number) { return number == 0; };
    if (std::all_of(embedding.begin(), embedding.end(), is_zero))
        return "its embedding is all zeros, which are like nothing";
    return {};
}

std::string encode_embedding(std::span<const float> embedding) {
    std::string bytes;
    bytes.reserve(embedding.size() * sizeof(float));
    for (const float number : embedding) {
        const auto bits = std::bit_cast<std::uint32_t>(number);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>((bits >> shift) & 0xFFU));
    }
    return bytes;
}

bool decode_embedding(std::string_view bytes, std::vector<float>& embedding) {
    embedding.assign(bytes.size() / sizeof(float), 0);
    for (std::size_t at = 0; at < embedding.size(); ++at) {
        std::uint32_t bits = 0;
        for (unsigned byte = 0; byte < 4; ++byte)
            bits |= std::uint32_t{static_cast<unsigned char>(bytes[at * 4 + byte])} << (8 * byte);
        embedding[at] = std::bit_cast<float>(bits);
    }
    const bool good = bytes.size() % sizeof(float) == 0 && embedding_fault(embedding).empty();
    if (!good) embedding.clear();
    return good;
}

}  // namespace casebook
