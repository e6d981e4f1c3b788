#include "casebook/built_in.hpp"

#include "casebook/hash.hpp"

namespace casebook {
namespace {

Analyzer* make_analyzer() {
    WordTables tables;
    std::uint64_t fingerprint = kHashSeed;
    const auto read = [&](const char* name, std::string_view tsv, auto parse) {
        fingerprint = hash_bytes(tsv, fingerprint);
        return parse(name, tsv);
    };
    using namespace built_in;
    tables.stop_words = read("stop words", stop_words_tsv(), WordLists::parse);
    tables.elisions = read("elisions", elisions_tsv(), WordLists::parse);
    tables.joining_prefixes = read("joining prefixes", joining_prefixes_tsv(), WordLists::parse);
    tables.ordinary_words = read("ordinary words", ordinary_words_tsv(), WordLists::parse);
    tables.false_friends = read("false friends", false_friends_tsv(), WordLists::parse);
    tables.particles = read("particles", particles_tsv(), Particles::parse);
    tables.spelling_families = read("spelling families", families_tsv(), SpellingFamilies::parse);
    tables.compound_parts =
        read("compound parts", compound_parts_tsv(), [&](const char* name, std::string_view tsv) {
            return CompoundParts::parse(name, tsv, tables.spelling_families);
        });
    return new Analyzer(std::move(tables), fingerprint);
}

}  // namespace

const Analyzer& built_in_analyzer() {
    static const Analyzer* const analyzer = make_analyzer();
    return *analyzer;
}

const QuestionWords& built_in_question_words() {
    static const QuestionWords* const words =
        new QuestionWords(QuestionWords::parse("questions", built_in::questions_tsv()));
    return *words;
}

}  // namespace casebook
