#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vocabulary_builder.hpp"

namespace casebook {

enum class MeshRecordKind : std::uint8_t { descriptor, chemical, protocol, disease, organism };

/// A name of a MeSH record.
struct MeshName {
    std::string term;
    std::string lexical_tag;  ///< `ABB`, `TRD`, …; empty if none
    std::uint64_t line = 0;
    bool permuted = false;
};

/// A heading that a supplementary record is mapped to.
struct MeshMapping {
    std::string heading;  ///< its UI, or its name where the file tells no more
    bool major = false;
};

/// A MeSH concept other than the preferred one of its record.
struct MeshConcept {
    std::string id;        ///< `M0353609`; empty where the file tells none
    std::string relation;  ///< `NRW`, `BRD`, `REL`: what it is to the preferred concept
    std::vector<MeshName> names;
};

/// A descriptor or supplementary record, from XML or ASCII.
struct MeshRecord {
    std::string id;  ///< `D000961`
    MeshRecordKind kind = MeshRecordKind::descriptor;
    std::vector<MeshName> names;  ///< of the preferred concept, the preferred one first
    std::vector<MeshConcept> others;
    std::vector<std::string> tree_numbers;
    std::vector<MeshMapping> mappings;
    std::vector<std::string> semantic_types;    ///< `T121`
    std::vector<std::string> cross_references;  ///< with prefix
    std::vector<std::string> actions;           ///< pharmacological: UI or name of a heading each
    std::uint64_t line = 0;
};

/// Puts records into a builder and, after the last, turns tree numbers into broader concepts.
class MeshRecords {
public:
    MeshRecords(std::string_view language, VocabularyBuilder& builder)
        : language_(language), builder_(builder) {}

    void add(const MeshRecord& record);
    void finish();

private:
    using Number = VocabularyBuilder::Number;

    void add_names(Number number, const std::vector<MeshName>& names, SynonymScope scope,
                   bool with_preferred);
    void add_other_concept(Number number, const MeshConcept& other, ConceptType type);
    void add_mapping(Number number, const MeshRecord& record, const MeshMapping& mapping);
    void add_heading_link(Number number, const MeshMapping& mapping);
    void add_tree_numbers(Number number, const MeshRecord& record);
    void link_by_heading();
    void link_to_tree_above(std::string_view tree_number, Number number);

    std::string language_;
    VocabularyBuilder& builder_;
    std::map<std::string, Number, std::less<>> trees_;
    std::map<std::string, Number, std::less<>> headings_;
    std::vector<std::pair<Number, MeshMapping>> by_heading_;  ///< mappings that tell a name
};

/// What a record with these tree numbers is: the branch that tells most of it where there are
/// several (a disease before a finding).
[[nodiscard]] ConceptType type_of_tree(const std::vector<std::string>& tree_numbers);

}  // namespace casebook
