#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "casebook/thesaurus_compiler.hpp"
#include "thesaurus/format.hpp"

namespace casebook {

/// The concepts of a source numbered depth first, each behind the first of its broader ones, and
/// what is left of their links once those that cannot stand are cut.
class ConceptOrder {
public:
    ConceptOrder(const std::vector<ConceptRow>& rows, std::vector<RowProblem>& problems);

    [[nodiscard]] std::size_t size() const { return rows_by_number_.size(); }

    /// Row of the source by number.
    [[nodiscard]] std::size_t row(ConceptNumber number) const { return rows_by_number_[number]; }

    /// kNoConcept for an unknown id.
    [[nodiscard]] ConceptNumber find(std::string_view id) const;

    /// One past the last concept of the subtree.
    [[nodiscard]] ConceptNumber subtree_end(ConceptNumber number) const { return ends_[number]; }

    /// Ascending, none twice.
    [[nodiscard]] const std::vector<ConceptNumber>& broader(ConceptNumber number) const {
        return broader_[number];
    }
    [[nodiscard]] const std::vector<ConceptNumber>& narrower(ConceptNumber number) const {
        return narrower_[number];
    }

private:
    using Rows = std::vector<std::uint32_t>;

    void index_ids();
    void link_rows(std::vector<Rows>& parents);
    void cut_cycles(std::vector<Rows>& parents);
    void number_rows(const std::vector<Rows>& parents);
    void number_links(const std::vector<Rows>& parents);
    void report(std::size_t row, RowProblemKind kind, std::string message);

    const std::vector<ConceptRow>& rows_;
    std::vector<RowProblem>& problems_;
    std::unordered_map<std::string_view, std::uint32_t> rows_by_id_;
    std::vector<std::uint32_t> rows_by_number_;
    std::vector<ConceptNumber> numbers_by_row_;
    std::vector<ConceptNumber> ends_;
    std::vector<std::vector<ConceptNumber>> broader_;
    std::vector<std::vector<ConceptNumber>> narrower_;
};

}  // namespace casebook
