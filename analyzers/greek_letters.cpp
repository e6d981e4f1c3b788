#include "greek_letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "utf8.hpp"

namespace casebook {
namespace {

constexpr UChar32 kAlpha = 0x03B1;
constexpr UChar32 kMicroSign = 0x00B5;

/// In the order of Unicode, which has two forms of sigma.
constexpr std::array<std::string_view, 25> kNames{
    "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",  "theta", "iota",
    "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",   "rho",   "sigma",
    "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega"};

}  // namespace

std::string_view greek_letter_name(std::string_view text) {
    if (text.empty()) return {};
    std::size_t at = 0;
    UChar32 letter = u_tolower(next_code_point(text, at));
    if (letter == kMicroSign) return "mu";
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString parts;
    if (icu::Normalizer2::getNFDInstance(status)->getDecomposition(letter, parts))
        letter = parts.char32At(0);
    const UChar32 number = letter - kAlpha;
    const bool known = number >= 0 && number < static_cast<UChar32>(kNames.size());
    return known ? kNames[static_cast<std::size_t>(number)] : std::string_view();
}

bool is_greek_letter_name(std::string_view folded_word) {
    // Eta, mu, nu, pi, rho … are words of other kinds too.
    static constexpr std::array<std::string_view, 11> kTelling{"alpha",   "beta",  "gamma", "delta",
                                                               "epsilon", "zeta",  "theta", "kappa",
                                                               "lambda",  "sigma", "omega"};
    return std::find(kTelling.begin(), kTelling.end(), folded_word) != kTelling.end();
}

}  // namespace casebook
