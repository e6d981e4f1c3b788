#include "read_query.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "casebook/built_in.hpp"
#include "field_filter.hpp"

namespace casebook {
namespace {

using NodeKind = QueryNode::Kind;

/// A word with a star that stands for letters: leuk*, *emia. A star alone is none, nor is HLA-A*02.
bool is_pattern(std::string_view word) {
    if (word.find('*') == std::string_view::npos) return false;
    return std::all_of(word.begin(), word.end(), [](char byte) {
        const auto letter = static_cast<unsigned char>(byte);
        return byte == '*' || letter >= 0x80 || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z');
    });
}

/// Words side by side as one stretch of text, spaces in place: the analyzer joins some of them
/// ("anti thymocyte").
std::vector<QueryNode> join_words(const std::vector<QueryNode>& nodes) {
    std::vector<QueryNode> joined;
    for (const QueryNode& node : nodes) {
        const auto is_plain = [](const QueryNode& word) {
            return word.kind == NodeKind::word && !word.as_typed && !is_pattern(word.text);
        };
        const bool goes_on = !joined.empty() && is_plain(node) && is_plain(joined.back());
        if (!goes_on) {
            joined.push_back(node);
            continue;
        }
        QueryNode& words = joined.back();
        words.text.append(node.begin - words.end, ' ');
        words.text += node.text;
        words.end = node.end;
    }
    return joined;
}

/// Whether the index keeps places of the unit's words.
bool has_places(const QueryUnit& unit) {
    const bool by_term =
        std::any_of(unit.terms.begin(), unit.terms.end(),
                    [](const std::string& term) { return is_of_class(term, TermClass::stem); });
    const bool by_sequence =
        std::any_of(unit.sequences.begin(), unit.sequences.end(),
                    [](const TermSequence& sequence) { return sequence.in_order; });
    return by_term || by_sequence || !unit.pattern.empty();
}

/// Whether all of a text is of a script that is written without spaces, or glues particles on:
/// Thai, Chinese, Japanese, Korean. No letter below U+0E00.
bool is_unspaced(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return code >= 0x80 && (code < 0xC0 || code >= 0xE0);
    });
}

class QueryReader {
public:
    QueryReader(ParsedQuery parsed, QueryManner manner, const std::vector<Language>& languages,
                AnalysisBuffer& buffer, FilterMaker& filters, const ConceptReader* concepts)
        : root_(std::move(parsed.root)),
          manner_(manner),
          question_(manner == QueryManner::plain &&
                    built_in_question_words().is_question(root_.text)),
          concepts_(concepts),
          filters_(filters),
          reader_(languages, buffer) {
        query_.diagnostics = std::move(parsed.diagnostics);
    }

    ReadQuery run() {
        take_scope();
        for (const QueryNode& node : join_words(root_.children))
            read_top(node);
        std::vector<QueryUnit*> plain;
        for (QueryUnit& unit : query_.units) {
            if (!unit.quoted && !unit.is_name && unit.scope == scope_) plain.push_back(&unit);
        }
        if (!plain.empty()) reader_.mark_stop_words(plain);
        if (question_) pass_over_question_words(plain);
        std::stable_sort(query_.diagnostics.begin(), query_.diagnostics.end(),
                         [](const Diagnostic& left, const Diagnostic& right) {
                             return left.begin < right.begin;
                         });
        return std::move(query_);
    }

private:
    /// A question's furniture need not hold, where something else is asked for.
    static void pass_over_question_words(const std::vector<QueryUnit*>& units) {
        const auto is_furniture = [](const QueryUnit* unit) {
            return unit->stop ||
                   (!unit->as_typed && built_in_question_words().passes_over(unit->text));
        };
        if (std::all_of(units.begin(), units.end(), is_furniture)) return;
        for (QueryUnit* unit : units)
            unit->stop = is_furniture(unit);
    }

    /// `in:references` anywhere at the top sends the query's words to the reference lists.
    void take_scope() {
        const auto is_scope = [](const QueryNode& node) {
            return node.kind == NodeKind::field && node.field == "in" &&
                   node.children.front().text == "references";
        };
        if (std::erase_if(root_.children, is_scope) != 0) scope_ = TermClass::reference;
    }

