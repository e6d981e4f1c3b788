#include "casebook/analyzer.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>
#include <xapian/version.h>

#include <algorithm>
#include <unordered_map>

#include "character_class.hpp"
#include "folding.hpp"
#include "stemmer.hpp"
#include "term_table.hpp"
#include "utf8.hpp"
#include "word_breaker.hpp"

namespace casebook {
namespace {

/// Changes whenever the rules of this module change what terms a text gives.
constexpr std::string_view kRulesVersion = "words-3";

/// One character of a script without spaces, composed and width-folded, and where it stands.
struct Ideograph {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string folded;
};

/// Upper and lower case letters of a word.
struct CaseCounts {
    std::size_t upper = 0;
    std::size_t lower = 0;
    std::size_t characters = 0;
};

CaseCounts count_cases(std::string_view text) {
    CaseCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code_point = next_code_point(text, at);
        ++counts.characters;
        if (code_point < 0) continue;
        if (u_isupper(code_point)) ++counts.upper;
        if (u_islower(code_point)) ++counts.lower;
    }
    return counts;
}

/// Whether the way a word is written says that it is an abbreviation: ATG, IL2, mRNA, AIDS.
bool is_acronym(std::string_view word) {
    constexpr std::size_t kLongestAcronym = 12;
    if (word.size() > 4 * kLongestAcronym) return false;
    const CaseCounts counts = count_cases(word);
    return counts.upper >= 2 && counts.upper > counts.lower && counts.characters <= kLongestAcronym;
}

/// Whether a whole text is in capitals, so that case tells nothing.
bool is_all_capitals(std::string_view text) {
    constexpr std::size_t kSample = 2048;
    constexpr std::size_t kEnoughLetters = 20;
    const CaseCounts counts = count_cases(text.substr(0, kSample));
    return counts.upper + counts.lower >= kEnoughLetters && counts.upper > 4 * counts.lower;
}

}  // namespace

struct AnalysisBuffer::State {
    std::vector<Token> tokens;
    TermTable terms;
    Stemmers stemmers;
    /// Language, whether case counts, and the raw word → its terms.
    std::unordered_map<std::string, WordForms, StringHash, std::equal_to<>> words;
    std::vector<Piece> pieces;
    std::vector<Ideograph> ideographs;
    std::string key;
};

AnalysisBuffer::AnalysisBuffer() : state_(std::make_unique<State>()) {}
AnalysisBuffer::~AnalysisBuffer() = default;
AnalysisBuffer::AnalysisBuffer(AnalysisBuffer&&) noexcept = default;
AnalysisBuffer& AnalysisBuffer::operator=(AnalysisBuffer&&) noexcept = default;

const std::vector<Token>& AnalysisBuffer::tokens() const {
    return state_->tokens;
}
std::string_view AnalysisBuffer::term_text(TermId term) const {
    return state_->terms.text(term);
}
WordTermClass AnalysisBuffer::term_class(TermId term) const {
    return state_->terms.term_class(term);
}
std::size_t AnalysisBuffer::term_count() const {
    return state_->terms.size();
}
void AnalysisBuffer::clear() {
    state_->tokens.clear();
}

void AnalysisBuffer::trim(std::size_t max_bytes) {
    state_->tokens.clear();
    constexpr std::size_t kBytesPerCachedWord = 96;
    if (state_->terms.bytes() + state_->words.size() * kBytesPerCachedWord <= max_bytes) return;
    state_->words.clear();
    state_->terms.clear();
}

namespace {

/// The analysis of one text. Lives for one call of Analyzer::analyze.
class TextAnalysis {
public:
    TextAnalysis(std::string_view text, Language language, const StopWords& stop_words,
                 AnalysisBuffer::State& state, std::uint32_t position);

