#include "obo_line.hpp"

#include "vocabulary_file.hpp"

namespace casebook {
namespace {

/// Where a modifier, a comment or the end begins, outside quotes and escapes.
std::size_t end_of_value(std::string_view text) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        if (byte == '\\') {
            ++at;
        } else if (byte == '"') {
            quoted = !quoted;
        } else if (!quoted && at != 0 && text[at - 1] == ' ' && (byte == '!' || byte == '{')) {
            return at;
        }
    }
    return text.size();
}

/// The place of the quote that closes the one at 0; npos if none does.
std::size_t closing_quote(std::string_view value) {
    for (std::size_t at = 1; at < value.size(); ++at) {
        if (value[at] == '\\') {
            ++at;
        } else if (value[at] == '"') {
            return at;
        }
    }
    return std::string_view::npos;
}

std::string_view take_word(std::string_view& text) {
    text = trim(text);
    const std::string_view word = text.substr(0, text.find_first_of(" ["));
    text.remove_prefix(word.size());
    return word;
}

bool read_scope(std::string_view word, SynonymScope& scope) {
    if (word == "EXACT") {
        scope = SynonymScope::exact;
    } else if (word == "NARROW") {
        scope = SynonymScope::narrow;
    } else if (word == "BROAD") {
        scope = SynonymScope::broad;
    } else if (word == "RELATED") {
        scope = SynonymScope::related;
    } else {
        return false;
    }
    return true;
}

std::string_view first_reference(std::string_view text) {
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos) return {};
    const std::string_view references = text.substr(open + 1);
    return trim(references.substr(0, references.find_first_of(",] ")));
}

}  // namespace

OboLine parse_obo_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    const std::string_view value = trim(line.substr(colon + 1));
    return {trim(line.substr(0, colon)), trim(value.substr(0, end_of_value(value)))};
}

OboSynonym parse_obo_synonym(std::string_view value) {
    OboSynonym synonym;
    if (!value.starts_with('"')) return synonym;
    const std::size_t close = closing_quote(value);
    if (close == std::string_view::npos) return synonym;
    synonym.text = unescape_obo(value.substr(1, close - 1));
    synonym.well_formed = true;
    std::string_view rest = value.substr(close + 1);
    const std::string_view word = take_word(rest);
    synonym.scope_told = read_scope(word, synonym.scope);
    synonym.type = synonym.scope_told ? take_word(rest) : word;
    synonym.evidence = first_reference(rest);
    return synonym;
}

std::string unescape_obo(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            out.push_back(text[at]);
            continue;
        }
        const char escaped = text[++at];
        const bool space = escaped == 'n' || escaped == 'W' || escaped == 't';
        out.push_back(space ? ' ' : escaped);
    }
    return out;
}

}  // namespace casebook
