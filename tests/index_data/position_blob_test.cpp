#include "casebook/position_blob.hpp"

#include <map>
#include <random>
#include <string>

#include "catch.hpp"

namespace casebook {
namespace {

using Positions = std::vector<std::uint32_t>;

std::string encode(const std::map<std::string, Positions>& terms) {
    std::vector<TermPositions> list;
    for (const auto& [term, positions] : terms)
        list.push_back({term, positions});
    return encode_positions(list);
}

Positions decode(const std::string& blob, const std::string& term) {
    Positions positions;
    CHECK(decode_positions(blob, term, positions));
    return positions;
}

}  // namespace

TEST_CASE("positions read back as they were written", "[index_data]") {
    const std::map<std::string, Positions> terms = {
        {"anemia", {0}}, {"aplast", {1, 5, 4'000'000'000U}}, {"\uBC31\uD608", {2, 3}}};
    const std::string blob = encode(terms);
    for (const auto& [term, positions] : terms)
        CHECK(decode(blob, term) == positions);
}

TEST_CASE("terms whose hashes collide keep their own positions", "[index_data]") {
    // 2,000 terms in 65,536 hashes: about thirty pairs share one.
    std::map<std::string, Positions> terms;
    for (std::uint32_t number = 0; number < 2'000; ++number) {
        terms["term" + std::to_string(number)] = {number, number + 4'000};
    }
    const std::string blob = encode(terms);
    for (const auto& [term, positions] : terms)
        REQUIRE(decode(blob, term) == positions);
}

TEST_CASE("damaged positions are told, never read out of bounds", "[index_data]") {
    std::map<std::string, Positions> terms;
    for (std::uint32_t number = 0; number < 200; ++number)
        terms["t" + std::to_string(number)] = {number};
    const std::string whole = encode(terms);
    std::mt19937 random(20261122);
    for (int round = 0; round < 2000; ++round) {
        std::string damaged = whole.substr(0, random() % (whole.size() + 1));
        if (!damaged.empty()) damaged[random() % damaged.size()] = static_cast<char>(random());
        Positions positions;
        (void)decode_positions(damaged, "t7", positions);
    }
    Positions positions;
    CHECK_FALSE(decode_positions("", "t7", positions));
    CHECK_FALSE(decode_positions(std::string(16, '\x7F'), "t7", positions));
    CHECK(positions.empty());
}

}  // namespace casebook
