#include "casebook/thesaurus_compiler.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

#include "casebook/encoding.hpp"
#include "casebook/error.hpp"
#include "thesaurus/concept_order.hpp"
#include "thesaurus/form_table_builder.hpp"
#include "thesaurus/image_writer.hpp"
#include "thesaurus/packed_texts.hpp"
#include "thesaurus/sense_compiler.hpp"
#include "thesaurus/spelling.hpp"

namespace casebook {
namespace {

using thesaurus_format::ConceptRecord;
using thesaurus_format::ConceptShape;
using thesaurus_format::ImageWriter;
using thesaurus_format::Link;
using thesaurus_format::SideLink;
using thesaurus_format::StringWriter;
using thesaurus_format::StyleRecord;
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
    struct CompiledTerm {
        ConceptNumber concept_number = kNoConcept;
        std::uint32_t row = 0;
        std::uint32_t spelling = 0;
        std::uint32_t ambiguity = 0;
        StyleRecord style;
    };
    using Lists = std::vector<std::vector<std::uint32_t>>;  ///< by number of the concept

    [[nodiscard]] std::vector<OrderedTerm> ordered_terms();
    void add_terms();
    void add_term(const OrderedTerm& term);
    [[nodiscard]] bool is_redundant(const TermForms& forms, const TermRow& row);
    void add_forms(const TermForms& forms, Language language, bool abbreviation);
    void add_participles(const OrderedTerm& term);
    std::uint32_t ambiguity_of(const TermRow& row, const OrderedTerm& term);
    void report_shared();
    [[nodiscard]] Lists read_includes();
    void add_concepts();
    [[nodiscard]] std::array<Lists, thesaurus_format::kLinks> read_links();
    void write_terms();
    [[nodiscard]] std::uint16_t style_number(const StyleRecord& style);
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
    std::vector<CompiledTerm> terms_;
    std::vector<StyleRecord> styles_;
    std::map<StyleRecord, std::uint16_t> style_numbers_;
    std::vector<std::uint32_t> languages_;
    std::map<std::string, std::uint16_t> language_numbers_;
    std::vector<std::uint32_t> links_;
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
    write_terms();
    forms_.build();
    image_.add(Table::links, links_);
    image_.add(Table::buckets, forms_.forms().groups);
    image_.add(Table::keys, forms_.forms().keys);
    image_.add(Table::beginning_buckets, forms_.beginnings().groups);
    image_.add(Table::beginnings, forms_.beginnings().keys);
    image_.add_packed(Table::values, forms_.values());
    image_.add_packed(Table::lists, forms_.lists());
    image_.add_packed(Table::languages, languages_);
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
    CompiledTerm compiled;
    compiled.concept_number = term.concept_number;
    compiled.row = term.row;
    compiled.spelling = forms.spelling;
    compiled.ambiguity = ambiguity_of(row, term);
    compiled.style.language = language_number(row.language);
    compiled.style.kind = static_cast<std::uint16_t>(row.kind);
    const bool trusted = row.checked || (row.evidence != "none" && !row.evidence.empty());
    compiled.style.flags =
        static_cast<std::uint16_t>(forms.marks | (trusted ? thesaurus_format::kTrusted : 0) |
                                   (forms.abbreviation ? thesaurus_format::kAbbreviation : 0) |
                                   (forms.one_word ? thesaurus_format::kOneWord : 0) |
                                   (compiled.ambiguity != 0 ? thesaurus_format::kAmbiguous : 0));
    add_forms(forms, language, forms.abbreviation);
    if (forms.one_word && !forms.abbreviation) add_participles(term);
    terms_.push_back(compiled);
}

/// What is done to a patient is also named by its verb: "was excised". Roots (therapy, procedure)
/// are not, as everyone is treated.
void Compilation::add_participles(const OrderedTerm& term) {
    const ConceptRow& owner = source_.concepts[order_.row(term.concept_number)];
    const bool done = owner.type == ConceptType::therapy || owner.type == ConceptType::procedure;
    if (!done || owner.broader.empty()) return;
    const TermRow& row = source_.terms[term.row];
    const auto number = static_cast<TermNumber>(terms_.size());
    for (const Form& form : former_.make_participles(row.term, Language::from_tag(row.language)))
        forms_.add_whole(form, number);
}

/// Whether the concept has a term of that language and form, and, of one word, of that inflection.
bool Compilation::is_redundant(const TermForms& forms, const TermRow& row) {
    const auto [begin, end] = seen_.equal_range(whole_key(forms.forms.front()));
    return std::any_of(begin, end, [&](const auto& known) {
        if (source_.terms[known.second].language != row.language) return false;
        const std::string& other = source_.terms[known.second].term;
        if (forms.abbreviation) return capitals_of(other) == capitals_of(row.term);
        if (!forms.one_word) return true;
        const Language language = Language::from_tag(row.language);
        const std::string one = analyzer_.normalize(row.term);
        const std::string two = analyzer_.normalize(other);
        if (is_other_noun(one, two, language) || is_other_noun(two, one, language)) return false;
        return is_inflection(analyzer_.family_spelling(one, language),
                             analyzer_.family_spelling(two, language), language);
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
                const CompiledTerm& first = terms_[*run];
                const CompiledTerm& here = terms_[*at];
                const TermRow& row = source_.terms[here.row];
                const TermRow& other = source_.terms[first.row];
                const bool differs = (here.style.flags & thesaurus_format::kAbbreviation) != 0 &&
                                     capitals_of(row.term) != capitals_of(other.term);
                if (here.concept_number == first.concept_number || here.ambiguity != 0 || differs ||
                    told[*at]) {
                    continue;
                }
                told[*at] = true;
                report(here.row, RowProblemKind::unlisted_ambiguity,
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
    const auto found = std::lower_bound(terms_.begin(), terms_.end(), number,
                                        [](const CompiledTerm& term, ConceptNumber wanted) {
                                            return term.concept_number < wanted;
                                        });
    return static_cast<std::uint32_t>(found - terms_.begin());
}

std::uint16_t Compilation::style_number(const StyleRecord& style) {
    const auto [found, added] =
        style_numbers_.emplace(style, static_cast<std::uint16_t>(styles_.size()));
    if (added) {
        if (styles_.size() > 0xFFFFU) {
            throw Error(ErrorCode::invalid_argument,
                        "the vocabulary has too many languages, kinds of terms and marks in them");
        }
        styles_.push_back(style);
    }
    return found->second;
}

void Compilation::write_terms() {
    thesaurus_format::TextPacker texts;
    std::string texts_of_block;
    std::vector<TermRecord> records;
    std::vector<thesaurus_format::TermBlock> blocks;
    std::vector<thesaurus_format::AmbiguousTerm> ambiguous;
    for (TermNumber number = 0; number < terms_.size(); ++number) {
        const CompiledTerm& term = terms_[number];
        if (number % thesaurus_format::kTermsOfBlock == 0)
            blocks.push_back({0, term.concept_number});
        thesaurus_format::append_string(texts_of_block, source_.terms[term.row].term);
        const TermNumber next = number + 1;
        if (next % thesaurus_format::kTermsOfBlock == 0 || next == terms_.size()) {
            blocks.back().text = texts.add(texts_of_block);
            texts_of_block.clear();
        }
        if (term.ambiguity != 0) ambiguous.push_back({number, term.ambiguity});
        records.push_back({style_number(term.style), stored_spelling(term.spelling)});
    }
    image_.add_packed(Table::terms, records);
    image_.add_packed(Table::term_blocks, blocks);
    image_.add_packed(Table::ambiguous_terms, ambiguous);
    image_.add(Table::styles, styles_);
    texts.finish();
    image_.add_bytes(Table::texts, texts.bytes());
    image_.add(Table::text_pieces, texts.ends());
}

Compilation::Lists Compilation::read_includes() {
    Lists includes(order_.size());
    for (ConceptNumber number = 0; number < order_.size(); ++number) {
        const std::size_t row = order_.row(number);
        for (const std::string& id : source_.concepts[row].includes) {
            const ConceptNumber part = order_.find(id);
            if (part != kNoConcept && part != number) {
                includes[number].push_back(part);
                continue;
            }
            problems_.push_back({SourceTable::concepts, row, RowProblemKind::unknown_id,
                                 source_.concepts[row].id + " includes " + id +
                                     ", which stands nowhere or is itself"});
        }
    }
    return includes;
}

/// The lists of every kind, each ascending and none of it twice.
std::array<Compilation::Lists, thesaurus_format::kLinks> Compilation::read_links() {
    std::array<Lists, thesaurus_format::kLinks> links;
    const auto of_kind = [&](Link link) -> Lists& { return links[static_cast<std::size_t>(link)]; };
    of_kind(Link::includes) = read_includes();
    of_kind(Link::included_in).resize(order_.size());
    for (ConceptNumber number = 0; number < order_.size(); ++number) {
        of_kind(Link::broader).push_back(order_.broader(number));
        of_kind(Link::narrower).push_back(order_.narrower(number));
        for (const ConceptNumber part : of_kind(Link::includes)[number])
            of_kind(Link::included_in)[part].push_back(number);
        std::vector<std::uint32_t> offsets;
        for (const std::string& reference : source_.concepts[order_.row(number)].cross_references)
            offsets.push_back(strings_.add_once(reference));
        of_kind(Link::cross_reference).push_back(std::move(offsets));
    }
    for (Lists& lists : links) {
        for (std::vector<std::uint32_t>& list : lists) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
    }
    return links;
}

void Compilation::add_concepts() {
    const std::array<Lists, thesaurus_format::kLinks> links = read_links();
    std::vector<ConceptRecord> records(order_.size() + 1);
    for (ConceptNumber number = 0; number < order_.size(); ++number) {
        const ConceptRow& row = source_.concepts[order_.row(number)];
        ConceptRecord& record = records[number];
        record.id = strings_.add(row.id);
        record.first_term = first_term_of(number);
        record.subtree_end = order_.subtree_end(number);
        record.first_link = static_cast<std::uint32_t>(links_.size());
        ConceptShape shape;
        shape.set_type(row.type);
        for (std::size_t kind = 0; kind < links.size(); ++kind) {
            const std::size_t count = links[kind][number].size();
            shape.set_count(kind, count);
            if (count >= ConceptShape::kMany) links_.push_back(static_cast<std::uint32_t>(count));
        }
        record.shape = shape.bits();
        for (const Lists& lists : links)
            links_.insert(links_.end(), lists[number].begin(), lists[number].end());
    }
    records.back().first_term = static_cast<std::uint32_t>(terms_.size());
    image_.add_packed(Table::concepts, records);
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
    image_.add_packed(Table::side_links, side_links);
}

void Compilation::add_ids() {
    std::vector<ConceptNumber> numbers(order_.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    std::sort(numbers.begin(), numbers.end(), [this](ConceptNumber one, ConceptNumber other) {
        return source_.concepts[order_.row(one)].id < source_.concepts[order_.row(other)].id;
    });
    image_.add_packed(Table::ids, numbers);
}

}  // namespace

CompiledThesaurus compile_thesaurus(const ThesaurusSource& source, const Analyzer& analyzer) {
    return Compilation(source, analyzer).run();
}

}  // namespace casebook
