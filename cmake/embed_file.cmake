# Writes OUTPUT, a C++ source that returns the bytes of INPUT from casebook::built_in::FUNCTION().
file(READ "${INPUT}" hex HEX)
string(LENGTH "${hex}" digits)
math(EXPR size "${digits} / 2")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
# A line of source a 64 bytes of data keeps compilers and readers happy.
string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f]){64})" "\\1\"\n    \"" escaped "${escaped}")
file(WRITE "${OUTPUT}" "#include <string_view>
namespace casebook::built_in {
std::string_view ${FUNCTION}() {
    static constexpr char kBytes[] =
    \"${escaped}\";
    return {kBytes, ${size}};
}
}  // namespace casebook::built_in
")
