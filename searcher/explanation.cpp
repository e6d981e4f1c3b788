#include "explanation.hpp"

#include <array>
#include <cstdio>
#include <map>
#include <regex>

#include "casebook/schema.hpp"
#include "impact_weight.hpp"
#include "query_tree.hpp"
#include "tree_source.hpp"

namespace casebook {
namespace {

using Weights = std::map<Xapian::docid, double>;

/// Asks one part of a query at a time what it gives to some documents.
class PartWeigher {
public:
    PartWeigher(const Xapian::Database& database, const Ranking& ranking, bool stock)
        : database_(database), stock_(stock) {
        std::vector<Xapian::Query> ids;
        for (const RankedDocument& ranked : ranking.documents) {
            constexpr auto kId = static_cast<Xapian::valueno>(ValueSlot::id);
            const std::string id = database.get_document(ranked.document).get_value(kId);
            ids.emplace_back(make_term(TermClass::id, id));
        }
        if (!ids.empty()) documents_ = combine(Xapian::Query::OP_OR, ids);
    }

    /// As the ranking does: by trees where they are walked.
    [[nodiscard]] Weights weigh(const Way& way) const {
        return weigh(stock_ || way.empty() ? way.query : local_query(way));
    }

    [[nodiscard]] Weights weigh(const Xapian::Query& part) const {
        Weights weights;
        if (part.empty() || documents_.empty()) return weights;
        Xapian::Enquire matcher(database_);
        matcher.set_query({Xapian::Query::OP_FILTER, part, documents_});
        weigh_by_impact(matcher, stock_);
        const Xapian::MSet hits = matcher.get_mset(0, database_.get_doccount());
        for (auto hit = hits.begin(); hit != hits.end(); ++hit)
            weights[*hit] = hit.get_weight();
        return weights;
    }

private:
    const Xapian::Database& database_;
    bool stock_;
    Xapian::Query documents_;
};

double weight_of(const Weights& weights, Xapian::docid document) {
    const auto known = weights.find(document);
    return known == weights.end() ? 0 : known->second;
}

/// The query as Xapian tells it, its factors rounded to hundredths.
std::string dump(const Xapian::Query& query) {
    if (query.empty()) return {};
    static const std::regex kFactor(R"(\b\d+\.\d+ \*)");
    const std::string told = query.get_description();
    std::string rounded;
    auto at = told.begin();
    for (std::sregex_iterator factor(told.begin(), told.end(), kFactor), end; factor != end;
         ++factor) {
        rounded.append(at, told.begin() + factor->position());
        std::array<char, 32> number{};
        std::snprintf(number.data(), number.size(), "%.2f *", std::stod(factor->str()));
        rounded += number.data();
        at = told.begin() + factor->position() + factor->length();
    }
    return rounded.append(at, told.end());
}

}  // namespace

Explanation explain_query(const ReadQuery& query, const CompiledQuery& compiled,
                          std::string_view typed) {
    Explanation explanation;
    explanation.tree = to_string(parse_query(typed).root);
    for (std::size_t number = 0; number < compiled.conditions.size(); ++number) {
        const CompiledCondition& condition = compiled.conditions[number];
        explanation.conditions.push_back({text_of(query.wanted[number], query), condition.mass,
                                          condition.stop, dump(condition.strict)});
    }
    if (compiled.filtered) explanation.filter = dump(compiled.filter);
    explanation.unwanted = dump(compiled.unwanted);
    return explanation;
}

std::vector<std::vector<WeighedPart>> score_parts(const Xapian::Database& database,
                                                  const ReadQuery& query,
                                                  const CompiledQuery& compiled,
                                                  const Xapian::Query& feedback,
                                                  const Ranking& ranking) {
    const PartWeigher weigher(database, ranking, !compiled.walked);
    std::vector<std::vector<WeighedPart>> parts(ranking.documents.size());
    const auto add = [&](std::string_view text, const RankedDocument& document, double weight) {
        const auto number = static_cast<std::size_t>(&document - ranking.documents.data());
        if (weight > 0) parts[number].push_back({std::string(text), weight});
    };
    const bool whole = ranking.match == MatchRule::all;
    for (std::size_t number = 0; number < compiled.conditions.size(); ++number) {
        const CompiledCondition& condition = compiled.conditions[number];
        if (condition.stop) continue;
        const std::string text = text_of(query.wanted[number], query);
        const Weights strict = weigher.weigh(condition.strict);
        const Weights loose = weigher.weigh(condition.loose);
        const Weights elsewhere = weigher.weigh(condition.elsewhere);
        for (const RankedDocument& document : ranking.documents) {
            double weight =
                weight_of(whole && !document.partial ? strict : loose, document.document);
            if (document.partial) weight += weight_of(elsewhere, document.document);
            add(text, document, weight);
        }
    }
    const Weights residue = weigher.weigh(compiled.residue);
    const Weights guided = weigher.weigh(feedback);
    const double share = ranking.match == MatchRule::most ? 1 : kFeedbackOnWholeAnswers;
    for (const RankedDocument& document : ranking.documents) {
        add("residue", document, weight_of(residue, document.document));
        add("feedback", document,
            weight_of(guided, document.document) * (document.partial ? 1 : share));
    }
    return parts;
}

}  // namespace casebook
