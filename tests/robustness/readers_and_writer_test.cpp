#include <iostream>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "child_process.hpp"
#include "made_reports.hpp"
#include "temporary_folder.hpp"

using namespace casebook;
using namespace casebook::test;

namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;

/// Asks an index again and again while a writer is at work.
class Readers {
public:
    explicit Readers(fs::path index) : index_(std::move(index)) {}

    /// Runs `writer` to its end, all readers in turn beside it.
    void read_beside(const Arguments& writer) {
        ChildProcess child(writer);
        while (!child.ends_within({})) {
            search();
            read({"stats", "--db", index_});
            read({"check", "--db", index_});
        }
        search();
        const Ending ending = child.wait();
        CAPTURE(ending.err);
        CHECK(ending.status == 0);
    }

    [[nodiscard]] std::size_t total() const { return total_; }
    [[nodiscard]] std::size_t answers() const { return answers_; }

private:
    void search() {
        const Ending ending = run_to_end({"search", "--db", index_, "--format", "json", "case"});
        CAPTURE(ending.err);
        REQUIRE(ending.status == (ending.out.find("\"total\":0,") == std::string::npos ? 0 : 1));
        const std::size_t total = nlohmann::json::parse(ending.out).at("total");
        CHECK(total >= total_);
        total_ = total;
        ++answers_;
    }

    void read(const Arguments& reader) {
        const Ending ending = run_to_end(reader);
        CAPTURE(reader.front(), ending.out, ending.err);
        CHECK(ending.status == 0);
        ++answers_;
    }

    fs::path index_;
    std::size_t total_ = 0;
    std::size_t answers_ = 0;
};

}  // namespace

TEST_CASE("readers never fail and never see less while writers work", "[full][readers]") {
    const TemporaryFolder folder;
    const fs::path index = folder / "index.db";
    append_reports(folder / "first.jsonl", {.count = 500, .words = 600});
    append_reports(folder / "more.jsonl", {.first = 500, .count = 2500, .words = 600});
    folder.write("none.jsonl", "\n");
    REQUIRE(run_to_end({"index", "--db", index, folder / "none.jsonl"}).status == 1);
    Readers readers(index);
    readers.read_beside({"index", "--db", index, folder / "first.jsonl"});
    CHECK(readers.total() == 500);
    readers.read_beside({"index", "--db", index, folder / "more.jsonl"});
    CHECK(readers.total() == 3000);
    readers.read_beside({"compact", "--db", index});
    CHECK(readers.total() == 3000);
    std::cout << readers.answers() << " answers beside writers\n";
}