    void read_top(const QueryNode& node) {
        if (node.kind == NodeKind::except) {
            const QueryNode& child = node.children.front();
            if (child.kind == NodeKind::field && read_unwanted_filter(child)) return;
            for (Condition& condition : read(child)) {
                query_.unwanted.push_back(std::move(condition));
            }
        } else if (node.kind == NodeKind::field && read_filter(node)) {
            return;
        } else {
            for (Condition& condition : read(node))
                add_wanted(std::move(condition));
        }
    }

    /// A word or a name that was typed before counts more, and is no condition of its own.
    void add_wanted(Condition condition) {
        const bool name = condition.kind == Condition::Kind::named;
        if (name || condition.kind == Condition::Kind::unit) {
            const bool as_typed = !name && query_.units[condition.unit].as_typed;
            std::string key = text_of(condition, query_) + (as_typed ? "=" : "");
            const auto [known, is_new] = wanted_.try_emplace(std::move(key), query_.wanted.size());
            if (!is_new) {
                ++query_.wanted[known->second].times;
                return;
            }
        }
        query_.wanted.push_back(std::move(condition));
    }

    /// The conditions of a node that stand side by side: a word may hold several units.
    std::vector<Condition> read(const QueryNode& node) {
        switch (node.kind) {
            case NodeKind::word:
                return read_words(node, scope_);
            case NodeKind::phrase:
                return read_phrase(node, scope_);
            case NodeKind::field:
                return read_field(node);
            case NodeKind::all_of:
                return join(node, Condition::Kind::all_of);
            case NodeKind::any_of:
                return join(node, Condition::Kind::any_of);
            case NodeKind::near:
                return read_near(node);
            case NodeKind::sequence:
                return read_children(node);
            case NodeKind::except:
                read_top(node);
                return {};
        }
        return {};
    }

    std::vector<Condition> read_children(const QueryNode& node) {
        std::vector<Condition> all;
        for (const QueryNode& child : join_words(node.children)) {
            for (Condition& condition : read(child))
                all.push_back(std::move(condition));
        }
        return all;
    }

    std::vector<Condition> join(const QueryNode& node, Condition::Kind kind) {
        query_.explicit_operators = true;
        Condition joined;
        joined.kind = kind;
        for (const QueryNode& child : node.children) {
            std::vector<Condition> parts = read(child);
            if (parts.size() == 1) {
                joined.parts.push_back(std::move(parts.front()));
            } else if (!parts.empty()) {
                Condition together;
                together.kind = Condition::Kind::all_of;
                together.parts = std::move(parts);
                joined.parts.push_back(std::move(together));
            }
        }
        std::vector<Condition> result;
        if (!joined.parts.empty()) result.push_back(std::move(joined));
        return result;
    }

    std::vector<Condition> read_near(const QueryNode& node) {
        Condition near;
        near.kind = Condition::Kind::near;
        for (std::size_t at = 0; at < node.children.size(); ++at) {
            const QueryNode& child = node.children[at];
            if (scope_ != TermClass::stem || !can_be_near(child)) {
                query_.diagnostics.push_back(
                    {"bad_operand", "NEAR joins words, phrases and ORs of them; read as AND",
                     child.begin, child.end});
                return join(node, Condition::Kind::all_of);
            }
            // A word may hold several units, which then are as near to each other.
            for (Condition& part : read_without_concepts(child)) {
                if (!near.parts.empty()) near.distances.push_back(node.distances[at - (at > 0)]);
                collect_unplaced(part);
                near.parts.push_back(std::move(part));
            }
        }
        query_.explicit_operators = true;
        if (near.parts.size() < 2) return std::move(near.parts);
        std::vector<Condition> one;
        one.push_back(std::move(near));
        return one;
    }

    /// A name's place is that of its first word alone: NEAR goes by words.
    std::vector<Condition> read_without_concepts(const QueryNode& node) {
        const ConceptReader* const concepts = std::exchange(concepts_, nullptr);
        std::vector<Condition> conditions = read(node);
        concepts_ = concepts;
        return conditions;
    }

