#include "search_recorder.hpp"

#include <algorithm>
#include <map>

#include "casebook/error.hpp"
#include "compiled_query.hpp"
#include "field_filter.hpp"
#include "query_tree.hpp"
#include "ranker.hpp"
#include "read_query.hpp"
#include "request_reading.hpp"
#include "search_limit.hpp"

namespace casebook {
namespace {

using Kind = RecordedStep::Kind;

/// Forms of units, and the languages by whose rules words take them.
using LanguagesOfForms = std::map<std::pair<std::string, std::string>, std::vector<Language>>;

/// A step of the query that narrows what the conditions found.
struct Restriction {
    Kind kind;
    std::string what;
    std::optional<Condition> unwanted;  ///< an exclusion of words
    Xapian::Query query;                ///< else the field's reports
};

/// The field conditions of a query as typed, in the order in which read_query meets them.
struct TypedFilters {
    std::vector<std::string> wanted;
    std::vector<std::string> unwanted;
    std::string patients;  ///< what must hold of one patient
};

void collect_filters(const QueryNode& node, bool excluded, std::string_view query,
                     TypedFilters& typed) {
    const bool field = node.kind == QueryNode::Kind::field && !node.children.empty();
    const bool simple = field && (node.children.front().kind == QueryNode::Kind::word ||
                                  node.children.front().kind == QueryNode::Kind::phrase);
    if (const auto filter = simple ? find_filter_field(node.field) : std::nullopt) {
        const std::string text(query.substr(node.begin, node.end - node.begin));
        if (!excluded && filter->term_class == TermClass::patient) {
            typed.patients += (typed.patients.empty() ? "" : " ") + text;
            return;
        }
        (excluded ? typed.unwanted : typed.wanted).push_back(text);
        return;
    }
    const bool except = node.kind == QueryNode::Kind::except;
    for (const QueryNode& child : node.children)
        collect_filters(child, except, query, typed);
}

std::string typed_filter(const std::vector<std::string>& typed, std::size_t number) {
    return number < typed.size() ? typed[number] : "filter " + std::to_string(number + 1);
}

std::string text_of(const FieldFilter& filter) {
    std::string text;
    for (const Filter& value : filter.values)
        text += (text.empty() ? "" : " OR ") + value.field + "=" + value.value;
    return text;
}

RecordedForm form_of(const std::string& term) {
    for (const TermClass other :
         {TermClass::surface, TermClass::acronym, TermClass::skeleton, TermClass::concept_id}) {
        const TermClassRow& row = row_of(other);
        if (is_of_class(term, other))
            return {term.substr(row.prefix.size()), std::string(row.name), {}};
    }
    return {term, std::string(row_of(TermClass::stem).name), {}};
}

RecordedForm form_of(const TermSequence& sequence) {
    RecordedForm form;
    form.term_class = "sequence";
    std::uint32_t next = 0;
    for (const TermSequence::Place& place : sequence.places) {
        for (; sequence.in_order && !form.form.empty() && next < place.offset; ++next)
            form.form += " *";
        form.form += (form.form.empty() ? "" : " ") + form_of(place.term).form;
        next = place.offset + 1;
    }
    return form;
}

std::vector<RecordedForm> forms_of(const QueryUnit& unit) {
    std::vector<RecordedForm> forms;
    for (const std::string& term : unit.terms)
        forms.push_back(form_of(term));
    for (const TermSequence& sequence : unit.sequences)
        forms.push_back(form_of(sequence));
    for (const std::string& skeleton : unit.cognates)
        forms.push_back(form_of(skeleton));
    for (const ConceptTerm& known : unit.concepts)
        forms.push_back(form_of(known.term));
    for (const QueryUnit::OtherName& name : unit.other_names) {
        for (const std::string& term : name.terms)
            forms.push_back(form_of(term));
        for (const TermSequence& sequence : name.sequences)
            forms.push_back(form_of(sequence));
    }
    for (const std::string& term : unit.correction.terms)
        forms.push_back(form_of(term));
    for (const TermSequence& sequence : unit.correction.sequences)
        forms.push_back(form_of(sequence));
    return forms;
}

class SearchRecorder {
public:
    SearchRecorder(IndexHandle& handle, const SearchRequest& request)
        : handle_(handle),
          database_(handle.index.database),
          limit_(request),
          query_(read_request(handle, request, SpellingCorrector::Use::searching, &limit_)) {
        record_.request = request;
        const bool words = std::any_of(query_.wanted.begin(), query_.wanted.end(),
                                       [&](const Condition& part) { return !is_stop(part); });
        for (const Condition& condition : query_.wanted) {
            if (!words || !is_stop(condition)) conditions_.push_back(condition);
        }
        collect_restrictions();
    }

