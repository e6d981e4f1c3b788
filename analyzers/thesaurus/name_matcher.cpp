#include "thesaurus/name_matcher.hpp"

#include <algorithm>

#include "thesaurus/short_form.hpp"
#include "thesaurus/term_forms.hpp"
#include "word_rules.hpp"

namespace casebook {
namespace {

FoundVia via_of(TermKind kind) {
    switch (kind) {
        case TermKind::preferred:
            return FoundVia::preferred;
        case TermKind::abbreviation:
            return FoundVia::abbreviation;
        default:
            return FoundVia::synonym;
    }
}

/// Romance languages, where "aguda linfoblástica" is as good as "linfoblástica aguda".
bool is_of_free_order(Language language) {
    static constexpr std::array kLanguages{
        Language::of("ca"), Language::of("es"), Language::of("fr"), Language::of("gl"),
        Language::of("it"), Language::of("pt"), Language::of("ro")};
    return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

}  // namespace

void NameMatcher::match(const MatchedText& text, UnitCache& cache,
                        std::span<const DefinedName> definitions, std::vector<FoundName>& names,
                        std::set<std::uint32_t>& signs) {
    text_ = text;
    cache_ = &cache;
    definitions_ = definitions;
    signs_ = &signs;
    all_capitals_ = is_all_capitals(text.text);
    last_end_ = 0;
    next_turn_ = 0;
    free_order_ = is_of_free_order(cache.word_language());
    cache.follow(*text.buffer);
    steps_.read(text.tokens);
    for (std::uint32_t step = 0; step < steps_.size();)
        step = match_step(step, names);
}

/// Appends the name that begins at `step`, if there is one. Returns the step behind it, else the
/// next.
std::uint32_t NameMatcher::match_step(std::uint32_t step, std::vector<FoundName>& names) {
    step_ = step;
    best_.end = 0;
    steps_.for_each_edge(step, [&](std::uint32_t token, std::uint32_t end_step) {
        start_words(token, end_step);
        start_folded(token, end_step);
    });
    if (best_.end == 0) start_parts(step);
    start_reordered(step);
    note_signs(step);
    if (const std::uint32_t end_step = match_definition(step, names); end_step != 0)
        return end_step;
    if (best_.end == 0) return step + 1;
    // Words inside the name speak for senses too.
    for (std::uint32_t inside = step + 1; inside < best_.end_step; ++inside)
        note_signs(inside);
    names.push_back(make_name(best_));
    last_end_ = best_.end;
    return std::max(best_.end_step, step + 1);
}

/// A short form of the report, unless a longer name begins here too. Returns the step behind it,
/// else 0; appends it if it means a concept.
std::uint32_t NameMatcher::match_definition(std::uint32_t step, std::vector<FoundName>& names) {
    if (definitions_.empty()) return 0;
    std::uint32_t end_step = 0;
    const DefinedName* const defined = find_definition(step, end_step);
    if (defined == nullptr || (best_.end != 0 && end_step < best_.end_step)) return 0;
    const Token& first = token_of(step);
    const Token& last = token_of(end_step - 1);
    last_end_ = last.end;
    if (defined->concept_number == kNoConcept) return end_step;
    FoundName name;
    name.begin = first.begin;
    name.end = last.end;
    name.first_position = first.position;
    name.last_position = last.last_position;
    name.concept_number = defined->concept_number;
    name.via = FoundVia::abbreviation;
    names.push_back(std::move(name));
    return end_step;
}

FoundName NameMatcher::make_name(const Best& best) const {
    const Token& first = text_.tokens[best.walk.first_token];
    const Token& last = text_.tokens[best.walk.last_token];
    FoundName name{first.begin,        best.end,   first.position,
                   last.last_position, kNoConcept, FoundVia::preferred,
                   best.terms.front(), {}};
    const StoredTerms& terms = table_.terms();
    const ConceptNumber number = terms.concept_number(best.terms.front());
    const bool ambiguous = std::any_of(best.terms.begin(), best.terms.end(), [&](TermNumber term) {
        return terms[term].has(thesaurus_format::kAmbiguous) ||
               (term != best.terms.front() && terms.concept_number(term) != number);
    });
    if (ambiguous) {
        name.terms = best.terms;
    } else {
        name.concept_number = number;
    }
    if (best.walk.reading == Reading::reordered) {
        name.via = FoundVia::reordered;
    } else if (best.walk.reading == Reading::participle) {
        name.via = FoundVia::inflected;
    } else if (best.exact || best.walk.reading == Reading::part) {
        name.via = via_of(static_cast<TermKind>(terms[best.terms.front()].kind));
    } else {
        name.via = FoundVia::inflected;
    }
    return name;
}

void NameMatcher::start_words(std::uint32_t token, std::uint32_t end_step) {
    const TermId term = stem_term(text_.tokens[token].forms);
    if (term == kNoTerm) return;
    if ((cache_->stem_flags(term) & UnitCache::kStarts) == 0) return;
    const UnitCache::Stem& stem = cache_->stem(term);
    start(Reading::words, stem.words, cache_->words_key(), token, end_step);
    start(Reading::latin, stem.latin, cache_->latin_key(), token, end_step);
    start(Reading::characters, stem.characters, cache_->characters_key(), token, end_step);
}

void NameMatcher::start_folded(std::uint32_t token, std::uint32_t end_step) {
    const TermId term = folded_term(text_.tokens[token].forms);
    if (term == kNoTerm) return;
    if ((cache_->folded_flags(term) & UnitCache::kStarts) == 0) return;
    const UnitCache::Folded& folded = cache_->folded(term);
    start(Reading::abbreviation, folded.abbreviation, cache_->abbreviation_key(), token, end_step);
    start(Reading::common, folded.common, cache_->common_key(), token, end_step);
    start(Reading::foreign, folded.foreign, cache_->latin_key(), token, end_step);
    start(Reading::participle, folded.participle, cache_->participle_key(), token, end_step);
}

/// The last part of a compound that is no name itself: Zirrhose in Leberzirrhose.
void NameMatcher::start_parts(std::uint32_t step) {
    const std::uint32_t whole = steps_.token(step);
    const std::uint32_t end = text_.tokens[whole].end;
    for (std::uint32_t token = whole + 1;
         token < text_.tokens.size() && text_.tokens[token].kind == TokenKind::part; ++token) {
        const TermId term = stem_term(text_.tokens[token].forms);
        if (text_.tokens[token].end != end || term == kNoTerm || best_.end != 0) continue;
        if ((cache_->stem_flags(term) & UnitCache::kStarts) == 0) continue;
        Walk walk;
        walk.reading = Reading::part;
        walk.value = cache_->stem(term).words;
        walk.first_token = walk.last_token = token;
        walk.end_step = step + 1;
        if (walk.value.has_terms()) consider(walk);
    }
}

void NameMatcher::start(Reading reading, FormValue value, FormKey space, std::uint32_t token,
                        std::uint32_t end_step) {
    if (!value.anything()) return;
    Walk walk;
    walk.reading = reading;
    walk.value = value;
    walk.key = extended(space, unit(reading, text_.tokens[token]));
    walk.first_token = walk.last_token = token;
    walk.end_step = end_step;
    path_[0] = token;
    follow(walk);
}

void NameMatcher::follow(const Walk& walk) {
    if (walk.value.has_terms()) consider(walk);
    go_on(walk);
}

void NameMatcher::go_on(const Walk& walk) {
    if (!walk.value.continues() || walk.end_step >= steps_.size() ||
        walk.depth >= TermFormer::kMostSteps) {
        return;
    }
    const std::uint8_t marks = marks_before(walk.end_step);
    if ((marks & gap_mark::kParagraph) != 0) return;
    steps_.for_each_edge(walk.end_step, [&](std::uint32_t token, std::uint32_t end_step) {
        extend(walk, token, end_step, marks);
    });
    if (marks == 0) pass(walk);
}

/// Over a word that the name has not and that changes nothing: "fracture of the left femur".
void NameMatcher::pass(const Walk& walk) {
    if (walk.reading != Reading::words || walk.passed == kMostPassed || !may_pass(walk.end_step))
        return;
    Walk next = walk;
    passed_[next.passed++] = next.end_step++;
    go_on(next);
}

void NameMatcher::extend(const Walk& walk, std::uint32_t token, std::uint32_t end_step,
                         std::uint8_t marks) {
    if (!may_stand_inside(walk.reading, text_.tokens[token])) return;
    if (is_other_course(walk.passed, walk.end_step)) return;
    Walk next = walk;
    next.key = extended(walk.key, unit(walk.reading, text_.tokens[token]));
    next.value = table_.find(next.key);
    if (!next.value.anything()) return;
    next.last_token = token;
    next.end_step = end_step;
    next.marks |= marks;
    path_[next.depth++] = token;
    follow(next);
}

/// Whether the word before `step` was gone over and this is another one such: a failure that is
/// chronic and acute is not just acute.
bool NameMatcher::is_other_course(std::uint32_t passed, std::uint32_t step) {
    return passed != 0 && passed_[passed - 1] + 1 == step && may_pass(step) &&
           token_of(step - 1).forms.stem != kNoTerm;
}

/// Keeps the name that `walk` has come to the end of, if it is one and the best.
void NameMatcher::consider(const Walk& walk) {
    const std::uint32_t end = text_.tokens[walk.last_token].end;
    const bool better = best_.end == 0 || end > best_.end ||
                        (end == best_.end && walk.reading < best_.walk.reading);
    if (!better) return;
    if (walk.passed != 0 && leaves_out_name(walk)) return;
    if (walk.passed != 0 && walk.reading == Reading::words && is_crossed(walk)) return;
    const bool single = walk.depth == 1 && walk.reading == Reading::words;
    if (single && keep_single(walk, end)) return;
    const bool compared = walk.reading == Reading::words || walk.reading == Reading::latin;
    accepted_.clear();
    accepted_exactly_.clear();
    table_.for_each_term(walk.value, [&](TermNumber term) {
        const StoredTerm stored = table_.terms()[term];
        if (compared && (walk.marks & ~stored.flags & gap_mark::kInTerm) == 0 &&
            is_spelt_as(walk, term, stored)) {
            accepted_exactly_.push_back(term);
        } else if (accepts(walk, term, stored)) {
            (compared ? accepted_ : accepted_exactly_).push_back(term);
        }
    });
    if (single) note_single(walk);
    if (!accepted_.empty() || !accepted_exactly_.empty()) keep(walk, end);
}

void NameMatcher::keep(const Walk& walk, std::uint32_t end) {
    best_.walk = walk;
    best_.end = end;
    best_.end_step = walk.end_step;
    best_.exact = !accepted_exactly_.empty();
    best_.terms = best_.exact ? accepted_exactly_ : accepted_;
}

/// As `consider`, for one word that was looked at before; false if it was not.
bool NameMatcher::keep_single(const Walk& walk, std::uint32_t end) {
    using State = UnitCache::Single::State;
    const TermId folded = folded_term(text_.tokens[walk.first_token].forms);
    const UnitCache::Single& known = cache_->single(folded);
    if (known.value.bits() != walk.value.bits() || known.state == State::unknown ||
        known.state == State::several) {
        return false;
    }
    if (known.state == State::none) return true;
    accepted_exactly_.clear();
    accepted_.assign(1, known.term);
    if (known.state == State::exact) accepted_exactly_.swap(accepted_);
    keep(walk, end);
    return true;
}

void NameMatcher::note_single(const Walk& walk) {
    using State = UnitCache::Single::State;
    UnitCache::Single& single = cache_->single(folded_term(text_.tokens[walk.first_token].forms));
    const std::vector<TermNumber>& terms =
        accepted_exactly_.empty() ? accepted_ : accepted_exactly_;
    single.value = walk.value;
    single.state = terms.empty()               ? State::none
                   : terms.size() > 1          ? State::several
                   : accepted_exactly_.empty() ? State::inflected
                                               : State::exact;
    if (!terms.empty()) single.term = terms.front();
}

/// Whether words from `step` on may be a name turned round: where a comma or a word such as "of" is
/// near, or where the language puts adjectives behind their noun in any order.
bool NameMatcher::may_be_turned(std::uint32_t step) {
    constexpr std::uint32_t kNear = 6;
    if (next_turn_ <= step) {
        for (next_turn_ = step + 1; next_turn_ < steps_.size(); ++next_turn_) {
            if ((marks_before(next_turn_) & gap_mark::kComma) != 0 || is_linking(next_turn_)) break;
        }
    }
    if (next_turn_ - step <= kNear) return true;
    const TermId stem = token_of(step).forms.stem;
    return free_order_ && stem != kNoTerm && cache_->stem(stem).words.continues();
}

bool NameMatcher::is_linking(std::uint32_t step) {
    const TermId folded = folded_term(token_of(step).forms);
    return folded != kNoTerm && (cache_->folded_flags(folded) & UnitCache::kLinking) != 0;
}

bool NameMatcher::may_pass(std::uint32_t step) {
    const WordForms& forms = token_of(step).forms;
    const TermId folded = folded_term(forms);
    return folded != kNoTerm && forms.acronym == kNoTerm &&
           (cache_->folded_flags(folded) & UnitCache::kPassing) != 0;
}

/// Whether a name begins at one of the words that were gone over, and ends no earlier: "acute right
/// heart failure" tells of a right heart failure rather than of an acute heart failure.
bool NameMatcher::leaves_out_name(const Walk& walk) {
    return std::any_of(passed_.begin(), passed_.begin() + walk.passed,
                       [&](std::uint32_t step) { return end_of_name(step) >= walk.end_step; });
}

/// Whether a longer name begins inside and ends behind the words: "placement of a drug-eluting
/// stent" tells of that kind of stent.
bool NameMatcher::is_crossed(const Walk& walk) {
    for (std::uint32_t step = walk.end_step; --step > step_;) {
        if (end_of_name(step) > walk.end_step) return true;
    }
    return false;
}

/// The step behind the longest name that begins at `step`, its words in order; 0 for none.
std::uint32_t NameMatcher::end_of_name(std::uint32_t step) {
    std::uint32_t end_step = 0;
    FormKey key = cache_->words_key();
    for (FormValue value(FormValue::kContinues); step < steps_.size() && value.continues();) {
        key = extended(key, unit(Reading::words, token_of(step++)));
        value = table_.find(key);
        if (value.has_terms()) end_step = step;
    }
    return end_step;
}

/// The content words from `step` on, in any order, with no more between them than a comma, a word
/// such as "of" or one that changes nothing.
void NameMatcher::start_reordered(std::uint32_t step) {
    if (!may_be_turned(step)) return;
    Turn begun;
    begun.step = step;
    turn(begun, step);
}

void NameMatcher::turn(const Turn& begun, std::uint32_t at) {
    constexpr std::uint32_t kFarthest = 24;  // "of the of the ..." may go on for long
    if (at == steps_.size() || at > begun.step + kFarthest ||
        begun.units.count == begun.units.units.size()) {
        return;
    }
    const Token& token = token_of(at);
    Turn next = begun;
    if (at > begun.step) {
        const std::uint8_t marks = marks_before(at);
        if ((marks & ~gap_mark::kComma) != 0) return;
        if (marks != 0 && is_linking(at)) return;
        next.comma = next.comma || marks != 0;
    }
    const TermId stem = token.forms.stem;
    if (stem != kNoTerm && (cache_->stem_flags(stem) & UnitCache::kInner) != 0 &&
        !is_other_course(next.passed, at)) {
        Turn with = next;
        with.units.units[with.units.count++] = cache_->stem(stem).unit;
        const bool turned = with.comma || with.linked;
        if (turned ? with.units.count > 1 : free_order_ && with.units.count > 2)
            try_reordered(with, at);
        turn(with, at + 1);
    }
    if (at == begun.step) return;
    if (is_linking(at)) {
        next.linked = true;
        next.joined = next.joined || !is_linking_word(folded_word(at));
        turn(next, at + 1);
    } else if (may_pass(at) && !next.comma && next.passed < kMostPassed) {
        passed_[next.passed++] = at;
        turn(next, at + 1);
    }
}

/// "pneumonia, bacterial meningitis" is no bacterial pneumonia: words turned round end where the
/// phrase ends, unless they begin with the noun that the name begins with.
void NameMatcher::try_reordered(const Turn& turn, std::uint32_t last_step) {
    SortedUnits units = turn.units;
    std::sort(units.units.begin(), units.units.begin() + units.count);
    FormKey key = cache_->sorted_key();
    for (std::uint32_t at = 0; at < units.count; ++at)
        key = extended(key, units.units[at]);
    Walk walk;
    walk.reading = Reading::reordered;
    walk.value = table_.find(key);
    if (!walk.value.has_terms()) return;
    walk.end_step = last_step + 1;
    const bool goes_on = !phrase_ends_before(walk.end_step, turn.comma);
    if (goes_on && (!free_order_ || is_crossed(walk))) return;
    walk.noun_first = free_order_ && (goes_on || turn.joined || turn.passed != 0);
    walk.first_token = steps_.token(turn.step);
    walk.last_token = steps_.token(last_step);
    walk.passed = turn.passed;
    consider(walk);
}

/// In English also before a participle, unless it may begin a clause: "carcinoma of the lung
/// treated with surgery", but "the kidney, biopsy revealed".
bool NameMatcher::phrase_ends_before(std::uint32_t step, bool comma) {
    constexpr std::size_t kShortestParticiple = 5;
    if (step == steps_.size() || marks_before(step) != 0) return true;
    if (token_of(step).forms.stem == kNoTerm) return true;
    const std::string_view word = folded_word(step);
    const std::string_view behind = text_.text.substr(token_of(step).end);
    return !comma && !behind.starts_with('-') && cache_->word_language() == Language::of("en") &&
           word.ends_with("ed") && word.size() >= kShortestParticiple &&
           text_.text[token_of(step).begin - 1] != '-';
}

void NameMatcher::note_signs(std::uint32_t step) {
    const Token& token = token_of(step);
    const TermId stem = stem_term(token.forms);
    if (stem != kNoTerm && (cache_->stem_flags(stem) & UnitCache::kSign) != 0) {
        note_signs(step, cache_->sign_words_key(), false);
        note_signs(step, cache_->sign_characters_key(), false);
    }
    const TermId folded = folded_term(token.forms);
    if (folded != kNoTerm && (cache_->folded_flags(folded) & UnitCache::kSign) != 0) {
        note_signs(step, cache_->sign_common_key(), true);
    }
}

void NameMatcher::note_signs(std::uint32_t step, FormKey key, bool folded) {
    for (FormValue value(FormValue::kContinues); step < steps_.size() && value.continues();
         ++step) {
        key = extended(key, unit(folded ? Reading::common : Reading::words, token_of(step)));
        value = table_.find(key);
        table_.for_each_term(value, [this](std::uint32_t words) { signs_->insert(words + 1); });
    }
}

const DefinedName* NameMatcher::find_definition(std::uint32_t step, std::uint32_t& end_step) {
    const std::uint32_t begin = token_of(step).begin;
    const DefinedName* longest = nullptr;
    std::size_t longest_end = 0;
    for (const DefinedName& name : definitions_) {
        if (name.short_form.front() != text_.text[begin]) continue;
        const std::size_t end = end_of_short_form(text_.text, begin, name.short_form);
        if (end <= longest_end || (all_capitals_ && is_ordinary_word(name.short_form))) continue;
        std::uint32_t behind = step;
        while (behind < steps_.size() && token_of(behind).begin < end)
            ++behind;
        if (token_of(behind - 1).end < end) continue;
        longest = &name;
        longest_end = end;
        end_step = behind;
    }
    return longest;
}

std::uint64_t NameMatcher::unit(Reading reading, const Token& token) {
    const bool by_stem = reading == Reading::words || reading == Reading::latin ||
                         reading == Reading::characters || reading == Reading::part;
    const TermId term = by_stem ? stem_term(token.forms) : folded_term(token.forms);
    if (term == kNoTerm) return 0;
    if (by_stem) return cache_->stem(term).unit;
    const UnitCache::Folded& folded = cache_->folded(term);
    return reading == Reading::foreign ? folded.english : folded.unit;
}

/// Spares looking up words that stand in no term of several.
bool NameMatcher::may_stand_inside(Reading reading, const Token& token) {
    if (reading == Reading::words || reading == Reading::latin) {
        const TermId term = stem_term(token.forms);
        return term != kNoTerm && (cache_->stem_flags(term) & UnitCache::kInner) != 0;
    }
    const TermId term = folded_term(token.forms);
    return reading != Reading::foreign || (term != kNoTerm && cache_->folded(term).english != 0);
}

std::uint8_t NameMatcher::marks_before(std::uint32_t step) const {
    const std::uint32_t from = token_of(step - 1).end;
    const std::uint32_t to = token_of(step).begin;
    return to <= from ? std::uint8_t{0} : gap_marks(text_.text.substr(from, to - from));
}

std::string_view NameMatcher::written(const Walk& walk) const {
    const std::uint32_t begin = text_.tokens[walk.first_token].begin;
    return text_.text.substr(begin, text_.tokens[walk.last_token].end - begin);
}

}  // namespace casebook
