#include "person_names.hpp"

#include <algorithm>

#include "pattern.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// `name` without degrees and lettered marks of affiliation behind it: "MD", "Ph.D.", "a".
std::string_view without_marks(std::string_view name) {
    static const Pattern kMarks(
        "(?:[\\s,]*(?:(?<=[\\s,])(?:M\\.?D\\.?|Ph\\.?D\\.?|D\\.?O\\.?|M\\.?Sc\\.?|"
        "MBBS|FRCP|MPH|RN|BSc|MS|[a-h]|ORCID:?)))+\\s*$");
    name = trimmed(name);
    const auto marks = kMarks.search(name);
    return marks ? trimmed(name.substr(0, name.size() - marks->whole.size())) : name;
}

std::string_view without_by(std::string_view line) {
    line = trimmed(line);
    for (const std::string_view label :
         {"By ", "by ", "Authors: ", "Authors:", "Author: ", "Author(s): ", "著者: ",
          "Author links open overlay panel"}) {
        if (line.starts_with(label)) return trimmed(line.substr(label.size()));
    }
    return line;
}

/// `line` with every separator of names as ';'. A mark of affiliation separates too: it stands
/// between names where the comma is left out ("Nora Jones,#1 Bo Diddley,2 and …").
std::string with_one_separator(std::string_view line) {
    static const std::vector<std::string_view> kSeparators = {
        ", and ", " and ", ", & ", " & ", " &", "，", "、", "・", " · ", ",", ";", "•", "|",
        "¹",      "²",     "³",    "⁴",   "⁵",  "⁶",  "0",  "1",  "2",   "3", "4", "5", "6",
        "7",      "8",     "9",    "#",   "*",  "†",  "‡",  "§",  "¶",   "∗", "✉"};
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const auto found =
            std::find_if(kSeparators.begin(), kSeparators.end(),
                         [&](std::string_view s) { return line.substr(at).starts_with(s); });
        out += found == kSeparators.end() ? line[at] : ';';
        at += found == kSeparators.end() ? 1 : found->size();
    }
    return out;
}

/// Whether a part between separators is no name but belongs to the one before: "1", "*", "MD".
bool is_mark_only(std::string_view part) {
    static const Pattern kMark("^(?:and|[a-h]|M\\.?D\\.?|Ph\\.?D\\.?|MSc|MPH|MBBS|et al\\.?)$");
    return part.empty() || kMark.matches(part);
}

}  // namespace

bool can_be_name(std::string_view text) {
    static const Pattern kLatin(
        "^(?:(?:de|da|dos|del|della|di|van|von|der|den|la|le|el|al|bin|ibn|ter|ten|du|Dr\\.?|"
        "Prof\\.?)\\s+)*"
        "(?:\\p{Lu}[\\p{L}'’.-]*|(?:O|D)['’]\\p{Lu}\\p{L}+)"
        "(?:\\s+(?:de|da|dos|del|della|di|van|von|der|den|la|le|el|al|bin|ibn|ter|ten|du|y|e|"
        "\\p{Lu}[\\p{L}'’.-]*)){1,5}$");
    static const Pattern kEastern(
        "^(?:\\p{Hangul}{2,4}|\\p{Hangul} "
        "\\p{Hangul}{1,2}|[\\p{Han}\\p{Katakana}\\p{Hiragana}]{1,4}[\\s　]?[\\p{Han}\\p{Katakana}"
        "\\p{Hiragana}]{1,4})$");
    static const Pattern kNoName(
        "(?i)\\b(?:the|of|for|in|with|and|from|on|case|report|reports|journal|university|hospital|"
        "department|"
        "institute|center|centre|school|college|division|abstract|article|review|letter|original|"
        "online|open|access|"
        "volume|issue|society|international|medicine|research|syndrome|disease|leukemia|anemia)"
        "\\b");
    return text.size() < 60 && (kLatin.matches(text) || kEastern.matches(text)) &&
           !kNoName.matches(text);
}

std::vector<std::string> parse_name_list(std::string_view line, bool single) {
    std::vector<std::string> names;
    if (line.size() > 4000) return names;
    const std::string separated = with_one_separator(without_by(line));
    for (const std::string_view part : split(separated, ";")) {
        const std::string_view name = without_marks(part);
        if (is_mark_only(name)) continue;
        if (!can_be_name(name)) return {};
        names.push_back(collapsed(name));
    }
    if (names.size() < 2 && !single) names.clear();
    return names;
}

CitedNames parse_cited_names(std::string_view citation) {
    static const Pattern kSpringer(
        "^[\\s,&]*(?<family>[\\p{L}'’ -]+), (?<given>\\p{Lu}\\p{Ll}?\\.(?:[ "
        "-]?\\p{Lu}\\p{Ll}?\\.)*)",
        {"family", "given"});
    static const Pattern kVancouver(
        "^[\\s,&]*(?<family>\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?) "
        "(?<given>\\p{Lu}{1,3})(?=[,.;:]|$| et al)",
        {"family", "given"});
    static const Pattern kEtAl("^[\\s,;]*et al\\.?|^[\\s]*[.:]");
    CitedNames cited;
    while (true) {
        const std::string_view rest = citation.substr(cited.end);
        auto match = kSpringer.search(rest);
        if (!match) match = kVancouver.search(rest);
        if (!match) break;
        std::string given((*match)["given"]);
        std::erase_if(given, [](char c) { return c == '.' || c == ' '; });
        cited.names.push_back(collapsed((*match)["family"]) + " " + given);
        cited.end +=
            static_cast<std::size_t>(match->whole.data() - rest.data()) + match->whole.size();
    }
    if (!cited.names.empty()) {
        const std::string_view rest = citation.substr(cited.end);
        if (const auto end = kEtAl.search(rest)) cited.end += end->whole.size();
    }
    return cited;
}

}  // namespace casebook::readers
