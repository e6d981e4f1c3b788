#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "casebook/hash.hpp"
#include "casebook/thesaurus.hpp"
#include "thesaurus/format.hpp"

namespace casebook {

/// A form is a sequence of units, each the hash of a normal word or character, in a space of its
/// own: the same words mean other things in another language, or as an abbreviation. A key is the
/// hash of space and units so far, 64 bits, so that the key of a form's beginning leads on to it.
/// Stored; never change.
using FormKey = std::uint64_t;

/// What the units of a form are and who may meet it.
enum class FormSpace : char {
    words = 'w',         ///< stems of one language
    common = 'm',        ///< folded words of terms that all languages share
    abbreviation = 'a',  ///< folded words; case is compared apart
    characters = 'c',    ///< with at least one character of a script without spaces
    sorted = 's',        ///< content words of one language, ascending
    inner_word = 'e',    ///< one word that stands in a form of several, in order or sorted
    english_word = 'f',  ///< one folded word of an English term
    sign_words = 'W',    ///< words that speak for a sense, by the same four rules
    sign_common = 'M',
    sign_characters = 'C',
};

[[nodiscard]] inline FormKey space_key(FormSpace space, Language language = {}) {
    const char kind = static_cast<char>(space);
    return hash_bytes(language.code(), hash_bytes({&kind, 1}));
}

[[nodiscard]] constexpr FormKey extended(FormKey key, std::uint64_t unit) {
    std::uint64_t hash = (key ^ unit) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32U;
    hash = (hash + unit) * 0xff51afd7ed558ccdULL;
    hash ^= hash >> 29U;
    return hash == 0 ? 1 : hash;
}

/// What stands under a key: the terms of that form, and whether longer forms begin so.
class FormValue {
public:
    static constexpr std::uint32_t kContinues = 0x80000000U;
    static constexpr std::uint32_t kListed = 0x40000000U;  ///< the rest is a place in `lists`
    static constexpr std::uint32_t kMost = kListed - 2;

    constexpr explicit FormValue(std::uint32_t bits = 0) : bits_(bits) {}

    [[nodiscard]] constexpr bool continues() const { return (bits_ & kContinues) != 0; }
    [[nodiscard]] constexpr bool has_terms() const { return (bits_ & ~kContinues) != 0; }
    [[nodiscard]] constexpr bool anything() const { return bits_ != 0; }
    [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }

private:
    std::uint32_t bits_;
};

/// Keys that are told apart by their upper bits, which choose a bucket of some four keys, and by
/// their lower 32, which are kept. Two keys that agree in both would be one: with three hundred
/// thousand keys that happens to one word in a thousand million that are looked up.
class KeyBuckets {
public:
    KeyBuckets() = default;

    /// `firsts` has a place in `keys` for each bucket, and the end. Tables that do not fit hold
    /// nothing.
    KeyBuckets(std::span<const std::uint32_t> firsts, std::span<const std::uint32_t> keys)
        : firsts_(firsts), keys_(keys) {
        const std::size_t buckets = firsts.empty() ? 0 : firsts.size() - 1;
        if (!std::has_single_bit(buckets)) firsts_ = {};
        shift_ = 64U - static_cast<unsigned>(std::countr_zero(buckets));
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// How many buckets `count` keys are put into: a power of two, two at least.
    [[nodiscard]] static std::size_t bucket_count(std::size_t count) {
        return std::bit_ceil(std::max<std::size_t>(count / 6, 2));
    }
    [[nodiscard]] static std::size_t bucket_of(FormKey key, std::size_t buckets) {
        return static_cast<std::size_t>(key >>
                                        (64U - static_cast<unsigned>(std::countr_zero(buckets))));
    }

    /// The place of a key; kNone if it is none of these.
    [[nodiscard]] std::size_t find(FormKey key) const {
        if (firsts_.empty()) return kNone;
        const auto bucket = static_cast<std::size_t>(key >> shift_);
        const std::size_t end = std::min<std::size_t>(firsts_[bucket + 1], keys_.size());
        const auto wanted = static_cast<std::uint32_t>(key);
        for (std::size_t at = firsts_[bucket]; at < end; ++at) {
            if (keys_[at] == wanted) return at;
        }
        return kNone;
    }

private:
    std::span<const std::uint32_t> firsts_;
    std::span<const std::uint32_t> keys_;
    unsigned shift_ = 0;
};

/// The forms of a compiled thesaurus. The empty table of an empty thesaurus holds nothing.
class FormTable {
public:
    explicit FormTable(const Thesaurus& thesaurus) {
        const thesaurus_format::Image* image = thesaurus.image_.get();
        if (image == nullptr) return;
        using thesaurus_format::Table;
        values_ = image->table<std::uint32_t>(Table::values);
        forms_ = {image->table<std::uint32_t>(Table::buckets),
                  image->table<std::uint32_t>(Table::keys)};
        beginnings_ = {image->table<std::uint32_t>(Table::beginning_buckets),
                       image->table<std::uint32_t>(Table::beginnings)};
        lists_ = image->table<std::uint32_t>(Table::lists);
        records_ = image->table<thesaurus_format::TermRecord>(Table::terms);
        languages_ = image->table<std::uint32_t>(Table::languages);
        image_ = image;
    }

    [[nodiscard]] FormValue find(FormKey key) const {
        const std::size_t form = forms_.find(key);
        if (form < values_.size()) return FormValue(values_[form]);
        return FormValue(beginnings_.find(key) == KeyBuckets::kNone ? 0 : FormValue::kContinues);
    }

    /// Calls `use` with the number of each term under `value`.
    template <typename Use>
    void for_each_term(FormValue value, Use use) const {
        const std::uint32_t bits = value.bits() & ~FormValue::kContinues;
        if (bits == 0) return;
        if ((bits & FormValue::kListed) == 0) {
            use(bits - 1);
            return;
        }
        const std::size_t at = bits & ~FormValue::kListed;
        if (at >= lists_.size()) return;
        const std::size_t count = std::min<std::size_t>(lists_[at], lists_.size() - at - 1);
        for (std::size_t number = 0; number < count; ++number)
            use(lists_[at + 1 + number]);
    }

    /// The record of a term; an empty one if there is none of that number.
    [[nodiscard]] thesaurus_format::TermRecord record(TermNumber number) const {
        return number < records_.size() ? records_[number] : thesaurus_format::TermRecord();
    }
    [[nodiscard]] std::string_view text(const thesaurus_format::TermRecord& record) const {
        return image_->string(record.text);
    }
    [[nodiscard]] std::string_view language(const thesaurus_format::TermRecord& record) const {
        return record.language < languages_.size() ? image_->string(languages_[record.language])
                                                   : std::string_view();
    }

private:
    const thesaurus_format::Image* image_ = nullptr;
    KeyBuckets forms_;
    KeyBuckets beginnings_;
    std::span<const std::uint32_t> values_;
    std::span<const std::uint32_t> lists_;
    std::span<const thesaurus_format::TermRecord> records_;
    std::span<const std::uint32_t> languages_;
};

}  // namespace casebook
