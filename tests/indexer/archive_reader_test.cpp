#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <vector>

#include "../catch.hpp"
#include "reader_harness.hpp"

using namespace casebook;

namespace {

struct Entry {
    std::string path;
    std::string bytes;
    unsigned type = AE_IFREG;
};

using Setup = int (*)(archive*);

/// An archive in memory.
std::string pack(const std::vector<Entry>& entries, Setup format, Setup filter) {
    std::string out(1U << 20U, '\0');
    std::size_t used = 0;
    archive* const handle = archive_write_new();
    REQUIRE(format(handle) == ARCHIVE_OK);
    REQUIRE(filter(handle) == ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(handle, 1);
    REQUIRE(archive_write_open_memory(handle, out.data(), out.size(), &used) == ARCHIVE_OK);
    for (const Entry& entry : entries) {
        archive_entry* const header = archive_entry_new();
        archive_entry_set_pathname(header, entry.path.c_str());
        archive_entry_set_filetype(header, entry.type);
        archive_entry_set_perm(header, 0644);
        if (entry.type == AE_IFLNK) archive_entry_set_symlink(header, "/etc/passwd");
        archive_entry_set_size(header, static_cast<la_int64_t>(entry.bytes.size()));
        REQUIRE(archive_write_header(handle, header) == ARCHIVE_OK);
        archive_write_data(handle, entry.bytes.data(), entry.bytes.size());
        archive_entry_free(header);
    }
    archive_write_free(handle);
    out.resize(used);
    return out;
}

const std::vector<Entry> kEntries = {
    {"ward/one.txt", "The spleen of the first."},
    {"ward/two.jsonl", "{\"id\":\"x\",\"text\":\"A spleen.\"}\n{\"text\":\"No id.\"}\n"},
    {"./three.nbib", "PMID- 5\nTI  - A knee.\n"},
    {".hidden/four.txt", "Hidden."},
    {"ward/one.ann", "T1\tX 0 3\tThe"},
    {"ward", "", AE_IFDIR}};

}  // namespace

TEST_CASE("every kind of archive gives the reports of the files in it", "[indexer][archives]") {
    struct Row {
        const char* name;
        Setup format;
        Setup filter;
    };
    const std::vector<Row> rows = {
        {"set.tar", archive_write_set_format_pax, archive_write_add_filter_none},
        {"set.tar.gz", archive_write_set_format_pax, archive_write_add_filter_gzip},
        {"set.tar.zst", archive_write_set_format_ustar, archive_write_add_filter_zstd},
        {"set.tar.xz", archive_write_set_format_gnutar, archive_write_add_filter_xz},
        {"set.tar.bz2", archive_write_set_format_pax, archive_write_add_filter_bzip2},
        {"set.zip", archive_write_set_format_zip, archive_write_add_filter_none},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const ReadFiles reading = read_bytes(pack(kEntries, row.format, row.filter), {}, row.name);
        CHECK(ids_of(reading) == "set/ward/one x set/ward/two:2 5");
        CHECK(reading.rejections.empty());
        REQUIRE(reading.origins.size() == 4);
        CHECK(reading.origins[0].file == std::string(row.name) + "!ward/one.txt");
    }
}

TEST_CASE("a single compressed file is read under its own name", "[indexer][archives]") {
    for (const Setup filter : {archive_write_add_filter_gzip, archive_write_add_filter_zstd}) {
        const std::string bytes =
            pack({{"x", "The spleen of a man."}}, archive_write_set_format_raw, filter);
        const ReadFiles reading = read_bytes(bytes, {}, "note.txt.gz");
        CHECK(ids_of(reading) == "note");
        CHECK(reading.origins.front().file == "note.txt.gz");
    }
}

TEST_CASE("an archive inside an archive is read, but not without end", "[indexer][archives]") {
    std::string bytes = "The spleen of a man.";
    std::string ids;
    for (int depth = 0; depth < 5; ++depth) {
        bytes = pack({{"inner.bin", bytes}}, archive_write_set_format_zip,
                     archive_write_add_filter_none);
        const ReadFiles reading = read_bytes(bytes, {}, "outer.zip");
        CAPTURE(depth);
        CHECK(reading.reports.size() == (depth < 3 ? 1 : 0));
        CHECK(reading.rejections.size() == (depth < 3 ? 0 : 1));
    }
}

TEST_CASE("entries that lead out of the archive or are no files are rejected by name",
          "[indexer][archives]") {
    const std::string bytes = pack({{"../up.txt", "Text."},
                                    {"a/../../up.txt", "Text."},
                                    {"/etc/up.txt", "Text."},
                                    {"link.txt", "", AE_IFLNK},
                                    {"good.txt", "The spleen."}},
                                   archive_write_set_format_pax, archive_write_add_filter_gzip);
    const ReadFiles reading = read_bytes(bytes, {}, "bad.tar.gz");
    CHECK(ids_of(reading) == "bad/good");
    REQUIRE(reading.rejections.size() == 4);
    for (std::size_t at = 0; at < 3; ++at)
        CHECK(reading.rejections[at].reason == "its name leads out of the archive");
    CHECK(reading.rejections[3].reason.find("link") != std::string::npos);
}

TEST_CASE("an archive that ends early is one rejection, wherever it is cut",
          "[indexer][archives]") {
    const std::vector<Entry> entries = {{"one.txt", "The spleen of the first."},
                                        {"two.txt", std::string(5000, 'x') + " spleen"}};
    const std::string whole =
        pack(entries, archive_write_set_format_pax, archive_write_add_filter_none);
    for (const std::size_t size : {std::size_t{1100}, std::size_t{2300}, std::size_t{4000}}) {
        const ReadFiles reading = read_bytes(std::string_view(whole).substr(0, size), {}, "x.tar");
        CAPTURE(size, reading.rejections.empty() ? "" : reading.rejections.front().reason);
        CHECK(reading.rejections.size() == 1);
        CHECK(reading.reports.size() <= 1);
    }
}
