#include "mesh_record.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "semantic_types.hpp"

namespace casebook {
namespace {

using Row = std::pair<std::string_view, ConceptType>;

/// Branches of the tree, longer ones first. Surgery counts as therapy, as it does for the patient.
constexpr std::array<Row, 15> kTrees{{{"C23", ConceptType::finding},
                                      {"D27.505.954", ConceptType::therapy},
                                      {"E01", ConceptType::procedure},
                                      {"E02", ConceptType::therapy},
                                      {"E04", ConceptType::therapy},
                                      {"E03", ConceptType::procedure},
                                      {"E05", ConceptType::procedure},
                                      {"E06", ConceptType::procedure},
                                      {"F03", ConceptType::diagnosis},
                                      {"F01", ConceptType::finding},
                                      {"A", ConceptType::anatomy},
                                      {"B", ConceptType::organism},
                                      {"C", ConceptType::diagnosis},
                                      {"D", ConceptType::substance},
                                      {"", ConceptType::other}}};

std::string mesh_id(std::string_view id) {
    return "MeSH:" + std::string(id);
}

ConceptType type_of_record(const MeshRecord& record) {
    switch (record.kind) {
        case MeshRecordKind::protocol:
            return ConceptType::therapy;
        case MeshRecordKind::disease:
            return ConceptType::diagnosis;
        case MeshRecordKind::organism:
            return ConceptType::organism;
        case MeshRecordKind::chemical:
            return record.actions.empty() ? ConceptType::substance : ConceptType::therapy;
        case MeshRecordKind::descriptor:
            break;
    }
    ConceptType type = type_of_tree(record.tree_numbers);
    if (record.tree_numbers.empty()) type = type_of_semantic_types(record.semantic_types);
    if (type == ConceptType::substance && !record.actions.empty()) type = ConceptType::therapy;
    return type;
}

TermKind kind_of_tag(std::string_view tag) {
    if (tag == "ABB" || tag == "ABX" || tag == "ACR" || tag == "ACX") return TermKind::abbreviation;
    return tag == "TRD" ? TermKind::brand : TermKind::synonym;
}

SynonymScope scope_of_relation(std::string_view relation) {
    if (relation == "NRW") return SynonymScope::narrow;
    return relation == "BRD" ? SynonymScope::broad : SynonymScope::related;
}

bool is_heading_id(std::string_view heading) {
    return heading.size() > 1 && heading.front() == 'D' &&
           heading.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

ConceptType type_of_tree(const std::vector<std::string>& tree_numbers) {
    ConceptType best = ConceptType::other;
    for (const std::string& number : tree_numbers) {
        const auto* const row = std::ranges::find_if(
            kTrees, [&](const Row& tree) { return number.starts_with(tree.first); });
        // A disease is told before a therapy; else the order of the types tells.
        const auto rank = [](ConceptType type) {
            return type == ConceptType::diagnosis ? -1 : static_cast<int>(type);
        };
        if (rank(row->second) < rank(best)) best = row->second;
    }
    return best;
}

void MeshRecords::add(const MeshRecord& record) {
    const Number number = builder_.define(mesh_id(record.id), record.line);
    const ConceptType type = type_of_record(record);
    builder_.set_type(number, type);
    add_names(number, record.names, SynonymScope::exact, true);
    for (const MeshConcept& other : record.others)
        add_other_concept(number, other, type);
    for (const std::string& reference : record.cross_references)
        builder_.add_cross_reference(number, reference);
    for (const MeshMapping& mapping : record.mappings)
        add_mapping(number, record, mapping);
    for (const std::string& action : record.actions)
        add_heading_link(number, {action, true});
    add_tree_numbers(number, record);
}

void MeshRecords::add_names(Number number, const std::vector<MeshName>& names, SynonymScope scope,
                            bool with_preferred) {
    bool first = with_preferred;
    for (const MeshName& name : names) {
        if (name.permuted) {
            builder_.leave_out_term(LeftOut::permuted);
            continue;
        }
        const TermKind kind = first ? TermKind::preferred : kind_of_tag(name.lexical_tag);
        builder_.add_name(number, {name.term, language_, kind, scope}, name.line);
        first = false;
    }
}

/// A narrower concept of the record becomes one of its own; others are synonyms of their scope.
void MeshRecords::add_other_concept(Number number, const MeshConcept& other, ConceptType type) {
    if (other.relation == "NRW" && !other.id.empty() && !other.names.empty()) {
        const Number own = builder_.define(mesh_id(other.id), other.names.front().line);
        builder_.set_type(own, type);
        builder_.add_broader(own, builder_.id(number));
        add_names(own, other.names, SynonymScope::exact, true);
    } else {
        add_names(number, other.names, scope_of_relation(other.relation), false);
    }
}

/// The heading that stands first in importance is broader; a protocol consists of the others.
void MeshRecords::add_mapping(Number number, const MeshRecord& record, const MeshMapping& mapping) {
    const bool protocol = record.kind == MeshRecordKind::protocol;
    if (!mapping.major && !protocol) {
        builder_.leave_out_link(LeftOut::other_relation);
    } else {
        add_heading_link(number, mapping);
    }
}

void MeshRecords::add_heading_link(Number number, const MeshMapping& mapping) {
    if (!is_heading_id(mapping.heading)) {
        by_heading_.emplace_back(number, mapping);
    } else if (mapping.major) {
        builder_.add_broader(number, mesh_id(mapping.heading));
    } else {
        builder_.add_includes(number, mesh_id(mapping.heading));
    }
}

void MeshRecords::add_tree_numbers(Number number, const MeshRecord& record) {
    for (const std::string& tree_number : record.tree_numbers) {
        const bool is_new = trees_.emplace(tree_number, number).second;
        if (!is_new && trees_.find(tree_number)->second != number)
            builder_.problems().add("a tree number is another record's too", record.line,
                                    shown_id(record.id));
    }
    if (record.kind == MeshRecordKind::descriptor && !record.names.empty())
        headings_.emplace(record.names.front().term, number);
}

void MeshRecords::link_to_tree_above(std::string_view tree_number, Number number) {
    const std::size_t dot = tree_number.rfind('.');
    if (dot == std::string_view::npos) return;  // the top of a branch
    const auto above = trees_.find(tree_number.substr(0, dot));
    if (above != trees_.end()) {
        if (above->second != number) builder_.add_broader(number, builder_.id(above->second));
        return;
    }
    builder_.leave_out_link(LeftOut::unknown_concept);
    builder_.problems().add("no record has the tree number above one", builder_.line(number),
                            shown_id(builder_.id(number)) + " at " + shown_id(tree_number));
}

void MeshRecords::link_by_heading() {
    for (const auto& [number, mapping] : by_heading_) {
        const auto heading = headings_.find(mapping.heading);
        if (heading == headings_.end()) {
            builder_.leave_out_link(LeftOut::unknown_concept);
        } else if (mapping.major) {
            builder_.add_broader(number, builder_.id(heading->second));
        } else {
            builder_.add_includes(number, builder_.id(heading->second));
        }
    }
}

void MeshRecords::finish() {
    for (const auto& [tree_number, number] : trees_)
        link_to_tree_above(tree_number, number);
    link_by_heading();
}

}  // namespace casebook
