#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/byte_source.hpp"
#include "vocabulary_builder.hpp"

/// One importer a format. Each reads all of a source into a builder and leaves finishing it to the
/// caller; none throws for what the source holds.
namespace casebook {

/// The format of a file that begins with `head`; none if it looks like no vocabulary.
[[nodiscard]] std::optional<VocabularyFormat> format_of_text(std::string_view head);

void import_obo(ByteSource& source, VocabularyBuilder& builder);
void import_mesh_xml(ByteSource& source, VocabularyBuilder& builder);
void import_mesh_ascii(ByteSource& source, VocabularyBuilder& builder);
void import_skos(ByteSource& source, VocabularyBuilder& builder);

/// `name` begins the ids of the concepts, `NAME:LINE`.
void import_synonyms(ByteSource& source, const std::string& name, VocabularyBuilder& builder);
void import_babelon(ByteSource& source, VocabularyBuilder& builder);

/// Any of the tables of a thesaurus folder. Rows of ambiguous.tsv go to `senses`.
void import_casebook_tsv(ByteSource& source, VocabularyBuilder& builder,
                         std::vector<SenseRow>& senses);

/// All tables that lie in `folder`.
void import_casebook_folder(const std::filesystem::path& folder, VocabularyBuilder& builder,
                            std::vector<SenseRow>& senses);

/// The tables of a UMLS release that lie in `folder`.
void import_umls(const std::filesystem::path& folder, VocabularyBuilder& builder);

}  // namespace casebook
