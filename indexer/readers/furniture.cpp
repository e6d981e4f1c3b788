#include "furniture.hpp"

#include <algorithm>
#include <array>

#include "casebook/error.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

struct KindName {
    std::string_view name;
    FurnitureKind kind;
};

constexpr std::array<KindName, 5> kKinds = {{{"line", FurnitureKind::line},
                                             {"prefix", FurnitureKind::prefix},
                                             {"block", FurnitureKind::block},
                                             {"cite", FurnitureKind::cite},
                                             {"link", FurnitureKind::link}}};

/// `folded` without a final ':' or count: "Cited by (3):" as "cited by".
std::string phrase_form(std::string_view line) {
    std::string text = folded(line);
    std::string_view rest = text;
    const auto drop = [&](std::string_view tail) {
        while (!rest.empty() && tail.find(rest.back()) != std::string_view::npos)
            rest.remove_suffix(1);
    };
    drop(": ");
    if (rest.ends_with(')')) {
        const std::size_t open = rest.rfind('(');
        const bool counts =
            open != rest.npos && rest.find_first_not_of("0123456789", open + 1) == rest.size() - 1;
        if (counts && open + 2 < rest.size()) rest = trimmed(rest.substr(0, open));
    }
    text.resize(rest.size());
    return text;
}

}  // namespace

void FurnitureTable::add(FurnitureKind kind, std::string_view phrase) {
    const std::string form = phrase_form(phrase);
    if (kind == FurnitureKind::prefix) {
        prefixes_.insert(form);
    } else if (kind == FurnitureKind::link) {
        links_.emplace_back(collapsed(phrase));
        std::stable_sort(links_.begin(), links_.end(),
                         [](const auto& a, const auto& b) { return a.size() > b.size(); });
    } else {
        phrases_.insert_or_assign(form, kind);
    }
}

std::optional<FurnitureKind> FurnitureTable::find(std::string_view line) const {
    constexpr std::size_t kLongestPrefix = 80;
    const std::string form = phrase_form(line.substr(0, 2 * kLongestPrefix));
    if (form.empty()) return std::nullopt;
    if (const auto found = phrases_.find(form);
        found != phrases_.end() && line.size() <= 2 * kLongestPrefix) {
        return found->second;
    }
    auto after = prefixes_.upper_bound(form);
    for (int tries = 0; after != prefixes_.begin() && tries < 4; ++tries) {
        --after;
        if (form.starts_with(*after)) return FurnitureKind::prefix;
    }
    return links_begin(line) == 0 ? std::optional(FurnitureKind::link) : std::nullopt;
}

/// `line` without the link word, or "[link word]", at its end; as it is if there is none.
std::string_view FurnitureTable::without_last_link(std::string_view line) const {
    const bool bracketed = line.ends_with(']');
    const std::string_view shown = bracketed ? line.substr(0, line.size() - 1) : line;
    for (const std::string& link : links_) {
        if (!shown.ends_with(link)) continue;
        const std::string_view before = shown.substr(0, shown.size() - link.size());
        if (!bracketed) return trimmed(before);
        if (before.ends_with('[')) return trimmed(before.substr(0, before.size() - 1));
    }
    return line;
}

std::size_t FurnitureTable::links_begin(std::string_view line) const {
    std::string_view rest = trimmed(line);
    const std::size_t offset = static_cast<std::size_t>(rest.data() - line.data());
    for (std::size_t before = rest.size() + 1; rest.size() < before;) {
        before = rest.size();
        rest = without_last_link(rest);
    }
    if (rest.size() == trimmed(line).size()) return line.size();
    return rest.empty() ? 0 : offset + rest.size();
}

FurnitureTable parse_furniture_table(std::string_view tsv) {
    FurnitureTable table;
    std::size_t number = 0;
    for (std::string_view line : split(tsv, "\n")) {
        ++number;
        line = trimmed(line);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& k) {
            return k.name == line.substr(0, tab);
        });
        if (tab == line.npos || kind == kKinds.end()) {
            throw Error(ErrorCode::corrupt, "furniture table, line " + std::to_string(number) +
                                                ": expected kind<TAB>phrase");
        }
        table.add(kind->kind, line.substr(tab + 1));
    }
    return table;
}

}  // namespace casebook::readers
