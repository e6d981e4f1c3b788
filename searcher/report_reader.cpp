#include "report_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "passages.hpp"
#include "stretch_list.hpp"
#include "text_cutter.hpp"

namespace casebook {
namespace {

/// Places of a unit that are read in vain before others are tried.
constexpr std::size_t kMostTries = 3;

/// Up to so many units, each is named by its first place, and by one where it stands as typed.
constexpr std::size_t kFewUnits = 8;

/// Places looked at of a spelling that no position tells of.
constexpr std::size_t kMostSpelled = 16;

bool is_in(SectionKind kind, TermClass where) {
    switch (where) {
        case TermClass::reference:
            return kind == SectionKind::references;
        case TermClass::furniture:
            return kind == SectionKind::furniture;
        default:
            return is_own_text(kind);
    }
}

bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/// Whether no Latin letter or digit stands right before or behind the place.
bool stands_alone(std::string_view text, const Evidence& place) {
    const bool before = place.begin > 0 && is_word_byte(text[place.begin - 1]);
    const bool behind = place.end < text.size() && is_word_byte(text[place.end]);
    return !before && !behind;
}

}  // namespace

/// The reading of one report.
class ReportReader::Visit {
public:
    Visit(ReportReader& reader, const CaseReport& report, const IndexedReport& indexed,
          const std::vector<ReportText>& texts, const std::vector<std::size_t>& units,
          const std::vector<ConceptPlace>& concepts)
        : reader_(reader),
          concepts_(concepts),
          report_(report),
          indexed_(indexed),
          texts_(texts),
          units_(units),
          asked_(units_of_query()),
          best_(units_of_query()) {
        for (const std::size_t unit : units_)
            asked_[unit] = true;
    }

    ReadEvidence run() {
        // The words of a long query stand all over a report.
        const bool many = units_.size() > kFewUnits;
        if (own_bytes() <= (many ? kMostBytes : kShortReport)) {
            read_own_text();
        } else {
            follow_clues();
            for (const std::size_t unit : units_)
                look_further(unit);
            read_on();
        }
        for (const std::size_t unit : units_)
            look_elsewhere(unit);
        drop_plain_names();
        sort_evidence(result_.evidence);
        result_.read = read_.stretches();
        return std::move(result_);
    }

private:
    /// Of a name of several words that stands as it was typed, the words tell.
    void drop_plain_names() {
        const std::vector<QueryUnit>& units = reader_.query_.units;
        std::vector<Evidence> words;
        std::copy_if(result_.evidence.begin(), result_.evidence.end(), std::back_inserter(words),
                     [&](const Evidence& place) { return units[place.unit].in_name; });
        std::erase_if(result_.evidence, [&](const Evidence& place) {
            if (!units[place.unit].is_name || place.kind > EvidenceKind::form) return false;
            return std::any_of(words.begin(), words.end(), [&](const Evidence& word) {
                return word.text == place.text && word.begin >= place.begin &&
                       word.end <= place.end;
            });
        });
    }

    [[nodiscard]] std::size_t own_bytes() const {
        std::size_t bytes = 0;
        for (const ReportText& text : texts_)
            bytes += is_own_text(text.kind) ? text.text.size() : 0;
        return bytes;
    }

    void read_own_text() {
        for (std::size_t text = 0; text < texts_.size(); ++text) {
            if (is_own_text(texts_[text].kind)) want(whole(text));
        }
        read_pending();
    }

    /// Reads the best passages and the first place of each unit.
    void follow_clues() {
        for (const std::size_t unit : units_)
            find_places(unit);
        sort_evidence(places_);
        std::vector<Evidence> guesses = places_;
        leave_out_titles(report_, texts_, guesses);
        for (const Passage& passage :
             choose_passages(texts_, guesses, reader_.weights(), kPassages)) {
            want(surroundings(guesses[passage.first], guesses[passage.last]));
        }
        std::vector<std::vector<Evidence>> by_unit(units_of_query());
        for (const Evidence& place : places_)
            by_unit[place.unit].push_back(place);
        for (const std::size_t unit : units_)
            want_first(by_unit[unit]);
        read_pending();
    }

