#include <algorithm>
#include <array>
#include <utility>

#include "importers.hpp"
#include "quoted_rows.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

constexpr std::size_t kMissing = static_cast<std::size_t>(-1);

/// Where a table has its columns.
struct Columns {
    std::size_t subject = kMissing;
    std::size_t predicate = kMissing;
    std::size_t source_language = kMissing;
    std::size_t source_value = kMissing;
    std::size_t language = kMissing;
    std::size_t value = kMissing;
    std::size_t status = kMissing;
};

using ColumnName = std::pair<std::string_view, std::size_t Columns::*>;

/// Babelon's own names, and those of tables that came before it.
constexpr std::array<ColumnName, 15> kColumnNames{{{"subject_id", &Columns::subject},
                                                   {"source_id", &Columns::subject},
                                                   {"predicate_id", &Columns::predicate},
                                                   {"predicate", &Columns::predicate},
                                                   {"source_language", &Columns::source_language},
                                                   {"source_lang", &Columns::source_language},
                                                   {"source_value", &Columns::source_value},
                                                   {"source_text", &Columns::source_value},
                                                   {"translation_language", &Columns::language},
                                                   {"translation_lang", &Columns::language},
                                                   {"translation_value", &Columns::value},
                                                   {"translation_text", &Columns::value},
                                                   {"translation_status", &Columns::status},
                                                   {"status", &Columns::status},
                                                   {"Status", &Columns::status}}};

Columns find_columns(const std::vector<std::string>& header) {
    Columns columns;
    for (const auto& [name, member] : kColumnNames) {
        for (std::size_t at = 0; at < header.size(); ++at) {
            if (trim(header[at]) == name && columns.*member == kMissing) columns.*member = at;
        }
    }
    return columns;
}

/// What a predicate, or the second header line of a ROBOT template, says that a value is.
struct Meaning {
    bool name = false;
    bool label = false;
    SynonymScope scope = SynonymScope::exact;
};

Meaning meaning_of(std::string_view predicate) {
    const auto holds = [&](std::string_view part) {
        return predicate.find(part) != std::string_view::npos;
    };
    if (holds("rdfs:label") || holds("rdf-schema#label") || holds("prefLabel")) return {true, true};
    if (holds("ExactSynonym") || holds("altLabel")) return {true};
    if (holds("BroadSynonym")) return {true, false, SynonymScope::broad};
    if (holds("NarrowSynonym")) return {true, false, SynonymScope::narrow};
    if (holds("RelatedSynonym")) return {true, false, SynonymScope::related};
    return {};
}

bool is_wanted(std::string_view status, std::string_view value, const VocabularyOptions& options) {
    if (value.empty() || value == "NA" || status == "NOT_TRANSLATED") return false;
    return options.candidates || status != "CANDIDATE";
}

/// `HP:0000003`, and nothing that white space parts.
bool is_id(std::string_view text) {
    return text.find(':') != std::string_view::npos &&
           text.find_first_of(" \t\n") == std::string_view::npos;
}

class BabelonImporter {
public:
    explicit BabelonImporter(VocabularyBuilder& builder) : builder_(builder) {}

    void read(const TableRow& row) {
        row_ = &row.columns;
        at_ = row.line;
        if (!have_header_) {
            read_header();
        } else if (has_columns() && !(row_->size() == 1 && trim(row_->front()).empty())) {
            read_row();
        }
    }

private:
    [[nodiscard]] bool has_columns() const {
        return columns_.subject != kMissing && columns_.value != kMissing;
    }

    void read_header() {
        have_header_ = true;
        columns_ = find_columns(*row_);
        if (!has_columns())
            leave_out_line(builder_,
                           "the head of the table names no columns subject_id and "
                           "translation_value: nothing is read",
                           at_);
    }

    [[nodiscard]] std::string_view column(std::size_t at) const {
        return at < row_->size() ? trim((*row_)[at]) : std::string_view{};
    }

    void read_row() {
        const bool whole = row_->size() > std::max(columns_.subject, columns_.value);
        if (column(columns_.subject) == "ID" && columns_.predicate == kMissing) {
            read_template();
        } else if (!whole || !is_id(column(columns_.subject))) {
            builder_.leave_out_term(LeftOut::ill_formed);
            leave_out_line(builder_, "a row without an id or with too few columns is left out",
                           at_);
        } else {
            read_translation();
        }
    }

    /// The second line of a ROBOT template: `AL oboInOwl:hasExactSynonym@nl SPLIT=|`.
    void read_template() {
        const std::string_view told = column(columns_.value);
        template_ = meaning_of(told);
        const std::size_t at = told.find('@');
        if (at != std::string_view::npos)
            template_language_ = told.substr(at + 1, told.find(' ', at) - at - 1);
        const std::size_t split = told.find("SPLIT=");
        if (split != std::string_view::npos && split + 6 < told.size())
            separator_ = told[split + 6];
        is_template_ = true;
    }

    [[nodiscard]] std::string_view status() const {
        if (columns_.status != kMissing) return column(columns_.status);
        // Templates keep it in a column of comments, if at all.
        if (!is_template_) return {};
        for (const std::string& value : *row_) {
            if (value == "NOT_TRANSLATED" || value == "CANDIDATE") return value;
        }
        return {};
    }

    void read_translation() {
        const Meaning meaning =
            columns_.predicate == kMissing ? template_ : meaning_of(column(columns_.predicate));
        if (!meaning.name) {
            builder_.leave_out_term(LeftOut::no_name);
            return;
        }
        const std::string_view english = column(columns_.source_value);
        const bool defines = meaning.label && !english.empty();
        const std::string_view id = column(columns_.subject);
        const auto number = defines ? builder_.define(id, at_) : builder_.refer(id, at_);
        const TermKind kind = meaning.label ? TermKind::preferred : TermKind::synonym;
        if (!english.empty())
            builder_.add_name(
                number, {english, column(columns_.source_language), kind, meaning.scope}, at_);
        if (!is_wanted(status(), column(columns_.value), builder_.options())) {
            builder_.leave_out_term(LeftOut::not_translated);
            return;
        }
        add_translations(number, kind, meaning.scope);
    }

    void add_translations(VocabularyBuilder::Number number, TermKind kind, SynonymScope scope) {
        const std::string_view language = columns_.language == kMissing
                                              ? std::string_view(template_language_)
                                              : column(columns_.language);
        std::vector<std::string_view> values{column(columns_.value)};
        if (separator_ != 0) split_columns(column(columns_.value), separator_, values);
        for (const std::string_view value : values)
            builder_.add_name(number, {value, language, kind, scope}, at_);
    }

    VocabularyBuilder& builder_;
    const std::vector<std::string>* row_ = nullptr;
    std::uint64_t at_ = 0;
    Columns columns_;
    Meaning template_;
    std::string template_language_;
    char separator_ = 0;
    bool is_template_ = false;
    bool have_header_ = false;
};

}  // namespace

void import_babelon(ByteSource& source, VocabularyBuilder& builder) {
    BabelonImporter importer(builder);
    QuotedRows rows([&](const TableRow& row) { importer.read(row); });
    for_each_line(source, builder, [&](const VocabularyLine& line) { rows.take(line); });
    rows.finish();
}

}  // namespace casebook
