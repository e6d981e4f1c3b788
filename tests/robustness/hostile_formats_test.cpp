#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>

#include "catch.hpp"
#include "child_process.hpp"
#include "temporary_folder.hpp"

using namespace casebook;
using namespace casebook::test;

namespace {

namespace fs = std::filesystem;

constexpr long kMostKilobytes = 500L << 10U;

/// A file made to do harm.
struct HostileFile {
    std::string why;
    std::string name;  ///< how its rejection begins, behind the folder's name
    std::string reason;
    std::function<void(const fs::path&)> make;  ///< puts it into a folder
};

std::function<void(const fs::path&)> file(std::string name, std::string bytes) {
    return [=](const fs::path& folder) { std::ofstream(folder / name, std::ios::binary) << bytes; };
}

/// A file of `size` bytes that takes no room on the disk.
std::function<void(const fs::path&)> sparse(std::string name, std::string begin,
                                            std::uint64_t size) {
    return [=](const fs::path& folder) {
        std::ofstream(folder / name, std::ios::binary) << begin;
        fs::resize_file(folder / name, size);
    };
}

/// A zip with one file: `megabytes` times a million and some bytes of `byte`.
void write_zip(const fs::path& path, const char* entry_name, int megabytes, char byte) {
    archive* const zip = archive_write_new();
    archive_write_set_format_zip(zip);
    REQUIRE(archive_write_open_filename(zip, path.c_str()) == ARCHIVE_OK);
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, entry_name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(megabytes) << 20U);
    archive_write_header(zip, entry);
    const std::string piece(1U << 20U, byte);
    for (int at = 0; at < megabytes; ++at)
        archive_write_data(zip, piece.data(), piece.size());
    archive_entry_free(entry);
    archive_write_free(zip);
}

std::function<void(const fs::path&)> zip(std::string name, std::string entry, int megabytes,
                                         char byte) {
    return
        [=](const fs::path& folder) { write_zip(folder / name, entry.c_str(), megabytes, byte); };
}

std::string entity_bomb() {
    std::string bomb = "<!DOCTYPE article [<!ENTITY a0 \"spleen \">";
    for (int level = 1; level < 12; ++level) {
        bomb += "<!ENTITY a" + std::to_string(level) + " \"";
        for (int times = 0; times < 10; ++times)
            bomb += "&a" + std::to_string(level - 1) + ";";
        bomb += "\">";
    }
    return bomb + "]><article><body><p>&a11;</p></body></article>";
}

std::string nested(const std::string& begin, const std::string& tag, int depth) {
    std::string text = begin;
    for (int level = 0; level < depth; ++level)
        text += "<" + tag + ">";
    return text + "spleen";
}

std::string cut_tar() {
    std::string header(512, '\0');
    header.replace(0, 7, "bad.txt");
    header.replace(100, 7, "0000644");
    header.replace(124, 11, "00000100000");
    header.replace(156, 1, "0");
    header.replace(257, 8, std::string("ustar\00000", 8));
    header.replace(148, 8, "        ");
    unsigned sum = 0;
    for (const char byte : header)
        sum += static_cast<unsigned char>(byte);
    char text[8];
    std::snprintf(text, sizeof text, "%06o", sum);
    header.replace(148, 7, std::string(text, 7));
    return header + "The spleen of a man, and then nothing";
}

