#include "thesaurus_names.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

bool is_spoken(std::string_view tag, const std::vector<Language>& languages) {
    if (tag.empty() || tag == "mul" || tag == "la") return true;
    return std::find(languages.begin(), languages.end(), Language::from_tag(tag)) !=
           languages.end();
}

}  // namespace

ThesaurusNames::ThesaurusNames(const Thesaurus& thesaurus, const std::vector<Language>& languages) {
    const auto count = static_cast<TermNumber>(thesaurus.term_count());
    for (TermNumber number = 0; number < count; ++number) {
        const ThesaurusTerm term = thesaurus.term(number);
        if (is_spoken(term.language, languages))
            names_.push_back({built_in_analyzer().normalize(term.text), number});
    }
    std::sort(names_.begin(), names_.end(), [](const Name& left, const Name& right) {
        return left.folded != right.folded ? left.folded < right.folded : left.term < right.term;
    });
}

std::vector<ThesaurusNames::Name>::const_iterator ThesaurusNames::first_from(
    std::string_view beginning) const {
    return std::lower_bound(
        names_.begin(), names_.end(), beginning,
        [](const Name& name, std::string_view text) { return name.folded < text; });
}

NamedWordList::NamedWordList(const ThesaurusNames& names, const Thesaurus& thesaurus,
                             const Xapian::Database& database)
    : names_(names), thesaurus_(thesaurus), database_(database), at_(names.all().begin()) {
    pass_over_phrases();
}

void NamedWordList::seek(std::string_view word) {
    at_ = std::max(at_, names_.first_from(word));
    pass_over_phrases();
}

void NamedWordList::next() {
    ++at_;
    pass_over_phrases();
}

bool NamedWordList::at_end() const {
    return at_ == names_.all().end();
}
std::string NamedWordList::word() const {
    return at_->folded;
}

Xapian::doccount NamedWordList::frequency() const {
    return concept_frequency(database_, thesaurus_, thesaurus_.term(at_->term).concept_number);
}

void NamedWordList::pass_over_phrases() {
    while (at_ != names_.all().end() && at_->folded.find_first_of(" -") != std::string::npos)
        ++at_;
}

Xapian::doccount concept_frequency(const Xapian::Database& database, const Thesaurus& thesaurus,
                                   ConceptNumber number) {
    return database.get_termfreq(make_term(TermClass::concept_id, thesaurus.id(number)));
}

}  // namespace casebook
