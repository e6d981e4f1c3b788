#include "thesaurus/form_table_builder.hpp"

#include <algorithm>

#include "casebook/error.hpp"

namespace casebook {
template <typename Kept>
FormTableBuilder::Buckets<Kept> FormTableBuilder::bucketed(const std::vector<FormKey>& keys) {
    using Layout = KeyBuckets<Kept>;
    Buckets<Kept> buckets;
    buckets.groups.resize(Layout::group_count(keys.size()));
    std::size_t bucket = 0;
    for (BucketGroup& group : buckets.groups) {
        group.first = static_cast<std::uint32_t>(buckets.keys.size());
        for (std::uint8_t& end : group.ends) {
            while (buckets.keys.size() < keys.size() &&
                   Layout::bucket_of(keys[buckets.keys.size()], buckets.groups.size()) == bucket)
                buckets.keys.push_back(static_cast<Kept>(keys[buckets.keys.size()]));
            const std::size_t count = buckets.keys.size() - group.first;
            end = static_cast<std::uint8_t>(count);
            // Hashes come nowhere near: a group has 48 keys or 96.
            if (end != count)
                throw Error(ErrorCode::invalid_argument, "the vocabulary's names share a hash");
            ++bucket;
        }
    }
    return buckets;
}

template FormTableBuilder::Buckets<std::uint16_t> FormTableBuilder::bucketed(
    const std::vector<FormKey>& keys);
template FormTableBuilder::Buckets<std::uint32_t> FormTableBuilder::bucketed(
    const std::vector<FormKey>& keys);

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
    sort();
    std::vector<FormKey> forms;
    std::vector<FormKey> beginnings;
    for (std::size_t begin = 0; begin < entries_.size();) {
        const std::size_t end = end_of_key(begin);
        const FormValue value(value_of(begin, end));
        if (value.has_terms()) {
            forms.push_back(entries_[begin].key);
            values_.push_back(value.stored());
        } else {
            beginnings.push_back(entries_[begin].key);
        }
        begin = end;
    }
    entries_ = {};
    forms_ = bucketed<std::uint32_t>(forms);
    beginnings_ = bucketed<std::uint16_t>(beginnings);
}

}  // namespace casebook
