#include "casebook/concept_finder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "thesaurus/name_matcher.hpp"
#include "thesaurus/sense_resolver.hpp"

namespace casebook {
namespace {

constexpr Language kEnglish = Language::of("en");

/// Names in a query and what it is that they name, in one language.
struct QueryNames {
    std::vector<FoundName> names;
    std::uint32_t begin = 0;  ///< of the query's first word
    std::uint32_t end = 0;    ///< of its last
};

void add_sense(std::vector<QuerySense>& senses, const QuerySense& sense) {
    const bool known = std::any_of(senses.begin(), senses.end(), [&](const QuerySense& other) {
        return other.concept_number == sense.concept_number;
    });
    if (!known) senses.push_back(sense);
}

bool names_concept(const std::vector<QuerySense>& senses, ConceptNumber number) {
    return std::any_of(senses.begin(), senses.end(), [number](const QuerySense& sense) {
        return sense.concept_number == number;
    });
}

}  // namespace

struct ConceptFinder::State {
    State(const Thesaurus& terms, const Analyzer& words)
        : thesaurus(terms), analyzer(words), table(terms), matcher(table, words) {}

    UnitCache& cache(Language language);
    [[nodiscard]] QueryNames read_query(std::string_view query, Language language);
    [[nodiscard]] std::vector<QuerySense> senses(const FoundName& name) const;
    [[nodiscard]] ConceptNumber meaning(const DefinedAbbreviation& definition,
                                        std::span<const Language> languages);

    struct PlacedName {
        std::uint32_t text;
        FoundName name;
    };

    const Thesaurus& thesaurus;
    const Analyzer& analyzer;
    FormTable table;
    NameMatcher matcher;
    std::map<Language, std::unique_ptr<UnitCache>> caches;
    AnalysisBuffer query_buffer;
    std::map<Language, std::unique_ptr<UnitCache>> query_caches;

