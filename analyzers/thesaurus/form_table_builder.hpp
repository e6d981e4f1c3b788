#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "thesaurus/form_table.hpp"
#include "thesaurus/term_forms.hpp"

namespace casebook {

/// Gathers the forms of a thesaurus and lays them out as FormTable reads them.
class FormTableBuilder {
public:
    /// A form of `term`, found as a whole and by its beginnings.
    void add(const Form& form, TermNumber term);

    /// A form that is looked up as a whole.
    void add_whole(const Form& form, TermNumber term);

    /// A single unit of a space that only tells whether it is there.
    void add_unit(FormKey space, std::uint64_t unit);

    /// Calls `use` with the numbers of the terms of each form that several have.
    template <typename Use>
    void for_each_shared(Use use);

    /// Fills the tables. Of a form that very many terms have, the first kMostTerms.
    void build();

    static constexpr std::size_t kMostTerms = 64;

    /// Where the keys of each bucket stand, and the keys' lower bits.
    template <typename Kept>
    struct Buckets {
        std::vector<BucketGroup> groups;
        std::vector<Kept> keys;
    };

    /// Of ascending keys.
    template <typename Kept>
    [[nodiscard]] static Buckets<Kept> bucketed(const std::vector<FormKey>& keys);

    [[nodiscard]] const Buckets<std::uint32_t>& forms() const { return forms_; }
    [[nodiscard]] const Buckets<std::uint16_t>& beginnings() const { return beginnings_; }

    /// As they are stored.
    [[nodiscard]] const std::vector<std::uint32_t>& values() const { return values_; }
    [[nodiscard]] const std::vector<std::uint32_t>& lists() const { return lists_; }

private:
    struct Entry {
        FormKey key;
        std::uint32_t term;  ///< kBeginning for the beginning of a form

        friend auto operator<=>(const Entry&, const Entry&) = default;
    };
    static constexpr std::uint32_t kBeginning = static_cast<std::uint32_t>(-1);

    void sort();
    [[nodiscard]] std::size_t end_of_key(std::size_t begin) const;
    [[nodiscard]] std::uint32_t value_of(std::size_t begin, std::size_t end);

    std::vector<Entry> entries_;
    bool sorted_ = false;
    Buckets<std::uint32_t> forms_;
    Buckets<std::uint16_t> beginnings_;
    std::vector<std::uint32_t> values_;
    std::vector<std::uint32_t> lists_;
};

template <typename Use>
void FormTableBuilder::for_each_shared(Use use) {
    sort();
    std::vector<TermNumber> terms;
    for (std::size_t begin = 0; begin < entries_.size();) {
        const std::size_t end = end_of_key(begin);
        terms.clear();
        for (std::size_t at = begin; at < end && entries_[at].term != kBeginning; ++at)
            terms.push_back(entries_[at].term);
        if (terms.size() > 1) use(terms);
        begin = end;
    }
}

}  // namespace casebook
