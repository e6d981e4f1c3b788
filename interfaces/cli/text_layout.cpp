#include "text_layout.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include "visible_text.hpp"

namespace casebook::cli {
namespace {

std::string_view escape_sequence(Style style) {
    switch (style) {
        case Style::strong:
            return "\x1b[1m";
        case Style::faint:
            return "\x1b[2m";
        case Style::highlight:
            return "\x1b[1;33m";
        case Style::plain:
            break;
    }
    return "\x1b[0m";
}

/// Hangul is written with spaces between words; the other wide scripts break anywhere.
bool breaks_anywhere(std::int32_t code_point) {
    const bool hangul = code_point >= 0xAC00 && code_point <= 0xD7A3;
    return code_point >= 0x2E80 && !hangul && display_width(code_point) == 2;
}

/// Fills lines word by word. Marks of style go where they stand and take no columns.
class LineFiller {
public:
    LineFiller(Margins margins, bool styled) : margins_(margins), styled_(styled) {
        start_line(margins.first);
    }

    void add(const StyledText& run) {
        if (run.text.empty()) {
            return;
        }
        set_style(run.style);
        for (std::size_t at = 0; at < run.text.size();) {
            const std::size_t begin = at;
            const std::int32_t code_point = next_code_point(run.text, at);
            const auto bytes = std::string_view(run.text).substr(begin, at - begin);
            if (code_point == ' ') {
                end_word();
                space_ = true;
            } else if (breaks_anywhere(code_point)) {
                end_word();
                extend_word(bytes, code_point);
                end_word();
            } else {
                extend_word(bytes, code_point);
            }
        }
    }

    std::string finish() {
        set_style(Style::plain);
        end_word();
        return lines_ + word_ + "\n";
    }

private:
    void set_style(Style style) {
        if (styled_ && style != style_) {
            word_ += style_ == Style::plain ? "" : escape_sequence(Style::plain);
            word_ += style == Style::plain ? "" : escape_sequence(style);
        }
        style_ = style;
    }

    void extend_word(std::string_view bytes, std::int32_t code_point) {
        word_ += bytes;
        word_width_ += display_width(code_point);
    }

    void start_line(std::size_t indent) {
        lines_.append(indent, ' ');
        column_ = indent;
        fresh_ = true;
    }

    void end_word() {
        const std::size_t gap = space_ && !fresh_ ? 1 : 0;
        if (word_width_ == 0) {  // marks of style wait for the next word
            return;
        }
        if (margins_.width != 0 && !fresh_ && column_ + gap + word_width_ > margins_.width) {
            lines_ += '\n';
            start_line(margins_.rest);
        } else if (gap != 0) {
            lines_ += ' ';
            ++column_;
        }
        lines_ += word_;
        column_ += word_width_;
        word_.clear();
        word_width_ = 0;
        space_ = false;
        fresh_ = false;
    }

    Margins margins_;
    bool styled_;
    std::string lines_;
    std::string word_;
    std::size_t word_width_ = 0;
    std::size_t column_ = 0;
    Style style_ = Style::plain;
    bool space_ = false;
    bool fresh_ = true;
};

}  // namespace

std::string lay_out(std::span<const StyledText> runs, Margins margins, bool styled) {
    LineFiller filler(margins, styled);
    for (const StyledText& run : runs) {
        filler.add(run);
    }
    return filler.finish();
}

std::string lay_out(std::string_view text, Margins margins) {
    const std::array<StyledText, 1> runs = {StyledText{std::string(text), Style::plain}};
    return lay_out(runs, margins, false);
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, 1, ',');
    }
    return digits;
}

std::string fixed(double number, int digits) {
    std::array<char, 400> text{};  // the largest double has 309 digits before the point
    char* const end = std::to_chars(text.data(), text.data() + text.size(), number,
                                    std::chars_format::fixed, digits)
                          .ptr;
    return {text.data(), end};
}

std::string byte_size(std::uint64_t bytes) {
    constexpr std::array<std::string_view, 4> kUnits = {" kB", " MB", " GB", " TB"};
    if (bytes < 1000) {
        return std::to_string(bytes) + " B";
    }
    double size = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (size >= 999.95 && unit + 1 < kUnits.size()) {
        size /= 1000;
        ++unit;
    }
    return fixed(size, 1) + std::string(kUnits[unit]);
}

std::string counted(std::uint64_t number, std::string_view noun) {
    return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

}  // namespace casebook::cli
