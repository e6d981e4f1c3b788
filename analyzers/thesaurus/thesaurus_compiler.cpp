#include "casebook/thesaurus_compiler.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "casebook/encoding.hpp"
#include "casebook/error.hpp"
#include "thesaurus/concept_order.hpp"
#include "thesaurus/form_table_builder.hpp"
#include "thesaurus/image_writer.hpp"
#include "thesaurus/sense_compiler.hpp"
#include "thesaurus/spelling.hpp"

namespace casebook {
namespace {

using thesaurus_format::ConceptRecord;
using thesaurus_format::ImageWriter;
using thesaurus_format::Link;
using thesaurus_format::SideLink;
using thesaurus_format::StringWriter;
using thesaurus_format::Table;
using thesaurus_format::TermRecord;

constexpr std::size_t kLongestTerm = 1000;  ///< bytes

/// What makes a term unfit to be read; empty for a fit one.
std::string fault_of(const TermRow& row) {
    if (row.term.empty()) return "has an empty term";
    if (row.term.size() > kLongestTerm)
        return "has a term of over " + std::to_string(kLongestTerm) + " bytes";
    if (find_ill_formed_utf8(row.term) != std::string_view::npos)
        return "has a term that is no well-formed UTF-8";
    const bool control = std::any_of(row.term.begin(), row.term.end(), [](char byte) {
        return static_cast<unsigned char>(byte) < ' ' || byte == '\x7F';
    });
    if (control) return "has a term with a control character";
    return {};
}

/// One compilation. Lives for one call of compile_thesaurus.
class Compilation {
public:
    Compilation(const ThesaurusSource& source, const Analyzer& analyzer)
        : source_(source),
          analyzer_(analyzer),
          former_(analyzer),
          order_(source.concepts, problems_),
          senses_(source.senses, order_, problems_) {}

    CompiledThesaurus run();

private:
    struct OrderedTerm {
        ConceptNumber concept_number;
        std::uint32_t row;
    };

    [[nodiscard]] std::vector<OrderedTerm> ordered_terms();
    void add_terms();
    void add_term(const OrderedTerm& term);
    [[nodiscard]] bool is_redundant(const TermForms& forms, const TermRow& row);
    void add_forms(const TermForms& forms, Language language, bool abbreviation);
    std::uint32_t ambiguity_of(const TermRow& row, const OrderedTerm& term);
    void report_shared();
    void report_shared_run(std::span<const TermNumber> run);
    [[nodiscard]] std::vector<std::vector<ConceptNumber>> read_includes();
    void add_concepts();
    void add_list(std::vector<std::uint32_t> numbers);
    void add_side_links();
    void add_ids();
    void report(std::size_t row, RowProblemKind kind, const std::string& what);
    [[nodiscard]] std::uint16_t language_number(const std::string& language);
    [[nodiscard]] std::uint32_t first_term_of(ConceptNumber number) const;

