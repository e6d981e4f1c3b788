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
    // 2,000 terms in 131,072 hashes: about fifteen pairs share one.
    std::map<std::string, Positions> terms;
    for (std::uint32_t number = 0; number < 2'000; ++number) {
        terms["term" + std::to_string(number)] = {number, number + 4'000};
    }
    const std::string blob = encode(terms);
    for (const auto& [term, positions] : terms)
        REQUIRE(decode(blob, term) == positions);
}

TEST_CASE("reports of any size read back", "[index_data]") {
    std::mt19937 random(20261123);
    const auto draw = [&](std::uint32_t below) {
        return static_cast<std::uint32_t>(random() % below);
    };
    for (const std::uint32_t count : {0U, 1U, 2U, 15U, 16U, 17U, 300U, 20'000U}) {
        std::map<std::string, Positions> terms;
        for (std::uint32_t number = 0; number < count; ++number) {
            Positions& positions = terms["w" + std::to_string(random())];
            std::uint32_t position = draw(1'000);
            for (std::uint32_t left = 1 + draw(9); left > 0; --left) {
                positions.push_back(position);
                position += 1 + draw(left % 3 == 0 ? 1U : 50'000U);
            }
        }
        const std::string blob = encode(terms);
        CAPTURE(count);
        for (const auto& [term, positions] : terms)
            REQUIRE(decode(blob, term) == positions);
    }
}

TEST_CASE("a term without places has none of another's", "[index_data]") {
    std::map<std::string, Positions> terms;
    for (std::uint32_t number = 0; number < 4'000; ++number) {
        terms["term" + std::to_string(number)] = number % 2 == 0 ? Positions{number} : Positions{};
    }
    const std::string blob = encode(terms);
    for (const auto& [term, positions] : terms)
        REQUIRE(decode(blob, term) == positions);
}

TEST_CASE("a term of the title has the places of its stem in the titles", "[index_data]") {
    const std::vector<TermPositions> terms = {{"anemia", {1, 7, 130}}, {"aplast", {131}}};
    const std::string blob = encode_positions(terms, 30);
    CHECK(decode(blob, "Sanemia") == Positions{1, 7});
    CHECK(decode(blob, "Saplast").empty());
    CHECK(decode(blob, "anemia") == Positions{1, 7, 130});
}

TEST_CASE("the positions of a report of a kilobyte take less than three and a half bytes a term",
          "[index_data]") {
    std::map<std::string, Positions> terms;
    for (std::uint32_t number = 0; number < 160; ++number) {
        terms["term" + std::to_string(number)] = {number};
        if (number % 3 == 0) terms["term" + std::to_string(number)].push_back(number + 160);
    }
    CHECK(encode(terms).size() < 160 * 7 / 2);
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
