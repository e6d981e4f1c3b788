#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/index_statistics.hpp"
#include "casebook/ingest.hpp"
#include "casebook/thesaurus_compiler.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

/// A vocabulary of one concept with two names, which nobody else has.
std::shared_ptr<const Thesaurus> made_up_thesaurus(const std::string& other_name) {
    ThesaurusSource source;
    source.concepts.push_back({"MU:0000001", ConceptType::diagnosis, {}, {}, {}, {}});
    source.terms.push_back(
        {"MU:0000001", "en", TermKind::preferred, "quillworm fever", "none", false});
    source.terms.push_back({"MU:0000001", "en", TermKind::synonym, other_name, "none", false});
    const CompiledThesaurus compiled = compile_thesaurus(source, built_in_analyzer());
    return std::make_shared<const Thesaurus>(Thesaurus::from_copy(compiled.bytes, "made up"));
}

WriterOptions options_with(std::shared_ptr<const Thesaurus> thesaurus) {
    WriterOptions options;
    options.thesaurus = std::move(thesaurus);
    return options;
}

std::vector<std::string> ids_for(const fs::path& index, const std::string& query) {
    SearchRequest request;
    request.query = query;
    return found(Searcher(index).search(request));
}

fs::path kept_file(const fs::path& index) {
    for (const fs::directory_entry& entry : fs::directory_iterator(index)) {
        if (entry.path().filename().string().starts_with("thesaurus.")) return entry.path();
    }
    return {};
}

const std::vector<CaseReport>& two_reports() {
    static const std::vector<CaseReport> reports{
        make_report("a", "A traveller", "She had quillworm fever for a week."),
        make_report("b", "Another traveller", "Marsh creep was confirmed by serology.")};
    return reports;
}

}  // namespace

