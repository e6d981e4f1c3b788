#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Vectors that other tools have made of reports and queries: casebook keeps and compares them, and
/// makes none. All functions are pure; threads may call them.
namespace casebook {

/// Numbers that an embedding may have.
inline constexpr std::size_t kLongestEmbedding = 16'384;

/// Why `embedding` is none that can be compared: it has no number or too many, one that is not
/// finite, or nothing but zeros, which point nowhere. Empty if it is one.
[[nodiscard]] std::string embedding_fault(std::span<const float> embedding);

/// Numbers as the index stores them: four bytes each, IEEE 754 binary32, the lowest byte first.
/// Stored; never change.
[[nodiscard]] std::string encode_embedding(std::span<const float> embedding);

/// Reads what `encode_embedding` wrote; false, and an empty `embedding`, for bytes that are no
/// whole numbers or that `embedding_fault` complains of.
[[nodiscard]] bool decode_embedding(std::string_view bytes, std::vector<float>& embedding);

}  // namespace casebook
