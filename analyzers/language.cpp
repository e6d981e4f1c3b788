#include "casebook/language.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace casebook {

Language Language::from_tag(std::string_view tag) {
    // Those of three letters, and withdrawn ones of two, which CLD2 still uses.
    static constexpr struct {
        std::string_view other;
        std::string_view code;
    } kOtherCodes[] = {{"eng", "en"}, {"ger", "de"}, {"deu", "de"}, {"fre", "fr"}, {"fra", "fr"},
                       {"spa", "es"}, {"ita", "it"}, {"por", "pt"}, {"rus", "ru"}, {"chi", "zh"},
                       {"zho", "zh"}, {"jpn", "ja"}, {"kor", "ko"}, {"baq", "eu"}, {"eus", "eu"},
                       {"tha", "th"}, {"ara", "ar"}, {"heb", "he"}, {"tur", "tr"}, {"pol", "pl"},
                       {"dut", "nl"}, {"nld", "nl"}, {"cze", "cs"}, {"ces", "cs"}, {"dan", "da"},
                       {"swe", "sv"}, {"nor", "no"}, {"fin", "fi"}, {"hun", "hu"}, {"est", "et"},
                       {"lav", "lv"}, {"lit", "lt"}, {"gre", "el"}, {"ell", "el"}, {"ukr", "uk"},
                       {"hrv", "hr"}, {"scr", "hr"}, {"iw", "he"}, {"in", "id"}};
    std::string code;
    for (const char byte : tag.substr(0, tag.find_first_of("-_"))) {
        const bool upper = byte >= 'A' && byte <= 'Z';
        if (!upper && (byte < 'a' || byte > 'z')) return {};
        code.push_back(upper ? static_cast<char>(byte - 'A' + 'a') : byte);
    }
    for (const auto& [other, current] : kOtherCodes) {
        if (code == other) code = current;
    }
    if (code.size() != 2 && code.size() != 3) return {};
    Language language;
    language.code_ = {};
    for (std::size_t at = 0; at < code.size(); ++at)
        language.code_[at] = code[at];
    return language;
}

Language stemming_language(Language language) {
    static constexpr std::string_view kWrittenWithoutSpaces[] = {"zh", "ja", "ko", "th", "und"};
    const bool english =
        std::any_of(std::begin(kWrittenWithoutSpaces), std::end(kWrittenWithoutSpaces),
                    [&](std::string_view code) { return code == language.code(); });
    return english ? Language::of("en") : language;
}

}  // namespace casebook
