#include "casebook/vocabulary_merge.hpp"
#include "casebook/built_in.hpp"
#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

struct Merged {
    ThesaurusSource source;
    MergeCounts counts;
    std::vector<VocabularyProblem> problems;
};

/// The OBO files merged in their order.
Merged merge(const std::vector<std::string>& files) {
    std::vector<ThesaurusSource> sources;
    for (const std::string& file : files)
        sources.push_back(import_text("format-version: 1.2\n" + file).source);
    Merged merged;
    merged.source =
        merge_vocabularies(std::move(sources), built_in_analyzer(), merged.counts, merged.problems);
    for (const RowCount* rows :
         {&merged.counts.concepts, &merged.counts.terms, &merged.counts.links})
        CHECK(rows->read == rows->used + rows->all_left_out());
    return merged;
}

/// A stanza: the name and further lines.
std::string term(const std::string& id, const std::string& name, const std::string& more = "") {
    return "[Term]\nid: " + id + "\nname: " + name + "\n" + more + "\n";
}

std::string synonym(const std::string& text) {
    return "synonym: \"" + text + "\" EXACT []\n";
}

}  // namespace

TEST_CASE("concepts that share a name and no rival become one", "[vocabularies][merge]") {
    const Merged merged =
        merge({term("DOID:1", "marrow leukaemia", synonym("pale marrow")),
               term("MONDO:7", "Marrow Leukemia", synonym("wan marrow") + "is_a: MONDO:8\n") +
                   term("MONDO:8", "marrow disease")});
    CHECK(merged.counts.by_name == 1);
    CHECK(dump(merged.source) ==
          "DOID:1 diagnosis <MONDO:8 =MONDO:7\n"
          "  en preferred marrow leukaemia\n"
          "  en synonym pale marrow\n"
          "  en synonym wan marrow\n"
          "MONDO:8 diagnosis\n"
          "  en preferred marrow disease\n");
}

TEST_CASE("a name of two concepts of one vocabulary glues nothing", "[vocabularies][merge]") {
    const Merged merged = merge({term("DOID:1", "pale marrow", synonym("weak marrow")) +
                                     term("DOID:2", "wan marrow", synonym("weak marrow")),
                                 term("MONDO:7", "weak marrow")});
    CHECK(merged.counts.by_name == 0);
    CHECK(merged.counts.ambiguous_names == 1);
    CHECK(merged.source.concepts.size() == 3);
}

TEST_CASE("a concept with two partners in one vocabulary joins neither", "[vocabularies][merge]") {
    const Merged merged = merge({term("DOID:1", "pale marrow") + term("DOID:2", "wan marrow"),
                                 term("MONDO:7", "pale marrow", synonym("wan marrow"))});
    CHECK(merged.counts.by_name == 0);
    CHECK(merged.counts.ambiguous == 2);
}

TEST_CASE("what keeps names apart", "[vocabularies][merge]") {
    struct Row {
        std::string why;
        std::string one;
        std::string other;
    };
    const std::vector<Row> rows = {
        {"types contradict", term("DOID:1", "pale marrow"), term("UBERON:1", "pale marrow")},
        {"an abbreviation has other senses", term("DOID:1", "pale marrow", synonym("PMX")),
         term("MONDO:1", "purple moss", synonym("PMX"))},
        {"a short synonym has other senses", term("DOID:1", "pale marrow", synonym("pmx")),
         term("MONDO:1", "purple moss", synonym("pmx"))},
        {"a stop word tells them apart", term("DOID:1", "marrow with blasts"),
         term("MONDO:1", "marrow without blasts")},
        {"a sign tells them apart", term("DOID:1", "CD4+ marrow disease"),
         term("MONDO:1", "CD4- marrow disease")},
        {"a number tells them apart", term("DOID:1", "pale marrow type 1"),
         term("MONDO:1", "pale marrow type 2")},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Merged merged = merge({row.one, row.other});
        CHECK(merged.source.concepts.size() == 2);
    }
    CHECK(merge({rows[0].one, rows[0].other}).counts.contradicting == 1);
}

