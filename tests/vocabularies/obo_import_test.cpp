#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

constexpr std::string_view kSmall = R"(format-version: 1.2
synonymtypedef: OMO:0009999 "abbreviation"
ontology: small

[Term]
id: DOID:10
name: marrow disease
is_a: DOID:9 ! some disease
comment: a comment is no name

[Term]
id: DOID:11
name: pale marrow disease {source="X"}
alt_id: DOID:911
def: "A disease, \"so called\"." [url:http\://example.org/a]
synonym: "pale marrow\, type A" EXACT [X:1, X:2]
synonym: "PMD" EXACT OMO:0009999 []
synonym: "pmd one" EXACT abbreviation []
synonym: "weak marrow" EXACT layperson []
synonym: "marrow trouble" BROAD []
synonym: "pale marrow of infants" NARROW []
synonym: "pallor" RELATED []
xref: MESH:D900001
xref: SNOMEDCT_US_2025_09_01:900002
xref: url:http\://example.org/a
is_a: DOID:10 ! marrow disease

[Term]
id: DOID:12
name: obsolete marrow fever
synonym: "old name" EXACT []
is_obsolete: true
replaced_by: DOID:11

[Term]
id: DOID:9
name: disease of DOID:12
is_a: DOID:912 ! gone

[Typedef]
id: part_of
name: part of
)";

}  // namespace

TEST_CASE("an OBO file gives exact names, ids and broader concepts", "[vocabularies][obo]") {
    const Imported imported = import_text(kSmall);
    CHECK(imported.counts.format == VocabularyFormat::obo);
    CHECK(dump(imported.source) ==
          "DOID:10 diagnosis <DOID:9\n"
          "  en preferred marrow disease\n"
          "DOID:11 diagnosis <DOID:10 =DOID:12,DOID:911,MeSH:D900001,SNOMEDCT:900002\n"
          "  en preferred pale marrow disease\n"
          "  en synonym pale marrow, type A\n"
          "  en abbreviation PMD\n"
          "  en abbreviation pmd one\n"
          "  en lay weak marrow\n"
          "DOID:9 diagnosis <DOID:912\n"
          "  en preferred disease of DOID:12\n");
    CHECK(left_out(imported.counts.concepts, LeftOut::obsolete) == 1);
    CHECK(left_out(imported.counts.terms, LeftOut::obsolete) == 2);
    CHECK(left_out(imported.counts.terms, LeftOut::other_scope) == 3);
    CHECK(dump(imported.problems) ==
          "36: a link to a concept that this file does not define is kept, for another file may: "
          "DOID:9 to DOID:912\n");
    CHECK(imported.source.terms.at(2).evidence == "X:1");
}

TEST_CASE("synonyms of other scopes expand where the options say so", "[vocabularies][obo]") {
    VocabularyOptions options;
    options.other_scopes = {SynonymScope::related, SynonymScope::broad};
    const Imported imported = import_text(kSmall, options);
    CHECK(left_out(imported.counts.terms, LeftOut::other_scope) == 1);
    CHECK(dump(imported.source).find("  en synonym pallor\n") != std::string::npos);
}

TEST_CASE("an OBO file without scopes gives its synonyms as names", "[vocabularies][obo]") {
    const Imported imported = import_text(
        "format-version: 1.4\n\n[Term]\nid: gard:1\nname: Rare pallor\\, type 1\n"
        "synonym: \"rp1\" []\nsynonym: \"pallor of one\" []\nis_a: uncategorized\n");
    CHECK(dump(imported.source) ==
          "GARD:1 diagnosis <uncategorized\n"
          "  en preferred Rare pallor, type 1\n"
          "  en synonym rp1\n"
          "  en synonym pallor of one\n");
}

TEST_CASE("the branch tells what a concept is", "[vocabularies][obo]") {
    const Imported imported = import_text(
        "[Term]\nid: MAXO:1\nname: cutting\nis_a: MAXO:0000002\n\n"
        "[Term]\nid: MAXO:2\nname: fine cutting\nis_a: MAXO:1\n\n"
        "[Term]\nid: MAXO:3\nname: looking\nis_a: MAXO:0000003\n\n"
        "[Term]\nid: MAXO:0000002\nname: treating\n\n"
        "[Term]\nid: MAXO:0000003\nname: testing\n\n"
        "[Term]\nid: HP:7\nname: being pale\n");
    CHECK(dump(imported.source) ==
          "MAXO:1 therapy <MAXO:0000002\n  en preferred cutting\n"
          "MAXO:2 therapy <MAXO:1\n  en preferred fine cutting\n"
          "MAXO:3 procedure <MAXO:0000003\n  en preferred looking\n"
          "MAXO:0000002 therapy\n  en preferred treating\n"
          "MAXO:0000003 procedure\n  en preferred testing\n"
          "HP:7 finding\n  en preferred being pale\n");
    VocabularyOptions options;
    options.type = ConceptType::outcome;
    CHECK(dump(import_text("[Term]\nid: HP:7\nname: being pale\n", options).source) ==
          "HP:7 outcome\n  en preferred being pale\n");
}

TEST_CASE("what an OBO file gets wrong is told with its line", "[vocabularies][obo]") {
    const Imported imported = import_text(
        "format-version: 1.2\n"
        "[Term]\nname: before its id\nid: X:1\n\n"
        "[Term]\nid: X:2\nname: two\nsynonym: \"no end EXACT []\nrubbish\n\n"
        "[Term]\nid: X:2\nname: two again\n\n"
        "[Term]\nid:\nname: nameless id\n\n"
        "[Term]\nid: X:3\n");
    CHECK(dump(imported.problems) ==
          "3: a term does not begin with its id and is left out\n"
          "9: a synonym is not in quotes and is left out\n"
          "10: a line is no 'tag: value' and is left out\n"
          "13: a term is defined twice, both are taken together: X:2\n"
          "17: a term has an empty id and is left out\n"
          "4: a concept without a name is left out: X:1\n"
          "21: a concept without a name is left out: X:3\n");
    CHECK(dump(imported.source) == "X:2 other\n  en preferred two\n  en synonym two again\n");
}

}  // namespace casebook
