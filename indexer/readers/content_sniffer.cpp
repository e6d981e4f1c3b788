#include "content_sniffer.hpp"

#include <array>

#include "casebook/encoding.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    const char* kind;
};

constexpr std::array<Magic, 10> kMagics = {{
    {0, "\x89PNG\r\n", "PNG image"},
    {0, "\xFF\xD8\xFF", "JPEG image"},
    {0, "GIF8", "GIF image"},
    {0, "II*", "TIFF image"},
    {0,
     "\x7F"
     "ELF",
     "ELF program"},
    {0, "7z\xBC\xAF\x27\x1C", "7z archive"},
    {0, "Rar!\x1A", "RAR archive"},
    {0, std::string_view("SQLite format 3\0", 16), "SQLite database"},
    {0, "\xD0\xCF\x11\xE0", "old office document"},
    {0, "\xCA\xFE\xBA\xBE", "program"},
}};

std::string_view first_full_line(std::string_view& text) {
    std::string_view line;
    while (line.empty() && !text.empty()) {
        const std::size_t stop = std::min(text.find('\n'), text.size());
        line = trimmed(text.substr(0, stop));
        text.remove_prefix(std::min(stop + 1, text.size()));
    }
    return line;
}

/// Whether `text` begins as JSON's objects do: a brace, then a key or the other brace.
bool opens_object(std::string_view text) {
    if (!text.starts_with('{')) return false;
    const std::string_view inside = trimmed(text.substr(1));
    return inside.empty() || inside.starts_with('"') || inside.starts_with('}');
}

}  // namespace

std::optional<std::string> binary_kind(std::string_view head) {
    for (const Magic& magic : kMagics) {
        if (head.size() > magic.offset && head.substr(magic.offset).starts_with(magic.bytes))
            return magic.kind;
    }
    if (looks_binary(head)) return "binary data";
    return std::nullopt;
}

bool is_wide(std::string_view head) {
    head = head.substr(0, 1024);
    const std::string encoding = decode_text(head.substr(0, head.size() / 4 * 4)).encoding;
    return encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32");
}

std::string text_of_head(std::string_view head) {
    if (is_wide(head)) head = head.substr(0, head.size() / 4 * 4);
    const std::string text = decode_text(head).text;
    return std::string(trimmed(text));
}

std::string foreign_markup(std::string_view text) {
    if (text.starts_with("<?xml") || text.starts_with("<!DOCTYPE"))
        return "looks like XML that is neither JATS nor PubMed's, which no reader here takes; "
               "save it as text";
    return {};
}

JsonLayout json_layout(std::string_view head) {
    std::string_view rest = trimmed(head);
    if (rest.starts_with('['))
        return opens_object(trimmed(rest.substr(1))) ? JsonLayout::whole : JsonLayout::none;
    if (!opens_object(rest)) return JsonLayout::none;
    const std::string_view first = first_full_line(rest);
    const std::string_view second = first_full_line(rest);
    const bool goes_on = second.starts_with('"') || second.starts_with('}');
    return goes_on && !first.ends_with('}') ? JsonLayout::whole : JsonLayout::lines;
}

}  // namespace casebook::readers
