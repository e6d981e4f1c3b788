#include "casebook/case_report.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace casebook {
namespace {

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
        return c < 0x80U ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    });
    return out;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// `%2F` as `/`; a percent sign that starts no such pair stays.
std::string percent_decoded(std::string_view lowered) {
    std::string out;
    for (std::size_t i = 0; i < lowered.size(); ++i) {
        const bool pair = lowered[i] == '%' && i + 2 < lowered.size() &&
                          hex_value(lowered[i + 1]) >= 0 && hex_value(lowered[i + 2]) >= 0;
        out += pair ? static_cast<char>(hex_value(lowered[i + 1]) * 16 + hex_value(lowered[i + 2]))
                    : lowered[i];
        if (pair) i += 2;
    }
    return out;
}

/// What stands before the DOI proper: a resolver, a label, or nothing.
bool strip_prefix(std::string_view& text) {
    constexpr std::array<std::string_view, 9> kPrefixes = {
        "https://", "http://", "dx.doi.org/", "www.doi.org/", "doi.org/", "info:", "doi", ":", "/"};
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n\xC2\xA0<(["), text.size());
    text.remove_prefix(begin);
    for (const std::string_view prefix : kPrefixes) {
        if (!text.starts_with(prefix)) continue;
        text.remove_prefix(prefix.size());
        return true;
    }
    return false;
}

bool is_unbalanced(std::string_view text, char open, char close) {
    return text.ends_with(close) &&
           std::count(text.begin(), text.end(), close) > std::count(text.begin(), text.end(), open);
}

std::string_view without_trailing_punctuation(std::string_view text) {
    while (!text.empty()) {
        const bool mark = std::string_view(".,;:'\"").find(text.back()) != std::string_view::npos;
        if (!mark && !is_unbalanced(text, '(', ')') && !is_unbalanced(text, '[', ']') &&
            !is_unbalanced(text, '<', '>')) {
            break;
        }
        text.remove_suffix(1);
    }
    return text;
}

/// "10." REGISTRANT "/" SUFFIX, the registrant being digits and dots (ISO 26324).
bool is_doi(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (!text.starts_with("10.") || slash == std::string_view::npos || slash + 1 >= text.size())
        return false;
    const std::string_view registrant = text.substr(3, slash - 3);
    return !registrant.empty() &&
           registrant.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::string normalize_doi(std::string_view text) {
    const std::string lowered = lower_ascii(text);
    std::string_view rest = lowered;
    bool is_url = false;
    for (std::string_view before = rest; strip_prefix(rest); before = rest)
        is_url |= before.find("doi.org/") < 12;
    rest = rest.substr(0, rest.find_first_of(" \t\r\n"));
    const std::string doi(without_trailing_punctuation(rest));
    const std::string bare = is_url ? percent_decoded(doi) : doi;
    return is_doi(bare) ? bare : std::string();
}

}  // namespace casebook
