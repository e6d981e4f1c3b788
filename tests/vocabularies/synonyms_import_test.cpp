#include "vocabulary_harness.hpp"

namespace casebook {

TEST_CASE("a line of synonyms.txt is a concept", "[vocabularies][synonyms]") {
    const Imported imported = import_text(
        "# a comment\n"
        "marrow, medulla , bone  marrow\n"
        "\n"
        "MRW => marrow disease\n"
        "pale\\, weak, wan \\=> pale\n");
    CHECK(imported.counts.format == VocabularyFormat::synonyms);
    CHECK(dump(imported.source) ==
          "vocabulary:2 other\n"
          "  en preferred marrow\n"
          "  en synonym medulla\n"
          "  en synonym bone marrow\n"
          "vocabulary:4 other\n"
          "  en preferred marrow disease\n"
          "  en abbreviation MRW\n"
          "vocabulary:5 other\n"
          "  en preferred pale, weak\n"
          "  en synonym wan => pale\n");
    CHECK(imported.problems.empty());
}

TEST_CASE("a name that maps to several finds each, but they do not find each other",
          "[vocabularies][synonyms]") {
    CHECK(dump(import_text("mrw, medull => marrow, medulla, pith\n").source) ==
          "vocabulary:1 other\n"
          "  en preferred mrw\n"
          "  en synonym medull\n"
          "vocabulary:1.1 other <vocabulary:1\n"
          "  en preferred marrow\n"
          "vocabulary:1.2 other <vocabulary:1\n"
          "  en preferred medulla\n"
          "vocabulary:1.3 other <vocabulary:1\n"
          "  en preferred pith\n");
}

TEST_CASE("a line that holds all of an earlier one adds to it", "[vocabularies][synonyms]") {
    const Imported imported = import_text("tumor, tumour\ntumor, tumour, growth\ntumour, growth\n");
    CHECK(dump(imported.source) ==
          "vocabulary:1 other\n"
          "  en preferred tumor\n"
          "  en synonym tumour\n"
          "  en synonym growth\n");
    CHECK(imported.problems.empty());
    CHECK(left_out(imported.counts.terms, LeftOut::repeated) == 4);
}

TEST_CASE("mistakes in synonyms.txt are told with their lines", "[vocabularies][synonyms]") {
    const Imported imported = import_text(
        "a, b\n"
        "alone\n"
        "c => d => e\n"
        "f =>\n"
        "g,, h,\n"
        "b, other\n"
        "fibre, fibres => fiber, fibers\n");
    CHECK(dump(imported.problems) ==
          "2: a line with one name and no => is left out\n"
          "3: a line with more than one => is left out\n"
          "4: an empty name between commas is left out\n"
          "4: a line with nothing on one side of => is left out\n"
          "5: an empty name between commas is left out\n"
          "6: a name stands in an earlier line too, with other names: ambiguous: vocabulary:1\n"
          "7: as many names on both sides of =>, if they are meant as pairs they need a line each; "
          "read as all of one side for all of the other\n");
    CHECK(imported.counts.lines_left_out == 3);
}

}  // namespace casebook
