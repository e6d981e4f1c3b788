#pragma once

#include <cstddef>
#include <string_view>

namespace casebook {

/// The end of an abbreviation that the report defines where it stands at `begin` of `text`, in its
/// own case, hyphens, spaces and full stops apart, a plural s behind it or not; 0 if it does not
/// stand there.
[[nodiscard]] std::size_t end_of_short_form(std::string_view text, std::size_t begin,
                                            std::string_view short_form);

}  // namespace casebook
