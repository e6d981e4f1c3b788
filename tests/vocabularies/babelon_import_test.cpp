#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

constexpr std::string_view kHead =
    "source_language\ttranslation_language\tsubject_id\tpredicate_id\tsource_value\t"
    "translation_value\ttranslation_status\n";

std::string table(std::string_view rows) {
    return std::string(kHead) + std::string(rows);
}

}  // namespace

TEST_CASE("babelon gives a concept its names in two languages", "[vocabularies][babelon]") {
    const Imported imported = import_text(
        table("en\tes\tHP:1\trdfs:label\tPale marrow\tMédula pálida\tOFFICIAL\n"
              "en\tes\tHP:1\toboInOwl:hasExactSynonym\tWan marrow\tMédula clara\tCANDIDATE\n"
              "en\tes\tHP:1\tIAO:0000115\tIs a definition\tEs una definición\tOFFICIAL\n"
              "en\tes\tHP:2\trdfs:label\tWeak marrow\tNA\tNOT_TRANSLATED\n"
              "en\tes\tHP:3\toboInOwl:hasExactSynonym\tOdd marrow\tMédula rara\tOFFICIAL\n"));
    CHECK(imported.counts.format == VocabularyFormat::babelon);
    CHECK(dump(imported.source) ==
          "HP:1 finding\n"
          "  en preferred Pale marrow\n"
          "  es preferred Médula pálida\n"
          "  en synonym Wan marrow\n"
          "  es synonym Médula clara\n"
          "HP:2 finding\n"
          "  en preferred Weak marrow\n"
          "? HP:3 en synonym Odd marrow\n"
          "? HP:3 es synonym Médula rara\n");
    CHECK(left_out(imported.counts.terms, LeftOut::not_translated) == 1);
    CHECK(left_out(imported.counts.terms, LeftOut::no_name) == 1);
    VocabularyOptions options;
    options.candidates = false;
    const Imported approved = import_text(
        table("en\tes\tHP:1\trdfs:label\tPale marrow\tMédula pálida\tCANDIDATE\n"), options);
    CHECK(dump(approved.source) == "HP:1 finding\n  en preferred Pale marrow\n");
}

TEST_CASE("a table of synonyms tells its language in its second line", "[vocabularies][babelon]") {
    const Imported imported = import_text(
        "subject_id\ttranslation_value\tcomment\n"
        "ID\tAL oboInOwl:hasExactSynonym@nl SPLIT=|\t\n"
        "HP:1\tbleek merg|wit merg\tOFFICIAL\n"
        "HP:2\tuntranslated\tNOT_TRANSLATED\n");
    CHECK(dump(imported.source) == "? HP:1 nl synonym bleek merg\n? HP:1 nl synonym wit merg\n");
    CHECK(left_out(imported.counts.terms, LeftOut::not_translated) == 1);
}

TEST_CASE("a quoted column may hold line ends, a stray quote eats no rows",
          "[vocabularies][babelon]") {
    const Imported quoted = import_text(
        table("en\tes\tHP:1\trdfs:label\t\"Pale\n\"\"marrow\"\"\"\tMédula\tOFFICIAL\n"));
    CHECK(dump(quoted.source) ==
          "HP:1 finding\n  en preferred Pale \"marrow\"\n  es preferred Médula\n");
    const Imported stray =
        import_text(table("en\tes\tHP:1\trdfs:label\t\"Pale marrow\tMédula\tOFFICIAL\n"
                          "en\tes\tHP:2\trdfs:label\tWeak marrow\tMédula \"débil\tOFFICIAL\n"
                          "en\tes\tHP:3\trdfs:label\tOdd marrow\tMédula rara\"\tOFFICIAL\n"));
    CHECK(stray.source.concepts.size() == 3);
}

TEST_CASE("rows that cannot be read are told with their lines", "[vocabularies][babelon]") {
    const Imported imported =
        import_text(table("en\tes\tHP:1\n\nen\tes\tno id\trdfs:label\ta\tb\tOFFICIAL\n"));
    CHECK(dump(imported.problems) ==
          "2: a row without an id or with too few columns is left out\n"
          "4: a row without an id or with too few columns is left out\n");
}

TEST_CASE("our own tables are read by their columns", "[vocabularies][casebook-tsv]") {
    const TemporaryFolder folder;
    folder.write("concepts.tsv",
                 "# id\ttype\n"
                 "CB900001\ttherapy\t\t\t\ttop\n"
                 "CB900002\ttherapy\tCB900001\tCB900003|CB900004\tMESH:D900001\t\n");
    folder.write("terms.tsv",
                 "CB900001\ten\tpreferred\tmarrow drug\tnone\t0\n"
                 "CB900002\tmul\tabbreviation\tMRW\tMeSH:D900001\t1\n"
                 "CB900002\ten\tsynonym\tMARROW\tnone\t0\n"
                 "rubbish\n");
    folder.write("ambiguous.tsv", "MRW\tmul\tCB900002\tCB900001|\"marrow\"\t\n");
    const Imported imported = import_path(folder.path());
    CHECK(imported.counts.format == VocabularyFormat::casebook_tsv);
    CHECK(dump(imported.source) ==
          "CB900001 therapy\n"
          "  en preferred marrow drug\n"
          "CB900002 therapy <CB900001 +CB900003,CB900004 =MeSH:D900001\n"
          "  mul abbreviation MRW\n"
          "  en synonym MARROW\n");
    CHECK(imported.source.terms.at(1).checked);
    REQUIRE(imported.source.senses.size() == 1);
    CHECK(imported.source.senses.front().signs ==
          std::vector<std::string>{"CB900001", "\"marrow\""});
    CHECK(imported.problems.front().file == (folder / "terms.tsv").string());
    CHECK(imported.problems.front().line == 4);
}

}  // namespace casebook
