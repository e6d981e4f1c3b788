#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/thesaurus_source.hpp"

namespace casebook {

/// Tells the problems of one file, of each kind the first few one by one, so that a million alike
/// neither fill the memory nor hide the others.
class ProblemLog {
public:
    ProblemLog(std::string file, std::size_t max_of_kind, std::vector<VocabularyProblem>& out)
        : file_(std::move(file)), max_of_kind_(max_of_kind), out_(out) {}

    /// `kind` is what problems of a kind share: "a broader concept is not in this file". It lives
    /// as long as the program. The message is `kind`, or `kind` and ": " and `detail`.
    void add(std::string_view kind, std::uint64_t line, std::string_view detail = {});

    /// From now on the problems are in this file.
    void enter_file(std::string file);

    /// Tells how many there were beyond the first few of each kind.
    void finish();

    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    std::string file_;
    std::size_t max_of_kind_;
    std::vector<VocabularyProblem>& out_;
    std::map<std::string_view, std::uint64_t> of_kind_;
    std::uint64_t count_ = 0;
};

/// `id` as a message shows it: cut where it is long, control characters and ill-formed bytes as
/// '?'.
[[nodiscard]] std::string shown_id(std::string_view id);

}  // namespace casebook