    std::uint32_t run();

private:
    void add_word(const Piece& piece);
    void add_compounds(std::size_t last);
    void add_compound(std::size_t first, std::size_t last);
    void add_ideographs(const Piece& piece);
    void collect_ideographs(const Piece& piece);
    void emit(std::uint32_t begin, std::uint32_t end, std::uint32_t position, TokenKind kind,
              WordForms forms);
    [[nodiscard]] WordForms forms_of(std::string_view raw);
    [[nodiscard]] WordForms make_forms(std::string_view raw);
    [[nodiscard]] bool is_possessive(const Piece& piece) const;
    [[nodiscard]] std::string_view raw(const Piece& piece) const {
        return text_.substr(piece.begin, piece.end - piece.begin);
    }

    std::string_view text_;
    Language language_;
    const StopWords& stop_words_;
    AnalysisBuffer::State& state_;
    std::uint32_t position_;
    bool all_capitals_;
    std::vector<std::uint32_t> piece_positions_;
};

TextAnalysis::TextAnalysis(std::string_view text, Language language, const StopWords& stop_words,
                           AnalysisBuffer::State& state, std::uint32_t position)
    : text_(text),
      language_(stemming_language(language)),
      stop_words_(stop_words),
      state_(state),
      position_(position),
      all_capitals_(is_all_capitals(text)) {}

std::uint32_t TextAnalysis::run() {
    state_.pieces.clear();
    break_words(text_, state_.pieces);
    piece_positions_.resize(state_.pieces.size());
    for (std::size_t number = 0; number < state_.pieces.size(); ++number) {
        const Piece& piece = state_.pieces[number];
        piece_positions_[number] = position_;
        if (piece.kind == PieceKind::ideographs) {
            add_ideographs(piece);
        } else if (!is_possessive(piece)) {
            add_word(piece);
            if (piece.joined) add_compounds(number);
        }
    }
    return position_;
}

/// The s of "Castleman's".
bool TextAnalysis::is_possessive(const Piece& piece) const {
    if (!piece.joined || piece.end - piece.begin != 1 || text_[piece.begin] != 's') return false;
    const auto before = static_cast<unsigned char>(text_[piece.begin - 1]);
    return before == '\'' || before == 0x99 || before == 0xBC;  // last bytes of U+2019, U+02BC
}

void TextAnalysis::add_word(const Piece& piece) {
    const TokenKind kind = piece.kind == PieceKind::number ? TokenKind::number : TokenKind::word;
    emit(piece.begin, piece.end, position_++, kind, forms_of(raw(piece)));
}

/// The compounds that end with piece `last`: with the piece before it, and with the whole chain of
/// joined pieces. Two numbers are a range or a date, no compound.
void TextAnalysis::add_compounds(std::size_t last) {
    constexpr std::size_t kLongestChain = 6;
    std::size_t first = last;
    while (first > 0 && state_.pieces[first].joined && last - first < kLongestChain &&
           state_.pieces[first - 1].kind != PieceKind::ideographs) {
        --first;
    }
    if (first == last) return;
    add_compound(last - 1, last);
    if (first + 1 < last) add_compound(first, last);
}

void TextAnalysis::add_compound(std::size_t first, std::size_t last) {
    std::string joined;
    bool numbers_only = true;
    for (std::size_t number = first; number <= last; ++number) {
        joined += raw(state_.pieces[number]);
        numbers_only = numbers_only && state_.pieces[number].kind == PieceKind::number;
    }
    if (numbers_only) return;
    emit(state_.pieces[first].begin, state_.pieces[last].end, piece_positions_[first],
         TokenKind::compound, forms_of(joined));
    state_.tokens.back().last_position = piece_positions_[last];
}

void TextAnalysis::add_ideographs(const Piece& piece) {
    collect_ideographs(piece);
    const std::vector<Ideograph>& characters = state_.ideographs;
    for (std::size_t number = 0; number < characters.size(); ++number) {
        const Ideograph& here = characters[number];
        WordForms single;
        single.stem = state_.terms.intern(WordTermClass::stem, here.folded);
        const bool last = number + 1 == characters.size();
        const TokenKind kind = characters.size() == 1 ? TokenKind::lone_character
                               : last                 ? TokenKind::last_character
                                                      : TokenKind::character;
        emit(here.begin, here.end, position_, kind, single);
        if (!last) {
            const Ideograph& next = characters[number + 1];
            WordForms pair;
            pair.stem = state_.terms.intern(WordTermClass::stem, here.folded + next.folded);
            emit(here.begin, next.end, position_, TokenKind::bigram, pair);
        }
        ++position_;
    }
}

/// Splits a run into characters: each with the marks and jamo that NFKC composes it from.
void TextAnalysis::collect_ideographs(const Piece& piece) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    state_.ideographs.clear();
    std::size_t at = piece.begin;
    while (at < piece.end) {
        const std::size_t begin = at;
        std::int32_t code_point = next_code_point(text_, at);
        const bool simple_before = code_point >= 0x3041 && code_point <= 0xD7A3;
        std::size_t after = at;
        while (after < piece.end) {
            std::size_t next = after;
            code_point = next_code_point(text_, next);
            if (code_point >= 0 && nfkc->hasBoundaryBefore(code_point)) break;
            after = next;
        }
        const std::string_view slice = text_.substr(begin, after - begin);
        std::string folded;
        if (simple_before && after == at) {
            folded = slice;
        } else {
            const auto source = icu::UnicodeString::fromUTF8(
                icu::StringPiece(slice.data(), static_cast<int32_t>(slice.size())));
            nfkc->normalize(source, status).toUTF8String(folded);
        }
        at = after;
        state_.ideographs.push_back({static_cast<std::uint32_t>(begin),
                                     static_cast<std::uint32_t>(after), std::move(folded)});
    }
}

