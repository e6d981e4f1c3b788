#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "indexer/readers/references.hpp"
#include "reader_harness.hpp"

// What the reader of JATS gives is compared with what XPath finds in libxml2's own tree of the same
// file: another parser interface, another way through the document.

using namespace casebook;
namespace fs = std::filesystem;

namespace {

/// A file as libxml2's tree.
class XPathFile {
public:
    explicit XPathFile(const fs::path& path)
        : tree_(xmlReadFile(path.c_str(), nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR),
                &xmlFreeDoc),
          context_(xmlXPathNewContext(tree_.get()), &xmlXPathFreeContext) {
        REQUIRE(tree_);
    }

    [[nodiscard]] std::string string(const std::string& expression) const {
        const auto found = evaluate("string(" + expression + ")");
        return reinterpret_cast<const char*>(found->stringval);
    }

    [[nodiscard]] std::vector<std::string> strings(const std::string& expression) const {
        const auto found = evaluate(expression);
        std::vector<std::string> texts;
        const int count = found->nodesetval == nullptr ? 0 : found->nodesetval->nodeNr;
        for (int at = 0; at < count; ++at) {
            xmlChar* const text = xmlNodeGetContent(found->nodesetval->nodeTab[at]);
            texts.emplace_back(reinterpret_cast<const char*>(text));
            xmlFree(text);
        }
        return texts;
    }

    [[nodiscard]] std::string joined(const std::string& expression) const {
        std::string out;
        for (const std::string& text : strings(expression))
            out += text + " ";
        return out;
    }

private:
    using Found = std::unique_ptr<xmlXPathObject, decltype(&xmlXPathFreeObject)>;
    [[nodiscard]] Found evaluate(const std::string& expression) const {
        const auto* const chars = reinterpret_cast<const xmlChar*>(expression.c_str());
        Found found(xmlXPathEvalExpression(chars, context_.get()), &xmlXPathFreeObject);
        REQUIRE(found);
        return found;
    }

    std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree_;
    std::unique_ptr<xmlXPathContext, decltype(&xmlXPathFreeContext)> context_;
};

/// Letters and digits only: spaces and the marks around references are the reader's to place.
std::string letters(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("\xE2\x80") || rest.starts_with("\xE2\x81")) {
            at += 2;  // general punctuation and its spaces
        } else if (rest.starts_with("\xC2\xA0")) {
            at += 1;
        } else if (text[at] < 0 || std::isalnum(static_cast<unsigned char>(text[at])) != 0) {
            out += text[at];
        }
    }
    return out;
}

std::string own_text(const CaseReport& report) {
    std::string text;
    for (const Section& section : report.sections)
        text += section.text + " ";
    return text;
}

const std::string kMeta = "/article/front/article-meta";

void check_fields(const XPathFile& file, const CaseReport& report) {
    CHECK(letters(report.title) == letters(file.string(kMeta + "/title-group/article-title") +
                                           file.string(kMeta + "/title-group/subtitle")));
    CHECK(letters(report.journal) ==
          letters(file.string("/article/front/journal-meta//journal-title")));
    std::string doi = file.string(kMeta + "/article-id[@pub-id-type='doi']");
    std::transform(doi.begin(), doi.end(), doi.begin(), ::tolower);
    CHECK(report.doi == doi);
    CHECK(report.id == doi);
    CHECK(report.pmid == file.string(kMeta + "/article-id[@pub-id-type='pmid']"));
    CHECK(report.volume == file.string("normalize-space(" + kMeta + "/volume)"));
    std::string year;
    for (const char* type : {"ppub", "collection", "epub", "pub"}) {
        if (year.empty())
            year = file.string(kMeta + "/pub-date[@pub-type='" + std::string(type) +
                               "' or @date-type='" + type + "']/year");
    }
    REQUIRE(report.year);
    CHECK(std::to_string(*report.year) == year);
}

