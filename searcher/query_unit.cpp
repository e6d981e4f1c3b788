#include "query_unit.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"

namespace casebook {
namespace {

bool is_part(const Token& token) {
    return token.kind != TokenKind::compound;
}

/// The tokens of a text in clusters that belong together: a compound with its parts, the bigrams of
/// one run. Single characters inside runs are left out.
std::vector<std::vector<Token>> cluster(std::vector<Token> tokens) {
    std::erase_if(tokens, [](const Token& token) {
        return token.kind == TokenKind::character || token.kind == TokenKind::last_character;
    });
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

/// The compound of a whole cluster; null if it has none.
const Token* whole_compound(const std::vector<Token>& cluster) {
    const std::uint32_t end = end_of(cluster);
    const auto found = std::find_if(cluster.begin(), cluster.end(), [&](const Token& token) {
        return !is_part(token) && token.begin == cluster.front().begin && token.end == end;
    });
    return found == cluster.end() ? nullptr : &*found;
}

/// ALL is no form of "all": a unit that is an abbreviation in one language is one in all.
void keep_abbreviation(QueryUnit& unit) {
    const auto is_abbreviation = [](const std::string& term) {
        return term.starts_with(row_of(TermClass::acronym).prefix);
    };
    if (std::none_of(unit.terms.begin(), unit.terms.end(), is_abbreviation)) return;
    std::erase_if(unit.terms, [&](const std::string& term) { return !is_abbreviation(term); });
}

template <typename Value>
void add_once(std::vector<Value>& values, Value value) {
    if (std::find(values.begin(), values.end(), value) == values.end())
        values.push_back(std::move(value));
}

}  // namespace

std::string term_in(TermClass term_class, std::string_view own_term) {
    if (term_class == TermClass::stem) return std::string(own_term);
    const bool acronym = own_term.starts_with(row_of(TermClass::acronym).prefix);
    const bool surface = own_term.starts_with(row_of(TermClass::surface).prefix);
    if (surface || (acronym && term_class == TermClass::title)) return {};
    return make_term(term_class, acronym ? own_term.substr(1) : own_term);
}

UnitReader::UnitReader(const std::vector<Language>& languages, AnalysisBuffer& buffer)
    : languages_(languages), buffer_(buffer) {}

std::vector<QueryUnit> UnitReader::read_words(std::string_view text, std::size_t offset,
                                              bool as_typed) {
    std::vector<QueryUnit> units;
    for (const Language& language : languages_) {
        const auto clusters = cluster(analyze(text, language));
        units.resize(std::max(units.size(), clusters.size()));
        for (std::size_t number = 0; number < clusters.size(); ++number) {
            QueryUnit& unit = units[number];
            const std::uint32_t begin = clusters[number].front().begin;
            unit.begin = offset + begin;
            unit.end = offset + end_of(clusters[number]);
            unit.text = text.substr(begin, end_of(clusters[number]) - begin);
            add_forms(unit, clusters[number], as_typed);
        }
    }
    for (QueryUnit& unit : units)
        keep_abbreviation(unit);
    return units;
}

QueryUnit UnitReader::read_phrase(std::string_view text, std::size_t offset) {
    QueryUnit unit;
    unit.text = text;
    unit.begin = offset;
    unit.end = offset + text.size();
    unit.quoted = true;
    for (const Language& language : languages_) {
        const auto clusters = cluster(analyze(text, language));
        if (clusters.size() == 1) {
            add_forms(unit, clusters.front(), false);
            continue;
        }
        // Two spellings: joined words in their parts, and each as one word.
        std::vector<Token> in_parts;
        std::vector<Token> compounded;
        std::uint32_t saved = 0;
        for (const std::vector<Token>& words : clusters) {
            for (const Token& part : parts_of(words)) {
                in_parts.push_back(part);
                if (whole_compound(words) == nullptr) {
                    compounded.push_back(part);
                    compounded.back().position -= saved;
                }
            }
            if (const Token* whole = whole_compound(words)) {
                compounded.push_back(*whole);
                compounded.back().position -= saved;
                saved += whole->last_position - whole->position;
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
        const bool could_be =
            std::any_of(unit->terms.begin(), unit->terms.end(), [](const std::string& term) {
                return term.starts_with(row_of(TermClass::surface).prefix);
            });
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

void UnitReader::add_forms(QueryUnit& unit, const std::vector<Token>& cluster, bool as_typed) {
    const std::vector<Token> parts = parts_of(cluster);
    if (parts.size() == 1) {
        unit.is_character = parts.front().kind == TokenKind::lone_character;
        add_single(unit, parts.front().forms, as_typed);
        return;
    }
    // A part may be a stop word somewhere (IL-2 in Italian): there, only the whole will do.
    const bool complete = std::all_of(parts.begin(), parts.end(),
                                      [](const Token& part) { return part.forms.stem != kNoTerm; });
    if (complete) add_sequence(unit, parts, {});
    if (const Token* whole = whole_compound(cluster)) add_single(unit, whole->forms, as_typed);
}

void UnitReader::add_single(QueryUnit& unit, const WordForms& forms, bool as_typed) {
    const bool surface_counts = as_typed || forms.stem == kNoTerm;
    if (surface_counts) add_term(unit, forms.surface);
    if (!as_typed || forms.surface == kNoTerm) add_term(unit, forms.stem);
    // The stem of an abbreviation is held wherever the abbreviation is.
    if (forms.stem == kNoTerm || as_typed) add_term(unit, forms.acronym);
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
        sequence.places.push_back(
            {index_term(part.forms.stem), part.position - parts.front().position});
    }
    const bool gaps = sequence.places.size() < parts.size();
    if (sequence.places.empty()) sequence = all_of_stop_words(parts);
    if (gaps && language != Language::from_tag("en")) sequence.language = language;
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
