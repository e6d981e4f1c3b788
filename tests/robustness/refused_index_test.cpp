#include <xapian.h>

#include "catch.hpp"
#include "child_process.hpp"
#include "index_state.hpp"
#include "made_reports.hpp"
#include "temporary_folder.hpp"

using namespace casebook;
using namespace casebook::test;

namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;

/// The command with `--db` and the index behind its name.
Arguments on(const fs::path& index, Arguments command) {
    const Arguments option = {"--db", index};
    command.insert(command.begin() + 1, option.begin(), option.end());
    return command;
}

/// Whether `text` is one line that the program says.
bool is_one_line(const std::string& text) {
    return text.starts_with("casebook: ") && text.find('\n') == text.size() - 1;
}

void make_newer_index(const fs::path& path, const fs::path& reports) {
    REQUIRE(run_to_end({"index", "--db", path, reports}).status == 0);
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
    database.set_metadata("casebook.schema", "99");
    database.commit();
}

fs::path make_reports(const TemporaryFolder& folder) {
    append_reports(folder / "reports.jsonl", {.count = 20});
    return folder / "reports.jsonl";
}

}  // namespace

TEST_CASE("what is no index of ours is refused in one line that says why", "[full][refused]") {
    const TemporaryFolder folder;
    const fs::path reports = make_reports(folder);
    fs::create_directory(folder / "empty");
    folder.write("others/notes.txt", "notes");
    Xapian::WritableDatabase((folder / "foreign").string(), Xapian::DB_CREATE).commit();
    make_newer_index(folder / "newer", reports);
    struct Row {
        std::string place;
        std::string says;
    };
    const std::vector<Row> rows = {
        {"missing", "no index there"},        {"empty", "an empty folder, not an index"},
        {"others", "not an index"},           {"reports.jsonl", "neither an index nor a stub file"},
        {"foreign", "casebook did not make"}, {"newer", "use the casebook that made it"},
    };
    const std::vector<Arguments> commands = {
        {"search", "spleen"}, {"stats"}, {"show", "r1"}, {"check"}, {"delete", "r1"}, {"compact"}};
    for (const Row& row : rows) {
        for (const Arguments& command : commands) {
            const Ending ending = run_to_end(on(folder / row.place, command));
            CAPTURE(row.place, command.front(), ending.err);
            CHECK(ending.status == 2);
            CHECK(ending.out.empty());
            CHECK(is_one_line(ending.err));
            CHECK(ending.err.find(row.place + ": ") != std::string::npos);
            CHECK(ending.err.find(row.says) != std::string::npos);
        }
    }
    CHECK_FALSE(fs::exists(folder / "missing"));
    CHECK(fs::is_empty(folder / "empty"));
}

TEST_CASE("reports are never added to what is no index of ours", "[full][refused]") {
    const TemporaryFolder folder;
    const fs::path reports = make_reports(folder);
    folder.write("others/notes.txt", "notes");
    Xapian::WritableDatabase((folder / "foreign").string(), Xapian::DB_CREATE).commit();
    make_newer_index(folder / "newer", reports);
    for (const std::string place : {"others", "foreign", "newer", "reports.jsonl"}) {
        const Ending ending = run_to_end({"index", "--db", folder / place, reports});
        CAPTURE(place, ending.err);
        CHECK(ending.status == 2);
        CHECK(is_one_line(ending.err));
    }
    CHECK(std::distance(fs::directory_iterator(folder / "others"), fs::directory_iterator()) == 1);
}

TEST_CASE("a locked index stops writers alone", "[full][refused]") {
    const TemporaryFolder folder;
    const fs::path reports = make_reports(folder);
    const fs::path index = folder / "index.db";
    REQUIRE(run_to_end({"index", "--db", index, reports}).status == 0);
    Xapian::WritableDatabase lock(index.string(), Xapian::DB_OPEN);
    const std::vector<Arguments> writers = {{"index", reports}, {"delete", "r1"}, {"compact"}};
    for (const Arguments& writer : writers) {
        const Ending ending = run_to_end(on(index, writer));
        CAPTURE(writer.front(), ending.err);
        CHECK(ending.status == 2);
        CHECK(is_one_line(ending.err));
        CHECK(ending.err.find("another process is writing to this index") != std::string::npos);
    }
    const std::vector<Arguments> readers = {
        {"search", "case"}, {"show", "r1"}, {"stats"}, {"check"}};
    for (const Arguments& reader : readers) {
        CAPTURE(reader.front());
        CHECK(run_to_end(on(index, reader)).status == 0);
    }
}

TEST_CASE("a writer that is told to wait goes on when the lock goes away", "[full][refused]") {
    const TemporaryFolder folder;
    const fs::path reports = make_reports(folder);
    const fs::path index = folder / "index.db";
    REQUIRE(run_to_end({"index", "--db", index, reports}).status == 0);
    const std::vector<Arguments> writers = {{"index", "--wait", "60", reports},
                                            {"delete", "--wait", "60", "r1"},
                                            {"compact", "--wait", "60"}};
    for (const Arguments& writer : writers) {
        CAPTURE(writer.front());
        Xapian::WritableDatabase lock(index.string(), Xapian::DB_OPEN);
        ChildProcess child(on(index, writer));
        CHECK_FALSE(child.ends_within(std::chrono::milliseconds(300)));
        lock.close();
        CHECK(child.wait().status == 0);
    }
    CHECK(ids_in(index).size() == 19);
}

TEST_CASE("an index without a report is searched without an error", "[full][refused]") {
    const TemporaryFolder folder;
    folder.write("empty.jsonl", "");
    const fs::path index = folder / "index.db";
    CHECK(run_to_end({"index", "--db", index, folder / "empty.jsonl"}).status == 1);
    CHECK(run_to_end({"search", "--db", index, "spleen"}).status == 1);
    CHECK(run_to_end({"show", "--db", index, "r1"}).status == 1);
    CHECK(run_to_end({"stats", "--db", index}).status == 0);
    CHECK(complaints_of(index).empty());
}