    /// The first of the best places of a unit. Where there are many units, one that is read anyway
    /// will do.
    void want_first(const std::vector<Evidence>& places) {
        const Evidence* first = nullptr;
        for (const Evidence& place : places) {
            if (first == nullptr || rank_of(place) < rank_of(*first)) first = &place;
            const bool will_do = units_.size() > kFewUnits && rank_of(place) == 0;
            if (will_do && pending_.covers(stretch_at(place))) return;
        }
        if (first != nullptr) want(stretch_at(*first));
    }

    void find_places(std::size_t unit) {
        if (scope_of(unit) != TermClass::stem) {
            want_titles();
            return;
        }
        const std::size_t known = places_.size();
        reader_.clues_.add_positions(unit, indexed_, places_);
        add_concept_places(unit);
        if (places_.size() == known && is_held(unit)) add_spelled(unit, TermClass::stem, places_);
    }

    void add_concept_places(std::size_t unit) {
        for (const ConceptPlace& place : concepts_) {
            if (place.unit != unit) continue;
            const auto stretch = indexed_.stretch_of(place.position);
            if (!stretch) continue;
            const std::uint32_t begin = indexed_.guess_byte(place.position, *stretch);
            places_.push_back({unit, EvidenceKind::synonym, stretch->text, begin, begin + 1});
        }
    }

    void want_titles() {
        for (std::size_t text = 0; text < texts_.size(); ++text) {
            const SectionKind kind = texts_[text].kind;
            if (kind == SectionKind::title || kind == SectionKind::translated_title)
                want(whole(text));
        }
    }

    void add_spelled(std::size_t unit, TermClass where, std::vector<Evidence>& places) const {
        for (std::size_t text = 0; text < texts_.size(); ++text) {
            if (is_in(texts_[text].kind, where))
                reader_.clues_.add_spelled(unit, texts_[text], text, 0, kMostSpelled, places);
        }
    }

    /// Reads further places of a unit that is not found in the account, or not as it was typed.
    void look_further(std::size_t unit) {
        if (scope_of(unit) != TermClass::stem) return;
        std::size_t tries = 0;
        for (const Evidence& place : places_) {
            if (best_[unit].rank == 0 || tries == kMostTries) break;
            if (place.unit == unit && visit(place)) ++tries;
        }
        if (best_[unit].rank > 0) look_for_cognate(unit);
        const bool as_form = best_[unit].kind == EvidenceKind::form && units_.size() <= kFewUnits;
        if (as_form || (!is_found(unit) && is_held(unit))) look_for_spelling(unit);
    }

    void look_for_cognate(std::size_t unit) {
        if (!reader_.clues_.has_cognate(unit, indexed_.number(), reader_.presence_)) return;
        std::vector<Evidence> found;
        for (std::size_t text = 0; text < texts_.size() && found.empty(); ++text) {
            if (makes_passages(texts_[text].kind))
                reader_.clues_.add_cognate(unit, texts_[text], text, found);
        }
        for (const Evidence& place : found)
            visit(place);
    }

    /// The word as typed is better evidence than another form.
    void look_for_spelling(std::size_t unit) {
        std::vector<Evidence> spelled;
        add_spelled(unit, TermClass::stem, spelled);
        for (const Evidence& place : spelled) {
            const ReportText& text = texts_[place.text];
            if (makes_passages(text.kind) && stands_alone(text.text, place) && visit(place)) return;
        }
    }

    /// Where the index says that the report holds a unit, and no clue has led to it, there is
    /// nothing but to read on.
    void read_on() {
        for (std::size_t text = 0; text < texts_.size(); ++text) {
            if (!is_own_text(texts_[text].kind)) continue;
            const auto size = static_cast<std::uint32_t>(texts_[text].text.size());
            for (std::uint32_t at = 0; at < size;) {
                if (!misses_held_unit()) return;
                const Stretch stretch = indexed_.stretch_around(text, at, at + 1);
                at = stretch.end;
                if (read_.covers(stretch)) continue;
                if (!want(stretch)) return;
                read_pending();
            }
        }
    }

    [[nodiscard]] bool misses_held_unit() {
        return std::any_of(units_.begin(), units_.end(), [&](std::size_t unit) {
            return !is_found(unit) && scope_of(unit) == TermClass::stem && is_held(unit);
        });
    }

