#include "casebook/built_in.hpp"

namespace casebook {

const Analyzer& built_in_analyzer() {
    static const Analyzer* const analyzer =
        new Analyzer(StopWords::parse(built_in::stop_words_tsv()));
    return *analyzer;
}

}  // namespace casebook
