#include <cstddef>
#include <cstdint>

#include "fuzz/reader_probe.hpp"

// libFuzzer's entry point; an exception that leaves it counts as a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const casebook::ReaderProbe probe;
    probe.check({reinterpret_cast<const char*>(data), size});
    return 0;
}
