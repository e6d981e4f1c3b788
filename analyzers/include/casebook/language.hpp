#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace casebook {

/// A language by its ISO 639 code: two letters where ISO 639-1 has them ("en", "ko"), else three.
/// A value of four bytes; the default is "und", undetermined.
class Language {
public:
    constexpr Language() = default;

    /// The language that the tag's first part names: "zh-Hant" and "ZH" give zh, "eng" gives en.
    /// Anything that is not two or three ASCII letters gives the undetermined language.
    [[nodiscard]] static Language from_tag(std::string_view tag);

    /// A language that the program names itself, by its two-letter code, or by one of three letters
    /// where ISO 639-1 has none.
    template <std::size_t kSize>
    [[nodiscard]] static constexpr Language of(const char (&code)[kSize]) {
        static_assert(kSize == 3 || kSize == 4);
        Language language;
        language.code_ = {code[0], code[1], code[2], 0};
        return language;
    }

    [[nodiscard]] std::string_view code() const { return {code_.data(), code_[2] == 0 ? 2U : 3U}; }

    [[nodiscard]] bool determined() const { return *this != Language(); }

    friend bool operator==(const Language&, const Language&) = default;
    friend auto operator<=>(const Language&, const Language&) = default;

private:
    std::array<char, 4> code_{'u', 'n', 'd', 0};
};

/// The language by whose rules words of `language` are stemmed: Latin words in Chinese, Japanese,
/// Korean, Thai and undetermined text are mostly English.
[[nodiscard]] Language stemming_language(Language language);

/// Whether a code point is of a script that is written without spaces between words: Han, kana,
/// Hangul, Thai and its kin. Such text is indexed by pairs of characters.
[[nodiscard]] bool is_written_without_spaces(std::int32_t code_point);

/// How a text's language is told.
struct LanguageHints {
    Language declared;  ///< what the record says of itself; believed where detection is unsure
};

/// The main language of UTF-8 `text`, by a sample of at most 1 kB: script first (Hangul, kana, Han,
/// Thai, …), then function words and endings of short texts, and CLD2. Undetermined for text
/// without letters. Deterministic; threads may call it.
[[nodiscard]] Language detect_language(std::string_view text, LanguageHints hints = {});

}  // namespace casebook
