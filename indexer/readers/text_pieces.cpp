#include "text_pieces.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace casebook::readers {
namespace {

constexpr std::array<std::string_view, 7> kWideSpaces = {
    "\xC2\xA0",     "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF",
    "\xE2\x80\x89", "\xE2\x80\xAF", "\xE2\x80\x83"};

/// Bytes of the white space that `text` begins with; 0 if it begins with something else.
std::size_t space_at_front(std::string_view text) {
    if (text.empty()) return 0;
    if (std::string_view(" \t\r\n\f\v").find(text.front()) != std::string_view::npos) return 1;
    for (const std::string_view space : kWideSpaces) {
        if (text.starts_with(space)) return space.size();
    }
    return 0;
}

std::size_t space_at_back(std::string_view text) {
    if (text.empty()) return 0;
    if (std::string_view(" \t\r\n\f\v").find(text.back()) != std::string_view::npos) return 1;
    for (const std::string_view space : kWideSpaces) {
        if (text.ends_with(space)) return space.size();
    }
    return 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (const std::size_t size = space_at_front(text))
        text.remove_prefix(size);
    while (const std::size_t size = space_at_back(text))
        text.remove_suffix(size);
    return text;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = text.find_first_of(separators); at != std::string_view::npos;
         at = text.find_first_of(separators, begin)) {
        parts.push_back(text.substr(begin, at - begin));
        begin = at + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::string collapsed(std::string_view text) {
    std::string out;
    for (text = trimmed(text); !text.empty();) {
        if (const std::size_t size = space_at_front(text); size > 0) {
            if (!out.ends_with(' ')) out += ' ';
            text.remove_prefix(size);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string folded(std::string_view text) {
    const std::string plain = collapsed(text);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(plain.data());
    std::string out;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t begin = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, plain.size(), c);
        if (c < 0) {
            out.append(plain, begin, at - begin);
            continue;
        }
        std::array<std::uint8_t, U8_MAX_LENGTH> encoded{};
        std::size_t size = 0;
        U8_APPEND_UNSAFE(encoded.data(), size, u_foldCase(c, U_FOLD_CASE_DEFAULT));
        out.append(reinterpret_cast<const char*>(encoded.data()), size);
    }
    return out;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string stem_of(std::string_view name) {
    if (name == "-") return "stdin";
    return without_extensions(std::filesystem::path(name).filename().string());
}

std::string without_extensions(std::string_view path) {
    constexpr std::array<std::string_view, 5> kCompressed = {".gz", ".zst", ".bz2", ".xz", ".tar"};
    std::filesystem::path rest(path);
    const auto is_compressed = [&] {
        return std::find(kCompressed.begin(), kCompressed.end(), rest.extension().string()) !=
               kCompressed.end();
    };
    while (is_compressed())
        rest.replace_extension();
    return rest.replace_extension().string();
}

}  // namespace casebook::readers
