#include "exact_index.hpp"

#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/token_counting.hpp"
#include "exact_weight.hpp"
#include "index_data/xapian_index.hpp"

namespace casebook::bench {
namespace {

/// No class of the schema begins so.
constexpr const char* kFillingTerm = "Xfill";

[[noreturn]] void throw_drift() {
    throw Error(
        ErrorCode::corrupt,
        "the exact index and the indexer count differently; bring bench/exact/exact_index.cpp "
        "in line with indexer/document_builder.cpp");
}

/// Whether the term is of a report's own text: a stem, a surface form or an acronym.
bool is_own_term(const std::string& term) {
    return is_of_class(term, TermClass::stem) || is_of_class(term, TermClass::surface) ||
           is_of_class(term, TermClass::acronym) || is_of_class(term, TermClass::skeleton);
}

}  // namespace

ExactIndexBuilder::ExactIndexBuilder(const std::filesystem::path& path)
    : builder_(identity_, built_in_thesaurus()),
      database_(path.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS) {
    write_identity(database_, identity_);
}

void ExactIndexBuilder::add(CaseReport report) {
    complete_report(report);
    const Counts counts = count(report);
    Xapian::Document document = builder_.build(report, {});
    require_equal(document, counts);
    replace_impacts(document, counts);
    database_.add_document(document);
    ++reports_;
    tokens_ += counts.length;
}

void ExactIndexBuilder::finish() {
    advance_generation(database_);
    database_.commit();
}

double ExactIndexBuilder::average_length() const {
    return tokens_ == 0 ? 1 : static_cast<double>(tokens_) / static_cast<double>(reports_);
}

ExactIndexBuilder::Counts ExactIndexBuilder::count(const CaseReport& report) {
    Counts counts;
    for (const ReportText& text : texts_of(report)) {
        if (!is_own_text(text.kind)) continue;
        buffer_.clear();
        built_in_analyzer().analyze(text.text, text.language, buffer_);
        for (const Token& token : buffer_.tokens()) {
            const double share = counted_share(token.kind);
            if (share == 0) continue;
            for (const TermId form : terms_of(token.forms)) {
                if (form == kNoTerm) continue;
                const TermClass term_class = term_class_of(buffer_.term_class(form));
                counts.frequencies[make_term(term_class, buffer_.term_text(form))] +=
                    share * ranking_.field_weights[static_cast<std::size_t>(text.kind)];
            }
            counts.length += adds_to_length(token) ? 1 : 0;
        }
    }
    return counts;
}

/// Throws unless `document` holds the very terms that were counted, with their impacts.
void ExactIndexBuilder::require_equal(const Xapian::Document& document,
                                      const Counts& counts) const {
    const ImpactScale impacts(ranking_, counts.length);
    auto counted = counts.frequencies.begin();
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        if (!is_own_term(*term)) continue;
        const bool equal = counted != counts.frequencies.end() && counted->first == *term &&
                           impacts.impact(counted->second) == term.get_wdf();
        if (!equal) throw_drift();
        ++counted;
    }
    if (counted != counts.frequencies.end()) throw_drift();
}

void ExactIndexBuilder::replace_impacts(Xapian::Document& document, const Counts& counts) {
    for (const auto& [term, frequency] : counts.frequencies) {
        document.remove_term(term);
        document.add_term(term, to_wdf(frequency));
    }
    std::uint64_t document_length = 0;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        document_length += term.get_wdf();
    }
    const std::uint64_t wanted = to_document_length(counts.length);
    if (document_length > wanted)
        throw Error(ErrorCode::invalid_argument, "too few tokens for its terms");
    document.add_term(kFillingTerm, static_cast<Xapian::termcount>(wanted - document_length));
}

}  // namespace casebook::bench
