#include "thesaurus/form_table_builder.hpp"

#include <algorithm>

#include "casebook/error.hpp"

namespace casebook {

void FormTableBuilder::add(const Form& form, TermNumber term) {
    FormKey key = form.space;
    for (std::size_t at = 0; at < form.units.size(); ++at) {
        key = extended(key, form.units[at]);
        entries_.push_back({key, at + 1 == form.units.size() ? term : kBeginning});
    }
    sorted_ = false;
}

void FormTableBuilder::add_whole(const Form& form, TermNumber term) {
    entries_.push_back({whole_key(form), term});
    sorted_ = false;
}

void FormTableBuilder::add_unit(FormKey space, std::uint64_t unit) {
    entries_.push_back({extended(space, unit), kBeginning});
    sorted_ = false;
}

void FormTableBuilder::sort() {
    if (sorted_) return;
    std::sort(entries_.begin(), entries_.end());
    entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
    sorted_ = true;
}

std::size_t FormTableBuilder::end_of_key(std::size_t begin) const {
    std::size_t end = begin;
    while (end < entries_.size() && entries_[end].key == entries_[begin].key)
        ++end;
    return end;
}

std::uint32_t FormTableBuilder::value_of(std::size_t begin, std::size_t end) {
    std::uint32_t value = 0;
    if (entries_[end - 1].term == kBeginning) {
        value = FormValue::kContinues;
        --end;
    }
    const std::size_t count = std::min(end - begin, kMostTerms);
    if (count == 0) return value;
    if (count == 1) return value | (entries_[begin].term + 1);
    if (lists_.size() > FormValue::kMost)
        throw Error(ErrorCode::invalid_argument, "the vocabulary has too many shared terms");
    value |= FormValue::kListed | static_cast<std::uint32_t>(lists_.size());
    lists_.push_back(static_cast<std::uint32_t>(count));
    for (std::size_t at = begin; at < begin + count; ++at)
        lists_.push_back(entries_[at].term);
    return value;
}

void FormTableBuilder::build() {
    constexpr std::size_t kSlotsOfFour = 5;  // four keys in five slots
    sort();
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < entries_.size(); begin = end_of_key(begin))
        ++count;
    const std::size_t slots = count == 0 ? 0 : count * kSlotsOfFour / 4 + 1;
    keys_.assign(slots, 0);
    checks_.assign(slots, 0);
    values_.assign(slots, 0);
    for (std::size_t begin = 0; begin < entries_.size();) {
        const std::size_t end = end_of_key(begin);
        const FormKey key = entries_[begin].key;
        place(key, value_of(begin, end));
        begin = end;
    }
    entries_ = {};
}

void FormTableBuilder::place(FormKey key, std::uint32_t value) {
    std::size_t at = FormTable::first_slot(key, keys_.size());
    std::uint32_t probes = 1;
    for (; keys_[at] != 0; ++probes)
        at = at + 1 == keys_.size() ? 0 : at + 1;
    keys_[at] = FormTable::low_bits(key);
    checks_[at] = FormTable::check_bits(key);
    values_[at] = value;
    longest_probe_ = std::max(longest_probe_, probes);
}

}  // namespace casebook