    void collect_unplaced(const Condition& part) {
        if (part.kind != Condition::Kind::unit) {
            for (const Condition& inner : part.parts)
                collect_unplaced(inner);
            return;
        }
        const QueryUnit& unit = query_.units[part.unit];
        if (has_places(unit)) return;
        query_.diagnostics.push_back({"no_places",
                                      "the index keeps no places of such a word; NEAR then asks "
                                      "only that the report holds it",
                                      unit.begin, unit.end});
    }

    static bool can_be_near(const QueryNode& node) {
        if (node.kind == NodeKind::word || node.kind == NodeKind::phrase) return !node.as_typed;
        return node.kind == NodeKind::any_of &&
               std::all_of(node.children.begin(), node.children.end(), can_be_near);
    }

    std::vector<Condition> read_words(const QueryNode& node, TermClass scope) {
        if (is_pattern(node.text)) return {add_unit(pattern_unit(node), scope)};
        std::vector<QueryUnit> units;
        const std::size_t offset = node.end - node.text.size();
        const bool whole = node.as_typed || manner_ == QueryManner::exact;
        const auto pieces = whole ? std::vector{QuestionWords::Span{0, node.text.size()}}
                                  : built_in_question_words().pieces(node.text, question_);
        for (const QuestionWords::Span& piece : pieces) {
            const std::string_view text =
                std::string_view(node.text).substr(piece.begin, piece.end - piece.begin);
            for (QueryUnit& unit : reader_.read_words(text, offset + piece.begin, node.as_typed))
                units.push_back(std::move(unit));
        }
        const std::size_t first = query_.units.size();
        std::vector<Condition> conditions = add_units(std::move(units), node, scope);
        if (pieces.size() != 1 || pieces.front().end - pieces.front().begin < node.text.size())
            keep_residue(node, first);
        if (conditions.empty() && !pieces.empty()) {
            query_.diagnostics.push_back(
                {"no_word", "nothing here is a word; left out", node.begin, node.end});
        }
        return conditions;
    }

    /// Words side by side, each a condition of its own but for those that together name a concept.
    std::vector<Condition> add_units(std::vector<QueryUnit> units, const QueryNode& node,
                                     TermClass scope) {
        std::vector<NamedStretch> names;
        if (concepts_ != nullptr && !node.as_typed && scope == TermClass::stem)
            names = names_of(units, node);
        std::vector<Condition> conditions;
        for (std::size_t at = 0; at < units.size();) {
            const NamedWords words = named_words(units, at, names);
            conditions.push_back(words.names.empty() ? add_unit(std::move(units[at]), scope)
                                                     : add_named(words, units, names));
            at = words.last_unit;
        }
        return conditions;
    }

    /// The names in a stretch of the query, in its bytes, without those that are but a part of a
    /// word: "rituximab-induced" is no rituximab. Korean and Chinese words may be glued together.
    [[nodiscard]] std::vector<NamedStretch> names_of(const std::vector<QueryUnit>& units,
                                                     const QueryNode& node) const {
        const std::size_t offset = node.end - node.text.size();
        std::vector<NamedStretch> names = concepts_->find(node.text);
        for (NamedStretch& name : names) {
            name.begin += offset;
            name.end += offset;
        }
        std::erase_if(names, [&](const NamedStretch& name) {
            return std::any_of(units.begin(), units.end(), [&](const QueryUnit& unit) {
                return overlaps(unit, name) && !is_whole_name(unit, name);
            });
        });
        return names;
    }

    static bool overlaps(const QueryUnit& unit, const NamedStretch& name) {
        return unit.begin < name.end && name.begin < unit.end;
    }

    /// Whether nothing of a unit stands outside the name but what is written without spaces.
    static bool is_whole_name(const QueryUnit& unit, const NamedStretch& name) {
        const std::string_view text = unit.text;
        const std::size_t before = name.begin > unit.begin ? name.begin - unit.begin : 0;
        const std::size_t behind = std::min(name.end - unit.begin, text.size());
        return is_unspaced(text.substr(0, before)) && is_unspaced(text.substr(behind));
    }

