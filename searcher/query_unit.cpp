#include "query_unit.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"

namespace casebook {
namespace {

bool is_part(const Token& token) {
    return token.kind != TokenKind::compound;
}

/// What a query has no use for: single characters inside runs, pairs across a space, the parts of a
/// word, which are less than what was typed.
bool is_of_no_use(const Token& token) {
    return token.kind == TokenKind::character || token.kind == TokenKind::last_character ||
           token.kind == TokenKind::bridge || token.kind == TokenKind::part;
}

/// The tokens of a phrase, in which pairs across a space are pairs like others, and a character
/// inside such a pair needs no place of its own.
std::vector<Token> tokens_of_phrase(std::vector<Token> tokens) {
    std::vector<Token> bridges;
    for (Token& token : tokens) {
        if (token.kind != TokenKind::bridge) continue;
        token.kind = TokenKind::bigram;
        bridges.push_back(token);
    }
    std::erase_if(tokens, [&](const Token& token) {
        return token.kind == TokenKind::lone_character &&
               std::any_of(bridges.begin(), bridges.end(), [&](const Token& bridge) {
                   return bridge.begin <= token.begin && token.end <= bridge.end;
               });
    });
    return tokens;
}

/// The tokens of a text in clusters that belong together: a compound with its parts, the bigrams of
/// one run.
std::vector<std::vector<Token>> cluster(std::vector<Token> tokens) {
    std::erase_if(tokens, is_of_no_use);
    std::stable_sort(tokens.begin(), tokens.end(), [](const Token& left, const Token& right) {
        return left.begin != right.begin ? left.begin < right.begin : left.end > right.end;
    });
    std::vector<std::vector<Token>> clusters;
    std::uint32_t end = 0;
    for (const Token& token : tokens) {
        if (clusters.empty() || token.begin >= end) clusters.emplace_back();
        clusters.back().push_back(token);
        end = std::max(end, token.end);
    }
    return clusters;
}

std::uint32_t end_of(const std::vector<Token>& cluster) {
    std::uint32_t end = 0;
    for (const Token& token : cluster)
        end = std::max(end, token.end);
    return end;
}

std::vector<Token> parts_of(const std::vector<Token>& cluster) {
    std::vector<Token> parts;
    std::copy_if(cluster.begin(), cluster.end(), std::back_inserter(parts), is_part);
    return parts;
}

/// The compounds of a whole cluster, by each of its spellings.
std::vector<Token> whole_compounds(const std::vector<Token>& cluster) {
    const std::uint32_t end = end_of(cluster);
    std::vector<Token> whole;
    std::copy_if(
        cluster.begin(), cluster.end(), std::back_inserter(whole), [&](const Token& token) {
            return !is_part(token) && token.begin == cluster.front().begin && token.end == end;
        });
    return whole;
}

/// Adds a stretch, one with those that it overlaps.
void add_span(std::vector<UnitReader::Span>& spans, UnitReader::Span span) {
    for (auto at = spans.begin(); at != spans.end();) {
        if (at->begin < span.end && span.begin < at->end) {
            span = {std::min(at->begin, span.begin), std::max(at->end, span.end)};
            at = spans.erase(at);
        } else {
            ++at;
        }
    }
    const auto behind =
        std::find_if(spans.begin(), spans.end(),
                     [&](const UnitReader::Span& other) { return other.begin >= span.end; });
    spans.insert(behind, span);
}

/// ALL is no form of "all": a unit that is an abbreviation in one language is one in all. A letter
/// that is a name, as in vitamin D, is only kept apart from the stop word.
void keep_abbreviation(QueryUnit& unit) {
    const auto is_in = [](TermClass term_class) {
        return [=](const std::string& term) { return is_of_class(term, term_class); };
    };
    const auto is_abbreviation = is_in(TermClass::acronym);
    if (std::none_of(unit.terms.begin(), unit.terms.end(), is_abbreviation)) return;
    if (unit.text.size() == 1) {
        std::erase_if(unit.terms, is_in(TermClass::surface));
        return;
    }
    std::erase_if(unit.terms, [&](const std::string& term) { return !is_abbreviation(term); });
    unit.cognates.clear();
}

template <typename Value>
void add_once(std::vector<Value>& values, Value value) {
    if (std::find(values.begin(), values.end(), value) == values.end())
        values.push_back(std::move(value));
}

}  // namespace

std::string term_in(TermClass term_class, std::string_view own_term) {
    if (term_class == TermClass::stem) return std::string(own_term);
    const bool acronym = is_of_class(own_term, TermClass::acronym);
    const bool has_counterpart =
        is_of_class(own_term, TermClass::stem) || (acronym && term_class != TermClass::title);
    if (!has_counterpart) return {};
    return make_term(term_class, acronym ? own_term.substr(1) : own_term);
}

Xapian::doccount greatest_frequency(const Xapian::Database& database,
                                    const std::vector<std::string>& terms) {
    Xapian::doccount most = 0;
    for (const std::string& term : terms)
        most = std::max(most, database.get_termfreq(term));
    return most;
}

Xapian::doccount frequency_of(const Xapian::Database& database, const TermSequence& sequence,
                              TermClass scope) {
    Xapian::doccount least = database.get_doccount();
    for (const TermSequence::Place& place : sequence.places)
        least = std::min(least, database.get_termfreq(term_in(scope, place.term)));
    return least;
}

UnitReader::UnitReader(const std::vector<Language>& languages, AnalysisBuffer& buffer)
    : languages_(languages), buffer_(buffer) {}

std::vector<QueryUnit> UnitReader::read_words(std::string_view text, std::size_t offset,
                                              bool as_typed) {
    std::vector<Reading> readings;
    std::vector<Span> spans;
    for (const Language& language : languages_) {
        readings.push_back(read(text, language));
        for (const std::vector<Token>& words : readings.back().clusters)
            add_span(spans, {words.front().begin, end_of(words)});
    }
    std::vector<QueryUnit> units;
    for (const Span& span : spans) {
        QueryUnit& unit = units.emplace_back();
        unit.begin = offset + span.begin;
        unit.end = offset + span.end;
        unit.text = text.substr(span.begin, span.end - span.begin);
        unit.as_typed = as_typed;
        for (const Reading& reading : readings)
            add_reading(unit, span, reading, as_typed);
        if (!std::all_of(readings.begin(), readings.end(),
                         [&](const Reading& reading) { return has_skeleton(reading, span); })) {
            unit.cognates.clear();
        }
        keep_abbreviation(unit);
        if (!as_typed) add_without_particle(unit);
    }
    return units;
}

/// The tokens of one language, those that lie across a space apart.
UnitReader::Reading UnitReader::read(std::string_view text, Language language) {
    Reading reading{language, {}, {}};
    std::vector<Token> within;
    for (const Token& token : analyze(text, language)) {
        const std::string_view written = text.substr(token.begin, token.end - token.begin);
        const bool across = written.find(' ') != std::string_view::npos;
        (across ? reading.across_spaces : within).push_back(token);
    }
    reading.clusters = cluster(std::move(within));
    return reading;
}

/// Whether the stretch has a skeleton in this language: it has none where it is a stop word or a
/// false friend.
bool UnitReader::has_skeleton(const Reading& reading, const Span& span) {
    for (const std::vector<Token>& words : reading.clusters) {
        for (const Token& token : words) {
            const bool whole = token.begin <= span.begin && token.end >= span.end;
            if (whole && token.forms.skeleton != kNoTerm) return true;
        }
    }
    return false;
}

/// Of "anti thymocyte", both words are also held by "antithymocyte".
void UnitReader::add_reading(QueryUnit& unit, const Span& span, const Reading& reading,
                             bool as_typed) {
    std::vector<Token> inside;
    for (const std::vector<Token>& words : reading.clusters) {
        if (words.front().begin >= span.begin && end_of(words) <= span.end)
            inside.insert(inside.end(), words.begin(), words.end());
    }
    if (!inside.empty()) add_forms(unit, inside, reading.language, as_typed);
    for (const Token& token : reading.across_spaces) {
        if (token.kind == TokenKind::compound && token.begin <= span.begin && token.end >= span.end)
            add_single(unit, token.forms, as_typed);
    }
}

QueryUnit UnitReader::read_phrase(std::string_view text, std::size_t offset) {
    QueryUnit unit;
    unit.text = text;
    unit.begin = offset;
    unit.end = offset + text.size();
    unit.quoted = true;
    for (const Language& language : languages_) {
        const auto clusters = cluster(tokens_of_phrase(analyze(text, language)));
        if (clusters.size() == 1) {
            add_forms(unit, clusters.front(), language, false);
            continue;
        }
        // Two spellings: joined words in their parts, and each as one word.
        std::vector<Token> in_parts;
        std::vector<Token> compounded;
        std::uint32_t saved = 0;
        for (const std::vector<Token>& words : clusters) {
            const std::vector<Token> whole = whole_compounds(words);
            for (const Token& part : parts_of(words)) {
                in_parts.push_back(part);
                if (whole.empty()) {
                    compounded.push_back(part);
                    compounded.back().position -= saved;
                }
            }
            if (!whole.empty()) {
                compounded.push_back(whole.front());
                compounded.back().position -= saved;
                saved += whole.front().last_position - whole.front().position;
            }
        }
        add_sequence(unit, in_parts, language);
        add_sequence(unit, compounded, language);
    }
    return unit;
}

void UnitReader::mark_stop_words(std::vector<QueryUnit*>& units) const {
    const Analyzer& analyzer = built_in_analyzer();
    const auto is_stop = [&](const QueryUnit* unit, Language language) {
        const bool could_be = std::any_of(
            unit->terms.begin(), unit->terms.end(),
            [](const std::string& term) { return is_of_class(term, TermClass::surface); });
        return could_be && analyzer.is_stop_word(analyzer.normalize(unit->text), language);
    };
    std::size_t most = 0;
    Language spoken;
    for (const Language& language : languages_) {
        const auto known = static_cast<std::size_t>(
            std::count_if(units.begin(), units.end(),
                          [&](const QueryUnit* unit) { return is_stop(unit, language); }));
        if (known > most) {
            most = known;
            spoken = language;
        }
    }
    if (most == 0 || most == units.size()) return;
    for (QueryUnit* unit : units)
        unit->stop = is_stop(unit, spoken);
}

std::vector<Token> UnitReader::analyze(std::string_view text, Language language) {
    buffer_.clear();
    built_in_analyzer().analyze(text, language, buffer_);
    return buffer_.tokens();
}

void UnitReader::add_forms(QueryUnit& unit, const std::vector<Token>& cluster, Language language,
                           bool as_typed) {
    const std::vector<Token> parts = parts_of(cluster);
    if (parts.size() == 1) {
        unit.is_character = parts.front().kind == TokenKind::lone_character;
        add_single(unit, parts.front().forms, as_typed);
        return;
    }
    // A part may be a stop word somewhere (IL-2 in Italian): there, only the whole will do.
    const std::vector<Token> whole = whole_compounds(cluster);
    const bool complete = std::all_of(parts.begin(), parts.end(),
                                      [](const Token& part) { return part.forms.stem != kNoTerm; });
    if (complete) add_sequence(unit, parts, {});
    if (!complete && whole.empty()) add_sequence(unit, parts, language);
    for (const Token& compound : whole)
        add_single(unit, compound.forms, as_typed);
}

/// Korean: 백혈병은 also finds 백혈병.
void UnitReader::add_without_particle(QueryUnit& unit) {
    const Analyzer& analyzer = built_in_analyzer();
    const std::string_view bare = analyzer.without_particle(unit.text);
    if (bare.size() == unit.text.size()) return;
    const Language language = languages_.front();
    for (const std::vector<Token>& words : cluster(analyze(bare, language)))
        add_forms(unit, words, language, false);
}

void UnitReader::add_single(QueryUnit& unit, const WordForms& forms, bool as_typed) {
    const bool surface_counts = as_typed || forms.stem == kNoTerm;
    if (!surface_counts && forms.surface != kNoTerm) unit.own_form = index_term(forms.surface);
    if (surface_counts) add_term(unit, forms.surface);
    if (!as_typed || forms.surface == kNoTerm) add_term(unit, forms.stem);
    // The stem of an abbreviation is held wherever the abbreviation is.
    if (forms.stem == kNoTerm || as_typed) add_term(unit, forms.acronym);
    if (!as_typed && forms.skeleton != kNoTerm) add_once(unit.cognates, index_term(forms.skeleton));
}

void UnitReader::add_term(QueryUnit& unit, TermId term) {
    if (term != kNoTerm) add_once(unit.terms, index_term(term));
}

/// Adds the parts as a sequence. The stop words of `language` leave gaps, and then the sequence
/// holds in reports of that language only; in English ones and those that are stemmed like them,
/// always.
void UnitReader::add_sequence(QueryUnit& unit, const std::vector<Token>& parts, Language language) {
    TermSequence sequence;
    for (const Token& part : parts) {
        if (part.forms.stem == kNoTerm) continue;
        if (sequence.places.size() == kLongestSequence) break;
        sequence.places.push_back(
            {index_term(part.forms.stem), part.position - parts.front().position});
    }
    const bool gaps = sequence.places.size() < parts.size();
    if (sequence.places.empty()) sequence = all_of_stop_words(parts);
    if (gaps && language != Language::of("en")) sequence.language = language;
    if (!sequence.places.empty()) add_once(unit.sequences, std::move(sequence));
}

/// All of these stop words, in any order.
TermSequence UnitReader::all_of_stop_words(const std::vector<Token>& parts) const {
    TermSequence sequence;
    sequence.in_order = false;
    for (const Token& part : parts) {
        const TermId term = part.forms.surface != kNoTerm ? part.forms.surface : part.forms.acronym;
        if (term != kNoTerm) sequence.places.push_back({index_term(term), 0});
    }
    return sequence;
}

std::string UnitReader::index_term(TermId term) const {
    const WordTermClass word_class = buffer_.term_class(term);
    return make_term(term_class_of(word_class), buffer_.term_text(term));
}

}  // namespace casebook
