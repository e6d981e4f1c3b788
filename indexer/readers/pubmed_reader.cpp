#include "pubmed_reader.hpp"

#include <array>

#include "json_record.hpp"
#include "record_delivery.hpp"
#include "report_fields.hpp"
#include "section_builder.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

void read_authors(const MarkupElement& article, CaseReport& report) {
    for (const MarkupElement* list : article.all("AuthorList")) {
        if (list->attribute("Type") == "editors") continue;
        for (const MarkupElement* author : list->all("Author")) {
            if (const MarkupElement* group = author->child("CollectiveName")) {
                add_once(report.authors, plain_text(group));
                continue;
            }
            std::string given = plain_text(author->child("ForeName"));
            if (given.empty()) given = plain_text(author->child("Initials"));
            add_once(report.authors, person(given, plain_text(author->child("LastName")) + " " +
                                                       plain_text(author->child("Suffix"))));
        }
    }
}

/// The title in the article's own language, and MEDLINE's English one in brackets.
void read_titles(const MarkupElement& article, CaseReport& report) {
    const std::string english = plain_text(article.child("ArticleTitle"));
    const std::string own = plain_text(article.child("VernacularTitle"));
    const std::string bare = without_brackets(english);
    if (own.empty()) {
        report.title = bare;
    } else {
        report.title = own;
        if (bare != own) report.translated_title = bare;
    }
}

/// A part of a structured abstract begins with its label, a line of its own.
void add_abstract(const MarkupElement& abstract, Language language, SectionBuilder& sections) {
    sections.part();
    for (const MarkupElement* part : abstract.all("AbstractText")) {
        const std::string_view label = part->attribute("Label");
        std::string text = plain_text(part);
        if (!label.empty() && label != "UNLABELLED") text = std::string(label) + ": " + text;
        sections.add(SectionKind::abstract, language, text);
    }
}

void read_year(const MarkupElement& article, CaseReport& report) {
    for (const char* path : {"Journal/JournalIssue/PubDate/Year",
                             "Journal/JournalIssue/PubDate/MedlineDate", "ArticleDate/Year"}) {
        if (!report.year) report.year = find_year(plain_text(article.find(path)));
    }
}

void read_pages(const MarkupElement& article, CaseReport& report) {
    if (const MarkupElement* pages = article.child("Pagination")) {
        report.pages = full_pages(plain_text(pages->child("MedlinePgn")));
        if (!report.pages.empty()) return;
        const std::string last = plain_text(pages->child("EndPage"));
        report.pages = plain_text(pages->child("StartPage"));
        if (!last.empty() && last != report.pages) report.pages += "-" + last;
    }
}

void read_types(const MarkupElement& article, CaseReport& report) {
    std::string other;
    const MarkupElement* list = article.child("PublicationTypeList");
    const auto types = list == nullptr ? article.all("PublicationType") : list->all();
    for (const MarkupElement* type : types) {
        const std::string name = article_type_named(plain_text(type));
        if (name == "case report") other = name;
        if (other.empty() && name != "journal article") other = name;
    }
    report.article_type = other.empty() && !types.empty() ? "journal article" : other;
}

void read_keywords(const MarkupElement& citation, CaseReport& report) {
    for (const MarkupElement* list : citation.all("KeywordList")) {
        for (const MarkupElement* keyword : list->all("Keyword"))
            add_once(report.keywords, plain_text(keyword));
    }
    for (const MarkupElement* heading : citation.descendants("MeshHeading"))
        add_once(report.keywords, plain_text(heading->child("DescriptorName")));
}

std::string references_of(const MarkupElement& data) {
    std::string out;
    int number = 0;
    for (const MarkupElement* reference : data.descendants("Reference")) {
        const std::string text = plain_text(reference->child("Citation"));
        if (text.empty()) continue;
        out += (out.empty() ? "" : "\n") + std::to_string(++number) + ". " + text;
    }
    return out;
}

/// Identifiers of the article itself, never those of its references.
void read_ids(const MarkupElement& citation, const MarkupElement& article,
              const MarkupElement* data, CaseReport& report) {
    report.pmid = plain_text(citation.child("PMID"));
    for (const MarkupElement* id : article.all("ELocationID")) {
        if (id->attribute("EIdType") == "doi" && id->attribute("ValidYN") != "N" &&
            report.doi.empty())
            report.doi = normalize_doi(plain_text(id));
    }
    for (const MarkupElement* list : {data == nullptr ? nullptr : data->child("ArticleIdList"),
                                      citation.child("ArticleIdList")}) {
        if (list == nullptr) continue;
        for (const MarkupElement* id : list->all("ArticleId")) {
            const std::string_view type = id->attribute("IdType");
            if (type == "doi" && report.doi.empty()) report.doi = normalize_doi(plain_text(id));
            if (type == "pmc") add_extra(report, "pmcid", plain_text(id));
        }
    }
}

void read_book(const MarkupElement& document, CaseReport& report) {
    const MarkupElement* book = document.child("Book");
    if (report.title.empty() && book != nullptr)
        report.title = plain_text(book->child("BookTitle"));
    if (book == nullptr) return;
    report.journal = plain_text(book->child("BookTitle"));
    if (!report.year) report.year = find_year(plain_text(book->find("PubDate/Year")));
    if (report.article_type.empty()) report.article_type = "book chapter";
}

}  // namespace

CaseReport parse_pubmed_citation(const MarkupElement& record) {
    CaseReport report;
    const MarkupElement* citation = record.child("MedlineCitation");
    if (citation == nullptr) citation = record.child("BookDocument");
    if (citation == nullptr) citation = &record;
    const MarkupElement* article = citation->child("Article");
    if (article == nullptr) article = citation;  // a book document holds it all itself
    const MarkupElement* data = record.child("PubmedData");

    read_ids(*citation, *article, data, report);
    read_titles(*article, report);
    read_authors(*article, report);
    read_year(*article, report);
    read_pages(*article, report);
    read_types(*article, report);
    read_keywords(*citation, report);
    report.journal = plain_text(article->find("Journal/Title"));
    if (report.journal.empty())
        report.journal = plain_text(article->find("Journal/ISOAbbreviation"));
    report.volume = plain_text(article->find("Journal/JournalIssue/Volume"));
    if (citation->name == "BookDocument") read_book(*citation, report);

    SectionBuilder sections;
    // MEDLINE's abstract is English, whatever the article's language.
    if (const MarkupElement* abstract = article->child("Abstract"))
        add_abstract(*abstract, Language(), sections);
    for (const MarkupElement* other : citation->all("OtherAbstract"))
        add_abstract(*other, Language::from_tag(other->attribute("Language")), sections);
    if (data != nullptr) sections.add(SectionKind::references, Language(), references_of(*data));
    report.sections = sections.take();
    report.id = report.pmid;
    return report;
}

bool is_pubmed_xml(const SourceHead& head) {
    if (!head.text.starts_with('<')) return false;
    constexpr std::array<std::string_view, 5> kRoots = {
        "<PubmedArticle", "<PubmedBookArticle", "<MedlineCitation", "<PubmedData", "<BookDocument"};
    for (const std::string_view root : kRoots) {
        if (head.text.find(root) != head.text.npos) return true;
    }
    return false;
}

void read_pubmed_xml(ByteSource& source, const SourceContext& context) {
    read_xml_reports(source, context,
                     {"PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument"},
                     parse_pubmed_citation);
}

}  // namespace casebook::readers
