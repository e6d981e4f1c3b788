#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

#include "casebook/schema.hpp"

namespace casebook {

/// Words in the order of their bytes, each with the number of reports that hold it: where
/// corrections and completions come from. An index is one; a thesaurus can be another. Moves
/// forward only. One thread at a time.
class WordList {
public:
    WordList() = default;
    virtual ~WordList() = default;
    WordList(const WordList&) = delete;
    WordList& operator=(const WordList&) = delete;

    /// Moves to the first word that is not before `word`.
    virtual void seek(std::string_view word) = 0;
    virtual void next() = 0;
    [[nodiscard]] virtual bool at_end() const = 0;
    [[nodiscard]] virtual std::string word() const = 0;
    [[nodiscard]] virtual Xapian::doccount frequency() const = 0;
};

/// The terms of one class of an index, without their prefix. Those without one, the stems, are
/// walked from the first that is no number, past the classes that have a prefix.
class IndexWordList : public WordList {
public:
    IndexWordList(const Xapian::Database& database, TermClass term_class);

    void seek(std::string_view word) override;
    void next() override;
    [[nodiscard]] bool at_end() const override;
    [[nodiscard]] std::string word() const override;
    [[nodiscard]] Xapian::doccount frequency() const override;

private:
    std::string prefix_;
    Xapian::TermIterator at_;
    Xapian::TermIterator end_;
};

}  // namespace casebook
