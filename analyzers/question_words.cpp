#include "casebook/question_words.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "casebook/language.hpp"
#include "folding.hpp"
#include "tsv_rows.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

using Span = QuestionWords::Span;

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/// The first words of a query, one space between, without what opens a Spanish question.
std::string first_words(std::string_view query, std::size_t count) {
    std::string words;
    std::size_t at = 0;
    while (count > 0) {
        while (at < query.size() && is_space(query[at]))
            ++at;
        const std::size_t begin = at;
        while (at < query.size() && !is_space(query[at]))
            ++at;
        if (begin == at) break;
        words += (words.empty() ? "" : " ") + std::string(query.substr(begin, at - begin));
        --count;
    }
    constexpr std::string_view kOpensQuestion = "\u00BF";
    return words.starts_with(kOpensQuestion) ? words.substr(kOpensQuestion.size()) : words;
}

bool ends_in_question_mark(std::string_view query) {
    while (!query.empty() && is_space(query.back()))
        query.remove_suffix(1);
    constexpr std::array<std::string_view, 4> kMarks{"?", "\uFF1F", "\u061F", "\u037E"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return query.ends_with(mark); });
}

/// One character of a text.
struct Character {
    std::int32_t code_point;
    std::size_t end;
};

Character character_at(std::string_view text, std::size_t at) {
    const std::int32_t code_point = next_code_point(text, at);
    return {code_point, at};
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

/// The runs of characters that are written without spaces.
std::vector<Span> runs_of(std::string_view text) {
    std::vector<Span> runs;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (character.code_point >= 0 && is_written_without_spaces(character.code_point)) {
            if (!runs.empty() && runs.back().end == at) {
                runs.back().end = character.end;
            } else {
                runs.push_back({at, character.end});
            }
        }
        at = character.end;
    }
    return runs;
}

/// The words of a run by ICU's dictionaries, those of one character left out.
std::vector<Span> dictionary_words(std::string_view text, const Span& run) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    UText* opened = utext_openUTF8(nullptr, text.data() + run.begin,
                                   static_cast<std::int64_t>(run.end - run.begin), &status);
    if (U_FAILURE(status)) {
        utext_close(opened);
        return {run};
    }
    breaks->setText(opened, status);
    std::vector<Span> words;
    std::int32_t begin = breaks->first();
    for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
        const Span word{run.begin + static_cast<std::size_t>(begin),
                        run.begin + static_cast<std::size_t>(end)};
        if (count_characters(text.substr(word.begin, word.end - word.begin)) > 1)
            words.push_back(word);
        begin = end;
    }
    utext_close(opened);
    if (words.empty()) words.push_back(run);
    return words;
}

/// Adds a stretch to those that it follows, one with the last if they touch.
void append(std::vector<Span>& spans, const Span& span, bool may_join) {
    if (span.begin == span.end) return;
    if (may_join && !spans.empty() && spans.back().end == span.begin) {
        spans.back().end = span.end;
    } else {
        spans.push_back(span);
    }
}

}  // namespace

QuestionWords QuestionWords::parse(std::string_view table, std::string_view tsv) {
    QuestionWords words;
    for_each_row(table, tsv, 3, [&](const std::vector<std::string_view>& row) {
        const bool opener = row[1] == "opener";
        for (const std::string_view word : split(row[2], '|')) {
            std::string folded = fold_word(word);
            const auto spaces = std::count(folded.begin(), folded.end(), ' ');
            if (opener) {
                words.longest_opener_ =
                    std::max(words.longest_opener_, static_cast<std::size_t>(spaces) + 1);
            }
            const bool in_runs = is_written_without_spaces(character_at(folded, 0).code_point);
            if (in_runs) words.in_runs_.push_back(folded);
            (opener ? words.openers_ : words.words_).insert(std::move(folded));
        }
        return opener || row[1] == "word";
    });
    std::stable_sort(words.in_runs_.begin(), words.in_runs_.end(),
                     [](const std::string& left, const std::string& right) {
                         return left.size() > right.size();
                     });
    return words;
}

bool QuestionWords::is_question(std::string_view query) const {
    if (ends_in_question_mark(query)) return true;
    for (std::size_t count = 1; count <= longest_opener_; ++count) {
        const std::string words = first_words(query, count);
        // A question goes on; and IS is no question, but an abbreviation.
        if (words.size() >= query.size()) return false;
        const bool shouted =
            words.size() > 1 &&
            std::all_of(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!shouted && openers_.contains(fold_word(words))) return true;
    }
    return false;
}

bool QuestionWords::passes_over(std::string_view word) const {
    const std::string folded = fold_word(word);
    return words_.contains(folded) || openers_.contains(folded);
}

/// Bytes of the longest word to pass over with which a run begins; 0 if there is none.
std::size_t QuestionWords::word_at(std::string_view run) const {
    const auto found = std::find_if(in_runs_.begin(), in_runs_.end(),
                                    [&](const std::string& word) { return run.starts_with(word); });
    return found == in_runs_.end() ? 0 : found->size();
}

std::vector<Span> QuestionWords::pieces(std::string_view text, bool question) const {
    std::vector<Span> pieces;
    std::size_t done = 0;
    for (const Span& run : runs_of(text)) {
        append(pieces, {done, run.begin}, true);
        done = run.end;
        const std::string_view characters = text.substr(run.begin, run.end - run.begin);
        if (!question && count_characters(characters) <= kLongestRun) {
            append(pieces, run, true);
            continue;
        }
        std::vector<Span> kept;
        for (std::size_t at = run.begin; at < run.end;) {
            const std::size_t passed = word_at(text.substr(at, run.end - at));
            const std::size_t end = passed > 0 ? at + passed : character_at(text, at).end;
            if (passed == 0) append(kept, {at, end}, true);
            at = end;
        }
        bool first = true;
        for (const Span& part : kept) {
            const bool is_long =
                count_characters(text.substr(part.begin, part.end - part.begin)) > kLongestRun;
            const auto words = is_long ? dictionary_words(text, part) : std::vector<Span>{part};
            for (const Span& word : words) {
                append(pieces, word, first);
                first = false;
            }
        }
    }
    append(pieces, {done, text.size()}, true);
    if (pieces.empty()) append(pieces, {0, text.size()}, true);
    return pieces;
}

}  // namespace casebook
