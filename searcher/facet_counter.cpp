#include "facet_counter.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"
#include "casebook/stored_report.hpp"

namespace casebook {
namespace {

struct Count {
    FacetValue value;
    Xapian::docid example = 0;  ///< a report that holds it
};

Count count_term(const Xapian::Database& database, const std::string& term,
                 const std::vector<Xapian::docid>& documents) {
    Count count;
    auto posting = database.postlist_begin(term);
    const auto end = database.postlist_end(term);
    for (const Xapian::docid document : documents) {
        if (posting == end) break;
        posting.skip_to(document);
        if (posting == end || *posting != document) continue;
        if (count.example == 0) count.example = document;
        ++count.value.count;
    }
    return count;
}

/// The spelling of a folded value as a report has it.
std::string label_of(const Xapian::Database& database, TermClass field, const Count& count) {
    const CaseReport report = decode_report(database.get_document(count.example).get_data());
    const auto is_value = [&](const std::string& text) {
        return built_in_analyzer().normalize(text) == count.value.value;
    };
    if (field == TermClass::journal) return report.journal;
    if (field == TermClass::article_type) return report.article_type;
    if (field == TermClass::keyword) {
        const auto keyword = std::find_if(report.keywords.begin(), report.keywords.end(), is_value);
        if (keyword != report.keywords.end()) return *keyword;
    }
    return count.value.value;
}

}  // namespace

std::vector<FacetValue> count_facet(const Xapian::Database& database, TermClass field,
                                    const std::vector<Xapian::docid>& documents,
                                    std::size_t limit) {
    const std::string prefix(row_of(field).prefix);
    std::vector<Count> counts;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
         ++term) {
        Count count = count_term(database, *term, documents);
        count.value.value = (*term).substr(prefix.size());
        if (count.value.count != 0) counts.push_back(std::move(count));
    }
    std::sort(counts.begin(), counts.end(), [](const Count& left, const Count& right) {
        return left.value.count != right.value.count ? left.value.count > right.value.count
                                                     : left.value.value < right.value.value;
    });
    if (counts.size() > limit) counts.resize(limit);
    std::vector<FacetValue> values;
    for (Count& count : counts) {
        count.value.label = label_of(database, field, count);
        values.push_back(std::move(count.value));
    }
    return values;
}

}  // namespace casebook
