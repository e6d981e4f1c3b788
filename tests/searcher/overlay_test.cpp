#include <memory>

#include "casebook/built_in.hpp"
#include "casebook/thesaurus_compiler.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

struct Name {
    const char* concept_id;
    const char* text;
};

std::shared_ptr<const Thesaurus> overlay_of(const std::vector<Name>& names) {
    ThesaurusSource source;
    for (const Name& name : names) {
        const bool known = !source.concepts.empty() && source.concepts.back().id == name.concept_id;
        if (!known)
            source.concepts.push_back({name.concept_id, ConceptType::therapy, {}, {}, {}, {}});
        source.terms.push_back({name.concept_id, "en",
                                known ? TermKind::synonym : TermKind::preferred, name.text, "none",
                                false});
    }
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    return std::make_shared<const Thesaurus>(Thesaurus::from_copy(compiled.bytes, "an overlay"));
}

class OverlaidIndex {
public:
    OverlaidIndex() {
        make_index(folder_ / "index",
                   {make_report("old-name", "", "He was given compound CX-4411 in a trial."),
                    make_report("new-name", "", "Zalumertinib was well tolerated for a year."),
                    make_report("thymoglobulin", "", "She received rabbit antithymocyte globulin."),
                    make_report("other", "", "No treatment was given; the rash faded.")});
        searcher_ = std::make_unique<Searcher>(folder_ / "index");
    }

    [[nodiscard]] SearchResult ask_with(const std::string& query,
                                        std::shared_ptr<const Thesaurus> overlay,
                                        bool synonyms = true) const {
        SearchRequest request;
        request.query = query;
        request.overlay = std::move(overlay);
        request.synonyms = synonyms;
        return searcher_->search(request);
    }

private:
    TemporaryFolder folder_;
    std::unique_ptr<Searcher> searcher_;
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("names that are newer than the index are looked for as words", "[searcher][overlay]") {
    const OverlaidIndex index;
    const auto overlay = overlay_of({{"N:1", "zalumertinib"}, {"N:1", "compound CX-4411"}});
    CHECK(found(index.ask_with("zalumertinib", nullptr)) == Ids{"new-name"});
    const SearchResult both = index.ask_with("zalumertinib", overlay);
    CHECK(found(both) == Ids{"new-name", "old-name"});
    REQUIRE(both.hits.size() >= 2);
    REQUIRE(both.hits[1].matched.size() == 1);
    CHECK(both.hits[1].matched[0].kind == EvidenceKind::synonym);
    CHECK(both.hits[1].matched[0].text == "compound CX-4411");
    REQUIRE(both.read_as.size() == 1);
    CHECK(both.read_as[0].concept_id == "N:1");
    CHECK(found(index.ask_with("\"compound CX-4411\"", overlay)) == Ids{"old-name"});
    CHECK(found(index.ask_with("compound CX-4411", overlay)) == Ids{"old-name", "new-name"});
    CHECK(found(index.ask_with("zalumertinib", overlay, false)) == Ids{"new-name"});
    CHECK(found(index.ask_with("=zalumertinib", overlay)) == Ids{"new-name"});
}

TEST_CASE("a new name leads to the concept that shares another with it", "[searcher][overlay]") {
    const OverlaidIndex index;
    const auto overlay =
        overlay_of({{"N:2", "lapindoglobulin"}, {"N:2", "rabbit antithymocyte globulin"}});
    CHECK(found(index.ask_with("lapindoglobulin", nullptr)).empty());
    CHECK(found(index.ask_with("lapindoglobulin", overlay)) == Ids{"thymoglobulin"});
}

TEST_CASE("a concept of the index is held by the overlay's names for it", "[searcher][overlay]") {
    const OverlaidIndex index;
    const auto overlay = overlay_of({{"N:3", "compound CX-4411"}, {"N:3", "methotrexate"}});
    CHECK(found(index.ask_with("methotrexate", nullptr)).empty());
    CHECK(found(index.ask_with("methotrexate", overlay)) == Ids{"old-name"});
    CHECK(found(index.ask_with("MTX", overlay)) == Ids{"old-name"});
}

TEST_CASE("one search's overlay is not the next one's", "[searcher][overlay]") {
    const OverlaidIndex index;
    const auto first = overlay_of({{"N:1", "zalumertinib"}, {"N:1", "compound CX-4411"}});
    const auto second = overlay_of({{"N:1", "zalumertinib"}, {"N:1", "rash"}});
    CHECK(found(index.ask_with("zalumertinib", first)) == Ids{"new-name", "old-name"});
    CHECK(found(index.ask_with("zalumertinib", second)) == Ids{"new-name", "other"});
    CHECK(found(index.ask_with("zalumertinib", nullptr)) == Ids{"new-name"});
}

}  // namespace casebook
