#include "casebook/error.hpp"
#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

// CUI|LAT|TS|LUI|STT|SUI|ISPREF|AUI|SAUI|SCUI|SDUI|SAB|TTY|CODE|STR|SRL|SUPPRESS|CVF|
constexpr std::string_view kNames =
    "C9000001|ENG|P|L1|PF|S1|Y|A1||||MSH|MH|D900001|Marrow Disease|0|N||\n"
    "C9000001|ENG|S|L2|PF|S2|Y|A2||||NCI|AB|C900|mrwd|0|N||\n"
    "C9000001|ENG|S|L3|PF|S3|Y|A3||||MSH|PM|D900001|Disease, Marrow|0|N||\n"
    "C9000001|ENG|S|L4|PF|S4|Y|A4||||CHV|PT|000|weak marrow|0|N||\n"
    "C9000001|SPA|P|L5|PF|S5|Y|A5||||MSHSPA|MH|D900001|Enfermedad de médula|0|N||\n"
    "C9000001|ENG|S|L6|PF|S6|Y|A6||||SNOMEDCT_US|OAP|900|Old marrow|0|O||\n"
    "C9000002|ENG|P|L7|PF|S7|Y|A7||||MSH|MH|D900002|Pale Marrow|0|N||\n"
    "C9000003|ENG|P|L8|PF|S8|Y|A8||||RXNORM|IN|77|marrowmycin|0|N||\n"
    "C9000003|ENG|S|L9|PF|S9|Y|A9||||RXNORM|BN|78|Marrowal|0|N||\n"
    "C9000004|ENG|P|too few\n";

constexpr std::string_view kTypes =
    "C9000001|T047|B2|Disease or Syndrome|AT1||\nC9000002|T047|B2|Disease or Syndrome|AT2||\n"
    "C9000003|T109|A1|Organic Chemical|AT3||\nC9000003|T121|A1|Pharmacologic Substance|AT4||\n";

// CUI1|AUI1|STYPE1|REL|CUI2|AUI2|STYPE2|RELA|RUI|SRUI|SAB|SL|RG|DIR|SUPPRESS|CVF|
constexpr std::string_view kRelations =
    "C9000002|A7|AUI|PAR|C9000001|A1|AUI|isa|R1||MSH|MSH|||N||\n"
    "C9000001|A1|AUI|CHD|C9000002|A7|AUI|inverse_isa|R2||MSH|MSH|||N||\n"
    "C9000001|A1|AUI|RO|C9000003|A8|AUI|may_be_treated_by|R3||MSH|MSH|||N||\n"
    "C9000001|A1|AUI|PAR|C9999999|A99|AUI||R4||MSH|MSH|||N||\n";

}  // namespace

TEST_CASE("a UMLS folder gives names by language, types and broader concepts",
          "[vocabularies][umls]") {
    const TemporaryFolder folder;
    folder.write("MRCONSO.RRF", kNames);
    folder.write("MRSTY.RRF", kTypes);
    folder.write("MRREL.RRF", kRelations);
    const Imported imported = import_path(folder.path());
    CHECK(imported.counts.format == VocabularyFormat::umls_rrf);
    CHECK(dump(imported.source) ==
          "UMLS:C9000001 diagnosis =MeSH:D900001,NCIT:C900\n"
          "  en preferred Marrow Disease\n"
          "  en abbreviation mrwd\n"
          "  en lay weak marrow\n"
          "  es preferred Enfermedad de médula\n"
          "UMLS:C9000002 diagnosis <UMLS:C9000001 =MeSH:D900002\n"
          "  en preferred Pale Marrow\n"
          "UMLS:C9000003 therapy =RXNORM:77,RXNORM:78\n"
          "  en preferred marrowmycin\n"
          "  en brand Marrowal\n");
    CHECK(left_out(imported.counts.terms, LeftOut::obsolete) == 1);
    CHECK(left_out(imported.counts.terms, LeftOut::permuted) == 1);
    CHECK(left_out(imported.counts.links, LeftOut::repeated) == 1);
    CHECK(left_out(imported.counts.links, LeftOut::other_relation) == 1);
    CHECK(left_out(imported.counts.links, LeftOut::unknown_concept) == 1);
    CHECK(imported.counts.lines_left_out == 1);
    CHECK(dump(imported.problems) == "10: a row with too few columns is left out\n");
    CHECK(imported.problems.front().file == (folder / "MRCONSO.RRF").string());
}

TEST_CASE("languages and sources of UMLS can be chosen", "[vocabularies][umls]") {
    const TemporaryFolder folder;
    const auto table = folder.write("MRCONSO.RRF", kNames);
    VocabularyOptions options;
    options.languages = {"es"};
    CHECK(dump(import_path(table, options).source) ==
          "UMLS:C9000001 other\n  es preferred Enfermedad de médula\n");
    options = {};
    options.umls_sources = {"RXNORM"};
    const Imported imported = import_path(table, options);
    CHECK(imported.source.concepts.size() == 1);
    CHECK(left_out(imported.counts.terms, LeftOut::other_source) == 6);
}

TEST_CASE("without relations the positions of atoms tell what is broader", "[vocabularies][umls]") {
    const TemporaryFolder folder;
    folder.write("MRCONSO.RRF", kNames);
    // CUI|AUI|CXN|PAUI|SAB|RELA|PTR|HCD|CVF|
    folder.write("MRHIER.RRF", "C9000001|A1|1||MSH||||\nC9000002|A7|1|A1|MSH|isa|A1|||\n");
    CHECK(dump(import_path(folder.path()).source).find("UMLS:C9000002 other <UMLS:C9000001") !=
          std::string::npos);
}

TEST_CASE("a folder that is no vocabulary is an error that names it", "[vocabularies]") {
    const TemporaryFolder folder;
    try {
        static_cast<void>(import_path(folder.path()));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(std::string(error.what()).find(folder.path().string()) == 0);
    }
    CHECK_THROWS_AS(import_path(folder / "nothing"), Error);
}

}  // namespace casebook