    [[nodiscard]] bool is_held(std::size_t unit) {
        const auto [known, added] = held_.try_emplace(unit);
        if (added) {
            known->second = is_held_in(unit, TermClass::stem) ||
                            reader_.clues_.has_cognate(unit, indexed_.number(), reader_.presence_);
        }
        return known->second;
    }

    [[nodiscard]] bool is_held_in(std::size_t unit, TermClass where) {
        return reader_.clues_.is_held(unit, indexed_.number(), where, reader_.presence_);
    }

    /// Of a unit that the report does not hold, the place in references or furniture.
    void look_elsewhere(std::size_t unit) {
        for (const TermClass where : {TermClass::reference, TermClass::furniture}) {
            if (is_found(unit) || !is_held_in(unit, where)) continue;
            std::vector<Evidence> spelled;
            add_spelled(unit, where, spelled);
            std::size_t tries = 0;
            for (const Evidence& place : spelled) {
                if (is_found(unit) || tries == kMostTries) break;
                if (visit(place)) ++tries;
            }
            if (!is_found(unit)) read_beginnings(where);
        }
    }

    void read_beginnings(TermClass where) {
        for (std::size_t text = 0; text < texts_.size(); ++text) {
            if (!is_in(texts_[text].kind, where)) continue;
            const auto size = static_cast<std::uint32_t>(texts_[text].text.size());
            for (std::uint32_t at = 0; at < size;) {
                const Stretch stretch = indexed_.stretch_around(text, at, at + 1);
                at = stretch.end;
                if (!read_.covers(stretch) && !want(stretch)) break;
            }
        }
        read_pending();
    }

    /// Reads the stretch of a place; false if it is read already, or too much.
    bool visit(const Evidence& place) {
        const Stretch stretch = stretch_at(place);
        if (read_.covers(stretch) || !want(stretch)) return false;
        read_pending();
        return true;
    }

    [[nodiscard]] Stretch whole(std::size_t text) const {
        return indexed_.stretch_around(text, 0,
                                       static_cast<std::uint32_t>(texts_[text].text.size()));
    }

    [[nodiscard]] Stretch stretch_at(const Evidence& place) const {
        return indexed_.stretch_around(place.text, place.begin, place.end);
    }

    /// The stretch that a passage from one place to another may show.
    [[nodiscard]] Stretch surroundings(const Evidence& first, const Evidence& last) const {
        const std::string_view text = texts_[first.text].text;
        const auto lead = static_cast<std::uint32_t>(bytes_of_columns(text, kLeadColumns));
        const auto length = static_cast<std::uint32_t>(bytes_of_columns(text, kPassageColumns));
        const std::uint32_t end = std::max(last.end, first.begin + length);
        return indexed_.stretch_around(first.text, first.begin - std::min(first.begin, lead),
                                       std::min(end, static_cast<std::uint32_t>(text.size())));
    }

    /// Notes a stretch to be read; false if it is too much.
    bool want(const Stretch& stretch) {
        if (read_.covers(stretch)) return true;
        const std::size_t more = pending_.bytes_missing(stretch);
        rereads_ = rereads_ || read_.bytes_missing(stretch) < stretch.end - stretch.begin;
        if (result_.bytes + pending_bytes_ + more > kMostBytes) return false;
        pending_bytes_ += more;
        pending_.add(stretch);
        return true;
    }

    void read_pending() {
        std::vector<Evidence> found;
        for (const Stretch& stretch : pending_.stretches()) {
            reader_.finder_.find_in(texts_[stretch.text], stretch, found);
            read_.add(stretch);
        }
        result_.bytes += pending_bytes_;
        pending_bytes_ = 0;
        pending_.clear();
        for (const Evidence& place : found) {
            const bool known =
                rereads_ && std::find(result_.evidence.begin(), result_.evidence.end(), place) !=
                                result_.evidence.end();
            if (asked_[place.unit] && !known) add(place);
        }
        rereads_ = false;
    }

    void add(const Evidence& place) {
        result_.evidence.push_back(place);
        Best& best = best_[place.unit];
        best.rank = std::min(best.rank, rank_of(place));
        if (!best.kind || place.kind < *best.kind) best.kind = place.kind;
    }

