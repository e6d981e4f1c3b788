#include "thesaurus/concept_order.hpp"

#include <algorithm>

namespace casebook {
namespace {

void sort_unique(std::vector<ConceptNumber>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// Which types may stand below which: the same, and what an imported vocabulary does not tell.
bool may_stand_below(ConceptType narrower, ConceptType broader) {
    return narrower == broader || narrower == ConceptType::other || broader == ConceptType::other;
}

}  // namespace

ConceptOrder::ConceptOrder(const std::vector<ConceptRow>& rows, std::vector<RowProblem>& problems)
    : rows_(rows), problems_(problems) {
    index_ids();
    std::vector<Rows> parents(rows_.size());
    link_rows(parents);
    cut_cycles(parents);
    number_rows(parents);
    number_links(parents);
}

ConceptNumber ConceptOrder::find(std::string_view id) const {
    const auto found = rows_by_id_.find(id);
    return found == rows_by_id_.end() ? kNoConcept : numbers_by_row_[found->second];
}

void ConceptOrder::report(std::size_t row, RowProblemKind kind, std::string message) {
    problems_.push_back({SourceTable::concepts, row, kind, std::move(message)});
}

void ConceptOrder::index_ids() {
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
        if (rows_by_id_.emplace(rows_[row].id, row).second) continue;
        report(row, RowProblemKind::duplicate_id,
               "there is a concept " + rows_[row].id + " already; this one is left out");
    }
}

void ConceptOrder::link_rows(std::vector<Rows>& parents) {
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
        const ConceptRow& narrower = rows_[row];
        if (rows_by_id_.at(narrower.id) != row) continue;
        for (const std::string& id : narrower.broader) {
            const auto found = rows_by_id_.find(id);
            if (found == rows_by_id_.end()) {
                report(row, RowProblemKind::unknown_id,
                       narrower.id + " is narrower than " + id + ", which stands nowhere");
            } else if (!may_stand_below(narrower.type, rows_[found->second].type)) {
                report(row, RowProblemKind::type_disagreement,
                       narrower.id + " is narrower than " + id +
                           ", which is of another type; the link is cut");
            } else {
                parents[row].push_back(found->second);
            }
        }
    }
}

/// Walks from each concept to the broader ones; a link to a concept that is still being walked from
/// closes a cycle. No recursion: a chain may be as long as the source.
void ConceptOrder::cut_cycles(std::vector<Rows>& parents) {
    enum class Walk : std::uint8_t { none, open, done };
    struct Place {
        std::uint32_t row;
        std::size_t next;
    };
    std::vector<Walk> walks(rows_.size(), Walk::none);
    std::vector<Place> way;
    for (std::uint32_t start = 0; start < rows_.size(); ++start) {
        if (walks[start] != Walk::none) continue;
        way.push_back({start, 0});
        walks[start] = Walk::open;
        while (!way.empty()) {
            const std::uint32_t row = way.back().row;
            if (way.back().next == parents[row].size()) {
                walks[row] = Walk::done;
                way.pop_back();
                continue;
            }
            const std::size_t link = way.back().next++;
            const std::uint32_t parent = parents[row][link];
            if (walks[parent] == Walk::none) {
                walks[parent] = Walk::open;
                way.push_back({parent, 0});
            } else if (walks[parent] == Walk::open) {
                report(row, RowProblemKind::cycle,
                       rows_[row].id + " is narrower than " + rows_[parent].id +
                           ", which is narrower than it; the link is cut");
                parents[row].erase(parents[row].begin() + static_cast<std::ptrdiff_t>(link));
                --way.back().next;
            }
        }
    }
}

void ConceptOrder::number_rows(const std::vector<Rows>& parents) {
    std::vector<Rows> children(rows_.size());
    Rows roots;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
        if (rows_by_id_.at(rows_[row].id) != row) continue;
        (parents[row].empty() ? roots : children[parents[row].front()]).push_back(row);
    }
    numbers_by_row_.assign(rows_.size(), kNoConcept);
    struct Place {
        std::uint32_t row;
        std::size_t next;
    };
    std::vector<Place> way;
    const auto enter = [&](std::uint32_t row) {
        numbers_by_row_[row] = static_cast<ConceptNumber>(rows_by_number_.size());
        rows_by_number_.push_back(row);
        ends_.push_back(0);
        way.push_back({row, 0});
    };
    for (const std::uint32_t root : roots) {
        enter(root);
        while (!way.empty()) {
            const std::uint32_t row = way.back().row;
            if (way.back().next < children[row].size()) {
                enter(children[row][way.back().next++]);
                continue;
            }
            ends_[numbers_by_row_[row]] = static_cast<ConceptNumber>(rows_by_number_.size());
            way.pop_back();
        }
    }
}

void ConceptOrder::number_links(const std::vector<Rows>& parents) {
    broader_.resize(size());
    narrower_.resize(size());
    for (ConceptNumber number = 0; number < size(); ++number) {
        for (const std::uint32_t parent : parents[rows_by_number_[number]])
            broader_[number].push_back(numbers_by_row_[parent]);
        sort_unique(broader_[number]);
        for (const ConceptNumber parent : broader_[number])
            narrower_[parent].push_back(number);
    }
}

}  // namespace casebook
