#include "casebook/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace casebook {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kDetectorSample = 64U << 10U;

struct Signature {
    std::string_view bytes;
    const char* encoding;
};

// UTF-32LE starts as UTF-16LE does, so it stands first.
constexpr std::array<Signature, 6> kSignatures = {{
    {"\xEF\xBB\xBF", "UTF-8"},
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
    {"\x84\x31\x95\x33", "GB18030"},
}};

bool is_high(char c) {
    return static_cast<unsigned char>(c) >= 0x80U;
}

struct Utf8Census {
    std::size_t multibyte = 0;   ///< well-formed sequences of more than one byte
    std::size_t ill_formed = 0;  ///< maximal ill-formed subparts
    std::size_t first_ill_formed = std::string_view::npos;
};

/// Walks `text`, appending it to `out` (if given) with each ill-formed subpart as U+FFFD.
Utf8Census walk_utf8(std::string_view text, std::string* out) {
    Utf8Census census;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, text.size(), c);
        if (c < 0) {
            census.first_ill_formed = std::min(census.first_ill_formed, begin);
            ++census.ill_formed;
            if (out != nullptr) out->append(kReplacement);
            continue;
        }
        if (c >= 0x80) ++census.multibyte;
        if (out != nullptr) out->append(text, begin, at - begin);
    }
    return census;
}

DecodedText decode_as_utf8(std::string_view bytes) {
    DecodedText decoded{{}, "UTF-8", 0};
    decoded.text.reserve(bytes.size());
    decoded.replaced = walk_utf8(bytes, &decoded.text).ill_formed;
    return decoded;
}

std::size_t count_replacements(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find(kReplacement); at != std::string_view::npos;
         at = text.find(kReplacement, at + kReplacement.size())) {
        ++count;
    }
    return count;
}

/// `bytes` through ICU's converter of that name, in pieces; none if ICU knows no such encoding.
std::optional<DecodedText> convert(std::string_view bytes, const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    const Converter from(ucnv_open(encoding.c_str(), &status), &ucnv_close);
    const Converter to(ucnv_open("UTF-8", &status), &ucnv_close);
    if (U_FAILURE(status)) return std::nullopt;

    DecodedText decoded;
    const char* name = ucnv_getName(from.get(), &status);
    const char* registered = ucnv_getStandardName(name, "MIME", &status);
    if (registered == nullptr) registered = ucnv_getStandardName(name, "IANA", &status);
    decoded.encoding = registered != nullptr ? registered : encoding;

    std::array<char, 8192> piece{};
    std::array<UChar, 4096> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    const char* source = bytes.data();
    bool reset = true;
    do {
        char* target = piece.data();
        status = U_ZERO_ERROR;
        ucnv_convertEx(to.get(), from.get(), &target, piece.data() + piece.size(), &source,
                       bytes.data() + bytes.size(), pivot.data(), &pivot_source, &pivot_target,
                       pivot.data() + pivot.size(), static_cast<UBool>(reset), true, &status);
        decoded.text.append(piece.data(), static_cast<std::size_t>(target - piece.data()));
        reset = false;
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
    decoded.replaced = count_replacements(decoded.text);
    return decoded;
}

std::optional<DecodedText> decode_by_signature(std::string_view bytes) {
    for (const Signature& signature : kSignatures) {
        if (!bytes.starts_with(signature.bytes)) continue;
        bytes.remove_prefix(signature.bytes.size());
        if (std::string_view(signature.encoding) == "UTF-8") return decode_as_utf8(bytes);
        return convert(bytes, signature.encoding);
    }
    return std::nullopt;
}

/// "UTF-16LE" or "UTF-16BE" if a third of the bytes are NUL and nearly all of those stand on one
/// side of the byte pairs, as in Western text without a byte order mark; else null.
const char* utf16_without_mark(std::string_view bytes) {
    std::array<std::size_t, 2> nul{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        nul[i % 2] += bytes[i] == '\0' ? 1U : 0U;
    if (bytes.size() < 4 || bytes.size() % 2 != 0 || (nul[0] + nul[1]) * 3 < bytes.size())
        return nullptr;
    if (nul[0] * 20 < nul[1]) return "UTF-16LE";
    return nul[1] * 20 < nul[0] ? "UTF-16BE" : nullptr;
}

/// Whether most bytes above 0x7F stand alone between ASCII ones, as accents in Western text do and
/// as the halves of East Asian characters do not.
bool high_bytes_stand_alone(std::string_view bytes) {
    std::size_t high = 0;
    std::size_t alone = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!is_high(bytes[i])) continue;
        ++high;
        const bool left = i > 0 && is_high(bytes[i - 1]);
        const bool right = i + 1 < bytes.size() && is_high(bytes[i + 1]);
        if (!left && !right) ++alone;
    }
    return alone * 5 > high * 3;
}

