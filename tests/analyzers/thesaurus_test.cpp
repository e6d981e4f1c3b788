#include "casebook/thesaurus.hpp"

#include <algorithm>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "analyzers/small_thesaurus.hpp"
#include "casebook/error.hpp"
#include "catch.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using Names = std::vector<std::string>;
using Kinds = std::vector<RowProblemKind>;

Names names_of(std::span<const ConceptNumber> numbers) {
    Names names;
    for (const ConceptNumber number : numbers)
        names.push_back(SmallThesaurus::get().name(number));
    return names;
}

Names names_within(const std::vector<ConceptRange>& ranges) {
    Names names;
    for (const ConceptRange& range : ranges) {
        for (ConceptNumber number = range.first; number < range.last; ++number)
            names.push_back(SmallThesaurus::get().name(number));
    }
    return names;
}

ConceptRow concept_row(std::string id, std::vector<std::string> broader = {},
                       ConceptType type = ConceptType::diagnosis) {
    return {std::move(id), type, std::move(broader), {}, {}, {}};
}

TermRow term_row(std::string id, std::string term, TermKind kind = TermKind::preferred,
                 std::string language = "en") {
    return {std::move(id), std::move(language), kind, std::move(term), "none", false};
}

Kinds problems_of(const ThesaurusSource& source) {
    Kinds kinds;
    for (const RowProblem& problem : compile_thesaurus(source, built_in_analyzer()).problems)
        kinds.push_back(problem.kind);
    return kinds;
}

ErrorCode code_of_opening(std::string_view bytes) {
    try {
        (void)Thesaurus::from_bytes(bytes, "bytes");
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("it opens");
    return {};
}

}  // namespace

TEST_CASE("a thesaurus tells of concepts what its source tells", "[analyzers][thesaurus]") {
    const SmallThesaurus& small = SmallThesaurus::get();
    const Thesaurus& thesaurus = small.thesaurus();
    CHECK(small.folder().problems.empty());
    for (const RowProblem& problem : small.compiled().problems)
        FAIL_CHECK(to_string(small.folder().locate(problem)));
    CHECK(thesaurus.concept_count() == small.folder().source.concepts.size());
    for (const ConceptRow& row : small.folder().source.concepts) {
        const auto number = thesaurus.find_concept(row.id);
        REQUIRE(number);
        CHECK(thesaurus.id(*number) == row.id);
        CHECK(thesaurus.type(*number) == row.type);
    }
    const ConceptNumber atg = small.number("atg");
    CHECK(thesaurus.label(atg) == "antithymocyte globulin");
    CHECK(thesaurus.label(atg, Language::of("ko")) == "항흉선세포글로불린");
    CHECK(thesaurus.label(atg, Language::of("th")) == "antithymocyte globulin");
    CHECK(names_of(thesaurus.broader(atg)) == Names{"alp"});
    CHECK(names_of(thesaurus.narrower(atg)) == Names{"ratg", "hatg"});
    CHECK(thesaurus.cross_references(atg) == std::vector<std::string_view>{"X:atg"});
    CHECK(names_of(thesaurus.included_in(small.number("rituximab"))) == Names{"rchop"});
    CHECK(thesaurus.includes(small.number("rchop")).size() == 5);
    CHECK_FALSE(thesaurus.find_concept("CB999999"));
    CHECK(thesaurus.label(kNoConcept).empty());
    CHECK(thesaurus.term(kNoTermNumber).text.empty());
}

TEST_CASE("the narrower concepts of a tree are one range", "[analyzers][thesaurus]") {
    const SmallThesaurus& small = SmallThesaurus::get();
    CHECK(names_within(small.thesaurus().narrower_ranges(small.number("alp"))) ==
          Names{"alp", "atg", "ratg", "hatg", "alg"});
    CHECK(small.thesaurus().narrower_ranges(small.number("therapy")).size() == 1);
}

