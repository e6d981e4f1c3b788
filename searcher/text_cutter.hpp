#pragma once

#include <unicode/brkiter.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace casebook {

/// Bytes [begin, end) of a text.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(const TextSpan&, const TextSpan&) = default;
};

/// Columns that a passage takes at most, but for a little more that ends a sentence: a Chinese,
/// Japanese or Korean character takes two (UAX #11), a mark none.
inline constexpr std::size_t kPassageColumns = 240;

/// Columns shown before the first thing of interest, at most.
inline constexpr std::size_t kLeadColumns = 100;

/// The columns of a text.
[[nodiscard]] std::size_t count_columns(std::string_view text);

/// About how many bytes `columns` columns of such a text have, by its first few hundred bytes.
[[nodiscard]] std::size_t bytes_of_columns(std::string_view text, std::size_t columns);

/// Cuts passages out of texts of any language: at ends of sentences (UAX #29) where they are near,
/// else where a line may be broken (UAX #14), never inside what a reader takes for one character.
/// One thread at a time.
class TextCutter {
public:
    TextCutter();
    ~TextCutter();
    TextCutter(const TextCutter&) = delete;
    TextCutter& operator=(const TextCutter&) = delete;

    /// A passage of `text` around `core`, inside `bounds`; blanks at its ends are left out.
    [[nodiscard]] TextSpan cut(std::string_view text, TextSpan core, TextSpan bounds);

    /// The span with the rest of the characters (grapheme clusters, UAX #29) that it holds in part.
    [[nodiscard]] TextSpan whole_characters(std::string_view text, TextSpan span);

private:
    class Breaks;

    [[nodiscard]] std::size_t passage_begin(std::string_view text, TextSpan core, TextSpan near,
                                            Breaks& sentences);
    [[nodiscard]] std::size_t passage_end(std::string_view text, std::size_t begin, TextSpan core,
                                          TextSpan near, Breaks& sentences);
    [[nodiscard]] static std::size_t earlier_begin(std::string_view text, TextSpan passage,
                                                   TextSpan near, Breaks& sentences);

    std::unique_ptr<icu::BreakIterator> sentences_;
    std::unique_ptr<icu::BreakIterator> lines_;
    std::unique_ptr<icu::BreakIterator> characters_;
};

/// text[span] for display by itself: an embedding, override or isolate (UAX #9) that the cut parts
/// from its beginning is opened again in front, one that it leaves open is closed behind.
/// `added_in_front` is how many bytes that puts before the text.
[[nodiscard]] std::string balanced_slice(std::string_view text, TextSpan span,
                                         std::size_t& added_in_front);

}  // namespace casebook
