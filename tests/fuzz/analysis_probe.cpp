#include "fuzz/analysis_probe.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "casebook/built_in.hpp"
#include "casebook/encoding.hpp"
#include "casebook/schema.hpp"
#include "fuzz/invariant.hpp"

namespace casebook {
namespace {

/// One for each set of rules: stemmers, scripts, compounds, elisions. The corpus names them by
/// number; never reorder.
constexpr std::array<std::string_view, 16> kLanguages{
    "en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja", "ko", "th", "ar", "tr", "eu", "el", "he"};
constexpr std::array<std::string_view, 6> kDeclaredEncodings{
    "", "windows-1252", "GB18030", "Shift_JIS", "UTF-16LE", "x-no-such"};
constexpr std::size_t kWarmBytes = 8U << 20U;
constexpr std::size_t kLongestTermInXapian = 245;

/// The language that an input's first byte picks; past the list, the undetermined one.
Language language_of(unsigned char byte) {
    const std::size_t number = byte % (kLanguages.size() + 1);
    return number < kLanguages.size() ? Language::from_tag(kLanguages[number]) : Language();
}

bool is_well_formed(std::string_view text) {
    return find_ill_formed_utf8(text) == std::string_view::npos;
}

std::string shown_term(TermId term, const AnalysisBuffer& buffer) {
    if (term == kNoTerm) return "-";
    return std::to_string(static_cast<int>(buffer.term_class(term))) + ":" +
           std::string(buffer.term_text(term));
}

/// A token with its terms spelt out, to compare tokens of different buffers.
using ShownToken =
    std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, TokenKind, std::string>;

std::vector<ShownToken> shown_tokens(const AnalysisBuffer& buffer, std::uint32_t first_position) {
    std::vector<ShownToken> shown;
    for (const Token& token : buffer.tokens()) {
        std::string terms;
        for (const TermId term : terms_of(token.forms))
            terms += shown_term(term, buffer) + " ";
        shown.emplace_back(token.begin, token.end, token.position - first_position,
                           token.last_position - first_position, token.kind, terms);
    }
    return shown;
}

void check_term(TermId term, WordTermClass term_class, const AnalysisBuffer& buffer) {
    if (term == kNoTerm) return;
    require(term < buffer.term_count(), "a term's number is below the count");
    require(buffer.term_class(term) == term_class, "a term has the class of its place");
    const std::string_view text = buffer.term_text(term);
    require(!text.empty(), "a term is spelt");
    require(is_well_formed(text), "a term is well-formed UTF-8");
    const std::string stored = make_term(term_class_of(term_class), text);
    require(stored.size() <= kLongestTermInXapian, "a stored term fits Xapian");
    const bool upper = text.front() >= 'A' && text.front() <= 'Z';
    require(term_class != WordTermClass::stem || !upper, "no stem looks like a prefix");
}

void check_token(const Token& token, std::string_view text, bool well_formed) {
    require(token.begin < token.end, "a token holds text");
    require(token.end <= text.size(), "a token lies inside the text");
    if (!well_formed) return;
    require(is_boundary(text, token.begin) && is_boundary(text, token.end),
            "a token holds whole characters");
}

void check_decoding(std::string_view bytes, std::string_view declared) {
    const DecodedText decoded = decode_text(bytes, declared);
    require(is_well_formed(decoded.text), "decoded text is well-formed UTF-8");
    require(!decoded.encoding.empty(), "an encoding is named");
    (void)looks_binary(bytes);
}

void check_detection(std::string_view text, Language declared) {
    const Language told = detect_language(text);
    require(told == detect_language(text), "a language is told alike each time");
    require(Language::from_tag(told.code()) == told, "a told language is an ISO 639 code");
    (void)detect_language(text, {declared});
}

/// What is asked of single words, here of any text.
void check_words(std::string_view text, Language language) {
    const Analyzer& analyzer = built_in_analyzer();
    (void)analyzer.is_stop_word(analyzer.normalize(text), language);
    (void)analyzer.skeleton(text, language);
    require(text.starts_with(analyzer.without_particle(text)),
            "what keeps its stem begins with it");
    for (const std::string& word : analyzer.name_words(text))
        require(!word.empty(), "a word of a name holds letters");
}

}  // namespace

AnalysisProbe::AnalysisProbe() : headings_(parse_heading_table(built_in::headings_tsv())) {}

void AnalysisProbe::check(std::string_view input) {
    if (input.empty()) return;
    const auto picker = static_cast<unsigned char>(input.front());
    const Language language = language_of(picker);
    const std::string_view text = input.substr(1);
    check_decoding(text, kDeclaredEncodings[picker % kDeclaredEncodings.size()]);
    check_tokens(text, language);
    const std::string decoded = decode_text(text).text;
    if (decoded != text) check_tokens(decoded, language);
    check_detection(text, language);
    check_sections(text);
    check_words(text.substr(0, 256), language);
}

void AnalysisProbe::check_tokens(std::string_view text, Language language) {
    constexpr std::uint32_t kFirst = 7;
    AnalysisBuffer fresh;
    warm_.trim(kWarmBytes);
    const Analyzer& analyzer = built_in_analyzer();
    const std::uint32_t end = analyzer.analyze(text, language, fresh);
    const std::uint32_t shifted = analyzer.analyze(text, language, warm_, kFirst);
    require(shifted == end + kFirst, "positions count from where they are told to");
    require(shown_tokens(fresh, 0) == shown_tokens(warm_, kFirst),
            "a warm buffer gives what a fresh one gives");
    check_parts(text, language, fresh, end);
    const bool well_formed = is_well_formed(text);
    for (const Token& token : fresh.tokens()) {
        check_token(token, text, well_formed);
        require(token.position <= token.last_position, "a token ends where or behind it begins");
        require(token.last_position < end, "a position lies below the end");
        const auto terms = terms_of(token.forms);
        constexpr std::array kClasses{WordTermClass::stem, WordTermClass::surface,
                                      WordTermClass::acronym, WordTermClass::skeleton};
        for (std::size_t at = 0; at < terms.size(); ++at)
            check_term(terms[at], kClasses[at], fresh);
    }
}

/// Every stretch between two restarts by itself.
void AnalysisProbe::check_parts(std::string_view text, Language language,
                                const AnalysisBuffer& whole, std::uint32_t end) {
    std::vector<Restart> bounds = {{0, 0}};
    bounds.insert(bounds.end(), whole.restarts().begin(), whole.restarts().end());
    bounds.push_back({static_cast<std::uint32_t>(text.size()), end});
    const Analyzer& analyzer = built_in_analyzer();
    AnalysisBuffer parts;
    for (std::size_t at = 0; at + 1 < bounds.size(); ++at) {
        const Restart& from = bounds[at];
        const Restart& to = bounds[at + 1];
        require(at == 0 || from.begin - bounds[at - 1].begin >= kRestartBytes,
                "restarts keep their distance");
        require(analyzer.analyze_part(text, from.begin, to.begin, language, parts, from.position) ==
                    to.position,
                "a part ends with the position at which the next one begins");
    }
    require(shown_tokens(parts, 0) == shown_tokens(whole, 0),
            "the parts of a text give the tokens of the whole");
}

void AnalysisProbe::check_sections(std::string_view text) const {
    std::size_t at = 0;
    const auto skip_blank = [&] {
        at = std::min(text.find_first_not_of(" \t\r\n\f\v", at), text.size());
    };
    for (const Section& section : split_sections(text, headings_)) {
        require(!section.text.empty(), "a section holds text");
        std::size_t indent = section.text.find_first_not_of(" \t\r\n\f\v");
        require(indent != std::string::npos, "a section holds more than blanks");
        skip_blank();
        require(indent <= at, "a section's indentation stands in the text");
        require(text.substr(at - indent, section.text.size()) == section.text,
                "a section is the next slice of the text");
        at += section.text.size() - indent;
    }
    skip_blank();
    require(at == text.size(), "sections leave out nothing but blank lines");
}

}  // namespace casebook
