#pragma once

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>

#include "terminal.hpp"

namespace casebook::cli {

/// Whoever read our standard output has gone. Not an error: the reader had enough.
class OutputClosed : public std::runtime_error {
public:
    OutputClosed() : std::runtime_error("standard output was closed by its reader") {}
};

/// Standard output, buffered, where no byte is lost unseen. Throws OutputClosed, or casebook::Error
/// if the bytes cannot be written. The destructor writes nothing: call `flush` at the end.
class Output {
public:
    explicit Output(int descriptor) : descriptor_(descriptor) {}

    void write(std::string_view bytes);
    void flush();

private:
    int descriptor_;
    std::string buffer_;
};

/// Where a command writes: its data to `out`, everything else that it has to say to `err`.
struct Streams {
    Output& out;
    std::ostream& err;
    Terminal out_terminal;
    Terminal err_terminal;
};

/// One line of talk on standard error: "casebook: MESSAGE", with nothing in it that could move a
/// terminal's cursor.
void tell(Streams& streams, std::string_view message);

/// Makes sure that descriptors 0 to 2 are open, so that no file of an index ever takes their place,
/// and that writing to a closed pipe is an error and not a signal.
void prepare_standard_streams();

}  // namespace casebook::cli
