#include "indexed_report.hpp"

#include <algorithm>

#include "casebook/position_blob.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

std::string value_of(const Xapian::Document& document, ValueSlot slot) {
    return document.get_value(static_cast<Xapian::valueno>(slot));
}

bool fits(const TextAnchors& anchors, const ReportText& text) {
    std::uint32_t byte = 0;
    std::uint32_t position = anchors.first_position;
    for (const Restart& restart : anchors.restarts) {
        if (restart.begin <= byte || restart.position < position) return false;
        byte = restart.begin;
        position = restart.position;
    }
    return byte <= text.text.size();
}

}  // namespace

IndexedReport::IndexedReport(const Xapian::Database& database, bool own_positions,
                             const Xapian::Document& document, const std::vector<ReportText>& texts)
    : database_(database),
      texts_(texts),
      number_(document.get_docid()),
      own_positions_(own_positions) {
    if (own_positions_) positions_ = value_of(document, ValueSlot::positions);
    const bool read = decode_anchors(value_of(document, ValueSlot::anchors), anchors_);
    if (!read || anchors_.size() != texts_.size() ||
        !std::equal(anchors_.begin(), anchors_.end(), texts_.begin(), fits)) {
        throw Xapian::DatabaseCorruptError("the anchors of a report do not read back");
    }
}

void IndexedReport::find_positions(const std::string& term,
                                   std::vector<std::uint32_t>& positions) const {
    positions.clear();
    if (own_positions_) {
        if (!decode_positions(positions_, term, positions))
            throw Xapian::DatabaseCorruptError("the positions of a report do not read back");
        return;
    }
    const auto end = database_.positionlist_end(number_, term);
    for (auto place = database_.positionlist_begin(number_, term); place != end; ++place)
        positions.push_back(*place - 1);
}

std::optional<Stretch> IndexedReport::stretch_of(std::uint32_t position) const {
    for (std::size_t text = 0; text < texts_.size(); ++text) {
        const TextAnchors& anchors = anchors_[text];
        const bool inside = position >= anchors.first_position &&
                            position - anchors.first_position < anchors.positions;
        if (!inside || !is_own_text(texts_[text].kind)) continue;
        const auto behind = std::upper_bound(
            anchors.restarts.begin(), anchors.restarts.end(), position,
            [](std::uint32_t wanted, const Restart& at) { return wanted < at.position; });
        const auto cell = static_cast<std::size_t>(behind - anchors.restarts.begin());
        return stretch_between(text, cell, cell + 1);
    }
    return std::nullopt;
}

std::uint32_t IndexedReport::guess_byte(std::uint32_t position, const Stretch& stretch) const {
    const TextAnchors& anchors = anchors_[stretch.text];
    const auto behind = std::find_if(anchors.restarts.begin(), anchors.restarts.end(),
                                     [&](const Restart& at) { return at.begin >= stretch.end; });
    const std::uint32_t end = behind != anchors.restarts.end()
                                  ? behind->position
                                  : anchors.first_position + anchors.positions;
    if (end <= stretch.position) return stretch.begin;
    const double share = static_cast<double>(position - stretch.position) /
                         static_cast<double>(end - stretch.position);
    return stretch.begin +
           static_cast<std::uint32_t>(share * static_cast<double>(stretch.end - stretch.begin));
}

Stretch IndexedReport::stretch_around(std::size_t text, std::uint32_t begin,
                                      std::uint32_t end) const {
    const std::vector<Restart>& restarts = anchors_[text].restarts;
    const auto cell_of = [&](std::uint32_t byte) {
        const auto behind = std::upper_bound(
            restarts.begin(), restarts.end(), byte,
            [](std::uint32_t wanted, const Restart& at) { return wanted < at.begin; });
        return static_cast<std::size_t>(behind - restarts.begin());
    };
    const std::uint32_t last = end > begin ? end - 1 : begin;
    return stretch_between(text, cell_of(begin), cell_of(last) + 1);
}

/// From bound `first` to bound `behind`; bound 0 is the beginning of the text, bound n its n-th
/// restart.
Stretch IndexedReport::stretch_between(std::size_t text, std::size_t first,
                                       std::size_t behind) const {
    const TextAnchors& anchors = anchors_[text];
    Stretch stretch;
    stretch.text = text;
    stretch.position = anchors.first_position;
    if (first > 0) {
        stretch.begin = anchors.restarts[first - 1].begin;
        stretch.position = anchors.restarts[first - 1].position;
    }
    stretch.end = behind <= anchors.restarts.size()
                      ? anchors.restarts[behind - 1].begin
                      : static_cast<std::uint32_t>(texts_[text].text.size());
    return stretch;
}

}  // namespace casebook
