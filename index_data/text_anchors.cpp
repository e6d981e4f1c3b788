#include "casebook/text_anchors.hpp"

#include "casebook/varint.hpp"

/// Layout, all numbers as varints:
///   texts | { first position; positions; restarts; { bytes, positions since the one before } }
/// Bytes count from the least distance that two restarts have.
namespace casebook {
namespace {

void append_text(std::string& out, const TextAnchors& text) {
    append_varint(out, text.first_position);
    append_varint(out, text.positions);
    append_varint(out, text.restarts.size());
    Restart before{0, text.first_position};
    for (const Restart& restart : text.restarts) {
        append_varint(out, restart.begin - before.begin - kRestartBytes);
        append_varint(out, restart.position - before.position);
        before = restart;
    }
}

/// Takes a number off the front of `rest`; false if there is none that fits.
bool take(std::string_view& rest, std::uint32_t& number) {
    std::uint64_t value = 0;
    if (!read_varint(rest, value) || value > UINT32_MAX) return false;
    number = static_cast<std::uint32_t>(value);
    return true;
}

bool take_text(std::string_view& rest, TextAnchors& text) {
    std::uint32_t count = 0;
    if (!take(rest, text.first_position) || !take(rest, text.positions) || !take(rest, count))
        return false;
    if (count > rest.size()) return false;
    text.restarts.reserve(count);
    Restart at{0, text.first_position};
    for (; count > 0; --count) {
        Restart step;
        if (!take(rest, step.begin) || !take(rest, step.position)) return false;
        at.begin += step.begin + kRestartBytes;
        at.position += step.position;
        text.restarts.push_back(at);
    }
    return true;
}

}  // namespace

std::string encode_anchors(const std::vector<TextAnchors>& texts) {
    std::string bytes;
    append_varint(bytes, texts.size());
    for (const TextAnchors& text : texts)
        append_text(bytes, text);
    return bytes;
}

bool decode_anchors(std::string_view bytes, std::vector<TextAnchors>& texts) {
    texts.clear();
    std::uint32_t count = 0;
    bool well_formed = take(bytes, count) && count <= bytes.size();
    for (; well_formed && count > 0; --count)
        well_formed = take_text(bytes, texts.emplace_back());
    if (!well_formed) texts.clear();
    return well_formed;
}

}  // namespace casebook
