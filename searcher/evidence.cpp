#include "evidence.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "casebook/built_in.hpp"

namespace casebook {
namespace {

bool may_stand_in(const QueryUnit& unit, SectionKind kind) {
    switch (unit.scope) {
        case TermClass::title:
            return kind == SectionKind::title || kind == SectionKind::translated_title;
        case TermClass::reference:
            return kind == SectionKind::references;
        default:
            return true;
    }
}

/// Whether the place is among those just found: another form of the word may have told of it.
bool is_found(const std::vector<Evidence>& found, std::size_t unit, std::size_t text,
              std::uint32_t begin, std::uint32_t end) {
    for (auto place = found.rbegin(); place != found.rend(); ++place) {
        if (place->text != text || place->begin != begin) return false;
        if (place->unit == unit && place->end == end) return true;
    }
    return false;
}

/// Whether a unit is found at what is mentioned already.
bool is_over(const std::vector<Evidence>& found, std::size_t unit, std::size_t text,
             const ConceptMention& mention) {
    return std::any_of(found.begin(), found.end(), [&](const Evidence& place) {
        return place.unit == unit && place.text == text && place.begin < mention.end &&
               mention.begin < place.end;
    });
}

/// The name at a place; a word alone where the stretch tells of no name: an abbreviation if it
/// looks like one. None if no word begins there.
std::optional<ConceptMention> mention_at(const ConceptPlace& place,
                                         const std::vector<ConceptMention>& mentions,
                                         const std::vector<Token>& tokens) {
    const auto named = std::find_if(mentions.begin(), mentions.end(), [&](const auto& mention) {
        return mention.first_position == place.position &&
               mention.concept_number == place.concept_number;
    });
    if (named != mentions.end()) return *named;
    const auto token = std::find_if(tokens.begin(), tokens.end(), [&](const Token& word) {
        return word.position == place.position && word.kind != TokenKind::part &&
               word.kind != TokenKind::bridge;
    });
    if (token == tokens.end()) return std::nullopt;
    ConceptMention mention;
    mention.begin = token->begin;
    mention.end = token->end;
    mention.via = token->forms.acronym != kNoTerm ? FoundVia::abbreviation : FoundVia::synonym;
    return mention;
}

/// A number below 4096 from the first three bytes of a term.
std::size_t filter_bit(std::string_view prefix, std::string_view spelling) {
    std::size_t number = 0;
    for (std::size_t at = 0; at < 3; ++at) {
        const std::string_view bytes = at < prefix.size() ? prefix : spelling;
        const std::size_t inside = at < prefix.size() ? at : at - prefix.size();
        const char byte = inside < bytes.size() ? bytes[inside] : '\0';
        number = number * 31 + static_cast<unsigned char>(byte);
    }
    return number % 4096;
}

}  // namespace

int rank_of_place(SectionKind kind) {
    switch (kind) {
        case SectionKind::references:
        case SectionKind::furniture:
            return 3;
        case SectionKind::keywords:
        case SectionKind::back_matter:
            return 2;
        case SectionKind::title:
        case SectionKind::translated_title:
            return 1;
        default:
            return 0;
    }
}

std::vector<std::size_t> units_to_show(const ReadQuery& query) {
    const std::set<std::size_t> wanted = wanted_units(query);
    const bool content = std::any_of(wanted.begin(), wanted.end(),
                                     [&](std::size_t unit) { return !query.units[unit].stop; });
    std::vector<std::size_t> units;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(units),
                 [&](std::size_t unit) { return !content || !query.units[unit].stop; });
    return units;
}