bool is_western(std::string_view name) {
    return name == "ISO-8859-1" || name == "windows-1252" || name == "ISO-8859-15";
}

bool is_accented_latin(std::string_view name) {
    return is_western(name) || name == "ISO-8859-2" || name == "ISO-8859-9" ||
           name == "windows-1250" || name == "windows-1254";
}

/// What ICU's detector says of a sample, with two corrections for short texts: lone high bytes are
/// never East Asian or Cyrillic, and another Latin encoding must beat Western by a clear margin.
std::string detect_encoding(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                              &ucsdet_close);
    const std::string_view sample = bytes.substr(0, kDetectorSample);
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()),
                   &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
    if (U_FAILURE(status)) return "windows-1252";

    const bool alone = high_bytes_stand_alone(sample);
    std::string best;
    std::int32_t best_confidence = 0;
    constexpr std::int32_t kMargin = 25;
    for (std::int32_t i = 0; i < count; ++i) {
        const std::string name = ucsdet_getName(matches[i], &status);
        const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
        if (name.starts_with("UTF-") || (alone && !is_accented_latin(name))) continue;
        if (best.empty()) {
            best = name;
            best_confidence = confidence;
        } else if (is_western(name) && is_accented_latin(best) &&
                   confidence + kMargin > best_confidence) {
            best = name;
        }
    }
    return best.empty() || is_western(best) ? "windows-1252" : best;
}

bool has_iso_2022_escape(std::string_view bytes) {
    return bytes.find("\x1B$") != std::string_view::npos ||
           bytes.find("\x1B(") != std::string_view::npos;
}

/// Seven-bit bytes that are not plain text: ISO-2022 (Japanese, Korean, Chinese mail encodings) or
/// UTF-16 without a mark. None if the bytes are what they look like.
std::optional<DecodedText> decode_disguised(std::string_view bytes) {
    if (const char* utf16 = utf16_without_mark(bytes)) return convert(bytes, utf16);
    if (!has_iso_2022_escape(bytes)) return std::nullopt;
    const std::string encoding = detect_encoding(bytes);
    return encoding.starts_with("ISO-2022") ? convert(bytes, encoding) : std::nullopt;
}

}  // namespace

std::size_t find_ill_formed_utf8(std::string_view text) {
    return walk_utf8(text, nullptr).first_ill_formed;
}

DecodedText decode_text(std::string_view bytes, std::string_view declared) {
    if (auto decoded = decode_by_signature(bytes)) return *std::move(decoded);
    if (auto decoded = decode_disguised(bytes)) return *std::move(decoded);
    const Utf8Census census = walk_utf8(bytes, nullptr);
    if (census.ill_formed == 0) return {std::string(bytes), "UTF-8", 0};
    if (!declared.empty()) {
        if (auto decoded = convert(bytes, std::string(declared))) return *std::move(decoded);
    }
    if (census.multibyte >= census.ill_formed) return decode_as_utf8(bytes);
    if (auto decoded = convert(bytes, detect_encoding(bytes))) return *std::move(decoded);
    return decode_as_utf8(bytes);
}

bool looks_binary(std::string_view bytes) {
    for (const Signature& signature : kSignatures) {
        if (bytes.starts_with(signature.bytes)) return false;
    }
    if (utf16_without_mark(bytes) != nullptr || has_iso_2022_escape(bytes)) return false;
    const auto is_control = [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return (b < 0x20U && (b < 0x08U || b > 0x0DU) && b != 0x1BU) || b == 0x7FU;
    };
    const auto controls =
        static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_control));
    return controls * 50 > bytes.size();
}

}  // namespace casebook