    SearchRecord run() {
        describe_index();
        record_.diagnostics = query_.diagnostics;
        add_units();
        const Ranking answer =
            rank_with(query_.wanted, restrictions_.size(), record_.request.match);
        record_.match = answer.match;
        record_.match_required = answer.match_required;
        record_.total = answer.total;
        add_steps();
        return std::move(record_);
    }

private:
    [[nodiscard]] bool is_stop(const Condition& condition) const {
        if (condition.kind == Condition::Kind::unit) return query_.units[condition.unit].stop;
        if (condition.kind == Condition::Kind::named) return is_stop(condition.parts.front());
        return std::all_of(condition.parts.begin(), condition.parts.end(),
                           [&](const Condition& part) { return is_stop(part); });
    }

    void collect_restrictions() {
        TypedFilters typed;
        collect_filters(parse_query(record_.request.query).root, false, record_.request.query,
                        typed);
        for (const Condition& condition : query_.unwanted)
            restrictions_.push_back({Kind::exclusion, text_of(condition, query_), condition, {}});
        for (std::size_t at = 0; at < query_.unwanted_filters.size(); ++at)
            restrictions_.push_back({Kind::exclusion, typed_filter(typed.unwanted, at),
                                     std::nullopt, query_.unwanted_filters[at]});
        for (std::size_t at = 0; at < query_.filters.size(); ++at)
            restrictions_.push_back(
                {Kind::filter, typed_filter(typed.wanted, at), std::nullopt, query_.filters[at]});
        FilterMaker maker(handle_);
        for (const FieldFilter& filter :
             field_filters(record_.request.filters, maker, query_.patients)) {
            // What the query and the request ask of one patient is one filter.
            const bool patients =
                filter.values.empty() ||
                find_filter_field(filter.values.front().field)->term_class == TermClass::patient;
            std::string text = patients ? typed.patients : "";
            const std::string asked = text_of(filter);
            if (!text.empty() && !asked.empty()) text += " ";
            restrictions_.push_back({Kind::filter, text + asked, std::nullopt, filter.query});
        }
    }

    void describe_index() {
        record_.reports = database_.get_doccount();
        record_.revision = handle_.index.revision;
        record_.schema_version = handle_.index.identity.schema;
        record_.analyzer_fingerprint = handle_.index.identity.analyzer;
        record_.thesaurus_fingerprint = handle_.index.identity.thesaurus;
        record_.languages = handle_.languages;
    }

    /// Which language gives which form: the query read in each alone.
    [[nodiscard]] LanguagesOfForms read_by_language() {
        LanguagesOfForms languages;
        FilterMaker filters(handle_);
        for (const Language& language : handle_.languages) {
            require_time();
            const ReadQuery alone =
                read_query(parse_query(record_.request.query), manner_of(record_.request),
                           {language}, handle_.buffer, filters);
            for (const QueryUnit& unit : alone.units) {
                for (const RecordedForm& form : forms_of(unit)) {
                    std::vector<Language>& known = languages[{form.term_class, form.form}];
                    if (known.empty() || known.back() != language) known.push_back(language);
                }
            }
        }
        return languages;
    }

