#pragma once

#include <string_view>

#include "casebook/analyzer.hpp"
#include "casebook/context_rules.hpp"
#include "casebook/question_words.hpp"
#include "casebook/thesaurus.hpp"

/// The data tables that are compiled in, so that a program that embeds casebook needs no files of
/// ours at run time. Their sources stand in index_data/.
namespace casebook::built_in {

[[nodiscard]] std::string_view stop_words_tsv();
[[nodiscard]] std::string_view families_tsv();
[[nodiscard]] std::string_view elisions_tsv();
[[nodiscard]] std::string_view joining_prefixes_tsv();
[[nodiscard]] std::string_view ordinary_words_tsv();
[[nodiscard]] std::string_view false_friends_tsv();
[[nodiscard]] std::string_view particles_tsv();
[[nodiscard]] std::string_view compound_parts_tsv();
[[nodiscard]] std::string_view questions_tsv();
[[nodiscard]] std::string_view headings_tsv();
[[nodiscard]] std::string_view furniture_tsv();

[[nodiscard]] std::string_view context_rules_de_tsv();
[[nodiscard]] std::string_view context_rules_en_tsv();
[[nodiscard]] std::string_view context_rules_es_tsv();
[[nodiscard]] std::string_view context_rules_fr_tsv();
[[nodiscard]] std::string_view context_rules_it_tsv();
[[nodiscard]] std::string_view context_rules_ja_tsv();
[[nodiscard]] std::string_view context_rules_ko_tsv();
[[nodiscard]] std::string_view context_rules_pt_tsv();
[[nodiscard]] std::string_view context_rules_ru_tsv();
[[nodiscard]] std::string_view context_rules_zh_tsv();

/// The thesaurus of index_data/thesaurus, compiled.
[[nodiscard]] std::string_view compiled_thesaurus();

}  // namespace casebook::built_in

namespace casebook {

/// The analyzer with the built-in tables: the one that every index is made and read with. Made on
/// first use, never destroyed; threads may share it.
[[nodiscard]] const Analyzer& built_in_analyzer();

/// The built-in table of what questions in plain words are wrapped in (index_data/questions.tsv).
[[nodiscard]] const QuestionWords& built_in_question_words();

/// The rules of index_data/context_rules, by which the facts of reports are found. Made on first
/// use, never destroyed; threads may share them.
[[nodiscard]] const ContextRules& built_in_context_rules();

/// The thesaurus that is compiled in, opened in place on first use, never destroyed; threads may
/// share it.
[[nodiscard]] const Thesaurus& built_in_thesaurus();

}  // namespace casebook
