#include "casebook/index_writer.hpp"

#include <xapian.h>

#include "casebook/error.hpp"
#include "casebook/index_statistics.hpp"
#include "casebook/schema.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

ErrorCode code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        INFO(error.what());
        return error.code();
    }
    FAIL("nothing was thrown");
    return ErrorCode::io;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a report is added, left alone when unchanged, and replaced when it differs",
          "[indexer]") {
    const TemporaryFolder folder;
    IndexWriter writer(folder / "db");
    CHECK(writer.add(make_report("a", "One", "The spleen was large.")) == AddOutcome::added);
    CHECK(writer.add(make_report("a", "One", "The spleen was large.")) == AddOutcome::unchanged);
    CHECK(writer.add(make_report("a", "One", "The liver was large.")) == AddOutcome::replaced);
    writer.commit();
    CHECK(writer.report_count() == 1);
    const Searcher searcher(folder / "db");
    CHECK(found(searcher, "liver") == Ids{"a"});
    CHECK(found(searcher, "spleen").empty());
}

TEST_CASE("a removed report is found no more", "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("a", "", "spleen"), make_report("b", "", "spleen")});
    IndexWriter writer(folder / "db");
    CHECK(writer.remove("a"));
    CHECK_FALSE(writer.remove("a"));
    CHECK_FALSE(writer.remove("never there"));
    writer.commit();
    CHECK(found(Searcher(folder / "db"), "spleen") == Ids{"b"});
}

TEST_CASE("what was not committed is lost, and nothing else", "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("a", "", "spleen")});
    {
        IndexWriter writer(folder / "db");
        writer.add(make_report("b", "", "spleen"));
        CHECK(found(Searcher(folder / "db"), "spleen") == Ids{"a"});
    }
    CHECK(found(Searcher(folder / "db"), "spleen") == Ids{"a"});
    CHECK(check_index(folder / "db").problems.empty());
}

TEST_CASE("a report without an id is refused", "[indexer]") {
    const TemporaryFolder folder;
    IndexWriter writer(folder / "db");
    CHECK(code_of([&] { writer.add(make_report("", "", "text")); }) == ErrorCode::invalid_argument);
}

TEST_CASE("a second writer is told that the index is locked; readers are not stopped",
          "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("a", "", "spleen")});
    const IndexWriter writer(folder / "db");
    CHECK(code_of([&] { IndexWriter second(folder / "db"); }) == ErrorCode::locked);
    CHECK(code_of([&] { compact_index(folder / "db"); }) == ErrorCode::locked);
    CHECK(found(Searcher(folder / "db"), "spleen") == Ids{"a"});
}

TEST_CASE("what is no index of ours is refused with a reason", "[indexer]") {
    const TemporaryFolder folder;
    SECTION("nothing there") {
        CHECK(code_of([&] { Searcher searcher(folder / "none"); }) == ErrorCode::not_found);
    }
    SECTION("an empty folder") {
        std::filesystem::create_directory(folder / "empty");
        CHECK(code_of([&] { Searcher searcher(folder / "empty"); }) == ErrorCode::not_an_index);
        IndexWriter writer(folder / "empty");  // a writer may make one in it
        CHECK(writer.report_count() == 0);
    }
    SECTION("a folder of other files") {
        folder.write("other/notes.txt", "notes");
        CHECK(code_of([&] { Searcher searcher(folder / "other"); }) == ErrorCode::not_an_index);
        CHECK(code_of([&] { IndexWriter writer(folder / "other"); }) == ErrorCode::not_an_index);
    }
    SECTION("a file") {
        const auto file = folder.write("file", "text");
        CHECK(code_of([&] { Searcher searcher(file); }) == ErrorCode::not_an_index);
        CHECK(code_of([&] { IndexWriter writer(file); }) == ErrorCode::not_an_index);
    }
    SECTION("another program's database") {
        Xapian::WritableDatabase((folder / "foreign").string(), Xapian::DB_CREATE).commit();
        CHECK(code_of([&] { Searcher searcher(folder / "foreign"); }) == ErrorCode::not_an_index);
        CHECK(code_of([&] { IndexWriter writer(folder / "foreign"); }) == ErrorCode::not_an_index);
    }
    SECTION("an index of a newer or older schema, or of other rules") {
        const std::string older = std::to_string(kSchemaVersion - 1);
        const std::vector<std::pair<const char*, std::string>> rows = {
            {metadata::kSchema, "99"}, {metadata::kSchema, older}, {metadata::kAnalyzer, "99"}};
        for (const auto& [key, value] : rows) {
            const auto path = folder / (key + value);
            make_index(path, {});
            Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
            database.set_metadata(key, value);
            database.commit();
            database.close();
            CHECK(code_of([&] { Searcher searcher(path); }) == ErrorCode::schema_mismatch);
            CHECK(code_of([&] { IndexWriter writer(path); }) == ErrorCode::schema_mismatch);
        }
    }
}

