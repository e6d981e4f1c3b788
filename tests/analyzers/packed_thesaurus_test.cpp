#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "analyzers/thesaurus/form_table_builder.hpp"
#include "analyzers/thesaurus/form_value.hpp"
#include "analyzers/thesaurus/packed_table.hpp"
#include "analyzers/thesaurus/packed_texts.hpp"
#include "catch.hpp"
#include "test_seed.hpp"

// The parts of which a compiled thesaurus is made.
namespace casebook {
namespace {

using thesaurus_format::PackedHeader;
using thesaurus_format::PackedTable;
using thesaurus_format::PackedTexts;
using thesaurus_format::TextPacker;

constexpr auto kNone = static_cast<std::uint32_t>(-1);

struct Triple {
    std::uint32_t one = 7;
    std::uint32_t two = kNone;
    std::uint32_t three = 0;

    friend bool operator==(const Triple&, const Triple&) = default;
};

std::string text_of(std::span<const char> texts) {
    return {texts.begin(), texts.end()};
}

/// Keys spread as hashes are, ascending.
std::vector<FormKey> spread_keys(std::size_t count) {
    std::vector<FormKey> keys;
    for (std::size_t number = 0; number < count; ++number)
        keys.push_back(extended(0, number));
    std::sort(keys.begin(), keys.end());
    return keys;
}

}  // namespace

TEST_CASE("packed rows are read as they were", "[analyzers][thesaurus]") {
    std::mt19937 random(make_seed("packed rows"));
    for (const unsigned bits : {0U, 1U, 7U, 8U, 18U, 31U, 32U}) {
        const std::uint64_t most = (std::uint64_t{1} << bits) - 1;
        std::vector<Triple> rows;
        for (std::size_t number = 0; number < 100; ++number) {
            const auto any = static_cast<std::uint32_t>(random() & most);
            rows.push_back(
                {any, number % 9 == 0 ? kNone : any / 2, static_cast<std::uint32_t>(number % 5)});
        }
        const std::string bytes = thesaurus_format::pack_records(rows);
        const PackedTable table(bytes);
        CAPTURE(bits);
        REQUIRE(table.size() == rows.size());
        for (std::size_t number = 0; number < rows.size(); ++number) {
            CHECK(table.row<Triple>(number) == rows[number]);
            CHECK(table.number(number, 2) == rows[number].three);
        }
        CHECK(table.row<Triple>(rows.size()) == Triple());
        CHECK(table.number(rows.size()) == kNone);
    }
}

TEST_CASE("a field takes no more bits than its largest number, and none where there are none",
          "[analyzers][thesaurus]") {
    const auto bits_of = [](const std::vector<Triple>& rows) {
        PackedHeader header;
        std::memcpy(&header, thesaurus_format::pack_records(rows).data(), sizeof(header));
        return std::vector<int>(header.bits.begin(), header.bits.begin() + 3);
    };
    CHECK(bits_of({{6, kNone, 0}}) == std::vector<int>{3, 0, 1});
    CHECK(bits_of({{7, 254, kNone - 1}}) == std::vector<int>{4, 8, 32});
    CHECK(bits_of({{kNone, kNone, kNone}}) == std::vector<int>{1, 0, 0});
    CHECK(PackedTable(thesaurus_format::pack_records(std::vector<Triple>())).size() == 0);
}

TEST_CASE("packed rows that are damaged or cut short hold nothing", "[analyzers][thesaurus]") {
    const std::string good =
        thesaurus_format::pack_records(std::vector<Triple>{{1, 2, 3}, {4, 5, 6}});
    CHECK(PackedTable(good).size() == 2);
    for (std::size_t size = 0; size < good.size(); ++size)
        CHECK(PackedTable({good.data(), size}).size() == 0);
    std::string wide = good;
    wide[4] = 33;
    CHECK(PackedTable(wide).size() == 0);
    std::string many = good;
    many[3] = '\x7F';
    CHECK(PackedTable(many).size() == 0);
    CHECK(PackedTable(std::string(64, '\xFF')).size() == 0);
    // No bits a row: nothing would bound the rows.
    std::string narrow = good;
    for (std::size_t field = 0; field < 3; ++field)
        narrow[4 + field] = 0;
    CHECK(PackedTable(narrow).size() == 0);
}

TEST_CASE("packed texts are found by their addresses, by several threads at once",
          "[analyzers][thesaurus]") {
    TextPacker packer;
    std::vector<std::pair<std::uint32_t, std::string>> added;
    for (std::size_t number = 0; number < 3000; ++number) {
        std::string text = "text " + std::to_string(number) + std::string(number % 40, 'x');
        const std::uint32_t address = packer.add(text);
        added.emplace_back(address, std::move(text));
    }
    packer.finish();
    REQUIRE(packer.ends().size() > 3);
    const PackedTexts texts(packer.bytes(), packer.ends());
    std::vector<std::size_t> wrong(4);
    std::vector<std::thread> threads;
    for (std::size_t& count : wrong) {
        threads.emplace_back([&] {
            for (const auto& [address, text] : added) {
                const auto piece = texts.piece(address / thesaurus_format::kPieceBytes);
                const std::size_t at = address % thesaurus_format::kPieceBytes;
                if (text_of(piece).substr(at, text.size()) != text) ++count;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(wrong == std::vector<std::size_t>(4));
    CHECK(texts.piece(packer.ends().size()).empty());
}

TEST_CASE("a damaged piece of texts is empty, and the others are read", "[analyzers][thesaurus]") {
    TextPacker packer;
    for (const char letter : {'a', 'b', 'c'})
        (void)packer.add(std::string(thesaurus_format::kPieceBytes, letter));
    packer.finish();
    const std::vector<std::uint32_t>& ends = packer.ends();
    REQUIRE(ends.size() == 3);
    const auto sizes_of = [](std::string_view bytes, const std::vector<std::uint32_t>& places) {
        const PackedTexts texts(bytes, places);
        std::vector<std::size_t> sizes;
        for (std::size_t number = 0; number < places.size(); ++number)
            sizes.push_back(texts.piece(number).size());
        return sizes;
    };
    constexpr std::size_t kWhole = thesaurus_format::kPieceBytes;
    CHECK(sizes_of(packer.bytes(), ends) == std::vector<std::size_t>{kWhole, kWhole, kWhole});
    std::string bytes = packer.bytes();
    bytes[ends[0] + 5] = static_cast<char>(bytes[ends[0] + 5] ^ 0x55);
    CHECK(sizes_of(bytes, ends) == std::vector<std::size_t>{kWhole, 0, kWhole});
    CHECK(sizes_of(std::string_view(packer.bytes()).substr(0, ends[1]), ends) ==
          std::vector<std::size_t>{kWhole, kWhole, 0});
    CHECK(sizes_of(packer.bytes(), {ends[2], ends[1], kNone}) ==
          std::vector<std::size_t>{kWhole, 0, 0});
    CHECK(sizes_of({}, {}).empty());
}

TEST_CASE("a form's value is stored in few bits if it is small and read as it was",
          "[analyzers][thesaurus]") {
    for (const std::uint32_t rest : {0U, 1U, 77U, 0x3FFFFFU, 0x400000U, 0x3FFFFFFFU}) {
        for (const std::uint32_t flags : {0U, FormValue::kContinues, FormValue::kListed,
                                          FormValue::kContinues | FormValue::kListed}) {
            const FormValue value(rest | flags);
            CAPTURE(rest, flags);
            CHECK(FormValue::from_stored(value.stored()).bits() == value.bits());
            CHECK(value.stored() / 4 == rest);
        }
    }
}

TEST_CASE("every key is found in its bucket, and keys that are not there hardly ever",
          "[analyzers][thesaurus]") {
    for (const std::size_t count : {0U, 1U, 2U, 47U, 48U, 49U, 5000U}) {
        CAPTURE(count);
        const std::vector<FormKey> keys = spread_keys(count);
        const auto buckets = FormTableBuilder::bucketed<std::uint32_t>(keys);
        const KeyBuckets<std::uint32_t> found(buckets.groups, buckets.keys);
        std::size_t wrong = 0;
        for (std::size_t place = 0; place < count; ++place)
            wrong += found.find(keys[place]) == place ? 0 : 1;
        for (std::size_t number = count; number < count + 100000; ++number)
            wrong += found.find(extended(0, number)) == decltype(found)::kNone ? 0 : 1;
        CHECK(wrong == 0);
    }
    const auto buckets = FormTableBuilder::bucketed<std::uint16_t>(spread_keys(5000));
    const KeyBuckets<std::uint16_t> found(buckets.groups, buckets.keys);
    std::size_t taken = 0;
    for (std::size_t number = 5000; number < 1005000; ++number)
        taken += found.find(extended(0, number)) == decltype(found)::kNone ? 0 : 1;
    CHECK(taken > 60);  // about 120 of a million, one in eight thousand
    CHECK(taken < 240);
}

TEST_CASE("buckets that point past the keys hold nothing", "[analyzers][thesaurus]") {
    const std::vector<FormKey> keys = spread_keys(500);
    const auto buckets = FormTableBuilder::bucketed<std::uint32_t>(keys);
    std::vector<BucketGroup> groups = buckets.groups;
    for (BucketGroup& group : groups)
        group.first = kNone - 3;
    const KeyBuckets<std::uint32_t> beyond(groups, buckets.keys);
    const KeyBuckets<std::uint32_t> none(std::span<const BucketGroup>(), buckets.keys);
    for (const FormKey key : keys) {
        CHECK(beyond.find(key) == decltype(beyond)::kNone);
        CHECK(none.find(key) == decltype(none)::kNone);
    }
    for (BucketGroup& group : groups) {
        group.first = 0;
        group.ends = {200, 3, 255, 7, 0, 255, 1, 255, 2, 255, 0, 255};
    }
    const KeyBuckets<std::uint32_t> mixed(groups, std::span(buckets.keys).first(5));
    for (const FormKey key : keys) {
        const std::size_t place = mixed.find(key);
        CHECK((place < 5 || place == decltype(mixed)::kNone));
    }
}

}  // namespace casebook