    /// Units from one on that a chain of names covers; one unit and no name where there is none.
    struct NamedWords {
        std::size_t first_unit;
        std::size_t last_unit;  ///< behind the last
        std::vector<std::size_t> names;
    };

    static NamedWords named_words(const std::vector<QueryUnit>& units, std::size_t first,
                                  const std::vector<NamedStretch>& names) {
        NamedWords words{first, first + 1, {}};
        for (std::size_t number = 0; number < names.size(); ++number) {
            for (std::size_t at = words.first_unit; at < words.last_unit; ++at) {
                if (!overlaps(units[at], names[number])) continue;
                words.names.push_back(number);
                while (words.last_unit < units.size() &&
                       overlaps(units[words.last_unit], names[number]))
                    ++words.last_unit;
                break;
            }
        }
        return words;
    }

    Condition add_named(const NamedWords& words, std::vector<QueryUnit>& units,
                        const std::vector<NamedStretch>& names) {
        const bool single = words.last_unit == words.first_unit + 1;
        if (single && words.names.size() == 1) {
            QueryUnit& unit = units[words.first_unit];
            name_concepts(unit, names[words.names.front()]);
            return add_unit(std::move(unit), TermClass::stem);
        }
        Condition together;
        together.kind = Condition::Kind::all_of;
        for (std::size_t at = words.first_unit; at < words.last_unit; ++at) {
            units[at].in_name = true;
            together.parts.push_back(add_unit(std::move(units[at]), TermClass::stem));
        }
        Condition named;
        named.kind = Condition::Kind::named;
        named.unit = together.parts.front().unit;
        named.parts.push_back(std::move(together));
        for (const std::size_t number : words.names)
            named.parts.push_back(add_unit(name_unit(names[number]), TermClass::stem));
        return named;
    }

    [[nodiscard]] QueryUnit name_unit(const NamedStretch& name) {
        QueryUnit unit;
        unit.text = root_.text.substr(name.begin, name.end - name.begin);
        unit.begin = name.begin;
        unit.end = name.end;
        unit.is_name = true;
        name_concepts(unit, name);
        return unit;
    }

    void name_concepts(QueryUnit& unit, const NamedStretch& name) {
        unit.senses = name.senses;
        unit.concepts = name.terms;
        unit.overlay_senses = name.overlay_senses;
        for (const std::string& other : name.other_names) {
            QueryUnit words = reader_.read_phrase(other, 0);
            if (words.terms.empty() && words.sequences.empty()) continue;
            unit.other_names.push_back({std::move(words.terms), std::move(words.sequences)});
        }
    }

    /// What a stretch of the query holds as it stands beyond the words it was taken apart into.
    void keep_residue(const QueryNode& node, std::size_t first_unit) {
        std::set<std::string> terms;
        for (const QueryUnit& whole : reader_.read_words(node.text, 0, false)) {
            for (const TermSequence& sequence : whole.sequences) {
                for (const TermSequence::Place& place : sequence.places)
                    terms.insert(place.term);
            }
        }
        for (std::size_t number = first_unit; number < query_.units.size(); ++number) {
            const QueryUnit& unit = query_.units[number];
            for (const std::string& term : unit.terms)
                terms.erase(term);
            for (const TermSequence& sequence : unit.sequences) {
                for (const TermSequence::Place& place : sequence.places)
                    terms.erase(place.term);
            }
        }
        query_.residue.merge(terms);
    }

    static QueryUnit pattern_unit(const QueryNode& node) {
        QueryUnit unit;
        unit.text = node.text;
        unit.begin = node.begin;
        unit.end = node.end;
        std::size_t begin = 0;
        for (std::size_t star = node.text.find('*'); star != std::string::npos;
             star = node.text.find('*', begin)) {
            unit.pattern +=
                built_in_analyzer().normalize(node.text.substr(begin, star - begin)) + "*";
            begin = star + 1;
        }
        unit.pattern += built_in_analyzer().normalize(node.text.substr(begin));
        return unit;
    }

