#pragma once

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace casebook {

/// A seed that is new each time, unless CASEBOOK_TEST_SEED sets it; printed, to run it again.
inline unsigned make_seed(const char* test) {
    const char* set = std::getenv("CASEBOOK_TEST_SEED");
    const unsigned seed =
        set != nullptr ? static_cast<unsigned>(std::stoul(set)) : std::random_device{}();
    std::cout << test << ": CASEBOOK_TEST_SEED=" << seed << std::endl;
    return seed;
}

}  // namespace casebook
