#include "vocabulary_ids.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace casebook {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

/// Prefixes in lower case, and how they are written here.
constexpr std::array<Row, 26> kPrefixes{{{"mesh", "MeSH"},
                                         {"msh", "MeSH"},
                                         {"umls", "UMLS"},
                                         {"umls_cui", "UMLS"},
                                         {"snomedct", "SNOMEDCT"},
                                         {"snomedct_us", "SNOMEDCT"},
                                         {"sctid", "SNOMEDCT"},
                                         {"sct", "SNOMEDCT"},
                                         {"nci", "NCIT"},
                                         {"ncit", "NCIT"},
                                         {"orpha", "ORPHA"},
                                         {"ordo", "ORPHA"},
                                         {"orphanet", "ORPHA"},
                                         {"gard", "GARD"},
                                         {"omim", "OMIM"},
                                         {"mim", "OMIM"},
                                         {"mondo", "MONDO"},
                                         {"doid", "DOID"},
                                         {"hp", "HP"},
                                         {"hpo", "HP"},
                                         {"maxo", "MAXO"},
                                         {"chebi", "CHEBI"},
                                         {"drugbank", "DRUGBANK"},
                                         {"rxnorm", "RXNORM"},
                                         {"atc", "ATC"},
                                         {"icdo", "ICDO"}}};

/// Beginnings of URIs, and the prefix that stands for them.
constexpr std::array<Row, 6> kNamespaces{
    {{"http://id.nlm.nih.gov/mesh/", "MeSH"},
     {"http://snomed.info/id/", "SNOMEDCT"},
     {"http://www.orpha.net/ORDO/Orphanet_", "ORPHA"},
     {"http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl#", "NCIT"},
     {"http://linkedlifedata.com/resource/umls/id/", "UMLS"},
     {"http://purl.bioontology.org/ontology/MESH/", "MeSH"}}};

constexpr std::string_view kOboNamespace = "http://purl.obolibrary.org/obo/";

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char byte) {
        return static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    });
    return out;
}

/// `SNOMEDCT_US` of `SNOMEDCT_US_2025_09_01`.
std::string_view without_date(std::string_view prefix) {
    const std::size_t year = prefix.find("_20");
    if (year == std::string_view::npos || year == 0) return prefix;
    const bool date = prefix.find_first_not_of("0123456789_", year) == std::string_view::npos;
    return date ? prefix.substr(0, year) : prefix;
}

std::string canonical_uri(std::string_view uri) {
    if (uri.starts_with(kOboNamespace)) {
        const std::string_view name = uri.substr(kOboNamespace.size());
        const std::size_t bar = name.rfind('_');
        if (bar != std::string_view::npos && bar != 0)
            return std::string(name.substr(0, bar)) + ":" + std::string(name.substr(bar + 1));
    }
    for (const auto& [beginning, prefix] : kNamespaces) {
        if (uri.starts_with(beginning))
            return std::string(prefix) + ":" + std::string(uri.substr(beginning.size()));
    }
    return std::string(uri);
}

}  // namespace

std::string canonical_id(std::string_view id) {
    if (id.starts_with("http://") || id.starts_with("https://")) return canonical_uri(id);
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos) return std::string(id);
    const std::string_view prefix = without_date(id.substr(0, colon));
    const std::string key = lower(prefix);
    const auto* const known = std::ranges::find(kPrefixes, std::string_view(key), &Row::first);
    return std::string(known == kPrefixes.end() ? prefix : known->second) +
           std::string(id.substr(colon));
}

std::string_view vocabulary_of(std::string_view id) {
    if (id.find("://") != std::string_view::npos) return id.substr(0, id.find_last_of("/#") + 1);
    const std::size_t colon = id.find(':');
    if (colon != std::string_view::npos) return id.substr(0, colon);
    return id.substr(0, std::min(id.find_first_of("0123456789"), id.size()));
}

bool is_identity_vocabulary(std::string_view vocabulary) {
    static constexpr std::array<std::string_view, 12> kIdentity{
        "MeSH", "UMLS",  "SNOMEDCT", "NCIT",     "ORPHA",  "GARD",
        "OMIM", "MONDO", "CHEBI",    "DRUGBANK", "RXNORM", "DOID"};
    return std::ranges::find(kIdentity, vocabulary) != kIdentity.end();
}

bool is_concept_reference(std::string_view id) {
    static constexpr std::array<std::string_view, 9> kOthers{
        "http", "https", "url", "pmid", "isbn", "isbn-10", "isbn-13", "doi", "wikipedia"};
    const std::size_t colon = id.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == id.size()) return false;
    if (canonical_id(id) != id && id.starts_with("http")) return true;
    return std::ranges::find(kOthers, std::string_view(lower(id.substr(0, colon)))) ==
               kOthers.end() &&
           id.find_first_of(" \t\"") == std::string_view::npos;
}

}  // namespace casebook
