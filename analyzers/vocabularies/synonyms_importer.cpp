#include <algorithm>
#include <unordered_map>

#include "importers.hpp"
#include "vocabulary_file.hpp"

namespace casebook {
namespace {

/// A line of synonyms.txt. Without `=>` all names stand in `left`.
struct SynonymLine {
    std::vector<std::string> left;
    std::vector<std::string> right;
    std::size_t arrows = 0;
    std::size_t empty = 0;  ///< names that are empty, as in "a,,b"
};

/// Splits a line at commas and arrows that no backslash escapes, as Solr's parser does.
class SynonymLineParser {
public:
    explicit SynonymLineParser(std::string_view text) : text_(text) {}

    SynonymLine parse() {
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (text_[at] == '\\' && at + 1 < text_.size()) {
                name_.push_back(text_[++at]);
            } else if (text_[at] == ',') {
                end_name();
            } else if (text_.substr(at, 2) == "=>") {
                end_name();
                ++line_.arrows;
                ++at;
            } else {
                name_.push_back(text_[at]);
            }
        }
        end_name();
        return std::move(line_);
    }

private:
    void end_name() {
        std::string name = squeeze(name_);
        name_.clear();
        if (name.empty()) {
            ++line_.empty;
        } else {
            (line_.arrows == 0 ? line_.left : line_.right).push_back(std::move(name));
        }
    }

    std::string_view text_;
    std::string name_;
    SynonymLine line_;
};

class SynonymsImporter {
public:
    SynonymsImporter(std::string name, VocabularyBuilder& builder)
        : name_(std::move(name)), builder_(builder) {}

    void read(const VocabularyLine& line) {
        const std::string_view text = trim(line.text);
        if (text.empty() || text.front() == '#') return;
        SynonymLine names = SynonymLineParser(text).parse();
        at_ = line.number;
        if (names.arrows > 1) {
            refuse(names, "a line with more than one => is left out");
            return;
        }
        if (names.empty != 0) {
            builder_.leave_out_term(LeftOut::no_name, names.empty);
            builder_.problems().add("an empty name between commas is left out", at_);
        }
        if (names.arrows == 1) {
            read_mapping(names);
        } else {
            read_group(names);
        }
    }

private:
    using Number = VocabularyBuilder::Number;

    void refuse(const SynonymLine& names, std::string_view kind) {
        builder_.leave_out_term(LeftOut::ill_formed,
                                names.left.size() + names.right.size() + names.empty);
        leave_out_line(builder_, kind, at_);
    }

    /// `a, b, c`: each means all.
    void read_group(const SynonymLine& names) {
        if (names.left.size() < 2) {
            refuse(names, "a line with one name and no => is left out");
            return;
        }
        add_names(concept_of(names.left, 0), names.left, TermKind::preferred);
    }

    /// `a, b => c`: a and b are names of c.
    /// `a, b => c, d`: a and b are names of something wider than c and d, so that to look for a
    /// finds c and d, and to look for c does not find d.
    void read_mapping(const SynonymLine& names) {
        if (names.left.empty() || names.right.empty()) {
            refuse(names, "a line with nothing on one side of => is left out");
            return;
        }
        if (names.right.size() == 1) {
            const Number number = concept_of(names.right, 0);
            add_names(number, names.right, TermKind::preferred);
            add_names(number, names.left, TermKind::synonym);
            return;
        }
        if (names.left.size() == names.right.size())
            builder_.problems().add(
                "as many names on both sides of =>, if they are meant as pairs they need a line "
                "each; read as all of one side for all of the other",
                at_);
        read_wider(names);
    }

    void read_wider(const SynonymLine& names) {
        const Number wider = concept_of(names.left, 0);
        add_names(wider, names.left, TermKind::preferred);
        std::size_t part = 0;
        for (const std::string& name : names.right) {
            const std::vector<std::string> one{name};
            const Number number = concept_of(one, ++part);
            if (number == wider) continue;
            add_names(number, one, TermKind::preferred);
            builder_.add_broader(number, builder_.id(wider));
        }
    }

    /// The concept that holds all of `names`, or all of whose names these are; else a new one.
    Number concept_of(const std::vector<std::string>& names, std::size_t part) {
        std::vector<Number> holders;
        std::size_t held = 0;
        for (const std::string& name : names) {
            const auto holder = holders_.find(name);
            if (holder == holders_.end()) continue;
            ++held;
            if (std::ranges::find(holders, holder->second) == holders.end())
                holders.push_back(holder->second);
        }
        if (holders.size() == 1) {
            const bool all_here = held == names.size();
            if (all_here || builder_.name_count(holders.front()) == held) return holders.front();
        }
        if (!holders.empty()) tell_ambiguous(holders);
        std::string id = name_ + ":" + std::to_string(at_);
        if (part != 0) id += "." + std::to_string(part);
        return builder_.define(id, at_);
    }

    void tell_ambiguous(const std::vector<Number>& holders) {
        std::string ids;
        for (const Number holder : holders)
            ids += (ids.empty() ? "" : ", ") + builder_.id(holder);
        builder_.problems().add("a name stands in an earlier line too, with other names: ambiguous",
                                at_, ids);
    }

    void add_names(Number number, const std::vector<std::string>& names, TermKind first) {
        TermKind kind = builder_.name_count(number) == 0 ? first : TermKind::synonym;
        for (const std::string& name : names) {
            builder_.add_name(number, {name, {}, kind}, at_);
            holders_.emplace(name, number);
            kind = TermKind::synonym;
        }
    }

    std::string name_;
    VocabularyBuilder& builder_;
    std::unordered_map<std::string, Number> holders_;  ///< of each name the first concept
    std::uint64_t at_ = 0;
};

}  // namespace

void import_synonyms(ByteSource& source, const std::string& name, VocabularyBuilder& builder) {
    SynonymsImporter importer(name, builder);
    for_each_line(source, builder, [&](const VocabularyLine& line) { importer.read(line); });
}

}  // namespace casebook