void TextAnalysis::emit(std::uint32_t begin, std::uint32_t end, std::uint32_t position,
                        TokenKind kind, WordForms forms) {
    state_.tokens.push_back({begin, end, position, position, kind, forms});
}

WordForms TextAnalysis::forms_of(std::string_view raw) {
    std::string& key = state_.key;
    key.assign(language_.code());
    key.push_back(all_capitals_ ? '!' : ':');
    key.append(raw);
    const auto found = state_.words.find(key);
    if (found != state_.words.end()) return found->second;
    std::string stored = key;
    const WordForms forms = make_forms(raw);
    state_.words.emplace(std::move(stored), forms);
    return forms;
}

WordForms TextAnalysis::make_forms(std::string_view raw) {
    const std::string folded = fold_word(raw);
    WordForms forms;
    if (folded.empty()) return forms;
    const bool acronym = is_acronym(raw);
    const bool stop = stop_words_.contains(folded, language_);
    if (acronym) forms.acronym = state_.terms.intern(WordTermClass::acronym, fold_but_case(raw));
    if (stop) {
        // ALL is not the word "all", unless everything around it is in capitals too.
        if (!acronym || all_capitals_) {
            forms.surface = state_.terms.intern(WordTermClass::surface, folded);
        }
        return forms;
    }
    const std::string stem = state_.stemmers.stem(folded, language_);
    forms.stem = state_.terms.intern(WordTermClass::stem, stem);
    if (stem != folded) forms.surface = state_.terms.intern(WordTermClass::surface, folded);
    return forms;
}

}  // namespace

Analyzer::Analyzer(StopWords stop_words) : stop_words_(std::move(stop_words)) {
    fingerprint_ = std::string(kRulesVersion) + "/icu-" + U_ICU_VERSION + "/snowball-xapian-" +
                   XAPIAN_VERSION + "/stop-" + std::to_string(stop_words_.fingerprint());
}

std::uint32_t Analyzer::analyze(std::string_view text, Language language, AnalysisBuffer& buffer,
                                std::uint32_t first_position) const {
    return TextAnalysis(text, language, stop_words_, *buffer.state_, first_position).run();
}

std::string Analyzer::normalize(std::string_view prefix) const {
    return fold_word(prefix);
}

std::vector<std::string> Analyzer::name_words(std::string_view name) const {
    std::vector<Piece> pieces;
    break_words(name, pieces);
    std::vector<std::string> words;
    for (const Piece& piece : pieces) {
        words.push_back(bounded_term(fold_word(name.substr(piece.begin, piece.end - piece.begin))));
    }
    return words;
}

bool Analyzer::is_stop_word(std::string_view word, Language language) const {
    return stop_words_.contains(word, stemming_language(language));
}

}  // namespace casebook
