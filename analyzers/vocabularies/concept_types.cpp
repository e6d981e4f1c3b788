#include "concept_types.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "vocabulary_ids.hpp"

namespace casebook {
namespace {

using Row = std::pair<std::string_view, ConceptType>;

constexpr std::array<Row, 11> kBranches{{
    {"MAXO:0000002", ConceptType::therapy},    // therapeutic procedure
    {"MAXO:0000013", ConceptType::therapy},    // complementary therapy
    {"MAXO:0000017", ConceptType::therapy},    // prevention
    {"MAXO:0000021", ConceptType::therapy},    // palliative care
    {"MAXO:0000003", ConceptType::procedure},  // diagnostic procedure
    {"MAXO:0001393", ConceptType::other},      // route of administration
    {"HP:0000005", ConceptType::other},        // mode of inheritance
    {"HP:0012823", ConceptType::other},        // clinical modifier
    {"HP:0031797", ConceptType::other},        // clinical course
    {"HP:0032223", ConceptType::other},        // blood group
    {"HP:0040279", ConceptType::other},        // frequency
}};

constexpr std::array<Row, 18> kVocabularies{{{"DOID", ConceptType::diagnosis},
                                             {"MONDO", ConceptType::diagnosis},
                                             {"GARD", ConceptType::diagnosis},
                                             {"ORPHA", ConceptType::diagnosis},
                                             {"OMIM", ConceptType::diagnosis},
                                             {"HP", ConceptType::finding},
                                             {"SYMP", ConceptType::finding},
                                             {"MAXO", ConceptType::procedure},
                                             {"CHEBI", ConceptType::substance},
                                             {"DRUGBANK", ConceptType::therapy},
                                             {"RXNORM", ConceptType::therapy},
                                             {"UBERON", ConceptType::anatomy},
                                             {"CL", ConceptType::anatomy},
                                             {"FMA", ConceptType::anatomy},
                                             {"NCBITaxon", ConceptType::organism},
                                             {"HGNC", ConceptType::gene},
                                             {"SO", ConceptType::gene},
                                             {"PR", ConceptType::substance}}};

template <std::size_t kSize>
std::optional<ConceptType> find_type(const std::array<Row, kSize>& rows, std::string_view key) {
    const auto* const row = std::ranges::find(rows, key, &Row::first);
    if (row == rows.end()) return std::nullopt;
    return row->second;
}

/// What a concept has from the branch that it lies in, itself or above.
std::optional<ConceptType> inherited_type(
    const ConceptRow& row, const ConceptNumbers& numbers,
    const std::vector<std::optional<ConceptType>>& inherited) {
    if (const auto own = type_of_branch(row.id)) return own;
    std::optional<ConceptType> first;
    for (const std::string& id : row.broader) {
        const auto above = numbers.find(id);
        if (above == numbers.end() || !inherited[above->second]) continue;
        if (!first || *inherited[above->second] < *first) first = inherited[above->second];
    }
    return first;
}

}  // namespace

std::optional<ConceptType> type_of_branch(std::string_view id) {
    return find_type(kBranches, id);
}

std::optional<ConceptType> type_of_vocabulary(std::string_view vocabulary) {
    return find_type(kVocabularies, vocabulary);
}

void assign_types(std::vector<ConceptRow>& concepts, const std::vector<bool>& typed,
                  const ConceptNumbers& numbers, const std::vector<std::uint32_t>& order) {
    std::vector<std::optional<ConceptType>> inherited(concepts.size());
    for (const std::uint32_t place : order) {
        ConceptRow& row = concepts[place];
        inherited[place] = inherited_type(row, numbers, inherited);
        if (typed[place]) continue;
        if (inherited[place]) {
            row.type = *inherited[place];
        } else {
            row.type = type_of_vocabulary(vocabulary_of(row.id)).value_or(ConceptType::other);
        }
    }
}

bool types_agree(ConceptType one, ConceptType other) {
    const auto family = [](ConceptType type) {
        switch (type) {
            case ConceptType::procedure:
            case ConceptType::substance:
                return ConceptType::therapy;
            case ConceptType::finding:
                return ConceptType::diagnosis;
            default:
                return type;
        }
    };
    return one == ConceptType::other || other == ConceptType::other || family(one) == family(other);
}

}  // namespace casebook
