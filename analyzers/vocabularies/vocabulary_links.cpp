#include "vocabulary_links.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace casebook {
namespace {

enum class Visit : std::uint8_t { not_yet, open, done };

/// One walk in depth over all concepts, kept on a stack of its own.
class CycleBreaker {
public:
    CycleBreaker(std::vector<ConceptRow>& concepts, LinkList links, const ConceptNumbers& numbers,
                 const LinkDropped& dropped)
        : concepts_(concepts),
          links_(links),
          numbers_(numbers),
          dropped_(dropped),
          visits_(concepts.size(), Visit::not_yet) {}

    std::vector<std::uint32_t> run() {
        for (std::uint32_t place = 0; place < concepts_.size(); ++place) {
            if (visits_[place] == Visit::not_yet) walk_from(place);
        }
        return std::move(order_);
    }

private:
    struct Step {
        std::uint32_t place;
        std::size_t next = 0;
    };

    void walk_from(std::uint32_t first) {
        enter(first);
        while (!stack_.empty()) {
            Step& step = stack_.back();
            if (step.next == (concepts_[step.place].*links_).size()) {
                visits_[step.place] = Visit::done;
                order_.push_back(step.place);
                stack_.pop_back();
            } else {
                follow(step);
            }
        }
    }

    void enter(std::uint32_t place) {
        visits_[place] = Visit::open;
        stack_.push_back({place});
    }

    void follow(Step& step) {
        std::vector<std::string>& links = concepts_[step.place].*links_;
        const auto to = numbers_.find(links[step.next]);
        if (to == numbers_.end() || visits_[to->second] == Visit::done) {
            ++step.next;
        } else if (visits_[to->second] == Visit::open) {
            dropped_(step.place, links[step.next]);
            links.erase(links.begin() + static_cast<std::ptrdiff_t>(step.next));
        } else {
            ++step.next;
            enter(to->second);
        }
    }

    std::vector<ConceptRow>& concepts_;
    LinkList links_;
    const ConceptNumbers& numbers_;
    const LinkDropped& dropped_;
    std::vector<Visit> visits_;
    std::vector<Step> stack_;
    std::vector<std::uint32_t> order_;
};

}  // namespace

void drop_repeated_links(std::vector<ConceptRow>& concepts, LinkList links,
                         const LinkDropped& dropped) {
    std::unordered_set<std::string_view> seen;
    for (std::uint32_t place = 0; place < concepts.size(); ++place) {
        std::vector<std::string>& list = concepts[place].*links;
        std::vector<std::string> kept;
        kept.reserve(list.size());
        seen.clear();
        for (std::string& id : list) {
            if (id == concepts[place].id || seen.contains(id)) {
                dropped(place, id);
                continue;
            }
            kept.push_back(std::move(id));
            seen.insert(kept.back());
        }
        list = std::move(kept);
    }
}

std::vector<std::uint32_t> break_cycles(std::vector<ConceptRow>& concepts, LinkList links,
                                        const ConceptNumbers& numbers, const LinkDropped& dropped) {
    return CycleBreaker(concepts, links, numbers, dropped).run();
}

void drop_links_to_other_types(std::vector<ConceptRow>& concepts, const ConceptNumbers& numbers,
                               const LinkDropped& dropped) {
    for (std::uint32_t place = 0; place < concepts.size(); ++place) {
        std::erase_if(concepts[place].broader, [&](const std::string& id) {
            const auto to = numbers.find(id);
            const bool other =
                to != numbers.end() && concepts[to->second].type != concepts[place].type;
            if (other) dropped(place, id);
            return other;
        });
    }
}

void lead_links_past(std::vector<ConceptRow>& concepts, const ConceptNumbers& numbers,
                     const std::vector<std::uint32_t>& order, const std::vector<bool>& left_out) {
    const auto is_left_out = [&](const std::string& id) {
        const auto to = numbers.find(id);
        return to != numbers.end() && left_out[to->second];
    };
    for (const std::uint32_t place : order) {
        ConceptRow& row = concepts[place];
        std::erase_if(row.includes, is_left_out);
        if (std::ranges::none_of(row.broader, is_left_out)) continue;
        std::vector<std::string> led;
        std::unordered_set<std::string> seen;
        const auto lead_to = [&](const std::string& id) {
            if (seen.insert(id).second) led.push_back(id);
        };
        for (const std::string& id : row.broader) {
            if (!is_left_out(id)) {
                lead_to(id);
            } else {
                std::ranges::for_each(concepts[numbers.find(id)->second].broader, lead_to);
            }
        }
        row.broader = std::move(led);
    }
}

}  // namespace casebook
