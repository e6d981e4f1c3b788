#include "stretch_list.hpp"

#include <algorithm>
#include <tuple>

namespace casebook {

bool StretchList::covers(const Stretch& stretch) const {
    return std::any_of(stretches_.begin(), stretches_.end(), [&](const Stretch& known) {
        return known.text == stretch.text && known.begin <= stretch.begin &&
               stretch.end <= known.end;
    });
}

std::size_t StretchList::bytes_missing(const Stretch& stretch) const {
    std::size_t missing = stretch.end - stretch.begin;
    for (const Stretch& known : stretches_) {
        if (known.text != stretch.text) continue;
        const std::uint32_t begin = std::max(known.begin, stretch.begin);
        const std::uint32_t end = std::min(known.end, stretch.end);
        if (begin < end) missing -= end - begin;
    }
    return missing;
}

void StretchList::add(const Stretch& stretch) {
    Stretch whole = stretch;
    std::erase_if(stretches_, [&](const Stretch& known) {
        const bool touches =
            known.text == whole.text && known.begin <= whole.end && whole.begin <= known.end;
        if (!touches) return false;
        if (known.begin < whole.begin) {
            whole.begin = known.begin;
            whole.position = known.position;
        }
        whole.end = std::max(whole.end, known.end);
        return true;
    });
    const auto behind = std::find_if(stretches_.begin(), stretches_.end(), [&](const Stretch& at) {
        return std::tie(at.text, at.begin) > std::tie(whole.text, whole.begin);
    });
    stretches_.insert(behind, whole);
}

}  // namespace casebook
