#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Strict readers of the two formats that references are exported in, written from the formats'
/// rules and not from our writers. They throw std::runtime_error for anything that the rules do not
/// allow.
namespace casebook::test {

/// One RIS record: the values of each tag, in order.
using RisFields = std::map<std::string, std::vector<std::string>>;

inline std::vector<RisFields> parse_ris(std::string_view text) {
    std::vector<RisFields> records;
    bool open = false;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        if (end == std::string_view::npos) throw std::runtime_error("a line without CRLF");
        const std::string line(text.substr(0, end));
        text.remove_prefix(end + 2);
        if (line.find_first_of("\r\n") != std::string::npos)
            throw std::runtime_error("a stray line end");
        if (line.empty()) {
            if (open) throw std::runtime_error("an empty line inside a record");
            continue;
        }
        const auto is_letter = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
        const bool tagged = line.size() >= 6 && is_letter(line[0]) &&
                            (is_letter(line[1]) || (line[1] >= '0' && line[1] <= '9')) &&
                            line.substr(2, 4) == "  - ";
        if (!tagged) throw std::runtime_error("no tag: " + line);
        const std::string tag = line.substr(0, 2);
        if ((tag == "TY") == open) throw std::runtime_error("TY must open a record, and once");
        if (tag == "TY") {
            records.emplace_back();
            open = true;
        }
        if (tag == "ER") {
            if (line.size() != 6) throw std::runtime_error("ER has a value");
            open = false;
            continue;
        }
        if (line.size() == 6) throw std::runtime_error("an empty value: " + tag);
        records.back()[tag].push_back(line.substr(6));
    }
    if (open) throw std::runtime_error("a record without ER");
    return records;
}

/// One BibTeX entry, with the fields as they stand between their outer braces.
struct BibtexEntry {
    std::string type;
    std::string key;
    std::map<std::string, std::string> fields;
};

class BibtexParser {
public:
    explicit BibtexParser(std::string_view text) : text_(text) {}

    std::vector<BibtexEntry> run() {
        std::vector<BibtexEntry> entries;
        for (skip_space(); at_ < text_.size(); skip_space())
            entries.push_back(entry());
        return entries;
    }

private:
    BibtexEntry entry() {
        BibtexEntry entry;
        expect('@');
        entry.type = word();
        expect('{');
        entry.key = until(",} \n");
        skip_space();
        if (entry.key.empty() || entry.key.find_first_of(" \t\n\"#%'()=\\~{") != std::string::npos)
            throw std::runtime_error("not a key: " + entry.key);
        while (peek() == ',') {
            expect(',');
            skip_space();
            const std::string name = word();
            skip_space();
            expect('=');
            skip_space();
            if (!entry.fields.emplace(name, braced()).second)
                throw std::runtime_error("a field twice: " + name);
            skip_space();
        }
        expect('}');
        return entry;
    }

    /// A value in braces, which BibTeX counts whether a backslash stands before them or not.
    std::string braced() {
        expect('{');
        const std::size_t begin = at_;
        for (int depth = 1; depth > 0; ++at_) {
            if (at_ == text_.size()) throw std::runtime_error("braces are not balanced");
            if (text_[at_] == '{') ++depth;
            if (text_[at_] == '}') --depth;
        }
        return std::string(text_.substr(begin, at_ - 1 - begin));
    }

    std::string word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] >= 'a' && text_[at_] <= 'z')
            ++at_;
        if (at_ == begin) throw std::runtime_error("a name is missing");
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string until(std::string_view ends) {
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_of(ends, at_), text_.size());
        return std::string(text_.substr(begin, at_ - begin));
    }

    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void expect(char byte) {
        if (peek() != byte) throw std::runtime_error(std::string("no ") + byte);
        ++at_;
    }

    void skip_space() {
        while (peek() == ' ' || peek() == '\n')
            ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

inline std::vector<BibtexEntry> parse_bibtex(std::string_view text) {
    return BibtexParser(text).run();
}

/// What LaTeX prints for `text`; throws for a character that would do something else.
inline std::string printed_by_latex(std::string_view text) {
    static const std::map<std::string, std::string, std::less<>> kCommands = {
        {"textbraceleft", "{"},
        {"textbraceright", "}"},
        {"textasciitilde", "~"},
        {"textasciicircum", "^"},
        {"textbackslash", "\\"}};
    std::string printed;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        if (byte == '{' || byte == '}') continue;
        if (std::string_view("&%$#_~^\n\r").find(byte) != std::string_view::npos)
            throw std::runtime_error("not escaped: " + std::string(text));
        if (byte != '\\') {
            printed += byte;
            continue;
        }
        std::size_t end = at + 1;
        while (end < text.size() && text[end] >= 'a' && text[end] <= 'z')
            ++end;
        if (end == at + 1) {
            if (end == text.size() ||
                std::string_view("&%$#_").find(text[end]) == std::string::npos)
                throw std::runtime_error("no such command: " + std::string(text));
            printed += text[++at];
            continue;
        }
        const auto command = kCommands.find(text.substr(at + 1, end - at - 1));
        const bool ends = end < text.size() && text[end] == '}';
        if (command == kCommands.end() || !ends)
            throw std::runtime_error("no such command: " + std::string(text));
        printed += command->second;
        at = end - 1;
    }
    return printed;
}

/// The parts of `text` between `separator`s that stand in no braces, as LaTeX prints them.
inline std::vector<std::string> printed_parts(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '{') ++depth;
        if (text[at] == '}') --depth;
        if (depth != 0 || text.substr(at, separator.size()) != separator) continue;
        parts.push_back(printed_by_latex(text.substr(begin, at - begin)));
        begin = at + separator.size();
    }
    if (!text.empty()) parts.push_back(printed_by_latex(text.substr(begin)));
    return parts;
}

}  // namespace casebook::test
