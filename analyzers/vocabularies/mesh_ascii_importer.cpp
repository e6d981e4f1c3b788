#include <algorithm>
#include <optional>

#include "importers.hpp"
#include "mesh_record.hpp"
#include "semantic_types.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

/// An entry term: `A-23187|T109|LAB|NRW|…|abcdef`. The last field has a letter for each of the
/// others: a the term, b a semantic type, c the lexical tag, d what it is to the heading.
struct Entry {
    MeshName name;
    std::string relation;
    bool has_fields = false;
};

Entry parse_entry(std::string_view value, std::uint64_t line) {
    std::vector<std::string_view> fields;
    split_columns(value, '|', fields);
    Entry entry;
    entry.name.line = line;
    entry.name.term = trim(fields.front());
    if (fields.size() < 3) return entry;
    entry.has_fields = true;
    const std::string_view letters = fields.back();
    for (std::size_t at = 0; at + 1 < fields.size() && at < letters.size(); ++at) {
        if (letters[at] == 'a') entry.name.term = trim(fields[at]);
        if (letters[at] == 'c') entry.name.lexical_tag = trim(fields[at]);
        if (letters[at] == 'd') entry.relation = trim(fields[at]);
    }
    return entry;
}

/// `*Atropine Derivatives` or `Camphor/*analogs & derivatives`.
MeshMapping parse_mapping(std::string_view value) {
    const bool major = value.starts_with('*');
    value = value.substr(major ? 1 : 0);
    return {std::string(trim(value.substr(0, value.find("/*")))), major};
}

class MeshAsciiImporter {
public:
    explicit MeshAsciiImporter(VocabularyBuilder& builder)
        : builder_(builder), records_("", builder) {}

    void read(const VocabularyLine& line) {
        const std::string_view text = trim(line.text);
        if (text == "*NEWRECORD") {
            finish_record();
            record_.emplace().line = line.number;
        } else if (!text.empty()) {
            read_element(text, line.number);
        }
    }

    void finish() {
        finish_record();
        records_.finish();
    }

private:
    void read_element(std::string_view text, std::uint64_t at) {
        const std::size_t sign = text.find('=');
        if (!record_ || sign == std::string_view::npos) {
            leave_out_line(builder_, "a line is no 'ELEMENT = value' of a record and is left out",
                           at);
            return;
        }
        const std::string_view element = trim(text.substr(0, sign));
        const std::string_view value = trim(text.substr(sign + 1));
        if (element == "UI") {
            record_->id = value;
        } else if (element == "MH" || element == "NM") {
            heading_ = MeshName{std::string(value), {}, at, false};
        } else if (element == "ENTRY" || element == "PRINT ENTRY" || element == "SY") {
            entries_.push_back(parse_entry(value, at));
        } else {
            read_other(element, value);
        }
    }

    void read_other(std::string_view element, std::string_view value) {
        if (element == "RECTYPE") {
            record_->kind = value == "C" ? MeshRecordKind::chemical : MeshRecordKind::descriptor;
            if (value == "Q") qualifier_ = true;
        } else if (element == "MN") {
            record_->tree_numbers.emplace_back(value);
        } else if (element == "ST") {
            record_->semantic_types.emplace_back(value);
        } else if (element == "PA") {
            record_->actions.emplace_back(value);
        } else if (element == "HM") {
            record_->mappings.push_back(parse_mapping(value));
        }
    }

    /// Entries without fields are other entries with their words in another order, unless the file
    /// tells fields nowhere.
    void take_entries() {
        const bool fields_told = std::ranges::any_of(entries_, &Entry::has_fields);
        for (Entry& entry : entries_) {
            entry.name.permuted = fields_told && !entry.has_fields;
            if (entry.relation.empty() || entry.relation == "EQV" || entry.name.permuted) {
                record_->names.push_back(std::move(entry.name));
            } else {
                record_->others.push_back({{}, entry.relation, {std::move(entry.name)}});
            }
        }
    }

    void finish_record() {
        if (!record_) return;
        if (heading_) record_->names.push_back(std::move(*heading_));
        take_entries();
        if (qualifier_) {
            builder_.leave_out_concept(LeftOut::not_a_concept);
        } else if (record_->id.empty()) {
            builder_.leave_out_concept(LeftOut::ill_formed);
            builder_.problems().add("a record without an id is left out", record_->line);
        } else {
            tell_kind();
            records_.add(*record_);
        }
        record_.reset();
        heading_.reset();
        entries_.clear();
        qualifier_ = false;
    }

    /// Supplementary records tell by their semantic types whether they are diseases or organisms.
    void tell_kind() {
        if (record_->kind != MeshRecordKind::chemical) return;
        const ConceptType type = type_of_semantic_types(record_->semantic_types);
        if (type == ConceptType::diagnosis) record_->kind = MeshRecordKind::disease;
        if (type == ConceptType::organism) record_->kind = MeshRecordKind::organism;
    }

    VocabularyBuilder& builder_;
    MeshRecords records_;
    std::optional<MeshRecord> record_;
    std::optional<MeshName> heading_;
    std::vector<Entry> entries_;
    bool qualifier_ = false;
};

}  // namespace

void import_mesh_ascii(ByteSource& source, VocabularyBuilder& builder) {
    MeshAsciiImporter importer(builder);
    for_each_line(source, builder, [&](const VocabularyLine& line) { importer.read(line); });
    importer.finish();
}

}  // namespace casebook
