#include <cstddef>
#include <cstdint>

#include "fuzz/message_probe.hpp"

// libFuzzer's entry point; an exception that leaves it counts as a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static casebook::MessageProbe probe;
    probe.check({reinterpret_cast<const char*>(data), size});
    return 0;
}