TEST_CASE("an index keeps the thesaurus that it was made with", "[searcher][thesaurus]") {
    const TemporaryFolder folder;
    const fs::path index = folder / "index";
    make_index(index, two_reports(), options_with(made_up_thesaurus("marsh creep")));
    CHECK(ids_for(index, "quillworm fever") == std::vector<std::string>{"a", "b"});
    CHECK(read_statistics(index).own_thesaurus);
    CHECK(read_statistics(index).thesaurus_fingerprint ==
          made_up_thesaurus("marsh creep")->fingerprint());

    SECTION("what is added later is read with it") {
        make_index(index, {make_report("c", "", "A third had the marsh creep.")});
        CHECK(ids_for(index, "quillworm fever").size() == 3);
    }
    SECTION("the rewritten index keeps it") {
        compact_index(index);
        CHECK(ids_for(index, "quillworm fever").size() == 2);
    }
    SECTION("another one is refused once there are reports") {
        CHECK_THROWS_AS(IndexWriter(index, options_with(made_up_thesaurus("bog shakes"))), Error);
        CHECK_NOTHROW(IndexWriter(index, options_with(made_up_thesaurus("marsh creep"))));
    }
    SECTION("without the file, what to bring is named") {
        const fs::path file = kept_file(index);
        fs::rename(file, folder / "away");
        CHECK_THROWS_WITH(Searcher(index),
                          Catch::Contains(file.filename().string()) && Catch::Contains("copy it"));
        fs::rename(folder / "away", file);
        CHECK_NOTHROW(Searcher(index));
    }
    SECTION("one that another version compiled is refused, and the file named") {
        std::fstream file(kept_file(index), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(8).put('\3');
        file.close();
        CHECK_THROWS_WITH(Searcher(index), Catch::Contains(kept_file(index).filename().string()) &&
                                               Catch::Contains("compiled by another version"));
    }
    SECTION("a stub file finds it in a shard, or beside itself") {
        std::ofstream(folder / "stub") << "auto index\n";
        CHECK(ids_for(folder / "stub", "quillworm fever").size() == 2);
        fs::rename(kept_file(index), folder / kept_file(index).filename().string());
        CHECK(ids_for(folder / "stub", "quillworm fever").size() == 2);
    }
}

TEST_CASE("an index without reports takes another thesaurus", "[searcher][thesaurus]") {
    const TemporaryFolder folder;
    const fs::path index = folder / "index";
    { const IndexWriter empty(index); }
    CHECK_FALSE(read_statistics(index).own_thesaurus);
    make_index(index, two_reports(), options_with(made_up_thesaurus("marsh creep")));
    CHECK(ids_for(index, "marsh creep").size() == 2);
}

TEST_CASE("a bulk build keeps the thesaurus in the index", "[searcher][thesaurus]") {
    const TemporaryFolder folder;
    std::ofstream(folder / "reports.jsonl")
        << R"({"id":"a","title":"A traveller","text":"She had quillworm fever."})" << '\n'
        << R"({"id":"b","title":"Another","text":"Marsh creep was confirmed."})" << '\n';
    IngestOptions options;
    options.writer.thesaurus = made_up_thesaurus("marsh creep");
    CHECK(ingest(folder / "index", {folder / "reports.jsonl"}, options).added == 2);
    CHECK(ids_for(folder / "index", "quillworm fever").size() == 2);
}

TEST_CASE("concepts of an older built-in thesaurus are found, and none added",
          "[searcher][thesaurus]") {
    const TemporaryFolder folder;
    const fs::path index = folder / "index";
    make_index(index, {make_report("a", "", "Treated with antithymocyte globulin.")});
    {
        Xapian::WritableDatabase database(index.string());
        database.set_metadata("casebook.thesaurus", "0123456789abcdef");
        database.commit();
    }
    CHECK(ids_for(index, "ATG") == std::vector<std::string>{"a"});
    IndexWriter writer(index);
    CHECK_THROWS_WITH(writer.add(make_report("b", "", "More.")),
                      Catch::Contains("another thesaurus"));
}

namespace {

void set_context_rules(const fs::path& index, const std::string& fingerprint) {
    Xapian::WritableDatabase database(index.string());
    database.set_metadata("casebook.context_rules", fingerprint);
    database.commit();
}

}  // namespace

TEST_CASE("an index names the context rules that told its facts", "[searcher][facts]") {
    const TemporaryFolder folder;
    const fs::path index = folder / "index";
    make_index(index, {make_report("a", "", "Treated with rituximab.")});
    CHECK(read_statistics(index).context_rules_fingerprint ==
          built_in_context_rules().fingerprint());
    SECTION("facts by other rules are found, and none added") {
        set_context_rules(index, "facts-0/tables-1");
        CHECK(ids_for(index, "therapy:rituximab") == std::vector<std::string>{"a"});
        IndexWriter writer(index);
        CHECK_THROWS_WITH(writer.add(make_report("b", "", "More.")),
                          Catch::Contains("other context rules"));
    }
    SECTION("where none are named, reports are added") {
        set_context_rules(index, "");
        IndexWriter writer(index);
        CHECK(writer.add(make_report("b", "", "More.")) == AddOutcome::added);
    }
    SECTION("without reports, today's rules take over") {
        {
            IndexWriter writer(index);
            CHECK(writer.remove("a"));
            writer.commit();
        }
        set_context_rules(index, "facts-0/tables-1");
        IndexWriter writer(index);
        CHECK(writer.add(make_report("b", "", "More.")) == AddOutcome::added);
    }
    SECTION("shards agree") {
        make_index(folder / "other", {make_report("b", "", "Treated with etoposide.")});
        std::ofstream(folder / "both") << "auto index\nauto other\n";
        CHECK(ids_for(folder / "both", "treated").size() == 2);
        set_context_rules(folder / "other", "");
        CHECK(ids_for(folder / "both", "treated").size() == 2);
        set_context_rules(folder / "other", "facts-0/tables-1");
        CHECK_THROWS_WITH(ids_for(folder / "both", "treated"),
                          Catch::Contains("made by different rules"));
    }
}

TEST_CASE("context rules that differ have different fingerprints", "[analyzers][facts]") {
    ContextRules one;
    ContextRules other;
    CHECK(one.fingerprint() == other.fingerprint());
    one.add(Language::of("en"), "one", "no\tnegated\tforward\t6\n");
    CHECK(one.fingerprint() != other.fingerprint());
    other.add(Language::of("de"), "one", "no\tnegated\tforward\t6\n");
    CHECK(one.fingerprint() != other.fingerprint());
}

}  // namespace casebook
