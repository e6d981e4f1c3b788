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
#include "thesaurus/form_value.hpp"
#include "thesaurus/format.hpp"
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

/// Keys that are told apart by their upper bits, which choose a bucket of some keys, and by their
/// lower ones, which are kept. Two keys that agree in both would be one. With 32 bits and three
/// hundred thousand keys that happens to one word in a thousand million that are looked up; with 16
/// to one in some five thousand, which is good enough where a key only tells what else to look up.
template <typename Kept>
class KeyBuckets {
public:
    KeyBuckets() = default;

    /// `firsts` has a place in `keys` for each bucket, and the end. Tables that do not fit hold
    /// nothing.
    KeyBuckets(std::span<const std::uint32_t> firsts, std::span<const Kept> keys)
        : firsts_(firsts), keys_(keys) {
        const std::size_t buckets = firsts.empty() ? 0 : firsts.size() - 1;
        if (!std::has_single_bit(buckets)) firsts_ = {};
        shift_ = 64U - static_cast<unsigned>(std::countr_zero(buckets));
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// How many buckets `count` keys are put into: a power of two, two at least.
    [[nodiscard]] static std::size_t bucket_count(std::size_t count) {
        constexpr std::size_t kBytesOfBucket = 24;
        return std::bit_ceil(std::max<std::size_t>(count * sizeof(Kept) / kBytesOfBucket, 2));
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
        const auto wanted = static_cast<Kept>(key);
        for (std::size_t at = firsts_[bucket]; at < end; ++at) {
            if (keys_[at] == wanted) return at;
        }
        return kNone;
    }

private:
    std::span<const std::uint32_t> firsts_;
    std::span<const Kept> keys_;
    unsigned shift_ = 0;
};

/// The values of forms, side by side.
class FormValues {
public:
    FormValues() = default;
    FormValues(std::span<const unsigned char> bytes, std::size_t width)
        : bytes_(bytes), width_(width == 3 ? 3 : 4) {}

    [[nodiscard]] std::size_t size() const { return bytes_.size() / width_; }
    [[nodiscard]] FormValue operator[](std::size_t number) const {
        std::uint32_t stored = 0;
        for (std::size_t byte = 0; byte < width_; ++byte)
            stored |= std::uint32_t{bytes_[number * width_ + byte]} << (8 * byte);
        return FormValue::from_stored(stored, width_);
    }

private:
    std::span<const unsigned char> bytes_;
    std::size_t width_ = 4;
};

/// The forms of a compiled thesaurus. The empty table of an empty thesaurus holds nothing.
class FormTable {
public:
    explicit FormTable(const Thesaurus& thesaurus) {
        const thesaurus_format::Image* image = thesaurus.image_.get();
        if (image == nullptr) return;
        using thesaurus_format::Table;
        values_ = {image->table<unsigned char>(Table::values), image->header().value_bytes};
        forms_ = {image->table<std::uint32_t>(Table::buckets),
                  image->table<std::uint32_t>(Table::keys)};
        beginnings_ = {image->table<std::uint32_t>(Table::beginning_buckets),
                       image->table<std::uint16_t>(Table::beginnings)};
        lists_ = image->table<std::uint32_t>(Table::lists);
        terms_ = StoredTerms(*image);
        languages_ = image->table<std::uint32_t>(Table::languages);
        image_ = image;
    }

    [[nodiscard]] FormValue find(FormKey key) const {
        const std::size_t form = forms_.find(key);
        if (form < values_.size()) return values_[form];
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
        const std::size_t count = std::min<std::size_t>(lists_[at], lists_.size() - at - 1);
        for (std::size_t number = 0; number < count; ++number)
            use(lists_[at + 1 + number]);
    }

    [[nodiscard]] const StoredTerms& terms() const { return terms_; }

    /// The code of a term's language.
    [[nodiscard]] std::string_view language(const StoredTerm& term) const {
        return term.language < languages_.size() ? image_->string(languages_[term.language])
                                                 : std::string_view();
    }

private:
    using Beginnings = KeyBuckets<std::uint16_t>;

    const thesaurus_format::Image* image_ = nullptr;
    KeyBuckets<std::uint32_t> forms_;
    Beginnings beginnings_;
    FormValues values_;
    std::span<const std::uint32_t> lists_;
    StoredTerms terms_;
    std::span<const std::uint32_t> languages_;
};

}  // namespace casebook
