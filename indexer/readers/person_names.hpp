#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::readers {

/// Whether `text` can be one person's name: two to five capitalised words or initials ("Yoo Jin
/// Kim", "de la Cruz M."), or two to four Hangul, Han or kana characters. Says nothing of whether
/// it is one: "Knee Joint" can be a name too.
[[nodiscard]] bool can_be_name(std::string_view text);

/// The names of a by-line ("Ju Sang Kim, Seok Lee¹ and Yoo Jin Kim MD"), without marks, degrees and
/// "By"; none if any part of the line cannot be a name, and none for a line of one part unless
/// `single` allows it.
[[nodiscard]] std::vector<std::string> parse_name_list(std::string_view line, bool single);

/// The names that begin a citation ("Yoshimi, A., Nakamoto, C. et al." gives "Yoshimi A",
/// "Nakamoto C"; "Smith J, Doe AB." likewise), and where they end.
struct CitedNames {
    std::vector<std::string> names;
    std::size_t end = 0;
};
[[nodiscard]] CitedNames parse_cited_names(std::string_view citation);

}  // namespace casebook::readers