std::vector<HostileFile> hostile_files() {
    const std::string external =
        "<!DOCTYPE article [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
        "<article><body><p>&x;</p></body></article>";
    const std::string remote =
        "<!DOCTYPE article [<!ENTITY % p SYSTEM \"http://192.0.2.1/x.dtd\">"
        "%p;<!ENTITY x SYSTEM \"http://192.0.2.1/x\">]>"
        "<article><body><p>&x;</p></body></article>";
    const fs::path fixtures = fs::path(CASEBOOK_SOURCE_DIR) / "tests/indexer/fixtures";
    return {
        {"entities made of entities", "bad.xml", "made of others", file("bad.xml", entity_bomb())},
        {"an entity that is another file", "bad.xml", "outside the file",
         file("bad.xml", external)},
        {"an entity that is fetched", "bad.xml", "an entity", file("bad.xml", remote)},
        {"XML nested 100,000 deep", "bad.xml", "nested deeper",
         file("bad.xml", nested("<article>", "sec", 100'000))},
        {"nested outside of any record", "bad.xml", "nested deeper",
         file("bad.xml", nested("<pmc-articleset>", "x", 100'000))},
        {"millions of elements", "bad.xml", "elements",
         [](const fs::path& folder) {
             std::ofstream out(folder / "bad.xml");
             out << "<article>";
             for (int at = 0; at < 8'000'000; ++at)
                 out << "<p/>";
         }},
        {"1 GB of zeros in a zip", "bad.zip!zeros.txt", "binary data",
         zip("bad.zip", "zeros.txt", 1024, '\0')},
        {"1 GB of one letter in a zip", "bad.zip!letters.txt", "larger than --max-record",
         zip("bad.zip", "letters.txt", 1024, 'a')},
        {"a name that climbs", "bad.zip!../../up.txt", "leads out",
         zip("bad.zip", "../../up.txt", 1, 'a')},
        {"a tar that ends early", "bad.tar!bad.txt", "cannot be read", file("bad.tar", cut_tar())},
        {"a PDF with a password", "bad.pdf", "",
         [fixtures](const fs::path& folder) {
             fs::copy_file(fixtures / "pdf/locked.pdf", folder / "bad.pdf");
         }},
        {"4 GB of nothing", "bad.txt", "binary data", sparse("bad.txt", "", 4ULL << 30U)},
        {"4 GB that begin as a PDF", "bad.pdf", "larger than --max-record",
         sparse("bad.pdf", "%PDF-1.4\n", 4ULL << 30U)},
        {"4 GB that begin as an article", "bad.xml", "binary data",
         sparse("bad.xml", "<article><body><p>spleen", 4ULL << 30U)},
        {"a quote that is never closed", "bad.csv", "larger than --max-record",
         [](const fs::path& folder) {
             std::ofstream out(folder / "bad.csv");
             out << "id,title,text\n1,Spleen,\"";
             const std::string piece(1U << 20U, 'a');
             for (int at = 0; at < 80; ++at)
                 out << piece << "\n";
         }},
    };
}

}  // namespace

TEST_CASE("a file made to do harm is one rejection with its reason, and memory stays small",
          "[full][bad input]") {
    long most = 0;
    for (const HostileFile& row : hostile_files()) {
        CAPTURE(row.why);
        const TemporaryFolder folder;
        folder.write("in/good.txt", "The spleen of a good man.");
        row.make(folder / "in");
        const Ending ending = run_to_end({"index", "--db", folder / "db", folder / "in"});
        CAPTURE(ending.err);
        CHECK(ending.status == 1);
        CHECK(ending.err.find(", 1 rejected;") != std::string::npos);
        CHECK(ending.err.starts_with((folder / "in" / row.name).string()));
        CHECK(ending.err.substr(0, ending.err.find('\n')).find(row.reason) != std::string::npos);
        CHECK(ending.err.find("root:") == std::string::npos);
        CHECK(ending.peak_kilobytes < kMostKilobytes);
        CHECK(run_to_end({"check", "--db", folder / "db"}).out == "1 report, no problems\n");
        most = std::max(most, ending.peak_kilobytes);
        std::size_t beside = 0;  // nothing but the input and the index
        for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder.path()))
            ++beside;
        CHECK(beside == 2);
    }
    std::cout << "peak of memory over hostile files: " << most / 1024 << " MB\n";
}

TEST_CASE("a PubMed file of 30,000 records is read one record at a time", "[full][bad input]") {
    constexpr long kMostKilobytesOfStream = 100L << 10U;
    const TemporaryFolder folder;
    std::ofstream out(folder / "baseline.xml", std::ios::binary);
    std::string abstract;
    while (abstract.size() < 2000)
        abstract += "The spleen of the man was large. ";
    out << "<?xml version=\"1.0\"?><PubmedArticleSet>";
    for (int number = 1; number <= 30'000; ++number)
        out << "<PubmedArticle><MedlineCitation><PMID>" << number
            << "</PMID><Article><ArticleTitle>Man " << number << "</ArticleTitle><Abstract>"
            << "<AbstractText>" << abstract << "</AbstractText></Abstract></Article>"
            << "</MedlineCitation></PubmedArticle>\n";
    out << "</PubmedArticleSet>";
    out.close();
    const Ending ending = run_to_end({"annotate", "--format", "jsonl", folder / "baseline.xml"});
    CHECK(ending.status == 0);
    CHECK(std::count(ending.out.begin(), ending.out.end(), '\n') == 30'000);
    std::cout << "peak of memory over a baseline file: " << ending.peak_kilobytes / 1024 << " MB\n";
    CHECK(ending.peak_kilobytes < kMostKilobytesOfStream);
}
