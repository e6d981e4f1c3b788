#include "text_cutter.hpp"

#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <vector>

#include "casebook/error.hpp"

namespace casebook {
namespace {

constexpr std::size_t kEnoughColumns = 120;  ///< shorter passages take in what stands before
constexpr std::size_t kMarginColumns = 60;   ///< before the core where its sentence is too long
constexpr std::size_t kSlackColumns = 60;    ///< over the limit, to end a sentence

bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
}

bool is_character_start(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

UChar32 next_character(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto place = static_cast<std::int64_t>(at);
    UChar32 character = 0;
    U8_NEXT(bytes, place, static_cast<std::int64_t>(text.size()), character);
    at = static_cast<std::size_t>(place);
    return character;
}

std::size_t columns_of(UChar32 character) {
    if (character < 0x300) return 1;
    switch (u_charType(character)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
            return 0;
        default:
            break;
    }
    const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns_between(std::string_view text, std::size_t begin, std::size_t end) {
    return count_columns(text.substr(begin, end - begin));
}

/// The farthest place at most `columns` columns behind `from`, at most `limit`.
std::size_t forward(std::string_view text, std::size_t from, std::size_t columns,
                    std::size_t limit) {
    std::size_t at = from;
    while (at < limit) {
        std::size_t next = at;
        const std::size_t width = columns_of(next_character(text, next));
        if (width > columns) break;
        columns -= width;
        at = next;
    }
    return std::min(at, limit);
}

/// The farthest place at most `columns` columns before `from`, at least `limit`.
std::size_t backward(std::string_view text, std::size_t from, std::size_t columns,
                     std::size_t limit) {
    std::size_t at = from;
    while (at > limit) {
        std::size_t before = at - 1;
        while (before > limit && !is_character_start(text, before))
            --before;
        std::size_t behind = before;
        const std::size_t width = columns_of(next_character(text, behind));
        if (width > columns) break;
        columns -= width;
        at = before;
    }
    return at;
}

bool is_blank_before(std::string_view text, std::size_t end, std::size_t& begin) {
    for (const std::string_view blank : {" ", "\n", "\r", "\t", "\u00A0", "\u3000"}) {
        if (!text.substr(0, end).ends_with(blank)) continue;
        begin = end - blank.size();
        return true;
    }
    return false;
}

/// The passage without blanks around its core.
TextSpan trimmed(std::string_view text, TextSpan passage, TextSpan core) {
    for (std::size_t at = 0; passage.end > core.end && is_blank_before(text, passage.end, at);) {
        if (at < core.end) break;
        passage.end = at;
    }
    for (std::size_t next = passage.begin; passage.begin < core.begin; passage.begin = next) {
        (void)next_character(text, next);
        std::size_t blank = 0;
        if (next > core.begin || !is_blank_before(text, next, blank) || blank != passage.begin)
            break;
    }
    return passage;
}

std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator* (*make)(const icu::Locale&,
                                                                     UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> iterator(make(icu::Locale::getRoot(), status));
    if (U_FAILURE(status))
        throw Error(ErrorCode::io, "ICU's data for the ends of sentences cannot be read");
    return iterator;
}

}  // namespace

/// The boundaries that an iterator finds in a part of a text.
class TextCutter::Breaks {
public:
    Breaks(icu::BreakIterator& iterator, std::string_view text, TextSpan part)
        : iterator_(iterator), part_(part) {
        UErrorCode status = U_ZERO_ERROR;
        utext_openUTF8(&bytes_, text.data() + part.begin,
                       static_cast<std::int64_t>(part.end - part.begin), &status);
        iterator_.setText(&bytes_, status);
    }
    ~Breaks() { utext_close(&bytes_); }
    Breaks(const Breaks&) = delete;
    Breaks& operator=(const Breaks&) = delete;

    /// The last boundary at or before `at`; at least the beginning of the part.
    std::size_t at_or_before(std::size_t at) {
        if (iterator_.isBoundary(inside(at))) return at;
        return outside(iterator_.preceding(inside(at)), part_.begin);
    }

    /// The first boundary at or behind `at`; at most the end of the part.
    std::size_t at_or_behind(std::size_t at) {
        if (at >= part_.end || iterator_.isBoundary(inside(at))) return std::min(at, part_.end);
        return outside(iterator_.following(inside(at)), part_.end);
    }

    /// The next boundary behind `at`; the part's end if that is none.
    std::size_t behind(std::size_t at) {
        return at >= part_.end ? part_.end : outside(iterator_.following(inside(at)), part_.end);
    }

    /// The last boundary before `at`; the part's beginning if that is none.
    std::size_t before(std::size_t at) {
        return at <= part_.begin ? part_.begin
                                 : outside(iterator_.preceding(inside(at)), part_.begin);
    }

private:
    [[nodiscard]] std::int32_t inside(std::size_t at) const {
        return static_cast<std::int32_t>(at - part_.begin);
    }
    [[nodiscard]] std::size_t outside(std::int32_t at, std::size_t none) const {
        return at == icu::BreakIterator::DONE ? none : part_.begin + static_cast<std::size_t>(at);
    }

    icu::BreakIterator& iterator_;
    TextSpan part_;
    UText bytes_ = UTEXT_INITIALIZER;
};

std::size_t count_columns(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();)
        columns += columns_of(next_character(text, at));
    return columns;
}

std::size_t bytes_of_columns(std::string_view text, std::size_t columns) {
    constexpr std::size_t kSample = 300;
    const std::string_view sample = text.substr(0, kSample);
    const std::size_t counted = std::max<std::size_t>(count_columns(sample), 1);
    return std::max(columns, columns * sample.size() / counted);
}

TextCutter::TextCutter()
    : sentences_(made(icu::BreakIterator::createSentenceInstance)),
      lines_(made(icu::BreakIterator::createLineInstance)),
      characters_(made(icu::BreakIterator::createCharacterInstance)) {}
TextCutter::~TextCutter() = default;

TextSpan TextCutter::cut(std::string_view text, TextSpan core, TextSpan bounds) {
    const TextSpan near{backward(text, core.begin, kPassageColumns + kSlackColumns, bounds.begin),
                        forward(text, core.end, kPassageColumns + kSlackColumns, bounds.end)};
    Breaks sentences(*sentences_, text, near);
    TextSpan passage;
    passage.begin = passage_begin(text, core, near, sentences);
    passage.end = passage_end(text, passage.begin, core, near, sentences);
    if (columns_between(text, passage.begin, passage.end) < kEnoughColumns)
        passage.begin = earlier_begin(text, passage, near, sentences);
    return trimmed(text, passage, core);
}

/// The beginning of the core's sentence, or of a line that could begin shortly before the core.
std::size_t TextCutter::passage_begin(std::string_view text, TextSpan core, TextSpan near,
                                      Breaks& sentences) {
    const std::size_t sentence = sentences.at_or_before(core.begin);
    // Where the stretch looked at begins, a sentence need not.
    const bool known = sentence > near.begin || near.begin == 0;
    if (known && columns_between(text, sentence, core.begin) <= kLeadColumns &&
        columns_between(text, sentence, core.end) <= kPassageColumns) {
        return sentence;
    }
    const std::size_t wanted = backward(text, core.begin, kMarginColumns, near.begin);
    const std::size_t line = Breaks(*lines_, text, near).at_or_behind(wanted);
    if (line <= core.begin) return line;
    return std::min(Breaks(*characters_, text, near).at_or_behind(wanted), core.begin);
}

/// The end of as many sentences as fit, or of a line that fits.
std::size_t TextCutter::passage_end(std::string_view text, std::size_t begin, TextSpan core,
                                    TextSpan near, Breaks& sentences) {
    const std::size_t most = forward(text, begin, kPassageColumns, near.end);
    if (most >= near.end) return near.end;
    std::size_t end = sentences.at_or_behind(core.end);
    if (end <= most) {
        for (std::size_t next = sentences.behind(end); next <= most && next > end;
             next = sentences.behind(end))
            end = next;
        return end;
    }
    if (end < near.end && end <= forward(text, most, kSlackColumns, near.end)) return end;
    const std::size_t wanted = std::max(most, core.end);
    const std::size_t line = Breaks(*lines_, text, near).at_or_before(wanted);
    if (line >= core.end) return line;
    return std::max(Breaks(*characters_, text, near).at_or_before(wanted), core.end);
}

/// The beginning of as many sentences before a short passage as fit.
std::size_t TextCutter::earlier_begin(std::string_view text, TextSpan passage, TextSpan near,
                                      Breaks& sentences) {
    while (passage.begin > near.begin) {
        const std::size_t earlier = sentences.before(passage.begin);
        const bool known = earlier > near.begin || near.begin == 0;
        if (!known || columns_between(text, earlier, passage.end) > kPassageColumns) break;
        passage.begin = earlier;
    }
    return passage.begin;
}

TextSpan TextCutter::whole_characters(std::string_view text, TextSpan span) {
    constexpr std::size_t kAround = 64;
    // Between ASCII characters there is always a bound, but for a line's end of two.
    const auto is_plain = [&](std::size_t at) {
        return at == 0 || at >= text.size() ||
               (is_ascii(text[at - 1]) && is_ascii(text[at]) && text[at] != '\n');
    };
    if (is_plain(span.begin) && is_plain(span.end)) return span;
    TextSpan near{span.begin > kAround ? span.begin - kAround : 0,
                  std::min(span.end + kAround, text.size())};
    while (near.begin > 0 && !is_character_start(text, near.begin))
        --near.begin;
    while (!is_character_start(text, near.end))
        ++near.end;
    Breaks characters(*characters_, text, near);
    return {characters.at_or_before(span.begin), characters.at_or_behind(span.end)};
}

namespace {

constexpr UChar32 kPopEmbedding = 0x202C;
constexpr UChar32 kPopIsolate = 0x2069;

bool opens_embedding(UChar32 character) {
    return character == 0x202A || character == 0x202B || character == 0x202D || character == 0x202E;
}

bool opens_isolate(UChar32 character) {
    return character >= 0x2066 && character <= 0x2068;
}

/// Follows the directional controls of text[begin, end) of one paragraph: `open` is what is open
/// before and then behind it. As UAX #9 has it, a pop of isolates closes embeddings inside, a pop
/// of embeddings none outside its isolate.
void follow_controls(std::string_view text, std::size_t begin, std::size_t end,
                     std::vector<UChar32>& open) {
    constexpr std::string_view kLead = "\xE2";
    for (std::size_t at = text.find(kLead, begin); at < end; at = text.find(kLead, at)) {
        const UChar32 character = next_character(text, at);
        if (opens_embedding(character) || opens_isolate(character)) {
            open.push_back(character);
        } else if (character == kPopEmbedding) {
            if (!open.empty() && opens_embedding(open.back())) open.pop_back();
        } else if (character == kPopIsolate) {
            const auto isolate = std::find_if(open.rbegin(), open.rend(), opens_isolate);
            if (isolate != open.rend()) open.erase(isolate.base() - 1, open.end());
        }
    }
}

void append_character(std::string& out, UChar32 character) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, character);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

/// Where the paragraph that holds `at` begins: what is open ends with its paragraph.
std::size_t paragraph_begin(std::string_view text, std::size_t at) {
    const std::size_t line = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    return line == std::string_view::npos ? 0 : line + 1;
}

}  // namespace

std::string balanced_slice(std::string_view text, TextSpan span, std::size_t& added_in_front) {
    std::vector<UChar32> open;
    follow_controls(text, paragraph_begin(text, span.begin), span.begin, open);
    std::string slice;
    for (const UChar32 character : open)
        append_character(slice, character);
    added_in_front = slice.size();
    slice += text.substr(span.begin, span.end - span.begin);
    const std::size_t last = paragraph_begin(text, span.end);
    if (last > span.begin) open.clear();
    follow_controls(text, std::max(last, span.begin), span.end, open);
    for (; !open.empty(); open.pop_back())
        append_character(slice, opens_isolate(open.back()) ? kPopIsolate : kPopEmbedding);
    return slice;
}

}  // namespace casebook