    [[nodiscard]] std::size_t units_of_query() const { return reader_.query_.units.size(); }

    [[nodiscard]] TermClass scope_of(std::size_t unit) const {
        return reader_.query_.units[unit].scope;
    }

    [[nodiscard]] int rank_of(const Evidence& place) const {
        return rank_of_place(texts_[place.text].kind);
    }

    [[nodiscard]] bool is_found(std::size_t unit) const { return best_[unit].kind.has_value(); }

    /// What is found of a unit so far.
    struct Best {
        int rank = 100;  ///< beyond all while there is nothing
        std::optional<EvidenceKind> kind;
    };

    ReportReader& reader_;
    const std::vector<ConceptPlace>& concepts_;
    const CaseReport& report_;
    const IndexedReport& indexed_;
    const std::vector<ReportText>& texts_;
    const std::vector<std::size_t>& units_;
    std::vector<Evidence> places_;  ///< guesses, in reading order
    StretchList pending_;
    std::size_t pending_bytes_ = 0;
    StretchList read_;
    bool rereads_ = false;              ///< something pending lies over what is read
    std::vector<bool> asked_;           ///< by unit
    std::vector<Best> best_;            ///< by unit
    std::map<std::size_t, bool> held_;  ///< by unit, once asked
    ReadEvidence result_;
};

ReportReader::ReportReader(const ReadQuery& query, IndexHandle& handle,
                           std::vector<Xapian::docid> documents)
    : query_(query),
      database_(handle.index.database),
      own_positions_(handle.index.identity.positions == "own"),
      finder_(query, handle.buffer, &*handle.concepts),
      clues_(query, database_, handle.languages, handle.buffer),
      concepts_(query, database_),
      presence_(database_, std::move(documents)),
      units_(units_to_show(query)) {
    std::stable_sort(units_.begin(), units_.end(), [&](std::size_t left, std::size_t right) {
        return weights()[left] > weights()[right];
    });
}

ReadEvidence ReportReader::read(const CaseReport& report, const Xapian::Document& document,
                                const std::vector<ReportText>& texts,
                                const std::vector<std::size_t>& units) {
    const IndexedReport indexed(database_, own_positions_, document, texts);
    const std::vector<ConceptPlace> concepts = concepts_.find(indexed);
    finder_.turn_to(concepts);
    return Visit(*this, report, indexed, texts, units, concepts).run();
}

/// Of words that name a concept, either the words or the concept must be found: counts as found
/// what need not be.
void ReportReader::judge_name(const Condition& named, Xapian::docid document,
                              std::set<std::size_t>& own) {
    bool by_concept = true;
    for (std::size_t part = 1; part < named.parts.size(); ++part) {
        const std::size_t unit = named.parts[part].unit;
        by_concept = by_concept && (own.contains(unit) ||
                                    clues_.is_held(unit, document, TermClass::stem, presence_));
        own.insert(unit);
    }
    if (!by_concept) return;
    for (const Condition& word : named.parts.front().parts)
        own.insert(word.unit);
}

std::string ReportReader::partial_reason(const Xapian::Document& document,
                                         const std::vector<ReportText>& texts,
                                         const std::vector<Evidence>& evidence) {
    const auto is_held = [&](std::size_t unit, TermClass where) {
        return clues_.is_held(unit, document.get_docid(), where, presence_);
    };
    std::set<std::size_t> own;
    for (const Evidence& place : evidence) {
        if (is_own_text(texts[place.text].kind)) own.insert(place.unit);
    }
    for (const Condition& condition : query_.wanted) {
        if (condition.kind != Condition::Kind::named) continue;
        judge_name(condition, document.get_docid(), own);
    }
    bool in_references = false;
    bool in_furniture = false;
    for (const std::size_t unit : wanted_units(query_)) {
        if (own.contains(unit) || query_.units[unit].stop) continue;
        if (is_held(unit, TermClass::reference)) {
            in_references = true;
        } else if (is_held(unit, TermClass::furniture)) {
            in_furniture = true;
        } else if (!is_held(unit, TermClass::stem)) {
            return "missing";
        }
    }
    if (in_references) return "references";
    return in_furniture ? "furniture" : "missing";
}

}  // namespace casebook
