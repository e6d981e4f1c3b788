#include "thesaurus/short_form.hpp"

#include <unicode/uchar.h>

#include "casebook/language.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

/// Whether a letter or digit stands at `at`, other than the s of a plural.
bool goes_on(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    if (text[at] == 's') return goes_on(text, at + 1);
    const std::int32_t code_point = next_code_point(text, at);
    return code_point >= 0 && u_isalnum(code_point) && !is_written_without_spaces(code_point);
}

bool is_separator(char byte) {
    return byte == '-' || byte == '.' || byte == ' ';
}

}  // namespace

std::size_t end_of_short_form(std::string_view text, std::size_t begin,
                              std::string_view short_form) {
    std::size_t at = begin;
    for (std::size_t form = 0; form < short_form.size();) {
        if (is_separator(short_form[form])) {
            ++form;
        } else if (at < text.size() && text[at] == short_form[form]) {
            ++at;
            ++form;
        } else if (at > begin && at < text.size() && is_separator(text[at])) {
            ++at;
        } else {
            return 0;
        }
    }
    return goes_on(text, at) ? 0 : at;
}

}  // namespace casebook
