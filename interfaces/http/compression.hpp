#pragma once

#include <string>
#include <string_view>

namespace casebook::http {

/// Whether an Accept-Encoding field takes gzip (RFC 9110, 12.5.3): named, or by '*', with a weight
/// above 0.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

/// `bytes` as gzip (RFC 1952) at zlib's `level`. Throws std::bad_alloc.
[[nodiscard]] std::string gzip(std::string_view bytes, int level);

}  // namespace casebook::http
