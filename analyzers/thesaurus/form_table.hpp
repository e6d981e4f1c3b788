#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "casebook/hash.hpp"
#include "casebook/thesaurus.hpp"
#include "thesaurus/form_value.hpp"
#include "thesaurus/format.hpp"
#include "thesaurus/packed_table.hpp"
#include "thesaurus/stored_terms.hpp"

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
    participle = 'p',    ///< one folded word: "excised" of the term "excision"
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

/// Where the keys of some buckets begin and end. Stored.
struct BucketGroup {
    static constexpr std::size_t kBuckets = 12;

    std::uint32_t first = 0;                    ///< place of the first one's first key
    std::array<std::uint8_t, kBuckets> ends{};  ///< of each one's keys, from there
};

/// Keys that are told apart by their upper bits, which choose a bucket of some keys, and by their
/// lower ones, which are kept. Two keys that agree in both would be one: with 32 bits and four keys
/// a bucket that happens to one word in a thousand million that are looked up; with 16 and eight to
/// one in eight thousand, which is good enough where a key only tells what else to look up.
template <typename Kept>
class KeyBuckets {
public:
    KeyBuckets() = default;

    /// Groups that do not fit `keys` hold nothing.
    KeyBuckets(std::span<const BucketGroup> groups, std::span<const Kept> keys)
        : groups_(groups), keys_(keys) {}

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// How many groups of buckets `count` keys are put into, one at least.
    [[nodiscard]] static std::size_t group_count(std::size_t count) {
        constexpr std::size_t kBytesOfBucket = 16;
        constexpr std::size_t kKeys = BucketGroup::kBuckets * kBytesOfBucket / sizeof(Kept);
        return std::max<std::size_t>((count + kKeys - 1) / kKeys, 1);
    }
    /// Ascends with the key.
    [[nodiscard]] static std::size_t bucket_of(FormKey key, std::size_t groups) {
        return static_cast<std::size_t>((key >> 32U) * (groups * BucketGroup::kBuckets) >> 32U);
    }

    /// The place of a key; kNone if it is none of these.
    [[nodiscard]] std::size_t find(FormKey key) const {
        if (groups_.empty()) return kNone;
        const std::size_t bucket = bucket_of(key, groups_.size());
        const BucketGroup& group = groups_[bucket / BucketGroup::kBuckets];
        const std::size_t inside = bucket % BucketGroup::kBuckets;
        const std::size_t begin = inside == 0 ? 0 : group.ends[inside - 1];
        const std::size_t end =
            std::min<std::size_t>(std::size_t{group.first} + group.ends[inside], keys_.size());
        const auto wanted = static_cast<Kept>(key);
        for (std::size_t at = group.first + begin; at < end; ++at) {
            if (keys_[at] == wanted) return at;
        }
        return kNone;
    }

private:
    std::span<const BucketGroup> groups_;
    std::span<const Kept> keys_;
};

/// The forms of a compiled thesaurus. The empty table of an empty thesaurus holds nothing.
class FormTable {
public:
    explicit FormTable(const Thesaurus& thesaurus) {
        const thesaurus_format::Image* image = thesaurus.image_.get();
        if (image == nullptr) return;
        using thesaurus_format::Table;
        values_ = image->packed(Table::values);
        forms_ = {image->table<BucketGroup>(Table::buckets),
                  image->table<std::uint32_t>(Table::keys)};
        beginnings_ = {image->table<BucketGroup>(Table::beginning_buckets),
                       image->table<std::uint16_t>(Table::beginnings)};
        lists_ = image->packed(Table::lists);
        terms_ = StoredTerms(*image);
        image_ = image;
    }

    [[nodiscard]] FormValue find(FormKey key) const {
        const std::size_t form = forms_.find(key);
        if (form < values_.size()) return FormValue::from_stored(values_.number(form));
        const bool begins = beginnings_.find(key) != Beginnings::kNone;
        return FormValue(begins ? FormValue::kContinues : 0);
    }

    /// Calls `use` with the number of each term under `value`.
    template <typename Use>
    void for_each_term(FormValue value, Use use) const {
        if (!value.has_terms()) return;
        if ((value.bits() & FormValue::kListed) == 0) {
            use(value.rest() - 1);
            return;
        }
        const std::size_t at = value.rest();
        if (at >= lists_.size()) return;
        const std::size_t count = std::min<std::size_t>(lists_.number(at), lists_.size() - at - 1);
        for (std::size_t number = 0; number < count; ++number)
            use(lists_.number(at + 1 + number));
    }

    [[nodiscard]] const StoredTerms& terms() const { return terms_; }

    /// The code of a term's language.
    [[nodiscard]] std::string_view language(const StoredTerm& term) const {
        return image_->string(
            image_->packed(thesaurus_format::Table::languages).number(term.language));
    }

private:
    using Beginnings = KeyBuckets<std::uint16_t>;

    const thesaurus_format::Image* image_ = nullptr;
    KeyBuckets<std::uint32_t> forms_;
    Beginnings beginnings_;
    thesaurus_format::PackedTable values_;
    thesaurus_format::PackedTable lists_;
    StoredTerms terms_;
};

}  // namespace casebook