void check_authors(const XPathFile& file, const CaseReport& report) {
    const std::string authors = kMeta + "/contrib-group/contrib[@contrib-type='author']";
    const auto given = file.strings(authors + "/name/given-names");
    const auto family = file.strings(authors + "/name/surname");
    CHECK(report.authors.size() == family.size() + file.strings(authors + "/collab").size());
    const std::string all = letters(joined(report.authors));
    for (const auto& names : {given, family}) {
        for (const std::string& name : names)
            CHECK(all.find(letters(name)) != all.npos);
    }
}

void check_text(const XPathFile& file, const CaseReport& report) {
    const std::string text = letters(own_text(report));
    const std::string abstract = letters(text_of(report, SectionKind::abstract));
    for (const std::string& paragraph : file.strings(kMeta + "/abstract//p[not(.//p)]"))
        CHECK(abstract.find(letters(paragraph)) != abstract.npos);
    CHECK(abstract.empty() == file.strings(kMeta + "/abstract[.//p]").empty());
    // Formulas and what floats inside a paragraph have places of their own.
    const std::string paragraphs =
        "//p[not(.//tex-math) and not(.//fig) and not(.//table-wrap) and not(.//p) and "
        "not(.//supplementary-material) and not(ancestor::permissions)]";
    for (const std::string& paragraph : file.strings("/article/body" + paragraphs))
        CHECK(text.find(letters(paragraph)) != text.npos);
    for (const std::string& cell : file.strings("/article/body//table//td[not(.//tex-math)]"))
        CHECK(text.find(letters(cell)) != text.npos);
}

void check_references(const XPathFile& file, const CaseReport& report) {
    const std::string listed = text_of(report, SectionKind::references);
    CHECK(readers::count_references(listed) == file.strings("/article/back//ref").size());
    const std::string plain = letters(listed);
    for (const std::string& title : file.strings("/article/back//ref//article-title"))
        CHECK(plain.find(letters(title)) != plain.npos);
}

}  // namespace

TEST_CASE("every JATS article is read as XPath reads it", "[indexer][jats][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::size_t articles = 0;
    for (const auto& entry : fs::directory_iterator(*data / "corpora" / "jats")) {
        const XPathFile file(entry.path());
        const ReadFiles reading = read_path(entry.path());
        CAPTURE(entry.path().filename().string());
        CHECK(reading.rejections.empty());
        REQUIRE(reading.reports.size() == 1);
        if (file.strings("/article").empty()) continue;  // the record of PubMed's
        ++articles;
        check_fields(file, reading.reports.front());
        check_authors(file, reading.reports.front());
        check_text(file, reading.reports.front());
        check_references(file, reading.reports.front());
    }
    CHECK(articles == 98);
}

TEST_CASE("the PubMed record among the articles is read as XPath reads it",
          "[indexer][pubmed][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::size_t records = 0;
    for (const auto& entry : fs::directory_iterator(*data / "corpora" / "jats")) {
        const XPathFile file(entry.path());
        if (file.strings("/PubmedArticleSet").empty()) continue;
        ++records;
        const ReadFiles reading = read_path(entry.path());
        REQUIRE(reading.reports.size() == 1);
        const CaseReport& report = reading.reports.front();
        CHECK(report.id == file.string("//MedlineCitation/PMID"));
        CHECK(letters(report.title) == letters(file.string("//Article/ArticleTitle")));
        CHECK(report.authors.size() == file.strings("//Article/AuthorList/Author").size());
        CHECK(letters(report.journal) == letters(file.string("//Article/Journal/Title")));
        const std::string abstract = letters(text_of(report, SectionKind::abstract));
        for (const std::string& part : file.strings("//Article/Abstract/AbstractText"))
            CHECK(abstract.find(letters(part)) != abstract.npos);
        CHECK(readers::count_references(text_of(report, SectionKind::references)) ==
              file.strings("//PubmedData/ReferenceList//Reference").size());
    }
    CHECK(records == 1);
}
