#include <sched.h>
#include <sys/mount.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <optional>

#include "catch.hpp"
#include "child_process.hpp"
#include "index_state.hpp"
#include "made_reports.hpp"
#include "temporary_folder.hpp"

using namespace casebook;
using namespace casebook::test;

namespace {

namespace fs = std::filesystem;
using Ids = std::set<std::string>;

/// A file system of a few kilobytes in memory, seen by this process and its children alone.
class SmallDisk {
public:
    /// Throws std::system_error if mounts are not permitted.
    explicit SmallDisk(fs::path place) : place_(std::move(place)) {
        fs::create_directories(place_);
        const bool is_private = ::unshare(CLONE_NEWNS) == 0 &&
                                ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
        if (!is_private || ::mount("small", place_.c_str(), "tmpfs", 0, "size=64k") != 0) {
            throw std::system_error(errno, std::generic_category());
        }
    }
    ~SmallDisk() { ::umount(place_.c_str()); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    void resize(int kilobytes) const {
        const std::string size = "size=" + std::to_string(kilobytes) + "k";
        REQUIRE(::mount("small", place_.c_str(), nullptr, MS_REMOUNT, size.c_str()) == 0);
    }

    /// Bytes in use, in kilobytes.
    [[nodiscard]] int used() const {
        const fs::space_info space = fs::space(place_);
        return static_cast<int>((space.capacity - space.free) / 1024);
    }

    [[nodiscard]] fs::path operator/(std::string_view name) const { return place_ / name; }

private:
    fs::path place_;
};

/// A small disk in `folder`; none, and the tests are skipped, where mounts are not permitted.
std::optional<SmallDisk> make_small_disk(const TemporaryFolder& folder) {
    try {
        return std::optional<SmallDisk>(std::in_place, folder / "disk");
    } catch (const std::system_error& error) {
        std::cout << "skipped: mounts are not permitted (" << error.what() << ")\n";
        return std::nullopt;
    }
}

/// Kilobytes to try, from none to plenty.
std::vector<int> rooms() {
    std::vector<int> sizes;
    for (int size = 0; size < 30'000; size += size < 400 ? 20 : 250)
        sizes.push_back(size);
    return sizes;
}

/// Indexes `reports` on a disk that has `room` kilobytes free; whether there was room enough.
bool is_room_enough(const SmallDisk& disk, int room, const fs::path& reports) {
    const fs::path index = disk / "index.db";
    disk.resize(std::max(4, disk.used() + room));
    const Ending ending = run_to_end({"index", "--db", index, "--jobs", "2", reports});
    CAPTURE(room, ending.err);
    if (ending.status == 0) return true;
    CHECK(ending.status == 2);
    CHECK(ending.err.starts_with("casebook: "));
    CHECK(ending.err.find("no room is left on the disk") != std::string::npos);
    CHECK(ending.err.find('\n') == ending.err.size() - 1);
    return false;
}

}  // namespace

TEST_CASE("a first build on a full disk says so and leaves a sound index", "[full][disk]") {
    const TemporaryFolder folder;
    const auto disk = make_small_disk(folder);
    if (!disk) return;
    const fs::path reports = folder / "reports.jsonl";
    append_reports(reports, {.count = 800});
    const fs::path index = *disk / "index.db";
    int failures = 0;
    for (const int room : rooms()) {
        if (is_room_enough(*disk, room, reports)) break;
        CAPTURE(room);
        ++failures;
        CHECK_FALSE(has_leftovers(index));  // which would keep the disk full
        if (!fs::exists(index)) continue;
        CHECK(complaints_of(index).empty());
        CHECK(ids_in(index).empty());
    }
    std::cout << failures << " sizes of the disk were too small for a first build\n";
    CHECK(failures > 5);
    CHECK(complaints_of(index).empty());
    CHECK(ids_in(index).size() == 800);
}

TEST_CASE("an addition on a full disk says so and keeps what was committed", "[full][disk]") {
    const TemporaryFolder folder;
    const auto disk = make_small_disk(folder);
    if (!disk) return;
    append_reports(folder / "first.jsonl", {.count = 100});
    append_reports(folder / "more.jsonl", {.first = 100, .count = 800});
    const fs::path index = *disk / "index.db";
    disk->resize(100 << 10);
    REQUIRE(run_to_end({"index", "--db", index, folder / "first.jsonl"}).status == 0);
    int failures = 0;
    for (const int room : rooms()) {
        if (is_room_enough(*disk, room, folder / "more.jsonl")) break;
        CAPTURE(room);
        ++failures;
        CHECK(complaints_of(index).empty());
        CHECK(ids_in(index).size() == 100);
    }
    std::cout << failures << " sizes of the disk were too small for an addition\n";
    CHECK(failures > 5);
    CHECK(complaints_of(index).empty());
    CHECK(ids_in(index).size() == 900);
}

TEST_CASE("a compaction on a full disk says so and changes nothing", "[full][disk]") {
    const TemporaryFolder folder;
    const auto disk = make_small_disk(folder);
    if (!disk) return;
    append_reports(folder / "reports.jsonl", {.count = 400});
    const fs::path index = *disk / "index.db";
    disk->resize(100 << 10);
    REQUIRE(run_to_end({"index", "--db", index, folder / "reports.jsonl"}).status == 0);
    disk->resize(disk->used() + 200);
    const Ending ending = run_to_end({"compact", "--db", index});
    CHECK(ending.status == 2);
    CHECK(ending.err.find("no room is left on the disk") != std::string::npos);
    CHECK_FALSE(has_leftovers(index));
    CHECK(complaints_of(index).empty());
    CHECK(ids_in(index).size() == 400);
}
