#include <limits>

#include "casebook/embedding.hpp"
#include "casebook/error.hpp"
#include "casebook/search_json.hpp"
#include "casebook/search_request_json.hpp"
#include "casebook/searcher.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

CaseReport with_vector(std::string id, std::vector<float> embedding) {
    CaseReport report = make_report(std::move(id), "", "A fever.");
    report.embedding = std::move(embedding);
    return report;
}

std::string message_of(const Searcher& searcher, const SearchRequest& request) {
    try {
        (void)searcher.search(request);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("an embedding reads back bit by bit, and its bytes are the documented ones",
          "[embedding]") {
    const std::vector<float> numbers = {1.0F, -0.1F, 3e-39F, 3e38F, -0.0F};
    std::vector<float> read;
    CHECK(decode_embedding(encode_embedding(numbers), read));
    CHECK(read == numbers);
    CHECK(encode_embedding(std::vector<float>{1.0F}) == std::string("\x00\x00\x80\x3F", 4));
    CHECK_FALSE(decode_embedding("abc", read));
    CHECK(read.empty());
    CHECK_FALSE(decode_embedding("", read));
}

TEST_CASE("what cannot be compared is no embedding", "[embedding]") {
    const float infinite = std::numeric_limits<float>::infinity();
    CHECK(embedding_fault(std::vector<float>{0, 1}).empty());
    CHECK(embedding_fault({}).find("no numbers") != std::string::npos);
    CHECK(embedding_fault(std::vector<float>{1, infinite}).find("finite") != std::string::npos);
    CHECK(embedding_fault(std::vector<float>{1, std::nanf("")}).find("finite") !=
          std::string::npos);
    CHECK(embedding_fault(std::vector<float>{0, -0.0F}).find("zeros") != std::string::npos);
    CHECK(embedding_fault(std::vector<float>(kLongestEmbedding + 1, 1)).find("more than") !=
          std::string::npos);
    CHECK(embedding_fault(std::vector<float>(kLongestEmbedding, 1)).empty());
}

TEST_CASE("an index keeps embeddings and the length of its first", "[embedding][indexer]") {
    const TemporaryFolder folder;
    IndexWriter writer(folder / "index");
    CHECK(writer.add(with_vector("a", {1, 2, 3})) == AddOutcome::added);
    CHECK(writer.add(with_vector("a", {1, 2, 3})) == AddOutcome::unchanged);
    CHECK(writer.add(with_vector("a", {1, 2, 4})) == AddOutcome::replaced);
    CHECK(writer.add(make_report("b", "", "No vector.")) == AddOutcome::added);
    writer.commit();
    CHECK_THROWS_WITH(writer.add(with_vector("c", {1, 2})), Catch::Contains("report c: ") &&
                                                                Catch::Contains("has 2 numbers") &&
                                                                Catch::Contains("have 3"));
    CHECK_THROWS_AS(writer.add(with_vector("d", {0, 0, 0})), Error);
    const Searcher searcher(folder / "index");
    CHECK(searcher.find_report("a")->report.embedding == std::vector<float>{1, 2, 4});
    CHECK(searcher.find_report("b")->report.embedding.empty());
    // An index without reports takes those of another model.
    writer.remove("a");
    writer.remove("b");
    writer.commit();
    writer = IndexWriter(TemporaryFolder() / "other");
    IndexWriter again(folder / "index");
    CHECK(again.add(with_vector("e", {1, 2})) == AddOutcome::added);
    again.commit();
    CHECK(searcher.find_report("e")->report.embedding.size() == 2);
    CHECK(check_index(folder / "index").problems.empty());
}

TEST_CASE("a search's vector that cannot be compared is refused with its reason",
          "[embedding][searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "index", {with_vector("a", {1, 0, 0})});
    make_index(folder / "plain", {make_report("a", "", "A fever.")});
    const Searcher searcher(folder / "index");
    SearchRequest request;
    request.query = "fever";
    request.embedding = {1, 2};
    CHECK(message_of(searcher, request).find("has 2 numbers") != std::string::npos);
    request.embedding = {0, 0, 0};
    CHECK(message_of(searcher, request).find("zeros") != std::string::npos);
    request.embedding = {1, 2, 3};
    CHECK(message_of(searcher, request).empty());
    CHECK(message_of(Searcher(folder / "plain"), request).find("no report") != std::string::npos);
    request.fusion.depth = 0;
    CHECK(message_of(searcher, request).find("depth") != std::string::npos);
    request.fusion = {.depth = 1, .k = -1};
    CHECK(message_of(searcher, request).find("k must be") != std::string::npos);
    request.fusion = {};
    request.boolean = true;
    CHECK(message_of(searcher, request).find("boolean") != std::string::npos);
    request.boolean = false;
    CHECK_THROWS_AS(searcher.record(request), Error);
}

TEST_CASE("a request in JSON tells vector and fusion", "[embedding][searcher]") {
    const SearchRequest request =
        parse_search_request(R"({"embedding":[1,-0.5,2e-3],"fusion":{"depth":7,"k":1.5}})");
    CHECK(request.embedding == std::vector<float>{1, -0.5F, 2e-3F});
    CHECK(request.fusion.depth == 7);
    CHECK(request.fusion.k == 1.5);
    for (const char* wrong :
         {R"({"embedding":[]})", R"({"embedding":"1,2"})", R"({"embedding":[1,"2"]})",
          R"({"embedding":[1,null]})", R"({"fusion":3})", R"({"fusion":{"depth":-1}})",
          R"({"fusion":{"width":1}})", R"({"fusion":{"k":"60"}})"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(parse_search_request(wrong), Error);
    }
}

TEST_CASE("JSON tells of a hit's places in a fusion, and of none without a vector",
          "[embedding][searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "index", {with_vector("a", {3, 4})});
    const Searcher searcher(folder / "index");
    SearchRequest request;
    request.query = "fever";
    CHECK(to_json(searcher.search(request)).find("fusion") == std::string::npos);
    request.embedding = {1, 0};
    request.explain = true;
    const SearchResult result = searcher.search(request);
    CHECK(to_json(result).find(R"("fusion":{"words_rank":1,"vector_rank":1,"similarity":0.6)") !=
          std::string::npos);
    REQUIRE(result.hits.size() == 1);
    CHECK(result.hits[0].score == Approx(2.0 / 61));
    REQUIRE(result.hits[0].score_parts.size() == 2);
    CHECK(result.hits[0].score_parts[0].text == "words");
    CHECK(result.hits[0].score_parts[1].weight == Approx(1.0 / 61));
}

}  // namespace casebook