    const ThesaurusSource& source_;
    const Analyzer& analyzer_;
    std::vector<RowProblem> problems_;
    TermFormer former_;
    ConceptOrder order_;
    SenseCompiler senses_;
    FormTableBuilder forms_;
    StringWriter strings_;
    ImageWriter image_;
    std::vector<TermRecord> terms_;
    std::vector<std::uint32_t> rows_;  ///< of the source, by number of the term
    std::vector<std::uint32_t> languages_;
    std::map<std::string, std::uint16_t> language_numbers_;
    std::vector<std::uint32_t> links_;
    std::vector<std::vector<ConceptNumber>> included_in_;
    ConceptNumber forms_of_ = kNoConcept;  ///< the concept whose forms are in `seen_`
    std::unordered_multimap<FormKey, std::uint32_t> seen_;  ///< rows of the concept's terms
};

CompiledThesaurus Compilation::run() {
    add_terms();
    senses_.report_unused();
    report_shared();
    senses_.write(former_, forms_, strings_, image_);
    add_concepts();
    add_side_links();
    add_ids();
    forms_.build();
    image_.add(Table::terms, terms_);
    image_.add(Table::links, links_);
    image_.add(Table::buckets, forms_.forms().firsts);
    image_.add(Table::keys, forms_.forms().keys);
    image_.add(Table::beginning_buckets, forms_.beginnings().firsts);
    image_.add(Table::beginnings, forms_.beginnings().keys);
    image_.add(Table::values, forms_.values());
    image_.add(Table::lists, forms_.lists());
    image_.add(Table::languages, languages_);
    image_.header().analyzer = strings_.add(analyzer_.fingerprint());
    image_.add_bytes(Table::strings, strings_.bytes());
    return {image_.finish(), std::move(problems_)};
}

void Compilation::report(std::size_t row, RowProblemKind kind, const std::string& what) {
    problems_.push_back(
        {SourceTable::terms, row, kind, source_.terms[row].concept_id + " " + what});
}

/// The terms of known concepts by concept, preferred ones first, English before other languages.
std::vector<Compilation::OrderedTerm> Compilation::ordered_terms() {
    std::vector<OrderedTerm> terms;
    terms.reserve(source_.terms.size());
    for (std::uint32_t row = 0; row < source_.terms.size(); ++row) {
        const ConceptNumber number = order_.find(source_.terms[row].concept_id);
        if (number != kNoConcept) {
            terms.push_back({number, row});
        } else {
            report(row, RowProblemKind::unknown_id, "stands nowhere; the term is left out");
        }
    }
    const auto rank = [this](const OrderedTerm& term) {
        const TermRow& row = source_.terms[term.row];
        return std::tuple(term.concept_number, row.kind != TermKind::preferred,
                          row.language != "en", std::string_view(row.language), term.row);
    };
    std::sort(terms.begin(), terms.end(), [&](const OrderedTerm& one, const OrderedTerm& other) {
        return rank(one) < rank(other);
    });
    return terms;
}

void Compilation::add_terms() {
    if (source_.terms.size() > FormValue::kMost)
        throw Error(ErrorCode::invalid_argument, "the vocabulary has too many terms");
    const std::vector<OrderedTerm> terms = ordered_terms();
    terms_.reserve(terms.size());
    rows_.reserve(terms.size());
    for (const OrderedTerm& term : terms)
        add_term(term);
}

void Compilation::add_term(const OrderedTerm& term) {
    const TermRow& row = source_.terms[term.row];
    if (const std::string fault = fault_of(row); !fault.empty()) {
        report(term.row, RowProblemKind::unusable_term, fault + "; it is left out");
        return;
    }
    if (forms_of_ != term.concept_number) seen_.clear();
    forms_of_ = term.concept_number;
    const Language language = Language::from_tag(row.language);
    TermForms forms = former_.make(row.term, language, row.kind == TermKind::abbreviation);
    if (forms.forms.empty() || forms.stop_words_only) {
        report(term.row, RowProblemKind::unusable_term,
               "has a term that no text can hold or any can; it is not recognised");
        forms = {};
    } else if (is_redundant(forms, row)) {
        report(term.row, RowProblemKind::redundant_term,
               "has that term already, but for what makes no difference; it is left out");
        return;
    }
    if (!forms.forms.empty()) seen_.emplace(whole_key(forms.forms.front()), term.row);
    TermRecord record;
    record.text = strings_.add(row.term);
    record.concept_number = term.concept_number;
    record.spelling = forms.spelling;
    record.ambiguity = ambiguity_of(row, term);
    record.language = language_number(row.language);
    record.kind = static_cast<std::uint8_t>(row.kind);
    const bool trusted = row.checked || (row.evidence != "none" && !row.evidence.empty());
    record.flags =
        static_cast<std::uint8_t>(forms.marks | (trusted ? thesaurus_format::kTrusted : 0) |
                                  (forms.abbreviation ? thesaurus_format::kAbbreviation : 0) |
                                  (forms.one_word ? thesaurus_format::kOneWord : 0));
    add_forms(forms, language, forms.abbreviation);
    terms_.push_back(record);
    rows_.push_back(term.row);
}

/// Whether the concept has a term of that language and form, and, of one word, of that inflection.
bool Compilation::is_redundant(const TermForms& forms, const TermRow& row) {
    const auto [begin, end] = seen_.equal_range(whole_key(forms.forms.front()));
    return std::any_of(begin, end, [&](const auto& known) {
        if (source_.terms[known.second].language != row.language) return false;
        const std::string& other = source_.terms[known.second].term;
        if (forms.abbreviation) return capitals_of(other) == capitals_of(row.term);
        const Language language = Language::from_tag(row.language);
        return !forms.one_word ||
               is_inflection(analyzer_.family_spelling(analyzer_.normalize(row.term), language),
                             analyzer_.family_spelling(analyzer_.normalize(other), language),
                             language);
    });
}

void Compilation::add_forms(const TermForms& forms, Language language, bool abbreviation) {
    const auto number = static_cast<TermNumber>(terms_.size());
    for (const Form& form : forms.forms)
        forms_.add(form, number);
    if (abbreviation) return;
    for (const Form& form : forms.sorted)
        forms_.add_whole(form, number);
    const FormKey inner = space_key(FormSpace::inner_word, language);
    for (const Form& form : forms.forms) {
        if (form.space != space_key(FormSpace::words, language) || form.units.size() < 2) continue;
        for (const std::uint64_t unit : form.units)
            forms_.add_unit(inner, unit);
    }
    for (const std::uint64_t unit : forms.english_words)
        forms_.add_unit(space_key(FormSpace::english_word), unit);
}

std::uint32_t Compilation::ambiguity_of(const TermRow& row, const OrderedTerm& term) {
    const std::uint32_t ambiguity = senses_.find(row.term, row.language);
    if (ambiguity != 0 && !senses_.use(ambiguity, term.concept_number)) {
        report(term.row, RowProblemKind::unlisted_ambiguity,
               "has a term among whose senses it does not stand");
    }
    return ambiguity;
}

/// Reports terms that stand under several concepts without being listed as ambiguous.
void Compilation::report_shared() {
    std::vector<bool> told(terms_.size());
    forms_.for_each_shared([&](std::vector<TermNumber>& terms) {
        std::stable_sort(terms.begin(), terms.end(), [&](TermNumber one, TermNumber other) {
            return terms_[one].spelling < terms_[other].spelling;
        });
        for (auto run = terms.begin(); run != terms.end();) {
            const auto end = std::find_if(run, terms.end(), [&](TermNumber term) {
                return terms_[term].spelling != terms_[*run].spelling;
            });
            for (auto at = run + 1; at != end; ++at) {
                const TermRecord& first = terms_[*run];
                const TermRecord& here = terms_[*at];
                const TermRow& row = source_.terms[rows_[*at]];
                const TermRow& other = source_.terms[rows_[*run]];
                const bool differs = (here.flags & thesaurus_format::kAbbreviation) != 0 &&
                                     capitals_of(row.term) != capitals_of(other.term);
                if (here.concept_number == first.concept_number || here.ambiguity != 0 || differs ||
                    told[*at]) {
                    continue;
                }
                told[*at] = true;
                report(rows_[*at], RowProblemKind::unlisted_ambiguity,
                       "has a term that " + other.concept_id + " has too, and no rows of senses");
            }
            run = end;
        }
    });
}

std::uint16_t Compilation::language_number(const std::string& language) {
    const auto [found, added] =
        language_numbers_.emplace(language, static_cast<std::uint16_t>(languages_.size()));
    if (added) {
        if (languages_.size() > 0xFFFFU)
            throw Error(ErrorCode::invalid_argument, "the vocabulary has too many languages");
        languages_.push_back(strings_.add(language));
    }
    return found->second;
}

std::uint32_t Compilation::first_term_of(ConceptNumber number) const {
    const auto found = std::lower_bound(
        terms_.begin(), terms_.end(), number,
        [](const TermRecord& term, ConceptNumber wanted) { return term.concept_number < wanted; });
    return static_cast<std::uint32_t>(found - terms_.begin());
}

/// What each concept includes; fills in the inverse.
std::vector<std::vector<ConceptNumber>> Compilation::read_includes() {
    std::vector<std::vector<ConceptNumber>> includes(order_.size());
    included_in_.resize(order_.size());
    for (ConceptNumber number = 0; number < order_.size(); ++number) {
        const std::size_t row = order_.row(number);
        for (const std::string& id : source_.concepts[row].includes) {
            const ConceptNumber part = order_.find(id);
            if (part != kNoConcept && part != number) {
                includes[number].push_back(part);
                included_in_[part].push_back(number);
                continue;
            }
            problems_.push_back({SourceTable::concepts, row, RowProblemKind::unknown_id,
                                 source_.concepts[row].id + " includes " + id +
                                     ", which stands nowhere or is itself"});
        }
    }
    return includes;
}

void Compilation::add_concepts() {
    const std::vector<std::vector<ConceptNumber>> includes = read_includes();
    std::vector<ConceptRecord> records(order_.size() + 1);
    for (ConceptNumber number = 0; number < order_.size(); ++number) {
        const ConceptRow& row = source_.concepts[order_.row(number)];
        ConceptRecord& record = records[number];
        record.id = strings_.add(row.id);
        record.first_term = first_term_of(number);
        record.subtree_end = order_.subtree_end(number);
        record.type = static_cast<std::uint32_t>(row.type);
    }
    records.back().first_term = static_cast<std::uint32_t>(terms_.size());
    const auto add_kind = [&](Link link, auto list_of) {
        for (ConceptNumber number = 0; number < records.size(); ++number) {
            records[number].first_link[static_cast<std::size_t>(link)] =
                static_cast<std::uint32_t>(links_.size());
            if (number < order_.size()) add_list(list_of(number));
        }
    };
    add_kind(Link::broader, [&](ConceptNumber number) { return order_.broader(number); });
    add_kind(Link::narrower, [&](ConceptNumber number) { return order_.narrower(number); });
    add_kind(Link::includes, [&](ConceptNumber number) { return includes[number]; });
    add_kind(Link::included_in, [&](ConceptNumber number) { return included_in_[number]; });
    add_kind(Link::cross_reference, [&](ConceptNumber number) {
        std::vector<std::uint32_t> offsets;
        for (const std::string& reference : source_.concepts[order_.row(number)].cross_references)
            offsets.push_back(strings_.add_once(reference));
        return offsets;
    });
    image_.add(Table::concepts, records);
}

void Compilation::add_list(std::vector<std::uint32_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    links_.insert(links_.end(), numbers.begin(), numbers.end());
}

/// The links to children that stand in the subtree of another parent.
void Compilation::add_side_links() {
    std::vector<SideLink> side_links;
    for (ConceptNumber parent = 0; parent < order_.size(); ++parent) {
        for (const ConceptNumber child : order_.narrower(parent)) {
            if (child <= parent || child >= order_.subtree_end(parent))
                side_links.push_back({parent, child});
        }
    }
    image_.add(Table::side_links, side_links);
}

void Compilation::add_ids() {
    std::vector<ConceptNumber> numbers(order_.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    std::sort(numbers.begin(), numbers.end(), [this](ConceptNumber one, ConceptNumber other) {
        return source_.concepts[order_.row(one)].id < source_.concepts[order_.row(other)].id;
    });
    image_.add(Table::ids, numbers);
}

}  // namespace

CompiledThesaurus compile_thesaurus(const ThesaurusSource& source, const Analyzer& analyzer) {
    return Compilation(source, analyzer).run();
}

}  // namespace casebook
