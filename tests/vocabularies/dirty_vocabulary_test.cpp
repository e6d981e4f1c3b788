#include "vocabulary_harness.hpp"

namespace casebook {

TEST_CASE("bad bytes, long names and cycles are told and counted", "[vocabularies][dirty]") {
    const std::string long_name(10000, 'x');
    const Imported imported = import_text(
        "format-version: 1.2\n"
        "[Term]\nid: X:1\nname: one\nis_a: X:2\nsynonym: \"bad \xFF byte\" EXACT []\n"
        "synonym: \"" +
        long_name +
        "\" EXACT []\nsynonym: \"--\" EXACT []\n"
        "[Term]\nid: X:2\nname: two\nis_a: X:3\n"
        "[Term]\nid: X:3\nname: three\nis_a: X:1\nis_a: X:3\n");
    CHECK(dump(imported.problems) ==
          "6: a line that is not UTF-8 is left out\n"
          "7: a name longer than the limit is left out: X:1\n"
          "8: a name without a letter or digit is left out: X:1\n"
          "14: a link that closes a cycle is dropped: X:3 to X:1\n");
    CHECK(dump(imported.source) ==
          "X:1 other <X:2\n  en preferred one\n"
          "X:2 other <X:3\n  en preferred two\n"
          "X:3 other\n  en preferred three\n");
    CHECK(imported.counts.lines_left_out == 1);
    CHECK(left_out(imported.counts.links, LeftOut::repeated) == 1);
}

TEST_CASE("a million names on a concept are cut at the limit", "[vocabularies][dirty]") {
    std::string text = "format-version: 1.2\n[Term]\nid: X:1\nname: one\n";
    constexpr int kNames = 1000000;
    for (int name = 0; name < kNames; ++name)
        text += "synonym: \"name " + std::to_string(name) + "\" EXACT []\n";
    const Imported imported = import_text(text);
    CHECK(imported.source.terms.size() == VocabularyOptions().max_terms_of_concept);
    CHECK(left_out(imported.counts.terms, LeftOut::too_many) == 990001);
    // Twenty one by one, the rest in one line.
    CHECK(imported.problems.size() == 21);
    CHECK(imported.problems.back().message ==
          "a concept has more names than the limit, the others are left out: and 989981 more");
    CHECK(imported.counts.problems == 990001);
}

TEST_CASE("a chain of a hundred thousand concepts needs no stack", "[vocabularies][dirty]") {
    std::string text = "format-version: 1.2\n";
    constexpr int kConcepts = 100000;
    for (int at = 0; at < kConcepts; ++at) {
        const std::string id = "HP:" + std::to_string(at);
        text += "[Term]\nid: " + id + "\n" + (at % 2 == 0 ? "name: n" + id + "\n" : "") +
                "is_a: HP:" + std::to_string(at + 1) + "\n";
    }
    const Imported imported = import_text(text);
    CHECK(imported.source.concepts.size() == kConcepts / 2);
    // Links lead past the concepts without a name.
    CHECK(imported.source.concepts.front().broader == std::vector<std::string>{"HP:2"});
}

TEST_CASE("no format is told of what is none", "[vocabularies]") {
    const TemporaryFolder folder;
    const std::vector<std::string> texts = {
        "",
        "plain words\nand more of them\n",
        "id,label,language\n1,\"a, b\",en\n2,c,,\n",
        "{\"name\": \"a\", \"b\": 1, \"c\": 2}\n",
        std::string("\x00\x01\x02\x03\x04\x05\x00\x00,\x00", 10),
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK_FALSE(detect_vocabulary_format(folder.write("file", text)).has_value());
    }
}

TEST_CASE("a format that is forced is not asked of the content", "[vocabularies]") {
    VocabularyOptions options;
    for (std::size_t format = 0; format < kVocabularyFormatNames.size(); ++format) {
        options.format = vocabulary_format(kVocabularyFormatNames.at(format));
        REQUIRE(options.format);
        CHECK(to_string(*options.format) == kVocabularyFormatNames.at(format));
        if (*options.format == VocabularyFormat::umls_rrf) continue;
        CHECK(import_text("nothing\tof any\tformat\n<<<", options).source.concepts.empty());
    }
}

}  // namespace casebook
