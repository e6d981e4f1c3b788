#include "searcher/position_cache.hpp"

#include <thread>

#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

/// Positions as no two reports have them.
std::string positions_of(Xapian::docid document) {
    return std::string(document % 300, static_cast<char>('a' + document % 26)) +
           std::to_string(document);
}

constexpr std::size_t kRoom = std::size_t{64} << 20U;

TEST_CASE("kept positions come back as they were") {
    KeptPositions kept(5000, kRoom);
    for (Xapian::docid document = 1; document <= 5000; document += 3)
        kept.keep(document, positions_of(document));
    kept.keep(4, "another's");  // what is kept stays
    for (Xapian::docid document = 1; document <= 5000; ++document) {
        CAPTURE(document);
        const auto found = kept.find(document);
        REQUIRE(found.has_value() == (document % 3 == 1));
        if (found) REQUIRE(*found == positions_of(document));
    }
    CHECK_FALSE(kept.is_full());
}

TEST_CASE("positions of no length and of reports beyond the last are no harm") {
    KeptPositions kept(10, kRoom);
    kept.keep(2, "");
    CHECK(kept.find(2) == std::string_view());
    kept.keep(1'000'000, "far");
    CHECK_FALSE(kept.find(1'000'000));
    CHECK_FALSE(kept.find(static_cast<Xapian::docid>(-1)));
}

TEST_CASE("positions are kept while there is room") {
    constexpr std::size_t kLittle = std::size_t{1} << 20U;
    KeptPositions kept(10'000, kLittle);
    const std::string large(10'000, 'x');
    std::size_t bytes = 0;
    for (Xapian::docid document = 1; document <= 10'000; ++document) {
        kept.keep(document, large);
        if (kept.find(document)) bytes += large.size();
    }
    CHECK(kept.is_full());
    CHECK(bytes <= kLittle);
    CHECK(bytes > kLittle / 2);
    CHECK(kept.find(1) == large);
}

TEST_CASE("a full cache is begun anew and leaves what a query holds") {
    TemporaryFolder folder;
    Xapian::WritableDatabase database((folder / "database").string(), Xapian::DB_CREATE);
    database.add_document(Xapian::Document());
    PositionCache cache(std::size_t{1} << 19U);
    const auto first = cache.kept(database);
    first->keep(1, "one");
    CHECK(cache.kept(database) == first);
    first->keep(0, std::string(std::size_t{1} << 20U, 'x'));  // more than there is room for
    const auto second = cache.kept(database);
    CHECK(second != first);
    CHECK_FALSE(second->find(1));
    CHECK(first->find(1) == std::string_view("one"));
}

TEST_CASE("threads keep and find positions side by side", "[threads]") {
    constexpr Xapian::docid kLast = 20'000;
    constexpr std::size_t kEnoughForHalf = std::size_t{2} << 20U;
    KeptPositions kept(kLast, kEnoughForHalf);
    std::atomic<std::size_t> wrong{0};
    std::vector<std::thread> threads;
    for (Xapian::docid step : {1U, 3U, 7U, 11U}) {
        threads.emplace_back([&kept, &wrong, step] {
            for (Xapian::docid at = 1; at <= kLast; ++at) {
                const Xapian::docid document = at * step % kLast;
                kept.keep(document, positions_of(document));
                const auto found = kept.find(document);
                if (found && *found != positions_of(document)) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(wrong == 0);
    CHECK(kept.is_full());
}

TEST_CASE("a phrase is looked for in a report as it is now, however often it was asked") {
    TemporaryFolder folder;
    make_index(folder / "index", {make_report("a", "One", "Fever and a red rash."),
                                  make_report("b", "Two", "A red car, a rash man.")});
    const Searcher searcher(folder / "index");
    const auto asked = [&] { return found(searcher, "\"red rash\""); };
    for (int time = 0; time < 3; ++time)
        CHECK(asked() == std::vector<std::string>{"a"});
    make_index(folder / "index", {make_report("a", "One", "Fever, a rash, and red eyes."),
                                  make_report("b", "Two", "The red rash of a man.")});
    for (int time = 0; time < 3; ++time)
        CHECK(asked() == std::vector<std::string>{"b"});
    CHECK(found(searcher, "red NEAR/2 eyes") == std::vector<std::string>{"a"});
}

}  // namespace
}  // namespace casebook