EvidenceFinder::EvidenceFinder(const ReadQuery& query, AnalysisBuffer& buffer,
                               ConceptFinder* concepts)
    : query_(query), buffer_(buffer), concepts_(concepts) {
    for (const QueryUnit& unit : query.units) {
        folded_units_.push_back(built_in_analyzer().normalize(unit.text));
    }
    for (const std::size_t number : units_to_show(query)) {
        const QueryUnit& unit = query.units[number];
        for (const std::string& term : unit.terms)
            interests_[term].roles.push_back({number, nullptr});
        for (const std::string& skeleton : unit.cognates)
            interests_[skeleton].roles.push_back({number, nullptr, EvidenceKind::cognate});
        for (const TermSequence& sequence : unit.sequences)
            add_sequence(number, sequence, EvidenceKind::exact);
        for (const std::string& term : unit.correction.terms)
            interests_[term].roles.push_back({number, nullptr, EvidenceKind::correction});
        for (const std::string& skeleton : unit.correction.cognates)
            interests_[skeleton].roles.push_back({number, nullptr, EvidenceKind::correction});
        for (const TermSequence& sequence : unit.correction.sequences)
            add_sequence(number, sequence, EvidenceKind::correction);
        for (const QueryUnit::OtherName& name : unit.other_names) {
            for (const std::string& term : name.terms)
                interests_[term].roles.push_back({number, nullptr, EvidenceKind::synonym});
            for (const TermSequence& sequence : name.sequences)
                add_sequence(number, sequence, EvidenceKind::synonym);
        }
    }
    for (const auto& [term, interest] : interests_)
        filter_.set(filter_bit({}, term));
}

void EvidenceFinder::add_sequence(std::size_t unit, const TermSequence& sequence,
                                  EvidenceKind kind) {
    interests_[sequence.places.front().term].roles.push_back({unit, &sequence, kind});
    for (const TermSequence::Place& place : sequence.places)
        interests_[place.term].in_sequence = true;
}

std::vector<Evidence> EvidenceFinder::find(const std::vector<ReportText>& texts) {
    std::vector<Evidence> found;
    for (std::size_t number = 0; number < texts.size(); ++number) {
        const auto size = static_cast<std::uint32_t>(texts[number].text.size());
        find_in(texts[number], {number, 0, size, 0}, found);
    }
    return found;
}

void EvidenceFinder::find_in(const ReportText& text, const Stretch& stretch,
                             std::vector<Evidence>& found) {
    buffer_.clear();
    built_in_analyzer().analyze_part(text.text, stretch.begin, stretch.end, text.language, buffer_,
                                     stretch.position);
    by_term_.resize(buffer_.term_count());
    match_tokens(text, stretch.text, found);
    if (concepts_ != nullptr) add_concepts(text, stretch.text, found);
}

/// Adds the names that begin at the places which the index tells. Which words a name has, reading
/// the stretch tells; an abbreviation that the report defines elsewhere stands alone.
void EvidenceFinder::add_concepts(const ReportText& text, std::size_t number,
                                  std::vector<Evidence>& found) {
    const std::vector<Token>& tokens = buffer_.tokens();
    if (tokens.empty()) return;
    const auto before = [](const ConceptPlace& place, std::uint32_t position) {
        return place.position < position;
    };
    const auto from = std::lower_bound(concept_places_.begin(), concept_places_.end(),
                                       tokens.front().position, before);
    const auto to =
        std::lower_bound(from, concept_places_.end(), tokens.back().last_position + 1, before);
    if (from == to) return;
    concepts_->begin_report();
    concepts_->add_text(text.text, text.language, buffer_, tokens);
    const std::vector<ConceptMention>& mentions = concepts_->finish_report();
    for (auto place = from; place != to; ++place) {
        const auto mention = mention_at(*place, mentions, tokens);
        if (!mention || is_over(found, place->unit, number, *mention)) continue;
        const std::string_view written =
            text.text.substr(mention->begin, mention->end - mention->begin);
        found.push_back({place->unit, kind_of(*place, *mention, written), number, mention->begin,
                         mention->end});
    }
}

