#include "thesaurus/sense_compiler.hpp"

#include <algorithm>

namespace casebook {
namespace {

constexpr std::string_view kNowhere = "-";

bool is_quoted(std::string_view sign) {
    return sign.size() > 2 && sign.front() == '"' && sign.back() == '"';
}

/// Whether rows of the one language speak of terms of the other.
bool languages_meet(std::string_view one, std::string_view other) {
    return one == other || is_common(Language::from_tag(one)) ||
           is_common(Language::from_tag(other));
}

}  // namespace

SenseCompiler::SenseCompiler(const std::vector<SenseRow>& rows, const ConceptOrder& order,
                             std::vector<RowProblem>& problems)
    : rows_(rows), order_(order), problems_(problems) {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const bool nowhere = rows_[row].concept_id == kNowhere;
        const ConceptNumber number = nowhere ? kNoConcept : order_.find(rows_[row].concept_id);
        if (number == kNoConcept && !nowhere) {
            report(row, rows_[row].concept_id + " stands nowhere; the sense is left out");
            continue;
        }
        ambiguities_[find_or_add(rows_[row])].senses.push_back({row, number, nowhere});
    }
}

void SenseCompiler::report(std::size_t row, std::string message) {
    problems_.push_back({SourceTable::senses, row, RowProblemKind::bad_sense, std::move(message)});
}

std::uint32_t SenseCompiler::find_or_add(const SenseRow& row) {
    std::vector<std::uint32_t>& known = by_term_[row.term];
    for (const std::uint32_t number : known) {
        if (ambiguities_[number].language == row.language) return number;
    }
    known.push_back(static_cast<std::uint32_t>(ambiguities_.size()));
    ambiguities_.push_back({row.language, {}});
    return known.back();
}

std::uint32_t SenseCompiler::find(std::string_view term, std::string_view language) const {
    const auto found = by_term_.find(term);
    if (found == by_term_.end()) return 0;
    for (const std::uint32_t number : found->second) {
        if (ambiguities_[number].language == language) return number;
    }
    for (const std::uint32_t number : found->second) {
        if (languages_meet(ambiguities_[number].language, language)) return number;
    }
    return 0;
}

bool SenseCompiler::use(std::uint32_t ambiguity, ConceptNumber concept_number) {
    bool named = false;
    for (Sense& sense : ambiguities_[ambiguity].senses) {
        if (sense.concept_number != concept_number) continue;
        sense.used = true;
        named = true;
    }
    return named;
}

void SenseCompiler::report_unused() {
    for (const Ambiguity& ambiguity : ambiguities_) {
        for (const Sense& sense : ambiguity.senses) {
            if (sense.used) continue;
            report(sense.row, rows_[sense.row].concept_id + " has no such term");
        }
    }
}

std::uint32_t SenseCompiler::number_words(const std::string& sign, const SenseRow& row,
                                          TermFormer& former, FormTableBuilder& forms) {
    const auto [found, added] = words_.emplace(sign + '\t' + row.language, words_.size() + 1);
    if (added) {
        const std::string_view words = std::string_view(sign).substr(1, sign.size() - 2);
        for (const Form& form : former.make_sign(words, Language::from_tag(row.language)))
            forms.add(form, found->second - 1);
    }
    return found->second;
}

void SenseCompiler::write(TermFormer& former, FormTableBuilder& forms,
                          thesaurus_format::StringWriter& strings,
                          thesaurus_format::ImageWriter& image) {
    using namespace thesaurus_format;
    std::vector<std::uint32_t> firsts;
    std::vector<SenseRecord> senses;
    std::vector<SignRecord> signs;
    for (const Ambiguity& ambiguity : ambiguities_) {
        firsts.push_back(static_cast<std::uint32_t>(senses.size()));
        for (const Sense& sense : ambiguity.senses) {
            const SenseRow& row = rows_[sense.row];
            senses.push_back({sense.concept_number, static_cast<std::uint32_t>(signs.size()),
                              strings.add_once(row.term), strings.add_once(row.language)});
            for (const std::string& sign : row.signs) {
                if (is_quoted(sign)) {
                    signs.push_back({kNoConcept, number_words(sign, row, former, forms),
                                     strings.add_once(sign)});
                } else if (const ConceptNumber number = order_.find(sign); number != kNoConcept) {
                    signs.push_back({number, 0, 0});
                } else {
                    report(sense.row, "a sign is neither the id of a concept nor in quotes");
                }
            }
        }
    }
    firsts.push_back(static_cast<std::uint32_t>(senses.size()));
    senses.push_back({kNoConcept, static_cast<std::uint32_t>(signs.size()), 0, 0});
    image.add_packed(Table::ambiguities, firsts);
    image.add_packed(Table::senses, senses);
    image.add_packed(Table::signs, signs);
}

}  // namespace casebook
