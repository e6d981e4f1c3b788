#include "pdf_layout.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "format_reader.hpp"
#include "references.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr double kEdge = 0.09;          ///< of a page's height: where running heads stand
constexpr double kSameSize = 0.12;      ///< difference of sizes within a paragraph
constexpr double kParagraphGap = 0.75;  ///< of a line's height, between paragraphs

struct PdfLine {
    std::string text;
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
    double size = 0;
    std::size_t page = 0;
    bool at_edge = false;
    bool bold = true;  ///< all of it
};

bool is_ascii_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789,-") == text.npos;
}

/// Words of one page to lines.
class LineAssembly {
public:
    LineAssembly(const PdfPage& page, std::size_t number) : page_(page), number_(number) {}

    std::vector<PdfLine> run() {
        for (const PdfWord& word : page_.words) {
            if (last_ == nullptr || !continues(word)) begin(word);
            append(word);
            last_ = &word;
        }
        return std::move(lines_);
    }

private:
    /// Whether the word stands beside the last one: at its height, and not before it.
    [[nodiscard]] bool continues(const PdfWord& word) const {
        const double overlap =
            std::min(last_->bottom, word.bottom) - std::max(last_->top, word.top);
        const double height = std::min(last_->bottom - last_->top, word.bottom - word.top);
        const double size = std::max(last_->bottom - last_->top, 1.0);
        return overlap > 0.3 * height && word.left > last_->left &&
               word.left - last_->right < 4 * size;
    }

    void begin(const PdfWord& word) {
        PdfLine line;
        line.left = word.left;
        line.top = word.top;
        line.bottom = word.bottom;
        line.page = number_;
        lines_.push_back(line);
    }

    void append(const PdfWord& word) {
        PdfLine& line = lines_.back();
        const double size = word.bottom - word.top;
        const bool raised_mark = !line.text.empty() && size < 0.8 * line.size &&
                                 is_ascii_digits(word.text) && word.bottom < line.bottom;
        const bool spaced = last_ != nullptr && last_->space_after;
        if (!line.text.empty() && (spaced || raised_mark)) line.text += ' ';
        line.text += word.text;
        line.bold = line.bold && word.bold;
        line.size = std::max(line.size, size);
        line.bottom = std::max(line.bottom, word.bottom);
        line.right = std::max(line.right, word.right);
        line.at_edge = line.top < kEdge * page_.height || line.bottom > (1 - kEdge) * page_.height;
    }

    const PdfPage& page_;
    std::size_t number_;
    std::vector<PdfLine> lines_;
    const PdfWord* last_ = nullptr;
};

/// Where two columns of a page part; 0 if it has one column. No line but those over the whole width
/// crosses a gutter, and lines stand on both sides of it.
double find_gutter(const std::vector<PdfLine>& lines) {
    constexpr std::size_t kFewest = 4;  // lines that make a column
    double left = 1e9;
    double right = 0;
    for (const PdfLine& line : lines) {
        left = std::min(left, line.left);
        right = std::max(right, line.right);
    }
    double gutter = 0;
    std::size_t fewest = lines.size() / 3;
    for (int step = 0; step <= 30; ++step) {
        const double x = left + (right - left) * (0.35 + 0.01 * step);
        std::size_t before = 0;
        std::size_t behind = 0;
        for (const PdfLine& line : lines) {
            if (line.right <= x) ++before;
            if (line.left >= x) ++behind;
        }
        const std::size_t crossing = lines.size() - before - behind;
        if (before < kFewest || behind < kFewest || crossing >= fewest) continue;
        fewest = crossing;
        gutter = x;
    }
    return gutter;
}

/// Puts the lines of a page of two columns in the order of reading: between lines over the whole
/// width, the left column before the right one.
void order_columns(std::vector<PdfLine>& lines) {
    const double gutter = find_gutter(lines);
    if (gutter == 0) return;
    std::stable_sort(lines.begin(), lines.end(),
                     [](const PdfLine& a, const PdfLine& b) { return a.top < b.top; });
    std::vector<PdfLine> ordered;
    std::vector<PdfLine> behind;
    const auto end_band = [&] {
        std::move(behind.begin(), behind.end(), std::back_inserter(ordered));
        behind.clear();
    };
    for (PdfLine& line : lines) {
        if (line.left >= gutter) {
            behind.push_back(std::move(line));
            continue;
        }
        if (line.right > gutter) end_band();
        ordered.push_back(std::move(line));
    }
    end_band();
    lines = std::move(ordered);
}

/// What two running heads have in common whatever their page numbers.
std::string without_numbers(std::string_view text) {
    std::string out;
    for (const char byte : folded(text)) {
        if (std::isdigit(static_cast<unsigned char>(byte)) == 0 && byte != ' ') out += byte;
    }
    return out;
}

