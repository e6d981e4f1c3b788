#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "child_process.hpp"
#include "index_state.hpp"
#include "made_reports.hpp"
#include "temporary_folder.hpp"

using namespace casebook;
using namespace casebook::test;

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string good_line(const std::string& id) {
    return Json{{"id", id},
                {"title", "A good case"},
                {"text", "The spleen of " + id + " was large."}}
               .dump() +
           "\n";
}

void make_socket(const fs::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    ::close(socket);
}

std::string some_bytes() {
    std::string bytes;
    for (unsigned number = 0; number < 5000; ++number)
        bytes += static_cast<char>(number * number * 37U % 251U);
    return bytes;
}

/// An input that holds something bad. `reason` is empty if it has a sane reading.
struct BadInput {
    std::string why;
    std::function<void(const fs::path&)> make;  ///< puts the bad thing into a folder
    std::string name;  ///< how the rejection begins, behind the folder's name
    std::string reason;
    int reports = 1;  ///< in the index afterwards; one of them is good.jsonl's
};

std::function<void(const fs::path&)> file(std::string name, std::string bytes) {
    return [=](const fs::path& folder) { std::ofstream(folder / name, std::ios::binary) << bytes; };
}

std::function<void(const fs::path&)> link(std::string name, const std::string& target) {
    return [=](const fs::path& folder) { fs::create_symlink(target, folder / name); };
}

std::vector<BadInput> bad_things() {
    const std::string broken = good_line("a") + "{\"id\":\"b\",\"text\":\n" + good_line("c");
    const std::string nul_line =
        good_line("a") + std::string("{\"id\":\"b\",\"text\":\"a\0b\"}\n", 24) + good_line("c");
    return {
        {"a binary file", file("bad.txt", some_bytes()), "bad.txt: ", "binary data"},
        {"a program",
         file("bad",
              "\x7F"
              "ELF\2\1\1"),
         "bad: ", "ELF program"},
        {"an empty file", file("bad.txt", ""), "bad.txt: ", "empty"},
        {"nothing but white space", file("bad.txt", " \n\t\n"), "bad.txt: ", "empty"},
        {"NUL bytes in a text", file("bad.txt", std::string("A man\0and\0his spleen.", 21)),
         "bad.txt: ", "binary data"},
        {"a NUL byte in a line", file("bad.jsonl", nul_line), "bad.jsonl:2: ", "NUL", 3},
        {"a broken line among good ones", file("bad.jsonl", broken), "bad.jsonl:2: ", "(byte ", 3},
        {"a line that is no object", file("bad.jsonl", good_line("a") + "[1]\n"),
         "bad.jsonl:2: ", "no object", 2},
        {"a last line that is cut off",
         file("bad.jsonl", good_line("a") + good_line("b").substr(0, 30)),
         "bad.jsonl:2: ", "broken JSON", 2},
        {"nesting without end",
         file("bad.jsonl", good_line("a") + "{\"text\":" + std::string(1'000'000, '[') + "\n"),
         "bad.jsonl:2: ", "", 2},
        {"invalid UTF-8 in a text",
         file("b.txt", "The spleen \xFF\xC3 of a man was \xE0\x80 large."), "", "", 2},
        {"invalid UTF-8 in a line",
         file("b.jsonl", "{\"id\":\"b\",\"text\":\"The spleen \xFF\xC3 was.\"}\n"), "", "", 2},
        {"a link to nothing", link("bad", "nowhere"), "bad: ", "No such file"},
        {"a link to itself", link("bad", "bad"), "bad: ", "symbolic links"},
        {"a link to a folder above", link("bad", "."), "", ""},
        {"a file whose reading fails", link("bad", "/proc/self/mem"),
         "bad: ", "Input/output error"},
        {"a device", link("bad", "/dev/zero"), "bad: ", "a device"},
        {"a named pipe", [](const fs::path& folder) { ::mkfifo((folder / "bad").c_str(), 0600); },
         "bad: ", "a named pipe"},
        {"a socket", [](const fs::path& folder) { make_socket(folder / "bad"); },
         "bad: ", "a socket"},
    };
}

/// A line of `megabytes` of JSON, written piece by piece: what the parent holds when it starts a
/// child is counted as the child's.
void append_long_line(const fs::path& path, int megabytes) {
    std::ofstream lines(path, std::ios::binary | std::ios::app);
    std::string piece;
    while (piece.size() < (1U << 20U))
        piece += "The spleen of the man was large. ";
    lines << R"({"id":"long","text":")";
    for (int megabyte = 0; megabyte < megabytes; ++megabyte)
        lines << piece;
    lines << "\"}\n";
}

}  // namespace

TEST_CASE("what cannot be read is counted and explained, and the rest is indexed",
          "[full][bad input]") {
    for (const BadInput& row : bad_things()) {
        CAPTURE(row.why);
        const TemporaryFolder folder;
        folder.write("in/good.jsonl", good_line("good"));
        row.make(folder / "in");
        const Ending ending = run_to_end({"index", "--db", folder / "db", folder / "in"});
        CAPTURE(ending.err);
        const bool is_rejected = !row.name.empty();
        CHECK(ending.status == (is_rejected ? 1 : 0));
        CHECK(contains(ending.err, is_rejected ? ", 1 rejected;" : ", 0 rejected;"));
        if (is_rejected) {
            CHECK(ending.err.starts_with((folder / "in" / row.name).string()));
            CHECK(contains(ending.err.substr(0, ending.err.find('\n')), row.reason));
        }
        CHECK(run_to_end({"check", "--db", folder / "db"}).out ==
              std::to_string(row.reports) + (row.reports == 1 ? " report" : " reports") +
                  ", no problems\n");
        CHECK(run_to_end({"show", "--db", folder / "db", "good"}).status == 0);
    }
}

// The system's administrator may read everything: then /proc/self/mem above stands for this.
TEST_CASE("a file that may not be read is rejected by name", "[full][bad input]") {
    if (::geteuid() == 0) return;
    const TemporaryFolder folder;
    folder.write("in/good.jsonl", good_line("good"));
    fs::permissions(folder.write("in/locked.txt", "The spleen."), fs::perms::none);
    const Ending ending = run_to_end({"index", "--db", folder / "db", folder / "in"});
    CHECK(ending.status == 1);
    CHECK(contains(ending.err, "locked.txt: cannot be read: Permission denied\n"));
    CHECK(complaints_of(folder / "db").empty());
}

TEST_CASE("a line of 200 MB is rejected without being held in memory", "[full][bad input]") {
    constexpr long kMostMore = 256L << 10U;  // kB
    const TemporaryFolder folder;
    append_reports(folder / "good.jsonl", {.count = 50});
    const Ending base = run_to_end({"index", "--db", folder / "base.db", folder / "good.jsonl"});
    REQUIRE(base.status == 0);
    append_long_line(folder / "good.jsonl", 200);
    append_reports(folder / "good.jsonl", {.first = 50, .count = 50});
    const Ending ending = run_to_end({"index", "--db", folder / "db", folder / "good.jsonl"});
    CHECK(ending.status == 1);
    CHECK(contains(ending.err, "good.jsonl:51: record of 200 MB at byte "));
    CHECK(contains(ending.err, "100 added, 0 replaced, 0 unchanged, 1 rejected"));
    std::cout << "peak of memory: " << base.peak_kilobytes / 1024 << " MB without the line, "
              << ending.peak_kilobytes / 1024 << " MB with it\n";
    CHECK(ending.peak_kilobytes < base.peak_kilobytes + kMostMore);
    CHECK(complaints_of(folder / "db").empty());
    CHECK(ids_in(folder / "db").size() == 100);
}
