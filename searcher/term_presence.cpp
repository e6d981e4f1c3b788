#include "term_presence.hpp"

#include <algorithm>

namespace casebook {

TermPresence::TermPresence(const Xapian::Database& database, std::vector<Xapian::docid> documents)
    : database_(database), documents_(std::move(documents)) {
    std::sort(documents_.begin(), documents_.end());
}

bool TermPresence::holds(const std::string& term, Xapian::docid document) {
    if (term.empty()) return false;
    const auto [known, added] = known_.try_emplace(term);
    if (added) known->second = holding(term);
    return std::binary_search(known->second.begin(), known->second.end(), document);
}

std::vector<Xapian::docid> TermPresence::holding(const std::string& term) const {
    std::vector<Xapian::docid> found;
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (const Xapian::docid document : documents_) {
        if (posting == end) break;
        posting.skip_to(document);
        if (posting != end && *posting == document) found.push_back(document);
    }
    return found;
}

}  // namespace casebook
