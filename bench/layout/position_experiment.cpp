#include <algorithm>
#include <functional>
#include <memory>
#include <ostream>
#include <queue>

#include "arms.hpp"
#include "builder.hpp"
#include "experiments.hpp"
#include "measurement.hpp"
#include "position_file.hpp"
#include "query_sample.hpp"

namespace layout {
namespace {

constexpr std::size_t kQueries = 500;
constexpr std::uint32_t kSeed = 23;
constexpr Xapian::doccount kTop = 10;

using Words = std::vector<std::string>;

Xapian::Query combine(Xapian::Query::op op, const Words& stems) {
    Words terms;
    for (const auto& stem : stems)
        terms.push_back(std::string(kStemPrefix) + stem);
    const bool is_phrase = op == Xapian::Query::OP_PHRASE;
    const auto window = static_cast<Xapian::termcount>(is_phrase ? stems.size() : 0);
    return {op, terms.begin(), terms.end(), window};
}

/// Lets a document pass whose blob holds the phrase.
class BlobDecider : public Xapian::MatchDecider {
public:
    BlobDecider(const Words& stems, const PositionFile* file) : check_(stems), file_(file) {}

    bool operator()(const Xapian::Document& document) const override {
        if (file_ != nullptr) return check_.holds(file_->blob(document.get_docid()));
        return check_.holds(document.get_value(kPositionSlot));
    }

private:
    mutable PhraseCheck check_;
    const PositionFile* file_;
};

Scores answer_with_matcher(Xapian::Enquire& enquire, const Words& stems, const PositionFile* file) {
    enquire.set_query(combine(Xapian::Query::OP_AND, stems));
    const BlobDecider decider(stems, file);
    return scores_of(enquire.get_mset(0, kTop, 0, nullptr, &decider));
}

/// A term's posting list, moved along with the others.
struct List {
    Xapian::PostingIterator at;
    Xapian::PostingIterator end;
    double factor = 0;
    double holders = 0;
};

std::vector<List> open_lists(const Xapian::Database& database, const Words& stems) {
    Words distinct = stems;
    std::sort(distinct.begin(), distinct.end());
    std::vector<List> lists;
    for (auto stem = distinct.begin(); stem != distinct.end();) {
        const auto next =
            std::find_if(stem, distinct.end(), [&](const auto& word) { return word != *stem; });
        const auto repeats = static_cast<double>(next - stem);
        const auto term = std::string(kStemPrefix) + *stem;
        const double holders = database.get_termfreq(term);
        // Xapian adds the weights of a repeated leaf; only an explicit wqf is saturated by k3.
        const double factor = impact_factor(database.get_doccount(), holders);
        lists.push_back({database.postlist_begin(term), database.postlist_end(term),
                         factor * repeats, holders});
        stem = next;
    }
    std::sort(lists.begin(), lists.end(),
              [](const List& left, const List& right) { return left.holders < right.holders; });
    return lists;
}

/// Moves all lists to the first document at or after the rarest one's; false at the end.
bool align(std::vector<List>& lists) {
    while (lists.front().at != lists.front().end) {
        const auto document = *lists.front().at;
        auto furthest = document;
        for (auto list = lists.begin() + 1; list != lists.end() && furthest == document; ++list) {
            list->at.skip_to(document);
            if (list->at == list->end) return false;
            furthest = *list->at;
        }
        if (furthest == document) return true;
        lists.front().at.skip_to(furthest);
    }
    return false;
}

Scores answer_with_own_loop(const Xapian::Database& database, const Words& stems,
                            const PositionFile& file) {
    auto lists = open_lists(database, stems);
    PhraseCheck check(stems);
    std::priority_queue<double, Scores, std::greater<>> best;
    for (; align(lists); ++lists.front().at) {
        double score = 0;
        for (const auto& list : lists)
            score += list.factor * list.at.get_wdf();
        if (best.size() == kTop && score <= best.top()) continue;
        if (!check.holds(file.blob(*lists.front().at))) continue;
        best.push(score);
        if (best.size() > kTop) best.pop();
    }
    Scores scores;
    for (; !best.empty(); best.pop())
        scores.push_back(best.top());
    std::reverse(scores.begin(), scores.end());
    return scores;
}

void build_unless_kept(const Bench& bench, Positions positions, const std::string& name) {
    if (bench.reuse && std::filesystem::exists(bench.work / name)) return;
    BuildPlan plan;
    plan.layout.positions = positions;
    build_index(bench.records, plan, bench.work / name);
}

Xapian::Enquire make_enquire(const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(stock_impact_weight());
    return enquire;
}

}  // namespace

void run_position_experiment(const Bench& bench, std::ostream& table) {
    build_unless_kept(bench, Positions::xapian, "impacts");
    build_unless_kept(bench, Positions::blob, "blobs");
    const Xapian::Database with_positions((bench.work / "impacts").string());
    const Xapian::Database with_blobs((bench.work / "blobs").string());
    Stopwatch watch;
    write_position_file(with_blobs, bench.work / "positions.map");
    table << "# mapped file written in " << watch.restart() << " s\n";
    const PositionFile file(bench.work / "positions.map");
    const auto text = static_cast<double>(text_bytes(bench.records));
    table << "# blobs: " << static_cast<double>(file.bytes()) / text << " of the text\n";
    const auto phrases = sample_queries(bench.records, kQueries, kSeed).phrases;
    auto by_phrase = make_enquire(with_positions);
    auto by_blob = make_enquire(with_blobs);
    const auto xapian = [&](std::size_t query) {
        by_phrase.set_query(combine(Xapian::Query::OP_PHRASE, phrases[query]));
        return scores_of(by_phrase.get_mset(0, kTop));
    };
    const auto slot = [&](std::size_t query) {
        return answer_with_matcher(by_blob, phrases[query], nullptr);
    };
    const auto mapped = [&](std::size_t query) {
        return answer_with_matcher(by_blob, phrases[query], &file);
    };
    const auto own = [&](std::size_t query) {
        return answer_with_own_loop(with_blobs, phrases[query], file);
    };
    const std::vector<Arm> arms = {{"phrase", "OP_PHRASE, Xapian's positions", xapian},
                                   {"phrase", "AND + blob in the value slot", slot},
                                   {"phrase", "AND + mapped file", mapped},
                                   {"phrase", "own loop + mapped file", own}};
    time_arms(arms, kQueries, bench.rounds, table);
}

}  // namespace layout
