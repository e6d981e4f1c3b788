#pragma once

#include <optional>
#include <string>

#include "json_rpc.hpp"

namespace casebook::mcp {

/// What of `arguments` is not as `schema` has it, in words by which the caller can mend it; none if
/// all is well. `schema` is JSON Schema of these keywords: type, enum, anyOf, properties, required,
/// additionalProperties (false), items, minItems, maxItems, minLength, maxLength, minimum, maximum.
/// Others, such as description and default, ask for nothing.
[[nodiscard]] std::optional<std::string> find_wrong_argument(const Json& schema,
                                                             const Json& arguments);

/// `arguments` as the schemas mean them: 10.0 is the whole number 10, and what is null was not
/// given.
[[nodiscard]] Json tidied(Json arguments);

}  // namespace casebook::mcp