    void add_units() {
        const LanguagesOfForms languages = read_by_language();
        for (std::size_t number = 0; number < query_.units.size(); ++number) {
            const QueryUnit& unit = query_.units[number];
            RecordedUnit recorded;
            recorded.text = unit.text;
            recorded.begin = unit.begin;
            recorded.end = unit.end;
            recorded.quoted = unit.quoted;
            recorded.stop_word = unit.stop;
            recorded.field = field_of(unit);
            recorded.forms = forms_of(unit);
            for (RecordedForm& form : recorded.forms) {
                const auto known = languages.find({form.term_class, form.form});
                if (known != languages.end()) form.languages = known->second;
            }
            Condition alone;
            alone.unit = number;
            recorded.reports = rank_with({alone}, 0, MatchRule::all).total;
            record_.units.push_back(std::move(recorded));
        }
    }

    /// The first tier of `wanted` under the first `restricted` restrictions, counted and no more.
    [[nodiscard]] Ranking rank_with(const std::vector<Condition>& wanted, std::size_t restricted,
                                    MatchRule match) {
        ReadQuery part;
        part.units = query_.units;
        part.wanted = wanted;
        part.everything = query_.everything;
        for (std::size_t at = 0; at < restricted; ++at)
            restrict_to(restrictions_[at], part);
        return rank_part(part, match);
    }

    static void restrict_to(const Restriction& restriction, ReadQuery& part) {
        if (restriction.unwanted) {
            part.unwanted.push_back(*restriction.unwanted);
        } else if (restriction.kind == Kind::exclusion) {
            part.unwanted_filters.push_back(restriction.query);
        } else {
            part.filters.push_back(restriction.query);
        }
    }

    [[nodiscard]] Ranking rank_part(const ReadQuery& part, MatchRule match) {
        RankingWish wish;
        wish.top = 0;
        wish.match = match;
        wish.with_partial = false;
        wish.limit = &limit_;
        Ranking ranking =
            rank(database_, QueryCompiler(database_, position_access(handle_.index)).compile(part),
                 wish);
        require_time();
        return ranking;
    }

    /// A record's counts are exact, or there is no record.
    void require_time() {
        if (limit_.reached())
            throw Error(ErrorCode::timed_out,
                        "the time was over before all steps of the search were counted: give it "
                        "more, or ask for fewer words");
    }

    /// The reports that a restriction speaks of: those that an exclusion leaves out.
    [[nodiscard]] std::size_t count_alone(const Restriction& restriction) {
        if (restriction.unwanted)
            return rank_with({*restriction.unwanted}, 0, MatchRule::all).total;
        ReadQuery part;
        part.filters.push_back(restriction.query);
        return rank_part(part, MatchRule::all).total;
    }

    void add_steps() {
        record_.steps.push_back({Kind::index, "", record_.reports, record_.reports});
        std::vector<Condition> so_far;
        for (const Condition& condition : conditions_) {
            so_far.push_back(condition);
            RecordedStep step{Kind::condition, text_of(condition, query_),
                              rank_with({condition}, 0, MatchRule::all).total, std::nullopt};
            if (record_.match == MatchRule::all)
                step.after = rank_with(so_far, 0, MatchRule::all).total;
            record_.steps.push_back(std::move(step));
        }
        if (!conditions_.empty() || restrictions_.empty()) {
            const std::size_t held = rank_with(query_.wanted, 0, record_.match).total;
            record_.steps.push_back(
                {Kind::match, std::string(to_string(record_.match)), held, held});
        }
        for (std::size_t at = 0; at < restrictions_.size(); ++at) {
            record_.steps.push_back({restrictions_[at].kind, restrictions_[at].what,
                                     count_alone(restrictions_[at]),
                                     rank_with(query_.wanted, at + 1, record_.match).total});
        }
    }

    IndexHandle& handle_;
    const Xapian::Database& database_;
    SearchLimit limit_;
    ReadQuery query_;
    std::vector<Condition> conditions_;  ///< those that count: stop words only where all are
    std::vector<Restriction> restrictions_;
    SearchRecord record_;
};

}  // namespace

SearchRecord record_search(IndexHandle& handle, const SearchRequest& request) {
    return SearchRecorder(handle, request).run();
}

}  // namespace casebook
