#include "umls_tables.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace casebook {

bool for_each_rrf_row(const std::filesystem::path& folder, std::string_view name,
                      std::size_t columns, VocabularyBuilder& builder,
                      const std::function<void(const RrfRow&, std::uint64_t)>& use) {
    const std::filesystem::path path = folder / name;
    if (!std::filesystem::exists(path)) return false;
    builder.problems().enter_file(path.string());
    const auto source = open_vocabulary(path);
    RrfRow row;
    for_each_line(*source, builder, [&](const VocabularyLine& line) {
        if (line.text.empty()) return;
        split_columns(line.text, '|', row);
        if (row.size() < columns) {
            leave_out_line(builder, "a row with too few columns is left out", line.number);
        } else {
            use(row, line.number);
        }
    });
    return true;
}

std::optional<std::string_view> prefix_of_umls_source(std::string_view source) {
    using Row = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Row, 8> kPrefixes{{{"MSH", "MeSH"},
                                                   {"SNOMEDCT_US", "SNOMEDCT"},
                                                   {"NCI", "NCIT"},
                                                   {"OMIM", "OMIM"},
                                                   {"RXNORM", "RXNORM"},
                                                   {"DRUGBANK", "DRUGBANK"},
                                                   {"HPO", ""},
                                                   {"ORPHANET", "ORPHA"}}};
    const auto* const row = std::ranges::find(kPrefixes, source, &Row::first);
    if (row == kPrefixes.end()) return std::nullopt;
    return row->second;
}

TermKind kind_of_umls_type(std::string_view term_type) {
    if (term_type == "AB" || term_type == "ACR" || term_type == "AA") return TermKind::abbreviation;
    return term_type == "BN" ? TermKind::brand : TermKind::synonym;
}

bool is_permuted_umls_type(std::string_view term_type) {
    return term_type == "PM";
}

}  // namespace casebook
