#include "casebook/analyzer.hpp"

#include <unicode/uversion.h>
#include <xapian/version.h>

#include <atomic>

#include "folding.hpp"
#include "greek_letters.hpp"
#include "ideographs.hpp"
#include "word_breaker.hpp"
#include "word_rules.hpp"

namespace casebook {
namespace {

/// Changes whenever the rules of this module change what terms a text gives.
constexpr std::string_view kRulesVersion = "words-6";

/// Stands for no language among the tags of the word cache: characters and pairs of them.
constexpr std::uint32_t kCharacterTag = 0xFFFFFFFFU;

/// A number that no other buffer has or had.
std::uint64_t next_generation() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// The text between two pieces that a space alone parts.
bool is_one_space(std::string_view gap) {
    return gap == " " || gap == "\n" || gap == "\u00A0";
}

/// What may stand inside a word of a script without spaces: a space, a line's end, a middle dot.
bool is_bridgeable(std::string_view gap) {
    return is_one_space(gap) || gap == "\u3000" || gap == "\u30FB" || gap == "\u00B7";
}

}  // namespace

struct AnalysisBuffer::State {
    std::vector<Token> tokens;
    WordMemory memory;
    std::vector<Piece> pieces;
    std::vector<std::uint32_t> piece_positions;
    std::vector<Ideograph> ideographs;
    std::vector<Restart> restarts;
    std::string scratch;
    std::uint64_t generation = next_generation();
};

AnalysisBuffer::AnalysisBuffer() : state_(std::make_unique<State>()) {}
AnalysisBuffer::~AnalysisBuffer() = default;
AnalysisBuffer::AnalysisBuffer(AnalysisBuffer&&) noexcept = default;
AnalysisBuffer& AnalysisBuffer::operator=(AnalysisBuffer&&) noexcept = default;

const std::vector<Token>& AnalysisBuffer::tokens() const {
    return state_->tokens;
}
const std::vector<Restart>& AnalysisBuffer::restarts() const {
    return state_->restarts;
}
std::string_view AnalysisBuffer::term_text(TermId term) const {
    return state_->memory.terms.text(term);
}
WordTermClass AnalysisBuffer::term_class(TermId term) const {
    return state_->memory.terms.term_class(term);
}
std::size_t AnalysisBuffer::term_count() const {
    return state_->memory.terms.size();
}
std::uint64_t AnalysisBuffer::generation() const {
    return state_->generation;
}
void AnalysisBuffer::clear() {
    state_->tokens.clear();
}

void AnalysisBuffer::trim(std::size_t max_bytes) {
    state_->tokens.clear();
    if (state_->memory.bytes() <= max_bytes) return;
    state_->memory.clear();
    state_->generation = next_generation();
}

namespace {

/// The analysis of one text. Lives for one call of Analyzer::analyze.
class TextAnalysis {
public:
    TextAnalysis(std::string_view text, Language language, bool all_capitals,
                 const WordTables& tables, AnalysisBuffer::State& state, std::uint32_t position)
        : text_(text),
          greek_(language == Language::of("el")),
          state_(state),
          rules_(tables, stemming_language(language), all_capitals, state.memory),
          position_(position) {}

    std::uint32_t run();

private:
    void add_word(std::size_t number);
    void join_across_space(std::size_t number, const CachedWord& word);
    void add_parts(const Piece& piece, const CachedWord& word);
    void add_compounds(std::size_t last);
    void add_compound(std::size_t first, std::size_t last);
    void emit_compound(std::size_t first, std::size_t last);
    void add_ideographs(std::size_t number);
    void emit(std::uint32_t begin, std::uint32_t end, std::uint32_t position, TokenKind kind,
              const WordForms& forms);
    [[nodiscard]] CachedWord word_of(std::size_t number);
    [[nodiscard]] bool is_letter_name(std::size_t number) const;
    [[nodiscard]] bool is_joined_to_number(std::size_t number) const;
    [[nodiscard]] bool is_times_sign(std::size_t number) const;
    [[nodiscard]] WordForms character_forms(std::string_view characters);
    [[nodiscard]] bool is_possessive(const Piece& piece) const;
    [[nodiscard]] bool is_dropped(std::size_t number, const CachedWord& word) const;
    [[nodiscard]] std::string_view gap_before(std::size_t number) const;
    void note_restart(std::size_t number);
    [[nodiscard]] bool is_restart(std::size_t number) const;
    [[nodiscard]] std::string_view raw(const Piece& piece) const {
        return text_.substr(piece.begin, piece.end - piece.begin);
    }