TEST_CASE("a concept with several broader ones is narrower than each, and counted once",
          "[analyzers][thesaurus]") {
    ThesaurusSource source;
    source.concepts = {concept_row("A"),
                       concept_row("B"),
                       concept_row("C", {"A", "B"}),
                       concept_row("D", {"C"}),
                       concept_row("E", {"B", "D"}),
                       concept_row("F", {"B", "B"})};
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    CHECK(compiled.problems.empty());
    const Thesaurus thesaurus = Thesaurus::from_bytes(compiled.bytes, "bytes");
    const auto below = [&](const char* id) {
        std::string ids;
        for (const ConceptRange& range :
             thesaurus.narrower_ranges(thesaurus.find_concept(id).value())) {
            for (ConceptNumber number = range.first; number < range.last; ++number)
                ids += thesaurus.id(number);
        }
        std::sort(ids.begin(), ids.end());
        return ids;
    };
    CHECK(below("A") == "ACDE");
    CHECK(below("B") == "BCDEF");
    CHECK(below("C") == "CDE");
    CHECK(below("E") == "E");
    CHECK(thesaurus.broader_closure(thesaurus.find_concept("E").value()).size() == 4);
    CHECK(thesaurus.narrower(thesaurus.find_concept("B").value()).size() == 3);
}

