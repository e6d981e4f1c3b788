#pragma once

#include <cstdint>
#include <string_view>

namespace casebook {

inline constexpr std::uint64_t kHashSeed = 0xcbf29ce484222325ULL;

/// 64-bit FNV-1a with a final mix (Fowler, Noll & Vo; the finaliser of MurmurHash3). Stored in
/// indexes: never change. Feed the result as `seed` to hash on.
[[nodiscard]] constexpr std::uint64_t hash_bytes(std::string_view bytes,
                                                 std::uint64_t seed = kHashSeed) {
    std::uint64_t hash = seed;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3ULL;
    }
    hash ^= hash >> 33U;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33U;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    hash ^= hash >> 33U;
    return hash;
}

}  // namespace casebook
