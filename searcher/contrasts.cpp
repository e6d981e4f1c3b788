#include "contrasts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace casebook {
namespace {

using Contrast = std::pair<std::string_view, std::string_view>;

constexpr std::array<Contrast, 55> kContrasts{{
    {"macro", "micro"},      {"hyper", "hypo"},      {"hiper", "hipo"},      {"iper", "ipo"},
    {"гипер", "гипо"},       {"макро", "микро"},     {"היפר", "היפו"},       {"abdu", "addu"},
    {"affer", "effer"},      {"afer", "efer"},       {"infra", "intra"},     {"inter", "intra"},
    {"ante", "anti"},        {"supra", "infra"},     {"pre", "pro"},         {"pre", "per"},
    {"para", "peri"},        {"ectom", "ostom"},     {"otom", "ostom"},      {"otom", "ectom"},
    {"itis", "osis"},        {"emia", "uria"},       {"phag", "phas"},       {"fag", "fas"},
    {"фаги", "фази"},        {"arter", "arthr"},     {"arter", "artr"},      {"hepat", "hemat"},
    {"hepat", "haemat"},     {"epat", "emat"},       {"faci", "fasci"},      {"pleur", "plur"},
    {"prostat", "prostrat"}, {"nitrat", "nitrit"},   {"sulfat", "sulfit"},   {"ureter", "urethra"},
    {"ureter", "urethr"},    {"ureter", "uretra"},   {"uretere", "uretre"},  {"ile", "ili"},
    {"perine", "perone"},    {"perine", "peritone"}, {"perone", "peritone"}, {"brachi", "branchi"},
    {"brachi", "bronchi"},   {"branchi", "bronchi"}, {"carotid", "parotid"}, {"cyto", "cysto"},
    {"apophys", "epiphys"},  {"malleol", "malle"},   {"palpat", "palpit"},   {"radial", "radical"},
    {"mucous", "mucus"},     {"cystin", "cystein"},  {"callous", "callus"},
}};

/// Whether one is the other with `from` replaced by `to` in one place.
bool differ_by(std::string_view word, std::string_view other, std::string_view from,
               std::string_view to) {
    for (std::size_t at = word.find(from); at != std::string_view::npos;
         at = word.find(from, at + 1)) {
        std::string changed(word);
        changed.replace(at, from.size(), to);
        if (changed == other) return true;
    }
    return false;
}

}  // namespace

bool are_contrasts(std::string_view word, std::string_view other) {
    return std::any_of(kContrasts.begin(), kContrasts.end(), [&](const Contrast& contrast) {
        return differ_by(word, other, contrast.first, contrast.second) ||
               differ_by(word, other, contrast.second, contrast.first);
    });
}

}  // namespace casebook
