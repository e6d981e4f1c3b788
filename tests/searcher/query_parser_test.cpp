#include <string>
#include <vector>

#include "catch.hpp"
#include "searcher/query_tree.hpp"

namespace casebook {
namespace {

struct ReadQuery {
    const char* query;
    const char* tree;
    std::vector<std::string> diagnostics;
};

}  // namespace

TEST_CASE("a query is read as this tree", "[searcher]") {
    const std::vector<ReadQuery> rows = {
        {"", "seq()", {}},
        {"ATG hypoplastic leukemia", "seq(word(ATG) word(hypoplastic) word(leukemia))", {}},
        {"\"donor lymphocyte infusion\"", "seq(phrase(donor lymphocyte infusion))", {}},
        {"\u201Cknee joint\u201D \u00ABmoelle\u00BB", "seq(phrase(knee joint) phrase(moelle))", {}},
        {"leukemia -rituximab", "seq(word(leukemia) not(word(rituximab)))", {}},
        {"leukemia NOT \"stem cell\"", "seq(word(leukemia) not(phrase(stem cell)))", {}},
        {"a AND b OR c", "seq(or(and(word(a) word(b)) word(c)))", {}},
        {"x (a OR b) y", "seq(word(x) or(word(a) word(b)) word(y))", {}},
        {"(a b) OR c", "seq(or(and(word(a) word(b)) word(c)))", {}},
        {"title:remission year:1999..2004",
         "seq(field(title:word(remission)) field(year:word(1999..2004)))",
         {}},
        {"title:\"complete remission\"", "seq(field(title:phrase(complete remission)))", {}},
        {"-lang:ko x", "seq(not(field(lang:word(ko))) word(x))", {}},
        {"=leukemias", "seq(=word(leukemias))", {}},
        {"t(9;22)(q34;q11) anti-CD20", "seq(word(t(9;22)(q34;q11)) word(anti-CD20))", {}},
        {"IL-2 - LAK", "seq(word(IL-2) word(-) word(LAK))", {}},
        {"and or not", "seq(word(and) word(or) word(not))", {}},
        {"10:30", "seq(word(10:30))", {}},
        {"\"open phrase", "seq(word(open) word(phrase))", {"unbalanced_quote"}},
        {"(a b", "seq(and(word(a) word(b)))", {"unbalanced_parenthesis"}},
        {"a ) b", "seq(word(a) word(b))", {"stray_operator"}},
        {"AND a", "seq(word(a))", {"stray_operator"}},
        {"a OR", "seq(word(a))", {"stray_operator"}},
        {"NOT", "seq()", {"stray_operator"}},
        {"title:", "seq()", {"stray_operator"}},
        {"()", "seq()", {}},
        {"a NEAR/5 b", "seq(near(word(a) /5 word(b)))", {}},
        {"x a NEAR b y", "seq(word(x) near(word(a) /10 word(b)) word(y))", {}},
        {"a NEAR/2 \"b c\" NEAR/3 (d OR e)",
         "seq(near(word(a) /2 phrase(b c) /3 or(word(d) word(e))))",
         {}},
        {"-a NEAR/2 b", "seq(not(near(word(a) /2 word(b))))", {}},
        {"a NEAR/2 b AND c", "seq(and(near(word(a) /2 word(b)) word(c)))", {}},
        {"a NEAR/0 b", "seq(near(word(a) /1 word(b)))", {"bad_distance"}},
        {"a NEAR/99999999999 b", "seq(near(word(a) /100 word(b)))", {"bad_distance"}},
        {"NEAR/2 a", "seq(word(a))", {"stray_operator"}},
        {"a NEAR", "seq(word(a))", {"stray_operator"}},
        {"a NEAR NEAR b", "seq(near(word(a) /10 word(b)))", {"stray_operator"}},
        {"(NEAR/2)", "seq()", {"stray_operator"}},
        {"near a NEAR/x b", "seq(word(near) word(a) word(NEAR/x) word(b))", {}},
    };
    for (const ReadQuery& row : rows) {
        CAPTURE(row.query);
        const ParsedQuery parsed = parse_query(row.query);
        CHECK(to_string(parsed.root) == row.tree);
        std::vector<std::string> codes;
        for (const Diagnostic& diagnostic : parsed.diagnostics) {
            codes.push_back(diagnostic.code);
            CHECK(diagnostic.begin <= diagnostic.end);
            CHECK(diagnostic.end <= std::string_view(row.query).size());
        }
        CHECK(codes == row.diagnostics);
    }
}

TEST_CASE("a hostile query is read in bounded time", "[searcher]") {
    for (const std::string& query :
         {std::string(100'000, '('), std::string(100'000, ')'), std::string(100'000, '-'),
          std::string(100'000, '"'), std::string(100'000, '='),
          [] {
              std::string text;
              for (int number = 0; number < 20'000; ++number)
                  text += "NOT (a OR ";
              return text;
          }(),
          [] {
              std::string text;
              for (int number = 0; number < 20'000; ++number)
                  text += "title:";
              return text + "x";
          }()}) {
        CHECK(to_string(parse_query(query).root).starts_with("seq("));
    }
}

}  // namespace casebook
