#include "semantic_types.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace casebook {
namespace {

using Row = std::pair<std::string_view, ConceptType>;

/// The types of the UMLS Semantic Network that mean one of ours, by their identifiers (TUI).
constexpr std::array<Row, 69> kTypes{{
    {"T001", ConceptType::organism},  {"T002", ConceptType::organism},
    {"T004", ConceptType::organism},  {"T005", ConceptType::organism},
    {"T007", ConceptType::organism},  {"T008", ConceptType::organism},
    {"T010", ConceptType::organism},  {"T011", ConceptType::organism},
    {"T012", ConceptType::organism},  {"T013", ConceptType::organism},
    {"T014", ConceptType::organism},  {"T015", ConceptType::organism},
    {"T016", ConceptType::organism},  {"T017", ConceptType::anatomy},
    {"T018", ConceptType::anatomy},   {"T019", ConceptType::diagnosis},
    {"T020", ConceptType::diagnosis}, {"T021", ConceptType::anatomy},
    {"T022", ConceptType::anatomy},   {"T023", ConceptType::anatomy},
    {"T024", ConceptType::anatomy},   {"T025", ConceptType::anatomy},
    {"T026", ConceptType::anatomy},   {"T028", ConceptType::gene},
    {"T029", ConceptType::anatomy},   {"T030", ConceptType::anatomy},
    {"T031", ConceptType::substance}, {"T033", ConceptType::finding},
    {"T034", ConceptType::finding},   {"T037", ConceptType::diagnosis},
    {"T046", ConceptType::diagnosis}, {"T047", ConceptType::diagnosis},
    {"T048", ConceptType::diagnosis}, {"T049", ConceptType::finding},
    {"T058", ConceptType::procedure}, {"T059", ConceptType::procedure},
    {"T060", ConceptType::procedure}, {"T061", ConceptType::therapy},
    {"T063", ConceptType::procedure}, {"T085", ConceptType::gene},
    {"T086", ConceptType::gene},      {"T103", ConceptType::substance},
    {"T104", ConceptType::substance}, {"T109", ConceptType::substance},
    {"T114", ConceptType::substance}, {"T116", ConceptType::substance},
    {"T120", ConceptType::substance}, {"T121", ConceptType::therapy},
    {"T122", ConceptType::substance}, {"T123", ConceptType::substance},
    {"T125", ConceptType::substance}, {"T126", ConceptType::substance},
    {"T127", ConceptType::substance}, {"T129", ConceptType::substance},
    {"T130", ConceptType::substance}, {"T131", ConceptType::substance},
    {"T167", ConceptType::substance}, {"T168", ConceptType::substance},
    {"T184", ConceptType::finding},   {"T190", ConceptType::diagnosis},
    {"T191", ConceptType::diagnosis}, {"T192", ConceptType::substance},
    {"T194", ConceptType::organism},  {"T195", ConceptType::therapy},
    {"T196", ConceptType::substance}, {"T197", ConceptType::substance},
    {"T200", ConceptType::therapy},   {"T201", ConceptType::finding},
    {"T204", ConceptType::organism},
}};

}  // namespace

ConceptType type_of_semantic_type(std::string_view tui) {
    const auto* const row = std::ranges::lower_bound(kTypes, tui, {}, &Row::first);
    return row != kTypes.end() && row->first == tui ? row->second : ConceptType::other;
}

ConceptType type_of_semantic_types(const std::vector<std::string>& tuis) {
    ConceptType best = ConceptType::other;
    for (const std::string& tui : tuis)
        best = std::min(best, type_of_semantic_type(tui));
    return best;
}

}  // namespace casebook
