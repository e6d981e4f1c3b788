#pragma once

#include "endpoint.hpp"

namespace casebook::http {

/// Throws ApiError 415 for a body that the endpoint does not read: of another media type, or
/// packed.
void check_media_type(const Request& request, BodyKind wanted);

}  // namespace casebook::http