/// Takes running heads and page numbers out of `lines`; answers the heads.
std::vector<std::string> take_running(std::vector<PdfLine>& lines) {
    std::map<std::string, std::set<std::size_t>> pages;
    for (const PdfLine& line : lines) {
        if (line.at_edge) pages[without_numbers(line.text)].insert(line.page);
    }
    std::set<std::string> seen;
    std::vector<std::string> running;
    std::erase_if(lines, [&](const PdfLine& line) {
        if (!line.at_edge) return false;
        const std::string key = without_numbers(line.text);
        if (key.empty()) return true;  // a page number
        if (pages[key].size() < 2) return false;
        if (seen.insert(key).second) running.push_back(line.text);
        return true;
    });
    return running;
}

/// The words of a document with a hyphen inside, in lower case.
std::set<std::string> hyphenated_words(const std::vector<PdfLine>& lines) {
    std::set<std::string> words;
    for (const PdfLine& line : lines) {
        for (std::string_view word : split(line.text, " ,.;:()[]/\"")) {
            if (word.find('-') != word.npos && !word.ends_with('-')) words.insert(folded(word));
        }
    }
    return words;
}

/// Joins the lines of paragraphs.
class ParagraphAssembly {
public:
    explicit ParagraphAssembly(std::vector<PdfLine> lines)
        : lines_(std::move(lines)), hyphenated_(hyphenated_words(lines_)) {}

    std::vector<PdfParagraph> run() {
        for (std::size_t at = 0; at < lines_.size(); ++at) {
            const PdfLine& line = lines_[at];
            if (trimmed(line.text).empty()) continue;
            if (last_ == nullptr || begins(line)) {
                paragraphs_.push_back({line.text, line.size, line.page});
            } else {
                join(line.text);
            }
            last_ = &line;
        }
        return std::move(paragraphs_);
    }

private:
    [[nodiscard]] bool begins(const PdfLine& line) {
        const double size = std::max(last_->size, 1.0);
        const ReferenceMarker marker = parse_reference_marker(line.text);
        if (marker.number > 0 && marker.number == last_marker_ + 1) {
            last_marker_ = marker.number;
            return true;
        }
        if (std::abs(line.size - last_->size) > kSameSize * size) return true;
        if (line.bold != last_->bold) return true;
        const bool at_rest = ends_sentence(last_->text);
        if (std::exchange(behind_heading_, false)) return true;
        if (at_rest && built_in_headings().find(line.text)) return behind_heading_ = true;
        const bool jumped = line.page != last_->page || line.top < last_->top - size;
        if (jumped) return at_rest;
        if (line.top - last_->bottom > kParagraphGap * size) return true;
        const double indent = line.left - last_->left;
        return at_rest && indent > 0.8 * size && indent < 4 * size;
    }

    static bool ends_sentence(std::string_view text) {
        text = trimmed(text);
        for (const std::string_view end : {".", "!", "?", ":", ".\"", ".)", "\u3002", "]"}) {
            if (text.ends_with(end)) return true;
        }
        return false;
    }

    void join(std::string_view line) {
        std::string& text = paragraphs_.back().text;
        line = trimmed(line);
        while (text.ends_with(' '))
            text.pop_back();
        if (text.ends_with("\u00AD")) {
            text.resize(text.size() - 2);
        } else if (text.ends_with('-') && !line.empty()) {
            if (drops_hyphen(text, line)) text.pop_back();
        } else {
            text += ' ';
        }
        text += line;
    }

    /// Whether the hyphen that ends `text` only parts a word.
    [[nodiscard]] bool drops_hyphen(std::string_view text, std::string_view next) const {
        const std::size_t begin = text.find_last_of(" (/\"") + 1;
        const std::string_view head = text.substr(begin, text.size() - begin - 1);
        const std::string_view tail = next.substr(0, next.find_first_of(" ,.;:()[]/\""));
        const auto is_lower = [](char c) { return (c >= 'a' && c <= 'z') || c < 0; };
        if (head.empty() || tail.empty() || !is_lower(tail.front())) return false;
        if (head.size() < 2 || !is_lower(head.back())) return false;
        return !hyphenated_.contains(folded(std::string(head) + "-" + std::string(tail)));
    }

    std::vector<PdfLine> lines_;
    std::set<std::string> hyphenated_;
    std::vector<PdfParagraph> paragraphs_;
    const PdfLine* last_ = nullptr;
    int last_marker_ = 0;
    bool behind_heading_ = false;
};

}  // namespace

PdfText lay_out(const std::vector<PdfPage>& pages) {
    std::vector<PdfLine> lines;
    for (std::size_t number = 0; number < pages.size(); ++number) {
        std::vector<PdfLine> own = LineAssembly(pages[number], number).run();
        order_columns(own);
        std::move(own.begin(), own.end(), std::back_inserter(lines));
    }
    PdfText text;
    text.running = take_running(lines);
    text.paragraphs = ParagraphAssembly(std::move(lines)).run();
    return text;
}

}  // namespace casebook::readers
