#include "casebook/memory_index.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include "casebook/error.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

}  // namespace

TEST_CASE("an index in memory is written, searched, and gone with its object",
          "[embedding][memory]") {
    fs::path path;
    {
        const MemoryIndex memory;
        path = memory.path();
        make_index(path, {make_report("a", "", "A fever.")});
        const Searcher searcher(path);
        CHECK(found(searcher, "fever") == std::vector<std::string>{"a"});
        make_index(path, {make_report("b", "", "A fever.")});
        CHECK(found(searcher, "fever").size() == 2);
    }
    CHECK_FALSE(fs::exists(path.parent_path()));
}

TEST_CASE("indexes in memory are apart, and move", "[embedding][memory]") {
    MemoryIndex first;
    MemoryIndex second;
    CHECK(first.path() != second.path());
    make_index(first.path(), {make_report("a", "", "A fever.")});
    make_index(second.path(), {make_report("b", "", "A fever.")});
    const fs::path gone = first.path();
    first = std::move(second);
    CHECK_FALSE(fs::exists(gone));
    CHECK(found(Searcher(first.path()), "fever") == std::vector<std::string>{"b"});
}

TEST_CASE("what a killed process left in memory goes with the next index", "[embedding][memory]") {
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const MemoryIndex left;
        (void)folder.write("path", left.path().parent_path().string());
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(status == 0);
    std::string left;
    std::getline(std::ifstream(folder / "path"), left);
    REQUIRE(fs::exists(left));
    const MemoryIndex alive;
    CHECK_FALSE(fs::exists(left));
    const MemoryIndex next;
    CHECK(fs::exists(alive.path().parent_path()));
}

TEST_CASE("a folder on a disk is no place in memory", "[embedding][memory]") {
    CHECK_THROWS_AS(MemoryIndex("/proc"), Error);
    CHECK_THROWS_AS(MemoryIndex("/nowhere"), Error);
}

}  // namespace casebook
