#pragma once

#include <xapian.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace casebook {

/// Reports of one revision of an index, a bit each.
class DocumentSet {
public:
    /// No report; those up to `last` may be added.
    explicit DocumentSet(Xapian::docid last) : last_(last), words_(last / kBits + 1, 0) {}

    void add(Xapian::docid document) { words_[document / kBits] |= bit(document); }
    [[nodiscard]] bool holds(Xapian::docid document) const {
        return document <= last_ && (words_[document / kBits] & bit(document)) != 0;
    }

    // The other set is of the same index.
    void add_all(const DocumentSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] |= other.words_[i];
    }
    void keep_only(const DocumentSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] &= other.words_[i];
    }
    void remove_all(const DocumentSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] &= ~other.words_[i];
    }

    [[nodiscard]] std::size_t count() const {
        std::size_t count = 0;
        for (const std::uint64_t word : words_)
            count += static_cast<std::size_t>(std::popcount(word));
        return count;
    }

    [[nodiscard]] Xapian::docid last() const { return last_; }
    [[nodiscard]] std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

    /// Calls `use` with each report, ascending.
    template <typename Use>
    void for_each(Use use) const {
        visit(use, 0);
    }

    /// The same of those up to `last` that are not in the set: 0, which is no report, too.
    template <typename Use>
    void for_each_other(Use use) const {
        visit(use, ~std::uint64_t{0});
    }

    friend bool operator==(const DocumentSet&, const DocumentSet&) = default;

private:
    static constexpr std::size_t kBits = 64;
    static std::uint64_t bit(Xapian::docid document) {
        return std::uint64_t{1} << (document % kBits);
    }

    template <typename Use>
    void visit(Use use, std::uint64_t flip) const {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            std::uint64_t word = words_[i] ^ flip;
            while (word != 0) {
                const std::size_t document =
                    i * kBits + static_cast<std::size_t>(std::countr_zero(word));
                if (document > last_) return;
                use(static_cast<Xapian::docid>(document));
                word &= word - 1;
            }
        }
    }

    Xapian::docid last_;
    std::vector<std::uint64_t> words_;
};

}  // namespace casebook
