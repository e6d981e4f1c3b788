#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "importers.hpp"
#include "obo_line.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

using Row = std::pair<std::string_view, TermKind>;

/// Types of synonyms that tell a kind, in lower case; those that a header describes in other words
/// are found by their description.
constexpr std::array<Row, 13> kSynonymTypes{{{"abbreviation", TermKind::abbreviation},
                                             {"acronym", TermKind::abbreviation},
                                             {"omo:0003000", TermKind::abbreviation},
                                             {"omo:0003012", TermKind::abbreviation},
                                             {"layperson", TermKind::lay},
                                             {"layperson term", TermKind::lay},
                                             {"omo:0003003", TermKind::lay},
                                             {"brand_name", TermKind::brand},
                                             {"omo:0003002", TermKind::brand},
                                             {"uk_spelling", TermKind::spelling},
                                             {"omo:0003005", TermKind::spelling},
                                             {"misspelling", TermKind::spelling},
                                             {"omo:0003006", TermKind::spelling}}};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& byte : out) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return out;
}

TermKind kind_of_type(std::string_view type) {
    std::string name = lower(type);
    const std::size_t fragment = name.rfind('#');
    if (fragment != std::string::npos) name.erase(0, fragment + 1);
    const auto* const row = std::ranges::find(kSynonymTypes, std::string_view(name), &Row::first);
    return row == kSynonymTypes.end() ? TermKind::synonym : row->second;
}

/// Reads one stanza after the other.
class OboImporter {
public:
    explicit OboImporter(VocabularyBuilder& builder) : builder_(builder) {}

    void read(const VocabularyLine& line) {
        const std::string_view text = trim(line.text);
        if (text.empty() || text.front() == '!') return;
        if (text.front() == '[' && text.back() == ']') {
            in_term_ = text == "[Term]";
            in_header_ = false;
            number_.reset();
            waiting_for_id_ = in_term_;
        } else if (in_term_) {
            read_term_line(text, line.number);
        } else if (in_header_) {
            read_header_line(text);
        }
    }

private:
    void read_header_line(std::string_view text) {
        const OboLine line = parse_obo_line(text);
        if (line.tag != "synonymtypedef") return;
        const std::size_t space = line.value.find(' ');
        if (space == std::string_view::npos) return;
        std::string_view description = trim(line.value.substr(space));
        if (description.starts_with('"')) description = description.substr(1);
        description = description.substr(0, description.find('"'));
        const TermKind kind = kind_of_type(description);
        if (kind != TermKind::synonym) types_.emplace(line.value.substr(0, space), kind);
    }

    void read_term_line(std::string_view text, std::uint64_t at) {
        const OboLine line = parse_obo_line(text);
        if (line.tag.empty()) {
            leave_out_line(builder_, "a line is no 'tag: value' and is left out", at);
        } else if (line.tag == "id") {
            open_concept(line.value, at);
        } else if (number_) {
            read_clause(line, at);
        } else if (waiting_for_id_) {
            waiting_for_id_ = false;
            builder_.leave_out_concept(LeftOut::ill_formed);
            builder_.problems().add("a term does not begin with its id and is left out", at);
        }
    }

    void open_concept(std::string_view id, std::uint64_t at) {
        waiting_for_id_ = false;
        if (id.empty()) {
            builder_.leave_out_concept(LeftOut::ill_formed);
            builder_.problems().add("a term has an empty id and is left out", at);
            return;
        }
        const auto before = builder_.counts().concepts.read;
        number_ = builder_.define(id, at);
        if (builder_.counts().concepts.read == before)
            builder_.problems().add("a term is defined twice, both are taken together", at,
                                    shown_id(id));
    }

    void read_clause(const OboLine& line, std::uint64_t at) {
        if (line.tag == "name") {
            builder_.add_name(*number_, {unescape_obo(line.value), {}, TermKind::preferred}, at);
        } else if (line.tag.ends_with("synonym")) {
            read_synonym(line, at);
        } else if (line.tag == "is_a") {
            builder_.add_broader(*number_, line.value);
        } else if (line.tag == "xref" || line.tag == "equivalent_to") {
            builder_.add_cross_reference(*number_,
                                         unescape_obo(line.value.substr(0, line.value.find(' '))));
        } else if (line.tag == "alt_id") {
            builder_.add_other_id(*number_, line.value);
        } else if (line.tag == "replaced_by") {
            builder_.add_other_id(line.value, builder_.id(*number_));
        } else if (line.tag == "is_obsolete" && line.value == "true") {
            builder_.set_left_out(*number_, LeftOut::obsolete);
        }
    }

    void read_synonym(const OboLine& line, std::uint64_t at) {
        OboSynonym synonym = parse_obo_synonym(line.value);
        if (!synonym.well_formed) {
            builder_.leave_out_term(LeftOut::ill_formed);
            builder_.problems().add("a synonym is not in quotes and is left out", at);
            return;
        }
        // OBO 1.0 told the scope by the tag, and "synonym" alone is related there; files of today
        // that tell none mean names.
        if (line.tag == "narrow_synonym") synonym.scope = SynonymScope::narrow;
        if (line.tag == "broad_synonym") synonym.scope = SynonymScope::broad;
        if (line.tag == "related_synonym") synonym.scope = SynonymScope::related;
        builder_.add_name(
            *number_, {synonym.text, {}, kind_of(synonym.type), synonym.scope, synonym.evidence},
            at);
    }

    [[nodiscard]] TermKind kind_of(std::string_view type) const {
        const auto told = types_.find(type);
        return told == types_.end() ? kind_of_type(type) : told->second;
    }

    VocabularyBuilder& builder_;
    std::map<std::string, TermKind, std::less<>> types_;  ///< of the header
    std::optional<VocabularyBuilder::Number> number_;
    bool in_header_ = true;
    bool in_term_ = false;
    bool waiting_for_id_ = false;
};

}  // namespace

void import_obo(ByteSource& source, VocabularyBuilder& builder) {
    OboImporter importer(builder);
    for_each_line(source, builder, [&](const VocabularyLine& line) { importer.read(line); });
}

}  // namespace casebook