TEST_CASE("what is wrong with a source is told and the rest compiles", "[analyzers][thesaurus]") {
    struct Row {
        const char* why;
        ThesaurusSource source;
        Kinds problems;
    };
    using Kind = RowProblemKind;
    const std::string long_term(10000, 'x');
    const std::vector<Row> rows = {
        {"an id twice", {{concept_row("A"), concept_row("A")}, {}, {}}, {Kind::duplicate_id}},
        {"an unknown broader one", {{concept_row("A", {"Z"})}, {}, {}}, {Kind::unknown_id}},
        {"narrower than itself", {{concept_row("A", {"A"})}, {}, {}}, {Kind::cycle}},
        {"a ring",
         {{concept_row("A", {"C"}), concept_row("B", {"A"}), concept_row("C", {"B"})}, {}, {}},
         {Kind::cycle}},
        {"another type above",
         {{concept_row("A"), concept_row("B", {"A"}, ConceptType::therapy)}, {}, {}},
         {Kind::type_disagreement}},
        {"a term of nothing", {{}, {term_row("A", "fever")}, {}}, {Kind::unknown_id}},
        {"the same but for spelling and number",
         {{concept_row("A")}, {term_row("A", "leukemia"), term_row("A", "Leukaemias")}, {}},
         {Kind::redundant_term}},
        {"the same but for a hyphen",
         {{concept_row("A")},
          {term_row("A", "antithymocyte globulin"), term_row("A", "anti-thymocyte globulin")},
          {}},
         {Kind::redundant_term}},
        {"two concepts",
         {{concept_row("A"), concept_row("B")},
          {term_row("A", "cold"), term_row("B", "colds")},
          {}},
         {}},
        {"two concepts, one spelling",
         {{concept_row("A"), concept_row("B")}, {term_row("A", "cold"), term_row("B", "Cold")}, {}},
         {Kind::unlisted_ambiguity}},
        {"a sense without its term",
         {{concept_row("A")}, {}, {{"cold", "en", "A", {}, ""}}},
         {Kind::bad_sense}},
        {"a sign that is none",
         {{concept_row("A")},
          {term_row("A", "cold")},
          {{"cold", "en", "A", {"Z"}, ""}, {"cold", "en", "-", {}, ""}}},
         {Kind::bad_sense}},
        {"a very long term",
         {{concept_row("A")}, {term_row("A", long_term)}, {}},
         {Kind::unusable_term}},
        {"an ill-formed term",
         {{concept_row("A")}, {term_row("A", "f\xFFver")}, {}},
         {Kind::unusable_term}},
        {"a NUL",
         {{concept_row("A")}, {term_row("A", std::string("f\0ver", 5))}, {}},
         {Kind::unusable_term}},
        {"only stop words",
         {{concept_row("A")}, {term_row("A", "of the")}, {}},
         {Kind::unusable_term}},
        {"no words", {{concept_row("A")}, {term_row("A", "--")}, {}}, {Kind::unusable_term}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(problems_of(row.source) == row.problems);
    }
}

TEST_CASE("a chain and a ring of a hundred thousand concepts compile", "[analyzers][thesaurus]") {
    ThesaurusSource source;
    for (int number = 0; number < 100000; ++number)
        source.concepts.push_back(
            concept_row(std::to_string(number), {std::to_string((number + 1) % 100000)}));
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    REQUIRE(compiled.problems.size() == 1);
    const Thesaurus thesaurus = Thesaurus::from_bytes(compiled.bytes, "bytes");
    CHECK(thesaurus.concept_count() == 100000);
    CHECK(thesaurus.narrower_ranges(0) == std::vector<ConceptRange>{{0, 100000}});
}

TEST_CASE("a million names, half of them of one form, compile", "[analyzers][thesaurus][full]") {
    ThesaurusSource source;
    source.concepts = {concept_row("A"), concept_row("B")};
    for (int number = 0; number < 500000; ++number) {
        source.terms.push_back(term_row("A", "fever", TermKind::synonym));
        source.terms.push_back(term_row("B", "fever " + std::to_string(number), TermKind::synonym));
    }
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    CHECK(compiled.problems.size() == 499999);
    CHECK(Thesaurus::from_bytes(compiled.bytes, "bytes").term_count() == 500001);
}

TEST_CASE("equal sources compile to equal bytes", "[analyzers][thesaurus]") {
    const SmallThesaurus& small = SmallThesaurus::get();
    CHECK(compile_thesaurus(small.folder().source, built_in_analyzer()).bytes ==
          small.compiled().bytes);
}

TEST_CASE("a thesaurus opens from a file as from memory", "[analyzers][thesaurus]") {
    const SmallThesaurus& small = SmallThesaurus::get();
    const TemporaryFolder folder;
    const auto file = folder.write("t.thesaurus", small.compiled().bytes);
    const Thesaurus opened = Thesaurus::open(file);
    opened.verify();
    opened.require_analyzer(built_in_analyzer());
    CHECK(opened.fingerprint() == small.thesaurus().fingerprint());
    CHECK(opened.fingerprint().size() == 16);
    CHECK(opened.statistics().terms == small.thesaurus().term_count());
    const std::string shifted = " " + small.compiled().bytes;
    CHECK(Thesaurus::from_bytes(std::string_view(shifted).substr(1), "bytes").term_count() ==
          opened.term_count());
    CHECK_THROWS_AS(Thesaurus::open(folder / "none"), Error);
    CHECK_THROWS_AS(Thesaurus::open(folder.path()), Error);
}

TEST_CASE(
    "each term keeps its text, concept and language, and each concept its links, however many",
    "[analyzers][thesaurus]") {
    constexpr int kConcepts = 200;
    ThesaurusSource source;
    std::size_t terms = 0;
    for (int number = 0; number < kConcepts; ++number) {
        const std::string id = "C" + std::to_string(1000 + number);
        ConceptRow row = concept_row(id);
        if (number > 0) row.broader = {number % 3 == 0 ? "C1001" : "C1000"};
        for (int part = 0; part < number % 31; ++part)
            row.includes.push_back("C" + std::to_string(1000 + part * 6));
        for (int part = 0; part < number % 17; ++part)
            row.cross_references.push_back("X:" + std::to_string(part));
        source.concepts.push_back(std::move(row));
        // None of some, a block and more of others.
        for (int term = 0; term < number % 23 - 4; ++term, ++terms)
            source.terms.push_back(term_row(id,
                                            "name" + std::to_string(number) + "x" +
                                                std::to_string(term) + std::string(term * 9, 'y'),
                                            TermKind::synonym, term % 2 == 0 ? "de" : "en"));
    }
    source.senses = {{"name6x1yyyyyyyyy", "en", "C1006", {}, {}},
                     {"name6x1yyyyyyyyy", "en", "-", {}, {}}};
    const Thesaurus thesaurus =
        Thesaurus::from_copy(compile_thesaurus(source, built_in_analyzer()).bytes, "bytes");
    CHECK(thesaurus.term_count() == terms);
    CHECK(thesaurus.statistics().ambiguous_terms == 1);
    std::set<std::pair<std::string, std::string>> expected;
    for (const TermRow& row : source.terms)
        expected.emplace(row.concept_id + " " + row.language, row.term);
    std::set<std::pair<std::string, std::string>> stored;
    for (ConceptNumber number = 0; number < thesaurus.concept_count(); ++number) {
        const ConceptRange range = thesaurus.terms(number);
        for (TermNumber at = range.first; at < range.last; ++at) {
            const ThesaurusTerm term = thesaurus.term(at);
            CHECK(term.concept_number == number);
            stored.emplace(std::string(thesaurus.id(number)) + " " + std::string(term.language),
                           term.text);
            CHECK(thesaurus.senses(at).empty() == (term.text != "name6x1yyyyyyyyy"));
        }
    }
    CHECK(stored == expected);
    for (const ConceptRow& row : source.concepts) {
        const ConceptNumber number = thesaurus.find_concept(row.id).value();
        CHECK(thesaurus.includes(number).size() ==
              row.includes.size() - std::count(row.includes.begin(), row.includes.end(), row.id));
        CHECK(thesaurus.cross_references(number).size() == row.cross_references.size());
        CHECK(thesaurus.broader(number).size() == row.broader.size());
    }
    const ConceptNumber first = thesaurus.find_concept("C1000").value();
    CHECK(thesaurus.narrower(first).size() == 133);
    CHECK(std::is_sorted(thesaurus.narrower(first).begin(), thesaurus.narrower(first).end()));
}

TEST_CASE("a damaged or foreign file is refused", "[analyzers][thesaurus]") {
    const std::string& good = SmallThesaurus::get().compiled().bytes;
    CHECK(code_of_opening("") == ErrorCode::corrupt);
    CHECK(code_of_opening("something else altogether") == ErrorCode::corrupt);
    CHECK(code_of_opening(std::string(1000, 'x')) == ErrorCode::corrupt);
    CHECK(code_of_opening(good.substr(0, good.size() - 8)) == ErrorCode::corrupt);
    CHECK(code_of_opening(good + "x") == ErrorCode::corrupt);
    std::string other_version = good;
    for (const char version : {'\1', '\3', '\4', '\x63'}) {
        other_version[8] = version;
        CHECK(code_of_opening(other_version) == ErrorCode::schema_mismatch);
    }
    std::string header = good;
    header[60] = static_cast<char>(header[60] ^ 1);
    CHECK(code_of_opening(header) == ErrorCode::corrupt);
    std::string contents = good;
    contents[good.size() / 2] = static_cast<char>(contents[good.size() / 2] ^ 1);
    CHECK_THROWS_AS(Thesaurus::from_bytes(contents, "bytes").verify(), Error);
    const Analyzer other({}, 1);
    CHECK_THROWS_AS(ConceptFinder(SmallThesaurus::get().thesaurus(), other), Error);
}

TEST_CASE("a folder's bad lines are told by file and line, and the others are read",
          "[analyzers][thesaurus]") {
    const TemporaryFolder folder;
    folder.write("a/concepts.tsv",
                 "\xEF\xBB\xBF# comment\nCB1\tdiagnosis\t\t\t\t\r\nCB2\tillness\t\t\t\t\n"
                 "CB3\tdiagnosis\t\n\nCB9\tdiagnosis\tCB8\t\t\t\n");
    folder.write("a/terms.tsv",
                 "CB1\ten\tpreferred\tfever\tnone\t0\nCB1\tEnglish\tsynonym\tx\tnone\t0\n"
                 "CB1\ten\tname\tx\tnone\t0\nCB1\ten\tsynonym\tx\tnone\tyes\n"
                 "CB1\ten\tsynonym\tf\xFF\tnone\t0\nCB1\ten\tsynonym\tpyrexia\tnone\t1");
    folder.write("retired.tsv", "CB9\tgone\n");
    folder.write("notes.txt", "nothing");
    const ThesaurusFolder read = load_thesaurus_folder(folder.path());
    CHECK(read.source.concepts.size() == 2);
    CHECK(read.source.terms.size() == 2);
    CHECK(read.source.terms[1].checked);
    std::vector<std::string> places;
    for (const VocabularyProblem& problem : read.problems)
        places.push_back(problem.file + ":" + std::to_string(problem.line));
    CHECK(places == std::vector<std::string>{"a/concepts.tsv:3", "a/concepts.tsv:4",
                                             "a/terms.tsv:2", "a/terms.tsv:3", "a/terms.tsv:4",
                                             "a/terms.tsv:5", "a/concepts.tsv:6"});
    const CompiledThesaurus compiled = compile_thesaurus(read.source, built_in_analyzer());
    REQUIRE(compiled.problems.size() == 1);
    CHECK(read.locate(compiled.problems[0]).line == 6);
    CHECK_THROWS_AS(load_thesaurus_folder(folder / "none"), Error);
}

}  // namespace casebook