TEST_CASE("every commit is a new revision, which an answer names", "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("a", "", "spleen")});
    const Searcher searcher(folder / "db");
    const auto before = ask(searcher, "spleen").revision;
    {
        IndexWriter writer(folder / "db");
        writer.add(make_report("b", "", "spleen"));
        writer.commit();
    }
    const SearchResult after = ask(searcher, "spleen");
    CHECK(after.revision != before);
    CHECK(after.total == 2);
}

TEST_CASE("a compacted index gives the same answers to open and new readers", "[indexer]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (int number = 0; number < 50; ++number) {
        reports.push_back(
            make_report("r" + std::to_string(number), "", "spleen case " + std::to_string(number)));
    }
    make_index(folder / "db", reports);
    {
        IndexWriter writer(folder / "db");
        for (int number = 0; number < 50; number += 2)
            writer.remove("r" + std::to_string(number));
        writer.commit();
    }
    const Searcher open(folder / "db");
    const auto before = found(ask(open, "spleen", MatchRule::all, 50));
    REQUIRE(before.size() == 25);
    compact_index(folder / "db");
    CHECK(found(ask(open, "spleen", MatchRule::all, 50)) == before);
    CHECK(found(ask(Searcher(folder / "db"), "spleen", MatchRule::all, 50)) == before);
    CHECK(check_index(folder / "db").problems.empty());
    CHECK_FALSE(std::filesystem::exists(folder / "db.building"));
}

TEST_CASE("a reader that slept through several compactions sees the newest index", "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("start", "", "spleen")});
    compact_index(folder / "db");
    const Searcher searcher(folder / "db");
    REQUIRE(ask(searcher, "spleen").total == 1);
    for (int number = 0; number < 6;
         ++number) {  // the system gives numbers of removed folders again
        {
            IndexWriter writer(folder / "db");
            writer.add(make_report("r" + std::to_string(number), "", "spleen"));
            writer.commit();
        }
        compact_index(folder / "db");
        const Searcher fresh(folder / "db");
        if (number % 2 == 1) CHECK(found(searcher, "spleen") == found(fresh, "spleen"));
    }
}

TEST_CASE("an index behind a link is rebuilt where it lies", "[indexer]") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "far");
    make_index(folder / "far/db", {make_report("a", "", "spleen")});
    std::filesystem::create_directory_symlink("far/db", folder / "db");
    compact_index(folder / "db");
    CHECK(std::filesystem::is_symlink(folder / "db"));
    CHECK(found(Searcher(folder / "db"), "spleen") == Ids{"a"});
    CHECK_FALSE(std::filesystem::exists(folder / "far/db.building"));
    CHECK_FALSE(std::filesystem::exists(folder / "db.building"));
}

TEST_CASE("a damaged index is told by the check", "[indexer]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (int number = 0; number < 200; ++number) {
        reports.push_back(make_report("r" + std::to_string(number), "",
                                      "spleen liver " + std::to_string(number)));
    }
    make_index(folder / "db", reports);
    CHECK(check_index(folder / "db").problems.empty());
    const auto table = folder / "db" / "postlist.glass";
    const std::uintmax_t size = std::filesystem::file_size(table);
    std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 4));
    file << std::string(size / 2, '\x5A');  // a single block could be one that is free
    file.close();
    bool told = false;
    try {
        told = !check_index(folder / "db").problems.empty();
    } catch (const Error& error) {
        told = error.code() == ErrorCode::corrupt;
    }
    CHECK(told);
}

TEST_CASE("statistics count what is in the index", "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db",
               {make_report("a", "", "The spleen was large and the liver small in this man."),
                make_report("b", "", "\uBC31\uD608\uBCD1 \uD658\uC790", "ko")});
    const IndexStatistics statistics = read_statistics(folder / "db");
    CHECK(statistics.reports == 2);
    CHECK(statistics.languages == std::map<std::string, std::uint64_t>{{"en", 1}, {"ko", 1}});
    CHECK(statistics.positions == "own");
    CHECK(statistics.table_bytes.contains("postlist"));
}

}  // namespace casebook
