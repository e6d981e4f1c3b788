#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "casebook/ingest.hpp"
#include "catch.hpp"
#include "indexer/readers/ignore_rules.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kLong =
    "A lighthouse keeper of sixty one years heard a ringing below his ribs whenever he climbed the "
    "stairs of his tower, and cork was given to him by mouth for nine days without complications.";
const std::string kOther =
    "A tenor of forty four years noticed during the second act that his left knee sang a third "
    "above the part that was written for him, which the conductor did not forgive for many weeks.";

IngestReport index_into(const fs::path& index, const std::vector<fs::path>& inputs,
                        bool sync = false) {
    IngestOptions options;
    options.jobs = 1;
    options.sync = sync;
    return ingest(index, inputs, options);
}

std::vector<std::string> ids_in(const fs::path& index) {
    const Searcher searcher(index);
    std::vector<std::string> ids;
    for (const Hit& hit : ask(searcher, "lighthouse OR tenor OR spleen", MatchRule::any, 100).hits)
        ids.push_back(hit.report.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::string line(const json& record) {
    return record.dump() + "\n";
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("files of one stem in different folders keep their own ids, run after run",
          "[indexer][sources]") {
    const TemporaryFolder folder;
    folder.write("one/note.txt", "The spleen of the first.");
    folder.write("two/note.txt", "The spleen of the second.");
    folder.write("one/ward/note.txt", "The spleen of the third.");
    folder.write("one/note.md", "The spleen of the fourth.");
    const std::vector<fs::path> inputs = {folder / "one", folder / "two"};
    CHECK(index_into(folder / "db", inputs).added == 4);
    const Ids ids = ids_in(folder / "db");
    CHECK(ids == Ids{"note", "note.txt", "two/note", "ward/note"});
    CHECK(index_into(folder / "db", inputs).unchanged == 4);
    CHECK(index_into(folder / "db", {folder / "two"}).unchanged == 1);
    CHECK(index_into(folder / "db", {folder / "two" / "note.txt"}).unchanged == 1);
    CHECK(ids_in(folder / "db") == ids);
}

TEST_CASE("an article met twice is kept once with the richer text, and both sources are named",
          "[indexer][sources]") {
    struct Row {
        std::string why;
        json first;
        json second;
        bool same;
    };
    const std::string body = kLong + " " + kOther;
    const std::vector<Row> rows = {
        {"one DOI, with and without its resolver",
         {{"id", "a"}, {"doi", "https://doi.org/10.9999/X"}, {"abstract", kLong}},
         {{"id", "b"}, {"doi", "10.9999/x"}, {"abstract", kLong}, {"text", body}},
         true},
        {"one PMID",
         {{"id", "a"}, {"pmid", "77"}, {"abstract", kLong}},
         {{"id", "b"}, {"pmid", "77"}, {"abstract", kLong}, {"text", body}},
         true},
        {"title and year",
         {{"id", "a"}, {"title", "A spleen in a tower"}, {"year", 2001}, {"text", kLong}},
         {{"id", "b"}, {"title", "A Spleen in a Tower."}, {"year", 2001}, {"text", body}},
         true},
        {"a missing year is not equal to a missing year",
         {{"id", "a"}, {"title", "A spleen in a tower"}, {"text", kLong}},
         {{"id", "b"}, {"title", "A spleen in a tower"}, {"text", kLong}},
         false},
        {"a DOI on texts that differ is no identity",
         {{"id", "a"}, {"doi", "10.9999/x"}, {"text", kLong}},
         {{"id", "b"}, {"doi", "10.9999/x"}, {"text", kOther}},
         false},
        {"nor is it when it is all the id there is",
         {{"doi", "10.9999/x"}, {"text", kLong}},
         {{"doi", "10.9999/x"}, {"text", kOther}},
         false},
        {"another year is another article",
         {{"id", "a"}, {"title", "A spleen in a tower"}, {"year", 2001}, {"text", kLong}},
         {{"id", "b"}, {"title", "A spleen in a tower"}, {"year", 2002}, {"text", kLong}},
         false},
    };
    for (const Row& row : rows) {
        for (const bool poorer_first : {true, false}) {
            for (const bool two_runs : {false, true}) {
                CAPTURE(row.why, poorer_first, two_runs);
                const TemporaryFolder folder;
                const auto first =
                    folder.write("in/1.jsonl", line(poorer_first ? row.first : row.second));
                const auto second =
                    folder.write("in/2.jsonl", line(poorer_first ? row.second : row.first));
                IngestReport report;
                if (two_runs) {
                    index_into(folder / "db", {first});
                    report = index_into(folder / "db", {second});
                } else {
                    report = index_into(folder / "db", {first, second});
                }
                CHECK(report.same == (row.same ? 1 : 0));
                CHECK(IndexWriter(folder / "db").report_count() == (row.same ? 1U : 2U));
                if (!row.same) continue;
                REQUIRE(report.same_articles.size() == 1);
                CHECK(report.same_articles[0].other_file == second.string());
                CHECK(report.same_articles[0].kept_file == first.string());
                const Searcher searcher(folder / "db");
                const Hit hit = ask(searcher, "lighthouse", MatchRule::any, 1).hits.at(0);
                CHECK(hit.report.id == (poorer_first ? "a" : "b"));
                std::string text;
                for (const Section& section : hit.report.sections)
                    text += section.text;
                CHECK(text.find("tenor") != text.npos);
                CHECK(index_into(folder / "db", {first, second}).replaced == 0);
            }
        }
    }
}

TEST_CASE("an identifier on many differing texts is reported once with their number",
          "[indexer][sources]") {
    const TemporaryFolder folder;
    std::string lines;
    for (int number = 0; number < 30; ++number) {
        const std::string n = std::to_string(number);
        lines += line({{"id", "r" + n},
                       {"doi", "10.9999/dataset"},
                       {"text", "Case " + n + " of patient " + n + " has spleen " + n + " and " +
                                    "finding " + n + n}});
    }
    const IngestReport report = index_into(folder / "db", {folder.write("set.jsonl", lines)});
    CHECK(report.added == 30);
    CHECK(report.same == 0);
    REQUIRE(report.shared_identifiers.size() == 1);
    CHECK(report.shared_identifiers[0].identifier == "DOI 10.9999/dataset");
    CHECK(report.shared_identifiers[0].texts == 30);
}

TEST_CASE("sync follows the files: new, changed and vanished ones", "[indexer][sources]") {
    const TemporaryFolder folder;
    const fs::path in = folder / "in";
    folder.write("in/stays.txt", "The spleen stays.");
    folder.write("in/goes.txt", "The spleen goes.");
    folder.write("in/some.jsonl", line({{"id", "x"}, {"text", "A spleen x."}}) +
                                      line({{"id", "y"}, {"text", "A spleen y."}}));
    folder.write("elsewhere/far.txt", "A far spleen.");
    index_into(folder / "db", {in, folder / "elsewhere"});
    CHECK(ids_in(folder / "db") == Ids{"far", "goes", "stays", "x", "y"});

    fs::remove(in / "goes.txt");
    folder.write("in/new.txt", "A new spleen.");
    folder.write("in/some.jsonl", line({{"id", "y"}, {"text", "A spleen y, changed."}}));
    const IngestReport report = index_into(folder / "db", {in}, true);
    CHECK(report.added == 1);
    CHECK(report.replaced == 1);
    CHECK(report.removed == 2);
    CHECK(report.unchanged_files == 1);
    CHECK(report.vanished_files == 1);
    CHECK(ids_in(folder / "db") == Ids{"far", "new", "stays", "y"});
    CHECK(index_into(folder / "db", {in}, true).unchanged_files == 3);
}

TEST_CASE("sync keeps what another file still holds, and what could not be read",
          "[indexer][sources]") {
    const TemporaryFolder folder;
    const fs::path in = folder / "in";
    const std::string record = line({{"id", "x"}, {"text", "A spleen x."}});
    folder.write("in/a.jsonl", record);
    folder.write("in/b.jsonl", record);
    folder.write("in/c.jsonl", line({{"id", "z"}, {"text", "A spleen z."}}));
    index_into(folder / "db", {in});
    fs::remove(in / "a.jsonl");
    folder.write("in/c.jsonl", "{\"id\":\"z\",\"text\":\"A sple");
    const IngestReport report = index_into(folder / "db", {in}, true);
    CHECK(report.removed == 0);
    CHECK(report.rejected == 1);
    CHECK(ids_in(folder / "db") == Ids{"x", "z"});
}

TEST_CASE("what an ignore file names is passed over", "[indexer][sources]") {
    const TemporaryFolder folder;
    folder.write("in/.casebookignore", "*.bak\n/drafts/\n# a remark\nlogs/*\n!logs/keep.txt\n");
    folder.write("in/a.txt", "A spleen a.");
    folder.write("in/a.bak", "A spleen old.");
    folder.write("in/drafts/b.txt", "A spleen draft.");
    folder.write("in/deep/drafts/c.txt", "A spleen c.");
    folder.write("in/logs/d.txt", "A spleen d.");
    folder.write("in/logs/keep.txt", "A spleen kept.");
    folder.write("in/deep/.casebookignore", "only-here.txt\n");
    folder.write("in/deep/only-here.txt", "A spleen here.");
    folder.write("in/only-here.txt", "A spleen there.");
    index_into(folder / "db", {folder / "in"});
    CHECK(ids_in(folder / "db") == Ids{"a", "deep/drafts/c", "logs/keep", "only-here"});
}

TEST_CASE("patterns mean what gitignore's mean", "[indexer][sources]") {
    struct Row {
        const char* pattern;
        const char* path;
        bool fits;
    };
    const std::vector<Row> rows = {
        {"*.txt", "a.txt", true},
        {"*.txt", "a.txt.gz", false},
        {"a?c", "abc", true},
        {"a?c", "a/c", false},
        {"*", "a/b", false},
        {"**/b", "b", true},
        {"**/b", "x/y/b", true},
        {"**/b", "xb", false},
        {"a/**", "a/b/c", true},
        {"a/**/b", "a/b", true},
        {"a/**/b", "a/x/y/b", true},
        {"[a-c]1", "b1", true},
        {"[!a-c]1", "b1", false},
        {"[!a-c]1", "d1", true},
        {"[]]x", "]x", true},
        {"[a", "[a", true},
        {"\\*", "*", true},
        {"\\*", "a", false},
        {"", "", true},
        {"*", "", true},
        {"a", "", false},
        {"*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaa", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.pattern, row.path);
        CHECK(readers::matches_glob(row.pattern, row.path) == row.fits);
    }
}

}  // namespace casebook