    std::string_view text_;
    bool greek_;
    AnalysisBuffer::State& state_;
    WordRules rules_;
    std::uint32_t position_;
    bool joins_next_ = false;    ///< the piece before is a prefix such as anti
    bool names_next_ = false;    ///< the piece before is a word that a Greek letter may follow
    std::size_t dropped_ = 0;    ///< one more than the number of the piece dropped last
    std::uint32_t restart_ = 0;  ///< where the last restart stands
};

std::uint32_t TextAnalysis::run() {
    state_.pieces.clear();
    state_.restarts.clear();
    break_words(text_, greek_, state_.pieces);
    state_.piece_positions.resize(state_.pieces.size());
    for (std::size_t number = 0; number < state_.pieces.size(); ++number) {
        state_.piece_positions[number] = position_;
        const Piece& piece = state_.pieces[number];
        if (piece.kind == PieceKind::ideographs) {
            add_ideographs(number);
            joins_next_ = names_next_ = false;
        } else if (is_times_sign(number)) {
            state_.pieces[number + 1].joint = Joint::none;
        } else if (!is_possessive(piece)) {
            add_word(number);
        }
        note_restart(number);
    }
    return position_;
}

/// The s of "Castleman's".
bool TextAnalysis::is_possessive(const Piece& piece) const {
    return piece.joint == Joint::apostrophe && piece.kind == PieceKind::word && raw(piece) == "s";
}

CachedWord TextAnalysis::word_of(std::size_t number) {
    const Piece& piece = state_.pieces[number];
    switch (piece.kind) {
        case PieceKind::number: {
            CachedWord word;
            word.forms = rules_.number(raw(piece));
            return word;
        }
        case PieceKind::greek_letter:
            return rules_.word(greek_letter_name(raw(piece)));
        default:
            break;
    }
    CachedWord word = rules_.word(raw(piece));
    if (is_letter_name(number)) word.forms = rules_.letter(raw(piece));
    if (word.forms.stem == kNoTerm && is_joined_to_number(number))
        word.forms = rules_.name(raw(piece));
    return word;
}

/// IL-2, L4: no stop word stands so.
bool TextAnalysis::is_joined_to_number(std::size_t number) const {
    const std::vector<Piece>& pieces = state_.pieces;
    const auto joins = [](const Piece& piece) {
        return piece.joint == Joint::solid || piece.joint == Joint::hyphen;
    };
    const bool behind =
        number > 0 && joins(pieces[number]) && pieces[number - 1].kind == PieceKind::number;
    const bool before = number + 1 < pieces.size() && joins(pieces[number + 1]) &&
                        pieces[number + 1].kind == PieceKind::number;
    return behind || before;
}

/// The A of "hepatitis A": one capital that a space parts from a word in small letters.
bool TextAnalysis::is_letter_name(std::size_t number) const {
    const Piece& piece = state_.pieces[number];
    if (piece.end - piece.begin != 1 || number == 0) return false;
    const char letter = text_[piece.begin];
    const char before = text_[state_.pieces[number - 1].end - 1];
    return letter >= 'A' && letter <= 'Z' && letter != 'I' && gap_before(number) == " " &&
           before >= 'a' && before <= 'z';
}

/// What stands in a text without being a word of it: l in "l'anemie", in a language that elides it,
/// and p in "p.V600E".
bool TextAnalysis::is_dropped(std::size_t number, const CachedWord& word) const {
    if (number + 1 == state_.pieces.size()) return false;
    const Piece& next = state_.pieces[number + 1];
    if (word.elides && next.joint == Joint::apostrophe) return true;
    const std::string_view letter = raw(state_.pieces[number]);
    if (letter != "p" && letter != "c" && letter != "g") return false;
    if (gap_before(number + 1) != ".") return false;
    const char first = text_[next.begin];
    const bool residue = next.kind == PieceKind::word && first >= 'A' && first <= 'Z';
    return letter == "p" ? residue : next.kind == PieceKind::number;
}

/// The x of "20 x 10^9/L", which stands for a sign.
bool TextAnalysis::is_times_sign(std::size_t number) const {
    const std::vector<Piece>& pieces = state_.pieces;
    return number > 0 && number + 1 < pieces.size() && raw(pieces[number]) == "x" &&
           pieces[number - 1].kind == PieceKind::number &&
           pieces[number + 1].kind == PieceKind::number &&
           pieces[number + 1].begin - pieces[number - 1].end <= 3;
}

void TextAnalysis::add_word(std::size_t number) {
    const CachedWord word = word_of(number);
    if (is_dropped(number, word)) {
        ++position_;
        dropped_ = number + 1;
        state_.pieces[number + 1].joint = Joint::none;
        joins_next_ = names_next_ = false;
        return;
    }
    join_across_space(number, word);
    const Piece& piece = state_.pieces[number];
    const TokenKind kind = piece.kind == PieceKind::number ? TokenKind::number : TokenKind::word;
    emit(piece.begin, piece.end, position_, kind, word.forms);
    if (word.part_count != 0) add_parts(piece, word);
    ++position_;
    if (piece.joint != Joint::none) add_compounds(number);
}

std::string_view TextAnalysis::gap_before(std::size_t number) const {
    const std::uint32_t end = state_.pieces[number - 1].end;
    return text_.substr(end, state_.pieces[number].begin - end);
}

/// Restarts stand behind punctuation where there is some, so that few phrases lie across one.
void TextAnalysis::note_restart(std::size_t number) {
    constexpr std::uint32_t kPatience = kRestartBytes / 2;
    const std::uint32_t begin = state_.pieces[number].begin;
    if (begin - restart_ < kRestartBytes || !is_restart(number)) return;
    if (is_one_space(gap_before(number)) && begin - restart_ < kRestartBytes + kPatience) return;
    restart_ = begin;
    state_.restarts.push_back({begin, state_.piece_positions[number]});
}

/// Whether all rules that look at a piece's neighbours pass over the gap before piece `number`.
/// Those for single letters (x, p., vitamin D) are left aside by taking none of them as a bound.
bool TextAnalysis::is_restart(std::size_t number) const {
    if (number == 0 || dropped_ == number) return false;
    const Piece& piece = state_.pieces[number];
    const Piece& before = state_.pieces[number - 1];
    if (piece.joint != Joint::none) return false;
    if (piece.end - piece.begin < 2 || before.end - before.begin < 2) return false;
    const std::string_view gap = gap_before(number);
    if (piece.kind == PieceKind::ideographs && before.kind == PieceKind::ideographs &&
        is_bridgeable(gap)) {
        return false;
    }
    return gap.size() > 1 || is_one_space(gap);
}

/// "anti thymocyte" and "TNF alpha" are one word as much as with a hyphen.
void TextAnalysis::join_across_space(std::size_t number, const CachedWord& word) {
    constexpr std::uint32_t kShortestBehindPrefix = 4;
    Piece& piece = state_.pieces[number];
    const bool plain = piece.kind == PieceKind::word;
    const bool long_enough = plain && (piece.end - piece.begin >= kShortestBehindPrefix ||
                                       word.forms.acronym != kNoTerm);
    const bool joins = (joins_next_ && long_enough) || (names_next_ && word.is_greek);
    if (joins && piece.joint == Joint::none && is_one_space(gap_before(number)))
        piece.joint = Joint::space;
    joins_next_ = plain && (word.joins_next || word.is_greek);
    names_next_ = plain && word.forms.stem != kNoTerm && !word.is_greek;
}

void TextAnalysis::add_parts(const Piece& piece, const CachedWord& word) {
    for (std::uint32_t number = 0; number < word.part_count; ++number) {
        const WordPart& part = state_.memory.parts[word.first_part + number];
        // The first part of Zwischenanamnese is a stop word: nothing finds it.
        if (part.forms.stem == kNoTerm) continue;
        emit(piece.begin + part.begin, piece.begin + part.end, position_, TokenKind::part,
             part.forms);
    }
}

/// The compounds that end with piece `last`: with the piece before it, and with the whole chain of
/// joined pieces. Of letters with full stops, only all together.
void TextAnalysis::add_compounds(std::size_t last) {
    constexpr std::size_t kLongestChain = 6;
    const std::vector<Piece>& pieces = state_.pieces;
    std::size_t first = last;
    while (first > 0 && pieces[first].joint != Joint::none && last - first < kLongestChain &&
           pieces[first - 1].kind != PieceKind::ideographs) {
        --first;
    }
    if (first == last) return;
    if (pieces[last].joint == Joint::full_stop) {
        const bool more = last + 1 < pieces.size() && pieces[last + 1].joint == Joint::full_stop;
        if (!more) add_compound(first, last);
        return;
    }
    add_compound(last - 1, last);
    if (first + 1 < last) add_compound(first, last);
}

/// The pieces written as one word. A Greek letter stands in it by its name and, where the whole is
/// short, as TNF-alpha is also typed TNFa, by its initial.
void TextAnalysis::add_compound(std::size_t first, std::size_t last) {
    constexpr std::size_t kLongestWithInitial = 6;
    std::string& spelling = state_.scratch;
    bool numbers_only = true;
    bool greek = false;
    for (const bool initials : {false, true}) {
        if (initials && !greek) break;
        spelling.clear();
        for (std::size_t number = first; number <= last; ++number) {
            const Piece& piece = state_.pieces[number];
            numbers_only = numbers_only && piece.kind == PieceKind::number;
            std::string_view text =
                piece.kind == PieceKind::greek_letter ? greek_letter_name(raw(piece)) : raw(piece);
            const bool is_letter =
                piece.kind == PieceKind::greek_letter ||
                (number > first && piece.kind == PieceKind::word && rules_.word(text).is_greek);
            greek = greek || is_letter;
            spelling += initials && is_letter ? text.substr(0, 1) : text;
        }
        if (initials && spelling.size() > kLongestWithInitial) break;
        // Two numbers are a range or a date, no compound.
        if (!numbers_only) emit_compound(first, last);
    }
}

void TextAnalysis::emit_compound(std::size_t first, std::size_t last) {
    emit(state_.pieces[first].begin, state_.pieces[last].end, state_.piece_positions[first],
         TokenKind::compound, rules_.word(state_.scratch).forms);
    state_.tokens.back().last_position = state_.piece_positions[last];
}

void TextAnalysis::add_ideographs(std::size_t number) {
    const Piece& piece = state_.pieces[number];
    std::vector<Ideograph>& characters = state_.ideographs;
    const bool bridged = number > 0 && !characters.empty() &&
                         state_.pieces[number - 1].kind == PieceKind::ideographs &&
                         is_bridgeable(gap_before(number));
    const Ideograph before = bridged ? characters.back() : Ideograph();
    read_ideographs(text_, piece.begin, piece.end, characters);
    std::string& pair = state_.scratch;
    if (bridged && !characters.empty()) {
        pair.assign(before.folded).append(characters.front().folded);
        emit(before.begin, characters.front().end, position_ - 1, TokenKind::bridge,
             character_forms(pair));
    }
    for (std::size_t at = 0; at < characters.size(); ++at) {
        const Ideograph& here = characters[at];
        const bool last = at + 1 == characters.size();
        const TokenKind kind = characters.size() == 1 ? TokenKind::lone_character
                               : last                 ? TokenKind::last_character
                                                      : TokenKind::character;
        emit(here.begin, here.end, position_, kind, character_forms(here.folded));
        if (!last) {
            const Ideograph& next = characters[at + 1];
            pair.assign(here.folded).append(next.folded);
            emit(here.begin, next.end, position_, TokenKind::bigram, character_forms(pair));
        }
        ++position_;
    }
}

WordForms TextAnalysis::character_forms(std::string_view characters) {
    WordCache& cache = state_.memory.words;
    if (const CachedWord* known = cache.find(characters, kCharacterTag)) return known->forms;
    CachedWord word;
    word.forms.stem = state_.memory.terms.intern(WordTermClass::stem, characters);
    cache.add(characters, kCharacterTag, word);
    return word.forms;
}

void TextAnalysis::emit(std::uint32_t begin, std::uint32_t end, std::uint32_t position,
                        TokenKind kind, const WordForms& forms) {
    state_.tokens.push_back({begin, end, position, position, kind, forms});
}

}  // namespace

Analyzer::Analyzer(WordTables tables, std::uint64_t fingerprint) : tables_(std::move(tables)) {
    fingerprint_ = std::string(kRulesVersion) + "/icu-" + U_ICU_VERSION + "/snowball-xapian-" +
                   XAPIAN_VERSION + "/tables-" + std::to_string(fingerprint);
}

std::uint32_t Analyzer::analyze(std::string_view text, Language language, AnalysisBuffer& buffer,
                                std::uint32_t first_position) const {
    return TextAnalysis(text, language, is_all_capitals(text), tables_, *buffer.state_,
                        first_position)
        .run();
}

std::uint32_t Analyzer::analyze_part(std::string_view text, std::uint32_t begin, std::uint32_t end,
                                     Language language, AnalysisBuffer& buffer,
                                     std::uint32_t first_position) const {
    std::vector<Token>& tokens = buffer.state_->tokens;
    const std::size_t first = tokens.size();
    const std::uint32_t behind =
        TextAnalysis(text.substr(begin, end - begin), language, is_all_capitals(text), tables_,
                     *buffer.state_, first_position)
            .run();
    buffer.state_->restarts.clear();
    for (std::size_t at = first; at < tokens.size(); ++at) {
        tokens[at].begin += begin;
        tokens[at].end += begin;
    }
    return behind;
}

std::string Analyzer::normalize(std::string_view prefix) const {
    return fold_word(prefix);
}

std::string Analyzer::family_spelling(std::string_view folded_word, Language language) const {
    return tables_.spelling_families.unify(std::string(folded_word), stemming_language(language));
}

std::string Analyzer::skeleton(std::string_view word, Language language) const {
    return WordRules::skeleton_of(word, fold_word(word), language, tables_);
}

std::string_view Analyzer::without_particle(std::string_view word) const {
    return tables_.particles.strip(word);
}

std::vector<std::string> Analyzer::name_words(std::string_view name) const {
    std::vector<Piece> pieces;
    break_words(name, true, pieces);
    std::vector<std::string> words;
    for (const Piece& piece : pieces) {
        // Folding leaves nothing of an Arabic tatweel that stands alone.
        const std::string word = fold_word(name.substr(piece.begin, piece.end - piece.begin));
        if (!word.empty()) words.push_back(bounded_term(word));
    }
    return words;
}

bool Analyzer::is_stop_word(std::string_view word, Language language) const {
    return tables_.stop_words.contains(word, stemming_language(language));
}

}  // namespace casebook
