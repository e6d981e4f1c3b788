#include "thesaurus/term_forms.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "thesaurus/participles.hpp"
#include "thesaurus/passing_words.hpp"
#include "thesaurus/spelling.hpp"
#include "utf8.hpp"
#include "word_rules.hpp"

namespace casebook {
namespace {

/// Ways of reading a term, as it is joined or not; more are not told apart.
constexpr std::size_t kMostPaths = 12;

/// Letters and digits of `text`.
std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point >= 0 && u_isalnum(code_point)) ++count;
    }
    return count;
}

/// Without what may stand between the parts of an abbreviation.
std::string solid(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        if (byte != '-' && byte != '.' && byte != '/' && byte != ' ') result.push_back(byte);
    }
    return result;
}

FormSpace sign_space(FormSpace space) {
    switch (space) {
        case FormSpace::characters:
            return FormSpace::sign_characters;
        case FormSpace::common:
            return FormSpace::sign_common;
        default:
            return FormSpace::sign_words;
    }
}

}  // namespace

std::string capitals_of(std::string_view text) {
    std::string capitals;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point >= 0 && u_isupper(code_point)) capitals += text.substr(begin, at - begin);
    }
    return capitals;
}

bool is_linking_word(std::string_view folded) {
    static constexpr std::array<std::string_view, 33> kWords{
        "a",   "d",   "da",  "das", "de",  "degli", "dei", "del", "dell", "della", "delle",
        "dem", "den", "der", "des", "di",  "die",   "do",  "dos", "du",   "el",    "het",
        "l",   "la",  "las", "le",  "les", "los",   "of",  "the", "van",  "vom",   "von"};
    return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

void TermFormer::analyze(std::string_view term, Language language) {
    buffer_.trim();
    (void)analyzer_.analyze(term, language, buffer_);
    steps_.read(buffer_.tokens());
    const Language stemmed = stemming_language(language);
    like_words_ = &likes_.try_emplace(stemmed, analyzer_, stemmed).first->second;
}

std::uint64_t TermFormer::stem_unit(TermId stem) const {
    return like_words_->unit(unit_of(stem == kNoTerm ? "" : buffer_.term_text(stem)));
}

/// Every way through the term, the one with the fewest words first.
std::vector<TermFormer::Path> TermFormer::paths() const {
    struct Open {
        std::uint32_t step;
        Path path;
    };
    std::vector<Path> done;
    std::vector<Open> open{{0, {}}};
    while (!open.empty() && done.size() < kMostPaths) {
        const Open here = std::move(open.back());
        open.pop_back();
        if (here.step == steps_.size()) {
            done.push_back(here.path);
            continue;
        }
        steps_.for_each_edge(here.step, [&](std::uint32_t token, std::uint32_t end) {
            Open next{end, here.path};
            next.path.push_back(token);
            open.push_back(std::move(next));
        });
    }
    std::stable_sort(done.begin(), done.end(),
                     [](const Path& one, const Path& other) { return one.size() < other.size(); });
    return done;
}

std::string TermFormer::folded_word(const Token& token) const {
    const TermId term = folded_term(token.forms);
    if (term == kNoTerm) return {};
    const std::string_view text = buffer_.term_text(term);
    return buffer_.term_class(term) == WordTermClass::acronym ? analyzer_.normalize(text)
                                                              : std::string(text);
}

Form TermFormer::make_form(FormKey space, const Path& path, bool folded) const {
    Form form{space, {}};
    for (const std::uint32_t number : path) {
        const Token& token = buffer_.tokens()[number];
        const TermId stem = stem_term(token.forms);
        if (folded) {
            form.units.push_back(unit_of(folded_word(token)));
        } else {
            form.units.push_back(stem_unit(stem));
        }
    }
    return form;
}

bool TermFormer::holds_characters() const {
    for (std::uint32_t step = 0; step < steps_.size(); ++step) {
        if (is_character(buffer_.tokens()[steps_.token(step)].kind)) return true;
    }
    return false;
}

bool TermFormer::is_written_as_abbreviation(std::string_view term) const {
    constexpr std::size_t kLongest = 5;
    return term.find(' ') == std::string_view::npos && is_acronym(solid(term)) &&
           count_characters(term) <= kLongest;
}

TermForms TermFormer::make(std::string_view term, Language language, bool abbreviation) {
    constexpr std::size_t kShortestWord = 4;
    TermForms result;
    analyze(term, language);
    if (steps_.size() == 0 || steps_.size() > kMostSteps) return result;
    const std::vector<Path> ways = paths();
    const bool small = capitals_of(term).empty() && count_characters(term) >= kShortestWord;
    result.abbreviation =
        !holds_characters() && ((abbreviation && !small) || is_written_as_abbreviation(term));
    result.one_word = steps_.size() == 1;
    const std::vector<Token>& tokens = buffer_.tokens();
    result.stop_words_only = !result.abbreviation;
    for (std::uint32_t step = 0; step < steps_.size(); ++step) {
        const Token& token = tokens[steps_.token(step)];
        if (token.forms.stem != kNoTerm || token.forms.acronym != kNoTerm)
            result.stop_words_only = false;
        if (step == 0) continue;
        const std::uint32_t before = tokens[steps_.token(step - 1)].end;
        if (token.begin > before)
            result.marks |= gap_marks(term.substr(before, token.begin - before));
    }
    result.marks &= gap_mark::kInTerm;
    const bool common = is_common(language);
    const FormKey space = result.abbreviation  ? space_key(FormSpace::abbreviation)
                          : holds_characters() ? space_key(FormSpace::characters)
                          : common             ? space_key(FormSpace::common)
                                               : space_key(FormSpace::words, language);
    const bool folded = result.abbreviation || (common && !holds_characters());
    for (const Path& path : ways)
        result.forms.push_back(make_form(space, path, folded));
    if (!folded) add_inverted(term, space, result);
    if (!folded && !holds_characters()) add_sorted(term, language, ways, result);
    if (!folded && !holds_characters() && language == Language::of("en")) {
        for (const Token& token : tokens)
            result.english_words.push_back(unit_of(folded_word(token)));
    }
    result.spelling = spelling_of(analyzer_, buffer_, ways.front(), language);
    return result;
}

/// "leukemia, acute lymphoblastic" as "acute lymphoblastic leukemia".
void TermFormer::add_inverted(std::string_view term, FormKey space, TermForms& result) const {
    const std::size_t comma = term.find(',');
    if (comma == std::string_view::npos || term.find(',', comma + 1) != std::string_view::npos)
        return;
    Path path;
    for (const bool behind : {true, false}) {
        for (std::uint32_t step = 0; step < steps_.size(); ++step) {
            const std::uint32_t token = steps_.token(step);
            if ((buffer_.tokens()[token].begin > comma) == behind) path.push_back(token);
        }
    }
    result.forms.push_back(make_form(space, path, false));
}

/// The content words in ascending order of their units, where nothing but words such as "of the"
/// stands between them. The A of "virus de l'hépatite A" is none of these.
void TermFormer::add_sorted(std::string_view term, Language language, const std::vector<Path>& ways,
                            TermForms& result) const {
    Form sorted{space_key(FormSpace::sorted, language), {}};
    std::size_t sides = 0;  // a shunt from right to left is none from left to right
    for (const std::uint32_t number : ways.back()) {
        const Token& token = buffer_.tokens()[number];
        if (is_side(folded_word(token), language)) ++sides;
        if (token.forms.stem != kNoTerm) {
            sorted.units.push_back(stem_unit(token.forms.stem));
        } else if (!is_linking_word(folded_word(token)) || term[token.begin] == 'A') {
            return;
        }
    }
    if (sides > 1 || sorted.units.size() < 2 || sorted.units.size() > kMostSorted) return;
    std::sort(sorted.units.begin(), sorted.units.end());
    result.sorted.push_back(std::move(sorted));
}

std::vector<Form> TermFormer::make_participles(std::string_view term, Language language) {
    std::vector<Form> forms;
    analyze(term, language);
    if (steps_.size() != 1) return forms;
    const std::string noun = folded_word(buffer_.tokens()[steps_.token(0)]);
    for (const std::string& participle : participles_of(noun, language))
        forms.push_back({space_key(FormSpace::participle, language), {unit_of(participle)}});
    return forms;
}

std::vector<Form> TermFormer::make_sign(std::string_view words, Language language) {
    std::vector<Form> forms;
    const auto add = [&](Language read_in, FormSpace space, bool folded) {
        analyze(words, read_in);
        if (steps_.size() == 0 || steps_.size() > kMostSteps) return;
        if (holds_characters()) space = FormSpace::characters;
        const Language owner = space == FormSpace::words ? read_in : Language();
        for (const Path& path : paths())
            forms.push_back(make_form(space_key(sign_space(space), owner), path, folded));
    };
    if (is_common(language)) add(language, FormSpace::common, true);
    add(is_common(language) ? Language::of("en") : language, FormSpace::words, false);
    return forms;
}

}  // namespace casebook
