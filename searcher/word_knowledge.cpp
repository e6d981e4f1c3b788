#include "word_knowledge.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "compiled_query.hpp"

namespace casebook {

WordKnowledge::WordKnowledge(IndexHandle& handle)
    : handle_(handle), reader_(handle.languages, handle.buffer) {}

std::vector<QueryUnit> WordKnowledge::read(std::string_view words) {
    return reader_.read_words(words, 0, false);
}

QueryUnit WordKnowledge::read_phrase(std::string_view words) {
    return reader_.read_phrase(words, 0);
}

Xapian::doccount WordKnowledge::frequency(const QueryUnit& unit) const {
    Xapian::doccount most = 0;
    for (const std::string& term : unit.terms)
        most = std::max(most, database().get_termfreq(term));
    for (const TermSequence& sequence : unit.sequences) {
        Xapian::doccount least = database().get_doccount();
        for (const TermSequence::Place& place : sequence.places)
            least = std::min(least, database().get_termfreq(place.term));
        most = std::max(most, least);
    }
    return most;
}

bool WordKnowledge::is_known_elsewhere(const QueryUnit& unit) const {
    const auto exists = [&](const std::string& term) {
        return !term.empty() && database().term_exists(term);
    };
    for (const TermClass side : {TermClass::reference, TermClass::furniture}) {
        if (std::any_of(unit.terms.begin(), unit.terms.end(),
                        [&](const std::string& term) { return exists(term_in(side, term)); })) {
            return true;
        }
    }
    const std::vector<std::string> names = built_in_analyzer().name_words(unit.text);
    return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return exists(make_term(TermClass::author, name));
    });
}

Xapian::Query WordKnowledge::presence(const QueryUnit& unit) const {
    ReadQuery query;
    query.units = {unit};
    query.wanted.emplace_back();
    return QueryCompiler(database(), position_access(handle_.index))
        .compile(query)
        .conditions.front()
        .presence;
}

Xapian::doccount WordKnowledge::count(const QueryUnit& unit, Xapian::doccount enough) const {
    const Xapian::Query held = presence(unit);
    if (held.empty()) return 0;
    Xapian::Enquire enquire(database());
    enquire.set_query(held);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, enough, enough).size();
}

bool WordKnowledge::is_word(const std::string& stem) {
    constexpr int kReports = 8;
    auto report = database().postlist_begin(stem);
    for (int seen = 0; seen < kReports && report != database().postlist_end(stem); ++seen) {
        if (is_written_in(stem, *report)) return true;
        ++report;
    }
    return false;
}

bool WordKnowledge::is_stop_word(std::string_view word) const {
    return std::any_of(handle_.languages.begin(), handle_.languages.end(), [&](Language language) {
        return built_in_analyzer().is_stop_word(word, language);
    });
}

bool WordKnowledge::is_written_in(const std::string& stem, Xapian::docid report) {
    const CaseReport stored = decode_report(database().get_document(report).get_data());
    AnalysisBuffer& buffer = handle_.buffer;
    for (const ReportText& text : texts_of(stored)) {
        buffer.clear();
        built_in_analyzer().analyze(text.text, text.language, buffer);
        for (const Token& token : buffer.tokens()) {
            const bool bare = token.forms.stem != kNoTerm && token.forms.surface == kNoTerm;
            if (bare && token.kind == TokenKind::word && buffer.term_text(token.forms.stem) == stem)
                return true;
        }
    }
    return false;
}

}  // namespace casebook
