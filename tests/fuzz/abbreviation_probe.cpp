#include "fuzz/abbreviation_probe.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "casebook/abbreviations.hpp"
#include "casebook/encoding.hpp"
#include "fuzz/invariant.hpp"

namespace casebook {
namespace {

/// One for each set of rules. The corpus names them by number; never reorder.
constexpr std::array<std::string_view, 8> kDeclaredLanguages{"en", "fr", "ru", "zh", "ja", "ko", "el", ""};

void check_definition(const AbbreviationDefinition& found, std::string_view text,
                      bool well_formed) {
    require(found.short_begin < found.short_end, "a short form holds text");
    require(found.long_begin < found.long_end, "a long form holds text");
    require(std::max(found.short_end, found.long_end) <= text.size(),
            "a definition lies inside the text");
    require(found.short_end <= found.long_begin || found.long_end <= found.short_begin,
            "short and long form do not overlap");
    if (!well_formed) return;
    for (const std::uint32_t at :
         {found.short_begin, found.short_end, found.long_begin, found.long_end})
        require(is_boundary(text, at), "a definition lies on whole characters");
}

}  // namespace

void AbbreviationProbe::check(std::string_view input) {
    if (input.empty()) return;
    const auto picker = static_cast<unsigned char>(input.front());
    const Language language = Language::from_tag(kDeclaredLanguages[picker % kDeclaredLanguages.size()]);
    const std::string_view text = input.substr(1);
    const bool well_formed = find_ill_formed_utf8(text) == std::string_view::npos;
    const std::vector<AbbreviationDefinition> found = find_abbreviations(text, language);
    require(found == find_abbreviations(text, language), "a text is read alike each time");
    for (std::size_t at = 0; at < found.size(); ++at) {
        check_definition(found[at], text, well_formed);
        require(at == 0 || found[at - 1].short_begin < found[at].short_begin,
                "short forms come in order, each once");
    }
}

}  // namespace casebook
