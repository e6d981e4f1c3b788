#include "casebook/text_anchors.hpp"

#include <random>

#include "catch.hpp"

namespace casebook {
namespace {

/// A title without restarts, a long text, an empty one.
std::vector<TextAnchors> some_anchors() {
    TextAnchors body{112, 4'000, {}};
    for (std::uint32_t number = 1; number < 80; ++number)
        body.restarts.push_back({number * (kRestartBytes + number), 112 + number * 31});
    return {{0, 12, {}}, body, {4'212, 0, {}}};
}

}  // namespace

TEST_CASE("anchors read back as they were written", "[index_data]") {
    std::vector<TextAnchors> back;
    CHECK(decode_anchors(encode_anchors(some_anchors()), back));
    CHECK(back == some_anchors());
    CHECK(decode_anchors(encode_anchors({}), back));
    CHECK(back.empty());
}

TEST_CASE("damaged anchors are told or make some others, never read out of bounds",
          "[index_data]") {
    const std::string whole = encode_anchors(some_anchors());
    std::vector<TextAnchors> back;
    for (std::size_t kept = 0; kept < whole.size(); ++kept) {
        CHECK_FALSE(decode_anchors(std::string_view(whole).substr(0, kept), back));
        CHECK(back.empty());
    }
    std::mt19937 random(20261123);
    for (int round = 0; round < 2000; ++round) {
        std::string damaged = whole;
        damaged[random() % damaged.size()] = static_cast<char>(random());
        (void)decode_anchors(damaged, back);
    }
}

}  // namespace casebook
