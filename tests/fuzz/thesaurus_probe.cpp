#include "fuzz/thesaurus_probe.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "analyzers/thesaurus/format.hpp"
#include "casebook/built_in.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/error.hpp"
#include "fuzz/invariant.hpp"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 4> kLanguages{"en", "ko", "es", "ja"};

/// A thesaurus that has one of everything.
ThesaurusSource small_source() {
    ThesaurusSource source;
    const auto add = [&](const char* id, std::vector<std::string> broader,
                         std::vector<TermRow> terms) {
        source.concepts.push_back({id, ConceptType::other, std::move(broader), {"A"}, {"X:1"}, {}});
        for (TermRow& term : terms) {
            term.concept_id = id;
            source.terms.push_back(std::move(term));
        }
    };
    using Kind = TermKind;
    add("A", {}, {{"", "en", Kind::preferred, "leukemia", "none", true}});
    add("B", {"A"},
        {{"", "en", Kind::preferred, "acute lymphoblastic leukemia", "none", false},
         {"", "mul", Kind::abbreviation, "ALL", "none", false},
         {"", "ko", Kind::preferred, "급성림프구성백혈병", "none", false}});
    add("C", {"A", "B"},
        {{"", "en", Kind::preferred, "anti-thymocyte globulin", "none", false},
         {"", "mul", Kind::abbreviation, "ATG", "none", false},
         {"", "es", Kind::synonym, "globulina antitimocítica", "none", false}});
    add("D", {"B", "C"}, {{"", "mul", Kind::abbreviation, "ATG", "none", false}});
    source.senses = {{"ATG", "mul", "C", {"A", "\"rabbit serum\""}, {}},
                     {"ATG", "mul", "D", {"B"}, {}}};
    return source;
}

/// Asks for everything that a thesaurus can be asked for, and for more than it has.
void ask_everything(const Thesaurus& thesaurus) {
    const auto concepts =
        static_cast<ConceptNumber>(std::min<std::size_t>(thesaurus.concept_count() + 1, 64));
    for (ConceptNumber number = 0; number < concepts; ++number) {
        (void)thesaurus.find_concept(thesaurus.id(number));
        (void)thesaurus.label(number, Language::of("ko"));
        (void)thesaurus.type(number);
        (void)thesaurus.broader_closure(number);
        (void)thesaurus.includes(number);
        (void)thesaurus.included_in(number);
        (void)thesaurus.cross_references(number);
        for (const ConceptRange& range : thesaurus.narrower_ranges(number)) {
            require(range.first < range.last, "a range holds concepts");
            require(range.last <= thesaurus.concept_count(), "a range holds no more than there is");
        }
    }
    const auto terms =
        static_cast<TermNumber>(std::min<std::size_t>(thesaurus.term_count() + 1, 64));
    for (TermNumber number = 0; number < terms; ++number) {
        (void)thesaurus.term(number);
        for (const ThesaurusSense& sense : thesaurus.senses(number))
            (void)thesaurus.signs(sense);
    }
    (void)thesaurus.languages();
    (void)thesaurus.statistics();
}

void find(const Thesaurus& thesaurus, std::string_view text) {
    std::vector<ConceptText> texts;
    std::vector<Language> languages;
    for (const std::string_view language : kLanguages) {
        languages.push_back(Language::from_tag(language));
        texts.push_back({text, languages.back()});
    }
    const std::vector<DefinedAbbreviation> definitions{
        {std::string(text.substr(0, 4)), "leukemia"}};
    std::uint32_t last_text = 0;
    std::uint32_t last_end = 0;
    for (const ConceptMention& mention :
         find_concepts(texts, definitions, thesaurus, built_in_analyzer())) {
        if (mention.text != last_text) last_end = 0;
        require(mention.text >= last_text && mention.begin >= last_end,
                "mentions stand in reading order and none over another");
        require(mention.begin < mention.end && mention.end <= text.size(),
                "a mention lies in its text");
        require(mention.first_position <= mention.last_position, "a mention ends behind its begin");
        last_text = mention.text;
        last_end = mention.end;
    }
    (void)ConceptFinder(thesaurus, built_in_analyzer()).find_in_query(text, languages);
}

}  // namespace

ThesaurusProbe::ThesaurusProbe()
    : good_(compile_thesaurus(small_source(), built_in_analyzer()).bytes) {}

void ThesaurusProbe::check(std::string_view input) const {
    if (input.empty()) return;
    const std::string_view rest = input.substr(1);
    switch (static_cast<unsigned char>(input.front()) % 3) {
        case 0:
            check_file(rest, "ATG");
            break;
        case 1:
            check_damaged(rest);
            break;
        default:
            check_rows(rest);
    }
}

void ThesaurusProbe::check_file(std::string_view bytes, std::string_view text) const {
    try {
        const Thesaurus thesaurus = Thesaurus::from_bytes(bytes, "fuzzed bytes");
        ask_everything(thesaurus);
        find(thesaurus, text);
    } catch (const Error&) {
        // To refuse a damaged file is right.
    }
}

/// Changes bytes behind the magic and seals the header again, so that what is behind it is read.
void ThesaurusProbe::check_damaged(std::string_view changes) const {
    const std::size_t end = std::min(changes.find('\0'), changes.size());
    std::string bytes = good_;
    for (std::size_t at = 0; at + 2 < end; at += 3) {
        const std::size_t place = static_cast<unsigned char>(changes[at]) * std::size_t{256} +
                                  static_cast<unsigned char>(changes[at + 1]);
        bytes[16 + place % (bytes.size() - 16)] = changes[at + 2];
    }
    thesaurus_format::Header header;
    std::memcpy(&header, bytes.data(), sizeof(header));
    header.header_hash = thesaurus_format::header_hash(header);
    std::memcpy(bytes.data(), &header, sizeof(header));
    check_file(bytes, end < changes.size() ? changes.substr(end + 1)
                                           : "rabbit ATG for ALL, 급성림프구성백혈병");
}

void ThesaurusProbe::check_rows(std::string_view lines) const {
    ThesaurusSource source;
    std::string text;
    for (std::size_t number = 0; !lines.empty() && number < 200; ++number) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string term(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const std::string id = "C" + std::to_string(number);
        source.concepts.push_back(
            {id, ConceptType::other, {"C" + std::to_string(term.size() % 50)}, {}, {}, {}});
        source.terms.push_back({id, std::string(kLanguages[number % kLanguages.size()]),
                                static_cast<TermKind>(number % 6), term, "none", false});
        source.senses.push_back({term, "mul", id, {"\"" + term + "\""}, {}});
        text += term + " ";
    }
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    const Thesaurus thesaurus = Thesaurus::from_bytes(compiled.bytes, "compiled rows");
    thesaurus.verify();
    require(thesaurus.concept_count() == source.concepts.size(), "every concept is compiled");
    ask_everything(thesaurus);
    find(thesaurus, text);
}

}  // namespace casebook
