#include <memory>

#include "importers.hpp"
#include "mesh_record.hpp"
#include "vocabulary_file.hpp"
#include "xml_reader.hpp"

namespace casebook {
namespace {

/// Walks the elements of a DescriptorRecordSet or SupplementalRecordSet and keeps one record.
class MeshXmlImporter {
public:
    MeshXmlImporter(XmlReader& xml, VocabularyBuilder& builder) : xml_(xml), builder_(builder) {}

    void run() {
        while (xml_.next()) {
            if (xml_.at_start()) {
                path_.emplace_back(xml_.name());
                open_element();
                if (xml_.is_empty_element()) close_element();
            } else if (xml_.at_end()) {
                close_element();
            } else if (wants_text()) {
                text_.append(xml_.text());
            }
        }
        if (in_record_) {
            builder_.leave_out_concept(LeftOut::ill_formed);
            builder_.problems().add("the last record is cut short and is left out", xml_.line());
        }
        if (records_) records_->finish();
    }

private:
    /// The element `above` levels outside the one at hand: 0 is itself.
    [[nodiscard]] std::string_view element(std::size_t above) const {
        return above < path_.size() ? std::string_view(path_[path_.size() - 1 - above])
                                    : std::string_view{};
    }

    [[nodiscard]] bool wants_text() const { return in_record_ && text_.size() < kLongestText; }

    void open_element() {
        text_.clear();
        const std::string_view name = element(0);
        if (name == "DescriptorRecordSet" || name == "SupplementalRecordSet") {
            if (!records_)
                records_ = std::make_unique<MeshRecords>(xml_.attribute("LanguageCode"), builder_);
        } else if (name == "DescriptorRecord" || name == "SupplementalRecord") {
            open_record(name == "DescriptorRecord");
        } else if (name == "Concept") {
            mesh_concept_ = {};
            preferred_concept_ = xml_.attribute("PreferredConceptYN") == "Y";
        } else if (name == "ConceptRelation") {
            relation_ = xml_.attribute("RelationName");
        } else if (name == "Term") {
            open_term();
        }
    }

    void open_record(bool descriptor) {
        record_ = {};
        record_.line = xml_.line();
        in_record_ = true;
        const std::string scr_class = xml_.attribute("SCRClass");
        record_.kind = descriptor         ? MeshRecordKind::descriptor
                       : scr_class == "2" ? MeshRecordKind::protocol
                       : scr_class == "3" ? MeshRecordKind::disease
                       : scr_class == "4" ? MeshRecordKind::organism
                                          : MeshRecordKind::chemical;
    }

    void open_term() {
        name_ = {};
        name_.line = xml_.line();
        name_.lexical_tag = xml_.attribute("LexicalTag");
        name_.permuted = xml_.attribute("IsPermutedTermYN") == "Y";
        preferred_term_ = xml_.attribute("ConceptPreferredTermYN") == "Y" && !name_.permuted;
    }

    void close_element() {
        if (path_.empty()) return;
        if (in_record_) take_element(element(0));
        path_.pop_back();
        text_.clear();
    }

    void take_element(std::string_view name) {
        const std::string_view text = trim(text_);
        if (name == "DescriptorUI" || name == "SupplementalRecordUI") {
            take_id(text);
        } else if (name == "TreeNumber") {
            record_.tree_numbers.emplace_back(text);
        } else if (name == "ConceptUI" && element(1) == "Concept") {
            mesh_concept_.id = text;
        } else if (name == "Concept2UI" && text == mesh_concept_.id) {
            mesh_concept_.relation = relation_;
        } else if (name == "SemanticTypeUI") {
            record_.semantic_types.emplace_back(text);
        } else if (name == "String" && element(1) == "Term") {
            name_.term = text;
        } else if (name == "Term") {
            take_term();
        } else if (name == "Concept") {
            take_concept();
        } else if (name == "DescriptorRecord" || name == "SupplementalRecord") {
            take_record();
        }
    }

    void take_id(std::string_view id) {
        if (element(1) == "DescriptorRecord" || element(1) == "SupplementalRecord") {
            record_.id = id;
        } else if (element(2) == "HeadingMappedTo") {
            const bool major = id.starts_with('*');
            record_.mappings.push_back({std::string(id.substr(major ? 1 : 0)), major});
        } else if (element(2) == "PharmacologicalAction") {
            record_.actions.emplace_back(id);
        }
    }

    void take_term() {
        std::vector<MeshName>& names = mesh_concept_.names;
        if (preferred_term_) {
            names.insert(names.begin(), std::move(name_));
        } else {
            names.push_back(std::move(name_));
        }
        name_ = {};
    }

    void take_concept() {
        if (preferred_concept_) {
            record_.names = std::move(mesh_concept_.names);
        } else {
            record_.others.push_back(std::move(mesh_concept_));
        }
        mesh_concept_ = {};
    }

    void take_record() {
        in_record_ = false;
        if (record_.id.empty()) {
            builder_.leave_out_concept(LeftOut::ill_formed);
            builder_.problems().add("a record without an id is left out", record_.line);
            return;
        }
        if (!records_) records_ = std::make_unique<MeshRecords>("", builder_);
        records_->add(record_);
    }

    static constexpr std::size_t kLongestText = 1U << 20U;

    XmlReader& xml_;
    VocabularyBuilder& builder_;
    std::unique_ptr<MeshRecords> records_;
    std::vector<std::string> path_;
    std::string text_;
    MeshRecord record_;
    MeshConcept mesh_concept_;
    MeshName name_;
    std::string relation_;
    bool in_record_ = false;
    bool preferred_concept_ = false;
    bool preferred_term_ = false;
};

}  // namespace

void import_mesh_xml(ByteSource& source, VocabularyBuilder& builder) {
    XmlReader xml(source, builder.problems());
    MeshXmlImporter(xml, builder).run();
}

}  // namespace casebook
