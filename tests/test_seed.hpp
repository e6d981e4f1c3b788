#pragma once

#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <string>

namespace casebook {

/// A seed that is new each time, or `usual`, unless CASEBOOK_TEST_SEED sets it; printed, to run it
/// again.
inline unsigned make_seed(const char* test, std::optional<unsigned> usual = std::nullopt) {
    const char* set = std::getenv("CASEBOOK_TEST_SEED");
    unsigned seed = usual ? *usual : std::random_device{}();
    if (set != nullptr) seed = static_cast<unsigned>(std::stoul(set));
    std::cout << test << ": CASEBOOK_TEST_SEED=" << seed << std::endl;
    return seed;
}

}  // namespace casebook
