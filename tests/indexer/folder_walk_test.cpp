#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "casebook/error.hpp"
#include "reader_harness.hpp"

using namespace casebook;
namespace fs = std::filesystem;

namespace {

/// A folder that goes with the test.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (fs::temp_directory_path() / "casebook-walk-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

}  // namespace

TEST_CASE("a folder is read in byte order of the names, hidden files left out", "[indexer][walk]") {
    const ScratchFolder folder;
    folder.write("b.txt", "Text b.");
    folder.write("B.txt", "Text B.");
    folder.write("a/z.txt", "Text z.");
    folder.write("a/deeper/y.txt", "Text y.");
    folder.write(".hidden", "Text.");
    folder.write(".git/x.txt", "Text.");
    CHECK(ids_of(read_path(folder.path())) == "B a/deeper/y a/z b");
}

TEST_CASE("annotations beside their text are passed over, alone they are not", "[indexer][walk]") {
    const ScratchFolder folder;
    folder.write("one.txt", "Text.");
    folder.write("one.ann", "T1\tX 0 4\tText");
    folder.write("two.ann", "T1\tX 0 4\tText");
    CHECK(ids_of(read_path(folder.path())) == "one two");
}

TEST_CASE("links are followed, but never in a circle", "[indexer][walk]") {
    const ScratchFolder folder;
    folder.write("a/one.txt", "Text.");
    fs::create_directory_symlink(folder.path(), folder.path() / "a" / "up");
    fs::create_symlink(folder.path() / "a" / "one.txt", folder.path() / "link.txt");
    fs::create_symlink("y", folder.path() / "x");
    fs::create_symlink("x", folder.path() / "y");
    fs::create_symlink("nowhere", folder.path() / "z");
    const ReadFiles reading = read_path(folder.path());
    CHECK(ids_of(reading) == "a/one link");
    CHECK(reading.rejections.size() == 3);
}

TEST_CASE("pipes are rejected without waiting for them", "[indexer][walk]") {
    const ScratchFolder folder;
    REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
    folder.write("text.txt", "Text.");
    const ReadFiles reading = read_path(folder.path());
    CHECK(ids_of(reading) == "text");
    REQUIRE(reading.rejections.size() == 1);
    CHECK(reading.rejections.front().reason.find("pipe") != std::string::npos);
}

TEST_CASE("bad files are rejected by name and the rest goes on", "[indexer][walk]") {
    const ScratchFolder folder;
    folder.write("empty.txt", "");
    folder.write("good.txt", "Text.");
    folder.write("image.png", "\x89PNG\r\n\x1a\n");
    folder.write("secret.txt", "Text.");
    fs::permissions(folder.path() / "secret.txt", fs::perms::none);
    const ReadFiles reading = read_path(folder.path());
    const bool sees_all = ::geteuid() == 0;
    CHECK(ids_of(reading) == (sees_all ? "good secret" : "good"));
    REQUIRE(reading.rejections.size() == (sees_all ? 2 : 3));
    CHECK(reading.rejections[0].origin.file == (folder.path() / "empty.txt").string());
    CHECK(reading.rejections[0].reason == "empty");
    CHECK(reading.rejections[1].reason.find("PNG") != std::string::npos);
}

TEST_CASE("a path that is not there is an error", "[indexer][walk]") {
    try {
        read_path("/no/such/path");
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::not_found);
        CHECK(std::string(error.what()).find("/no/such/path") != std::string::npos);
    }
}

TEST_CASE("what the sink throws reaches the caller", "[indexer][walk]") {
    const ScratchFolder folder;
    folder.write("a.txt", "Text.");
    const ReportSink sink = {
        [](CaseReport&&, const RecordOrigin&) { throw Error(ErrorCode::disk_full, "full"); },
        [](Rejection&&) {}};
    CHECK_THROWS_AS(read_reports(folder.path(), {}, sink), Error);
}

TEST_CASE("a folder of annotated texts gives the texts", "[indexer][walk][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    const ReadFiles reading = read_path(*data / "corpora" / "cardioccc_train");
    CHECK(reading.reports.size() == 258);
    CHECK(reading.rejections.empty());
}
