#pragma once

#include <string>
#include <string_view>

#include "message.hpp"
#include "settings.hpp"

namespace casebook::http {

/// The host of "HOST" or "HOST:PORT" in small letters, an IPv6 address without brackets; empty for
/// what is neither.
[[nodiscard]] std::string host_of(std::string_view authority);

/// "127.0.0.1", "::1", "localhost" and the rest of what only this machine reaches.
[[nodiscard]] bool is_loopback(std::string_view host);

/// Whether both are the same; the time that it takes tells of `secret` only its length.
[[nodiscard]] bool equal_in_constant_time(std::string_view shown, std::string_view secret);

/// Throws ApiError unless the request was meant for this server and comes from a page that may
/// ask: 400 for shapes that another server may read otherwise (RFC 9112, 11.2), 421 for a foreign
/// Host (a name that was bound anew to this address), 403 for a foreign Origin.
void check_origin(const Request& request, const AccessRules& rules);

/// Throws ApiError 401 unless the bearer shows the token, if there is one (RFC 6750).
void check_token(const Request& request, const AccessRules& rules);

/// The Origin, if it is one that --allow-origin names; else empty.
[[nodiscard]] std::string_view allowed_origin(const Request& request, const AccessRules& rules);

}  // namespace casebook::http
