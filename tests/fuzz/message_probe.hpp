#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interfaces/mcp/session.hpp"
#include "temporary_folder.hpp"

namespace casebook {

/// Sends an assistant's door any bytes, over a small index, and checks what is promised of every
/// reply. One thread at a time.
class MessageProbe {
public:
    /// Makes the index in a temporary folder.
    MessageProbe();

    /// `bytes` as lines of a session. The first byte says whether it has begun, and in which
    /// revision. Throws BrokenInvariant naming the promise that does not hold.
    void check(std::string_view bytes);

private:
    TemporaryFolder folder_;
    std::unique_ptr<mcp::Library> library_;
};

}  // namespace casebook