    // Of the report.
    std::vector<DefinedName> definitions;
    std::uint32_t texts = 0;
    std::vector<FoundName> found;
    std::vector<PlacedName> names;
    std::set<std::uint32_t> signs;
    std::vector<ConceptMention> mentions;
};

UnitCache& ConceptFinder::State::cache(Language language) {
    std::unique_ptr<UnitCache>& entry = caches[language];
    if (entry == nullptr) entry = std::make_unique<UnitCache>(table, analyzer, language);
    return *entry;
}

QueryNames ConceptFinder::State::read_query(std::string_view query, Language language) {
    std::unique_ptr<UnitCache>& entry = query_caches[language];
    if (entry == nullptr) entry = std::make_unique<UnitCache>(table, analyzer, language);
    query_buffer.trim();
    (void)analyzer.analyze(query, language, query_buffer);
    const std::vector<Token>& tokens = query_buffer.tokens();
    QueryNames result;
    if (tokens.empty()) return result;
    result.begin = tokens.front().begin;
    for (const Token& token : tokens)
        result.end = std::max(result.end, token.end);
    std::set<std::uint32_t> ignored;
    matcher.match({query, &query_buffer, tokens, true}, *entry, {}, result.names, ignored);
    return result;
}

std::vector<QuerySense> ConceptFinder::State::senses(const FoundName& name) const {
    if (name.terms.empty()) return {{name.concept_number, name.term, name.via}};
    std::vector<QuerySense> result;
    for (const ThesaurusSense& sense : senses_of(thesaurus, name.terms)) {
        if (sense.concept_number == kNoConcept) continue;
        const auto own = std::find_if(name.terms.begin(), name.terms.end(), [&](TermNumber term) {
            return thesaurus.term(term).concept_number == sense.concept_number;
        });
        add_sense(result,
                  {sense.concept_number, own == name.terms.end() ? kNoTermNumber : *own, name.via});
    }
    return result;
}

/// The concept that the long form names as a whole. Where only its last words name one, that one if
/// the thesaurus knows the short form for it.
ConceptNumber ConceptFinder::State::meaning(const DefinedAbbreviation& definition,
                                            std::span<const Language> languages) {
    for (const Language language : languages) {
        const QueryNames longer = read_query(definition.long_form, language);
        if (longer.names.empty() || longer.names.back().end != longer.end) continue;
        const FoundName& last = longer.names.back();
        const std::vector<QuerySense> meant = senses(last);
        const bool whole = last.begin == longer.begin;
        if (whole && meant.size() == 1) return meant.front().concept_number;
        const QueryNames shorter = read_query(definition.short_form, language);
        if (shorter.names.size() != 1) continue;
        const std::vector<QuerySense> known = senses(shorter.names.front());
        const auto both = std::find_if(meant.begin(), meant.end(), [&](const QuerySense& sense) {
            return names_concept(known, sense.concept_number);
        });
        if (both != meant.end()) return both->concept_number;
    }
    return kNoConcept;
}

ConceptFinder::ConceptFinder(const Thesaurus& thesaurus, const Analyzer& analyzer) {
    thesaurus.require_analyzer(analyzer);
    state_ = std::make_unique<State>(thesaurus, analyzer);
}
ConceptFinder::~ConceptFinder() = default;
ConceptFinder::ConceptFinder(ConceptFinder&&) noexcept = default;
ConceptFinder& ConceptFinder::operator=(ConceptFinder&&) noexcept = default;

void ConceptFinder::begin_report(std::span<const DefinedAbbreviation> definitions,
                                 std::span<const Language> languages) {
    State& state = *state_;
    state.texts = 0;
    state.names.clear();
    state.signs.clear();
    state.definitions.clear();
    std::vector<Language> read_in(languages.begin(), languages.end());
    if (std::find(read_in.begin(), read_in.end(), kEnglish) == read_in.end())
        read_in.push_back(kEnglish);
    for (const DefinedAbbreviation& definition : definitions) {
        if (definition.short_form.empty()) continue;
        state.definitions.push_back({definition.short_form, state.meaning(definition, read_in)});
    }
}

void ConceptFinder::add_text(std::string_view text, Language language, const AnalysisBuffer& buffer,
                             std::span<const Token> tokens) {
    State& state = *state_;
    state.found.clear();
    state.matcher.match({text, &buffer, tokens, false}, state.cache(language), state.definitions,
                        state.found, state.signs);
    for (FoundName& name : state.found)
        state.names.push_back({state.texts, std::move(name)});
    ++state.texts;
}

const std::vector<ConceptMention>& ConceptFinder::finish_report() {
    State& state = *state_;
    const bool ambiguous = std::any_of(
        state.names.begin(), state.names.end(),
        [](const State::PlacedName& placed) { return placed.name.concept_number == kNoConcept; });
    std::vector<ConceptNumber> present;
    for (const State::PlacedName& placed : state.names) {
        if (ambiguous && placed.name.concept_number != kNoConcept)
            present.push_back(placed.name.concept_number);
    }
    SenseResolver resolver(state.thesaurus, std::move(present), state.signs);
    state.mentions.clear();
    state.mentions.reserve(state.names.size());
    for (const auto& [text, name] : state.names) {
        ConceptMention mention{text,
                               name.begin,
                               name.end,
                               name.first_position,
                               name.last_position,
                               name.concept_number,
                               name.term,
                               name.via};
        if (mention.concept_number == kNoConcept) {
            mention.concept_number = resolver.resolve(name.terms);
            if (mention.concept_number == kNoConcept) continue;
            const auto own =
                std::find_if(name.terms.begin(), name.terms.end(), [&](TermNumber term) {
                    return state.thesaurus.term(term).concept_number == mention.concept_number;
                });
            if (own != name.terms.end()) mention.term = *own;
        }
        state.mentions.push_back(mention);
    }
    return state.mentions;
}

std::vector<QueryConcept> ConceptFinder::find_in_query(std::string_view query,
                                                       std::span<const Language> languages) {
    std::vector<QueryConcept> all;
    for (const Language language : languages) {
        for (const FoundName& name : state_->read_query(query, language).names)
            all.push_back({name.begin, name.end, state_->senses(name)});
    }
    std::stable_sort(
        all.begin(), all.end(), [](const QueryConcept& one, const QueryConcept& other) {
            return one.begin != other.begin ? one.begin < other.begin : one.end > other.end;
        });
    std::vector<QueryConcept> result;
    for (QueryConcept& found : all) {
        if (found.senses.empty()) continue;
        if (result.empty() || found.begin >= result.back().end) {
            result.push_back(std::move(found));
        } else if (found.begin == result.back().begin && found.end == result.back().end) {
            for (const QuerySense& sense : found.senses)
                add_sense(result.back().senses, sense);
        }
    }
    return result;
}

std::vector<QuerySense> ConceptFinder::find_named(std::string_view name,
                                                  std::span<const Language> languages) {
    std::vector<QuerySense> result;
    for (const Language language : languages) {
        const QueryNames read = state_->read_query(name, language);
        if (read.names.size() != 1 || read.names.front().begin != read.begin ||
            read.names.front().end != read.end) {
            continue;
        }
        for (const QuerySense& sense : state_->senses(read.names.front()))
            add_sense(result, sense);
    }
    return result;
}

std::vector<ConceptMention> find_concepts(std::span<const ConceptText> texts,
                                          std::span<const DefinedAbbreviation> definitions,
                                          const Thesaurus& thesaurus, const Analyzer& analyzer) {
    ConceptFinder finder(thesaurus, analyzer);
    std::vector<Language> languages;
    for (const ConceptText& text : texts) {
        if (std::find(languages.begin(), languages.end(), text.language) == languages.end())
            languages.push_back(text.language);
    }
    finder.begin_report(definitions, languages);
    AnalysisBuffer buffer;
    for (const ConceptText& text : texts) {
        buffer.clear();
        (void)analyzer.analyze(text.text, text.language, buffer);
        finder.add_text(text.text, text.language, buffer, buffer.tokens());
    }
    return finder.finish_report();
}

std::string_view to_string(FoundVia via) {
    static constexpr std::array<std::string_view, 5> kNames{"preferred", "synonym", "abbreviation",
                                                            "inflected", "reordered"};
    return kNames[static_cast<std::size_t>(via)];
}

}  // namespace casebook