    std::vector<Condition> read_phrase(const QueryNode& node, TermClass scope) {
        QueryUnit unit = reader_.read_phrase(node.text, node.end - 1 - node.text.size());
        const auto is_long = [](const TermSequence& sequence) {
            return sequence.places.size() == kLongestSequence;
        };
        if (std::any_of(unit.sequences.begin(), unit.sequences.end(), is_long)) {
            query_.diagnostics.push_back({"long_phrase",
                                          "a phrase is looked for up to its sixty-fourth word",
                                          node.begin, node.end});
        }
        std::vector<Condition> conditions;
        if (!unit.terms.empty() || !unit.sequences.empty()) {
            conditions.push_back(add_unit(std::move(unit), scope));
        }
        return conditions;
    }

    Condition add_unit(QueryUnit unit, TermClass scope) {
        unit.scope = scope;
        Condition condition;
        condition.unit = query_.units.size();
        query_.units.push_back(std::move(unit));
        return condition;
    }

    std::vector<Condition> read_scoped(const QueryNode& node, TermClass scope) {
        const QueryNode& child = node.children.front();
        return child.kind == NodeKind::phrase ? read_phrase(child, scope)
                                              : read_words(child, scope);
    }

    std::vector<Condition> read_field(const QueryNode& node) {
        const QueryNode& child = node.children.front();
        const bool simple = child.kind == NodeKind::word || child.kind == NodeKind::phrase;
        if (simple && node.field == "title") return read_scoped(node, TermClass::title);
        if (read_filter(node)) return {};
        query_.diagnostics.push_back({"unknown_field",
                                      "no field is called '" + node.field + "'; read as words",
                                      node.begin, node.begin + node.field.size()});
        QueryNode name;
        name.kind = NodeKind::word;
        name.text = node.field;
        name.begin = node.begin;
        name.end = node.begin + node.field.size();
        std::vector<Condition> conditions = read_words(name, scope_);
        for (Condition& condition : read(child))
            conditions.push_back(std::move(condition));
        return conditions;
    }

    /// The filter that a node is, if it is one.
    static std::optional<FilterField> filter_field(const QueryNode& node) {
        const QueryNode& child = node.children.front();
        if (child.kind != NodeKind::word && child.kind != NodeKind::phrase) return std::nullopt;
        return find_filter_field(node.field);
    }

    /// Whether the node is a filter, which then stands in the query's filters.
    bool read_filter(const QueryNode& node) {
        const auto field = filter_field(node);
        if (!field) return false;
        const QueryNode& child = node.children.front();
        if (field->term_class == TermClass::patient) {
            PatientWish wish;
            wish.add(field->name, {child.text});
            note_value(*field, child, wish.spellings().empty());
            query_.patients.add(wish);
        } else {
            query_.filters.push_back(make_filter(*field, child));
        }
        return true;
    }

    bool read_unwanted_filter(const QueryNode& node) {
        const auto field = filter_field(node);
        if (field) query_.unwanted_filters.push_back(make_filter(*field, node.children.front()));
        return field.has_value();
    }

    Xapian::Query make_filter(const FilterField& field, const QueryNode& value) {
        MadeFilter filter = filters_.make(field, value.text, value.as_typed);
        note_value(field, value, filter.names_nothing);
        return std::move(filter.query);
    }

    void note_value(const FilterField& field, const QueryNode& value, bool unknown) {
        if (!unknown) return;
        query_.diagnostics.push_back(
            {"unknown_value",
             "'" + value.text + "' names no " + std::string(field.name) + "; nothing has it",
             value.begin, value.end});
    }

    QueryNode root_;
    QueryManner manner_;
    bool question_;
    std::map<std::string, std::size_t> wanted_;  ///< words side by side, and their conditions
    TermClass scope_ = TermClass::stem;          ///< where words without a field are looked for
    const ConceptReader* concepts_;              ///< null: words are words
    FilterMaker& filters_;
    UnitReader reader_;
    ReadQuery query_;
};

}  // namespace

ReadQuery read_query(ParsedQuery parsed, QueryManner manner, const std::vector<Language>& languages,
                     AnalysisBuffer& buffer, FilterMaker& filters, const ConceptReader* concepts) {
    return QueryReader(std::move(parsed), manner, languages, buffer, filters, concepts).run();
}

}  // namespace casebook
