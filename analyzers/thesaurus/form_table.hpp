#pragma once

#include <algorithm>
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

/// The forms of a compiled thesaurus: one flat open hash table with linear probing. The empty table
/// of an empty thesaurus holds nothing.
class FormTable {
public:
    explicit FormTable(const Thesaurus& thesaurus) {
        const thesaurus_format::Image* image = thesaurus.image_.get();
        if (image == nullptr) return;
        using thesaurus_format::Table;
        keys_ = image->table<std::uint32_t>(Table::keys);
        checks_ = image->table<std::uint16_t>(Table::key_checks);
        values_ = image->table<std::uint32_t>(Table::values);
        lists_ = image->table<std::uint32_t>(Table::lists);
        records_ = image->table<thesaurus_format::TermRecord>(Table::terms);
        languages_ = image->table<std::uint32_t>(Table::languages);
        if (keys_.size() != values_.size() || keys_.size() != checks_.size()) keys_ = {};
        probes_ = std::min<std::size_t>(image->header().longest_probe, keys_.size());
        image_ = image;
    }

    [[nodiscard]] static std::size_t first_slot(FormKey key, std::size_t slots) {
        return static_cast<std::size_t>(((key >> 32U) * slots) >> 32U);  // < 2^32 slots
    }

    /// What of a key is kept: with its place in the table, nearly all of it.
    [[nodiscard]] static std::uint32_t low_bits(FormKey key) {
        const auto low = static_cast<std::uint32_t>(key);
        return low == 0 ? 1 : low;
    }
    [[nodiscard]] static std::uint16_t check_bits(FormKey key) {
        return static_cast<std::uint16_t>(key >> 32U);
    }

    [[nodiscard]] FormValue find(FormKey key) const {
        if (probes_ == 0) return FormValue();
        const std::uint32_t low = low_bits(key);
        std::size_t at = first_slot(key, keys_.size());
        for (std::size_t probe = 0; probe < probes_; ++probe) {
            if (keys_[at] == low && checks_[at] == check_bits(key)) return FormValue(values_[at]);
            if (keys_[at] == 0) break;
            at = at + 1 == keys_.size() ? 0 : at + 1;
        }
        return FormValue();
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
    std::span<const std::uint32_t> keys_;
    std::span<const std::uint16_t> checks_;
    std::span<const std::uint32_t> values_;
    std::span<const std::uint32_t> lists_;
    std::span<const thesaurus_format::TermRecord> records_;
    std::span<const std::uint32_t> languages_;
    std::size_t probes_ = 0;
};

}  // namespace casebook