TEST_CASE("a finding and a diagnosis of one name are one", "[vocabularies][merge]") {
    const Merged merged =
        merge({term("DOID:1", "pale marrow"),
               term("HP:1", "Pale marrow", "is_a: HP:2\n") + term("HP:2", "Odd marrow")});
    CHECK(dump(merged.source) ==
          "DOID:1 diagnosis =HP:1\n"
          "  en preferred pale marrow\n"
          "HP:2 finding\n"
          "  en preferred Odd marrow\n");
    CHECK(left_out(merged.counts.links, LeftOut::other_type) == 1);
}

TEST_CASE("a cross reference joins two concepts alone", "[vocabularies][merge]") {
    const Merged direct = merge({term("DOID:1", "pale marrow", "xref: MONDO:7\n"),
                                 term("MONDO:7", "wan marrow") + term("MONDO:8", "weak marrow")});
    CHECK(direct.counts.by_reference == 1);
    CHECK(direct.source.concepts.size() == 2);
    const Merged twice = merge({term("DOID:1", "pale marrow", "xref: MONDO:7\n") +
                                    term("DOID:2", "odd marrow", "xref: MONDO:7\n"),
                                term("MONDO:7", "wan marrow")});
    CHECK(twice.counts.by_reference == 0);
    CHECK(twice.counts.ambiguous == 2);
    const Merged shared = merge({term("DOID:1", "pale marrow", "xref: UMLS_CUI:C9000001\n"),
                                 term("HP:1", "wan marrow", "xref: UMLS:C9000001\n")});
    CHECK(shared.counts.by_reference == 1);
    const Merged classified = merge({term("DOID:1", "pale marrow", "xref: ICD10CM:D99\n"),
                                     term("HP:1", "wan marrow", "xref: ICD10CM:D99\n")});
    CHECK(classified.counts.by_reference == 0);
}

TEST_CASE("translations join the concepts that another file defines", "[vocabularies][merge]") {
    std::vector<ThesaurusSource> sources;
    sources.push_back(
        import_text("format-version: 1.2\n" + term("HP:1", "Pale marrow", "alt_id: HP:9\n"))
            .source);
    sources.push_back(import_text("subject_id\ttranslation_value\n"
                                  "ID\tAL oboInOwl:hasExactSynonym@es\n"
                                  "HP:1\tmédula pálida\nHP:9\tmédula clara\nHP:2\tmédula\n")
                          .source);
    MergeCounts counts;
    std::vector<VocabularyProblem> problems;
    const ThesaurusSource merged =
        merge_vocabularies(std::move(sources), built_in_analyzer(), counts, problems);
    CHECK(dump(merged) ==
          "HP:1 finding =HP:9\n"
          "  en preferred Pale marrow\n"
          "  es synonym médula pálida\n"
          "  es synonym médula clara\n");
    CHECK(dump(problems) == "0: a name of a concept that no file defines is left out: HP:2\n");
}

TEST_CASE("names that the analyzer reads alike are one", "[vocabularies][merge]") {
    const Merged merged = merge({term(
        "DOID:1", "Marrow leukaemia",
        synonym("marrow leukemia") + synonym("Marrow Leukemias") + synonym("leukemia of marrow"))});
    CHECK(dump(merged.source) ==
          "DOID:1 diagnosis\n"
          "  en preferred Marrow leukaemia\n"
          "  en synonym leukemia of marrow\n");
}

TEST_CASE("links between vocabularies close no cycle and lead nowhere else",
          "[vocabularies][merge]") {
    const Merged merged =
        merge({term("DOID:1", "pale marrow", "is_a: DOID:2\n") + term("DOID:2", "odd marrow"),
               term("MONDO:2", "odd marrow", "is_a: MONDO:1\nis_a: MONDO:404\n") +
                   term("MONDO:1", "pale marrow")});
    CHECK(merged.counts.by_name == 2);
    CHECK(left_out(merged.counts.links, LeftOut::cycle) == 1);
    CHECK(left_out(merged.counts.links, LeftOut::unknown_concept) == 1);
    CHECK(merged.source.concepts.size() == 2);
}

}  // namespace casebook
