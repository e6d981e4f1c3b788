#include <algorithm>
#include <array>

#include "importers.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

/// In the order of ConceptType and TermKind.
constexpr std::array<std::string_view, 10> kTypes{"therapy", "diagnosis", "finding", "procedure",
                                                  "outcome", "organism",  "gene",    "substance",
                                                  "anatomy", "other"};
constexpr std::array<std::string_view, 6> kKinds{"preferred", "synonym",  "abbreviation",
                                                 "brand",     "spelling", "lay"};

using Columns = std::vector<std::string_view>;

template <typename Value, std::size_t kSize>
std::optional<Value> value_of(const std::array<std::string_view, kSize>& names,
                              std::string_view name) {
    const auto* const at = std::ranges::find(names, name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Value>(at - names.begin());
}

template <typename Use>
void for_each_part(std::string_view list, Use use) {
    Columns parts;
    split_columns(list, '|', parts);
    for (const std::string_view part : parts) {
        if (!trim(part).empty()) use(trim(part));
    }
}

/// Tells by the columns which table a row is of.
class CasebookTsvImporter {
public:
    CasebookTsvImporter(VocabularyBuilder& builder, std::vector<SenseRow>& senses)
        : builder_(builder), senses_(senses) {}

    void read(const VocabularyLine& line) {
        if (trim(line.text).empty() || line.text.front() == '#') return;
        Columns columns;
        split_columns(line.text, '\t', columns);
        for (std::string_view& column : columns)
            column = trim(column);
        if (!read_row(columns, line.number))
            leave_out_line(builder_, "a row of no table that is known is left out", line.number);
    }

private:
    bool read_row(const Columns& columns, std::uint64_t line) {
        if (columns.size() < 5 || columns.front().empty()) return false;
        if (columns.size() >= 6) {
            if (const auto kind = value_of<TermKind>(kKinds, columns[2])) {
                read_term(columns, *kind, line);
                return true;
            }
        }
        if (const auto type = concept_type_named(columns[1])) {
            read_concept(columns, *type, line);
            return true;
        }
        return columns.size() == 5 && read_sense(columns);
    }

    void read_term(const Columns& columns, TermKind kind, std::uint64_t line) {
        const bool checked = columns[5] == "1";
        builder_.add_name(
            builder_.refer(columns[0], line),
            {columns[3], columns[1], kind, SynonymScope::exact, columns[4], checked, true}, line);
    }

    void read_concept(const Columns& columns, ConceptType type, std::uint64_t line) {
        const auto number = builder_.define(columns[0], line);
        builder_.set_type(number, type);
        for_each_part(columns[2], [&](std::string_view id) { builder_.add_broader(number, id); });
        for_each_part(columns[3], [&](std::string_view id) { builder_.add_includes(number, id); });
        for_each_part(columns[4],
                      [&](std::string_view id) { builder_.add_cross_reference(number, id); });
        if (columns.size() >= 6) builder_.set_note(number, columns[5]);
    }

    bool read_sense(const Columns& columns) {
        SenseRow& sense = senses_.emplace_back();
        sense.term = columns[0];
        sense.language = columns[1];
        sense.concept_id = columns[2];
        for_each_part(columns[3], [&](std::string_view sign) { sense.signs.emplace_back(sign); });
        sense.note = columns[4];
        return true;
    }

    VocabularyBuilder& builder_;
    std::vector<SenseRow>& senses_;
};

}  // namespace

std::optional<ConceptType> concept_type_named(std::string_view name) {
    return value_of<ConceptType>(kTypes, name);
}

void import_casebook_tsv(ByteSource& source, VocabularyBuilder& builder,
                         std::vector<SenseRow>& senses) {
    builder.keep_nameless();
    CasebookTsvImporter importer(builder, senses);
    for_each_line(source, builder, [&](const VocabularyLine& line) { importer.read(line); });
}

void import_casebook_folder(const std::filesystem::path& folder, VocabularyBuilder& builder,
                            std::vector<SenseRow>& senses) {
    for (const char* table : {"concepts.tsv", "terms.tsv", "ambiguous.tsv"}) {
        const std::filesystem::path path = folder / table;
        if (!std::filesystem::exists(path)) continue;
        builder.problems().enter_file(path.string());
        import_casebook_tsv(*open_vocabulary(path), builder, senses);
    }
    builder.problems().enter_file(folder.string());
}

}  // namespace casebook
