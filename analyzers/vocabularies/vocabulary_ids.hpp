#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// The id of a concept as all vocabularies write it here, so that they meet: `MESH:D006394`,
/// `http://id.nlm.nih.gov/mesh/D006394` and `MSH:D006394` are `MeSH:D006394`;
/// `http://purl.obolibrary.org/obo/HP_0000001` is `HP:0000001`; a release date in a prefix
/// (`SNOMEDCT_US_2025_09_01`) is dropped. Other ids stay as they are.
[[nodiscard]] std::string canonical_id(std::string_view id);

/// What names the vocabulary in a canonical id: `DOID` of `DOID:162`, `CB` of `CB000001`, of a URI
/// all before its last part.
[[nodiscard]] std::string_view vocabulary_of(std::string_view id);

/// Whether ids of that vocabulary name one meaning each, so that two concepts that share such a
/// cross reference may be one. Classifications and literature are not such.
[[nodiscard]] bool is_identity_vocabulary(std::string_view vocabulary);

/// Whether `id` looks like a concept's id and not like a web page or a citation.
[[nodiscard]] bool is_concept_reference(std::string_view id);

}  // namespace casebook
