#include "evidence.hpp"

#include <algorithm>
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

}  // namespace

EvidenceFinder::EvidenceFinder(const ReadQuery& query, AnalysisBuffer& buffer)
    : query_(query), buffer_(buffer) {
    const std::set<std::size_t> wanted = wanted_units(query);
    const bool content = std::any_of(wanted.begin(), wanted.end(),
                                     [&](std::size_t unit) { return !query.units[unit].stop; });
    for (const QueryUnit& unit : query.units) {
        folded_units_.push_back(built_in_analyzer().normalize(unit.text));
    }
    for (const std::size_t number : wanted) {
        const QueryUnit& unit = query.units[number];
        if (unit.stop && content) continue;
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
    }
}

void EvidenceFinder::add_sequence(std::size_t unit, const TermSequence& sequence,
                                  EvidenceKind kind) {
    interests_[sequence.places.front().term].roles.push_back({unit, &sequence, kind});
    for (const TermSequence::Place& place : sequence.places)
        interests_[place.term].in_sequence = true;
}

std::vector<Evidence> EvidenceFinder::find(const std::vector<ReportText>& texts) {
    std::vector<Evidence> found;
    if (interests_.empty()) return found;
    for (std::size_t number = 0; number < texts.size(); ++number)
        find_in_text(texts[number], number, found);
    return found;
}

void EvidenceFinder::find_in_text(const ReportText& text, std::size_t number,
                                  std::vector<Evidence>& found) {
    buffer_.clear();
    built_in_analyzer().analyze(text.text, text.language, buffer_);
    by_term_.resize(buffer_.term_count());
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
    if (interest == nullptr) {
        const auto known = interests_.find(
            make_term(term_class_of(buffer_.term_class(form)), buffer_.term_text(form)));
        interest = known == interests_.end() ? &kNone : &known->second;
    }
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

EvidenceKind EvidenceFinder::kind_of(const Role& role, std::string_view written) const {
    if (role.kind != EvidenceKind::exact) return role.kind;
    const bool phrase = query_.units[role.unit].quoted && role.sequence != nullptr;
    if (phrase) return EvidenceKind::phrase;
    const bool as_typed = built_in_analyzer().normalize(written) == folded_units_[role.unit];
    return as_typed ? EvidenceKind::exact : EvidenceKind::form;
}

}  // namespace casebook
