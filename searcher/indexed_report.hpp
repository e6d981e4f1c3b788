#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casebook/report_texts.hpp"
#include "casebook/text_anchors.hpp"

namespace casebook {

/// A part of one text that can be analysed by itself.
struct Stretch {
    std::size_t text = 0;     ///< number in texts_of(report)
    std::uint32_t begin = 0;  ///< bytes of that text
    std::uint32_t end = 0;
    std::uint32_t position = 0;  ///< of the first word

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// What the index itself knows of a report's words, before any text is read: at which positions
/// terms stand, and where in the texts these are. Any term with positions can be asked
/// for.
class IndexedReport {
public:
    /// `texts` are the report's and outlive it. Throws Xapian::DatabaseCorruptError
    /// for anchors that do not fit them.
    IndexedReport(const Xapian::Database& database, bool own_positions,
                  const Xapian::Document& document, const std::vector<ReportText>& texts);

    [[nodiscard]] Xapian::docid number() const { return number_; }

    /// The positions of a term in `positions` (replaced), ascending; none for a term without any.
    /// For a term that the report does not hold, rarely another term's: what is read there tells.
    void find_positions(const std::string& term, std::vector<std::uint32_t>& positions) const;

    /// The stretch, as short as there is, in which the word at `position` begins; none for a
    /// position that is no word's.
    [[nodiscard]] std::optional<Stretch> stretch_of(std::uint32_t position) const;

    /// About the byte at which the word at `position` begins: inside its stretch, always.
    [[nodiscard]] std::uint32_t guess_byte(std::uint32_t position, const Stretch& stretch) const;

    /// The shortest stretch that holds bytes [begin, end) of a text.
    [[nodiscard]] Stretch stretch_around(std::size_t text, std::uint32_t begin,
                                         std::uint32_t end) const;

private:
    [[nodiscard]] Stretch stretch_between(std::size_t text, std::size_t first,
                                          std::size_t behind) const;

    const Xapian::Database& database_;
    const std::vector<ReportText>& texts_;
    Xapian::docid number_;
    bool own_positions_;
    std::string positions_;  ///< the blob, if the index keeps its own
    std::vector<TextAnchors> anchors_;
};

}  // namespace casebook