void EvidenceFinder::match_tokens(const ReportText& text, std::size_t number,
                                  std::vector<Evidence>& found) {
    places_.clear();
    for (const Token& token : buffer_.tokens()) {
        if (token.forms.stem != kNoTerm && interest_in(token.forms.stem).in_sequence) {
            places_.emplace(std::string(buffer_.term_text(token.forms.stem)), &token);
        }
    }
    for (const Token& token : buffer_.tokens()) {
        for (const TermId form : terms_of(token.forms)) {
            if (form != kNoTerm) match_token(token, interest_in(form), text, number, found);
        }
    }
}

/// Looked up once a term: a report repeats its words.
const EvidenceFinder::Interest& EvidenceFinder::interest_in(TermId form) {
    static const Interest kNone;
    const Interest*& interest = by_term_[form];
    if (interest != nullptr) return *interest;
    interest = &kNone;
    const TermClass term_class = term_class_of(buffer_.term_class(form));
    const std::string_view spelling = buffer_.term_text(form);
    if (!filter_.test(filter_bit(row_of(term_class).prefix, spelling))) return *interest;
    const auto known = interests_.find(make_term(term_class, spelling));
    if (known != interests_.end()) interest = &known->second;
    return *interest;
}

void EvidenceFinder::match_token(const Token& token, const Interest& interest,
                                 const ReportText& text, std::size_t number,
                                 std::vector<Evidence>& found) {
    for (const Role& role : interest.roles) {
        const QueryUnit& unit = query_.units[role.unit];
        if (!may_stand_in(unit, text.kind)) continue;
        const Token* last =
            role.sequence == nullptr ? &token : end_of_sequence(*role.sequence, token);
        if (last == nullptr) continue;
        const std::string_view written = text.text.substr(token.begin, last->end - token.begin);
        if (is_found(found, role.unit, number, token.begin, last->end)) continue;
        found.push_back({role.unit, kind_of(role, written), number, token.begin, last->end});
    }
}

/// The last token of the sequence if it starts at `first`; null if it does not stand there.
const Token* EvidenceFinder::end_of_sequence(const TermSequence& sequence,
                                             const Token& first) const {
    // A compound is the neighbour of the word before it by its first place, of the one behind by
    // its last.
    for (const std::uint32_t start : {first.position, first.last_position}) {
        const Token* last = &first;
        for (std::size_t place = 1; place < sequence.places.size() && last != nullptr; ++place) {
            const std::uint32_t wanted =
                start + sequence.places[place].offset - sequence.places.front().offset;
            const auto [from, to] = places_.equal_range(sequence.places[place].term);
            const auto here = std::find_if(from, to, [&](const auto& entry) {
                return entry.second->position == wanted || entry.second->last_position == wanted;
            });
            last = here == to ? nullptr : here->second;
        }
        if (last != nullptr) return last;
    }
    return nullptr;
}

EvidenceKind EvidenceFinder::kind_of(const ConceptPlace& place, const ConceptMention& mention,
                                     std::string_view written) const {
    if (place.relation == ConceptRelation::narrower) return EvidenceKind::narrower;
    if (place.relation == ConceptRelation::includes) return EvidenceKind::includes;
    if (built_in_analyzer().normalize(written) == folded_units_[place.unit])
        return EvidenceKind::exact;
    const std::vector<QuerySense>& senses = query_.units[place.unit].senses;
    const bool same_term = std::any_of(senses.begin(), senses.end(), [&](const QuerySense& sense) {
        return sense.term != kNoTermNumber && sense.term == mention.term;
    });
    if (same_term) return EvidenceKind::form;
    return mention.via == FoundVia::abbreviation ? EvidenceKind::abbreviation
                                                 : EvidenceKind::synonym;
}

EvidenceKind EvidenceFinder::kind_of(const Role& role, std::string_view written) const {
    if (role.kind != EvidenceKind::exact) return role.kind;
    const bool phrase = query_.units[role.unit].quoted && role.sequence != nullptr;
    if (phrase) return EvidenceKind::phrase;
    const bool as_typed = built_in_analyzer().normalize(written) == folded_units_[role.unit];
    return as_typed ? EvidenceKind::exact : EvidenceKind::form;
}

}  // namespace casebook
