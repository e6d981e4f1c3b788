#include "thesaurus/like_words.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "thesaurus/term_forms.hpp"

namespace casebook {
namespace {

struct Likes {
    Language language;
    std::array<std::string_view, 3> words;  ///< the first is the one that all go by
};

constexpr std::array kLikes{
    Likes{Language::of("en"), {"therapy", "treatment"}},
    Likes{Language::of("en"), {"drug", "agent"}},
    Likes{Language::of("en"), {"surgery", "operation"}},
    Likes{Language::of("de"), {"Therapie", "Behandlung"}},
    Likes{Language::of("es"), {"tratamiento", "terapia", "tto"}},
    Likes{Language::of("es"), {"fármaco", "medicamento", "agente"}},
    Likes{Language::of("fr"), {"traitement", "thérapie"}},
    Likes{Language::of("fr"), {"médicament", "agent"}},
    Likes{Language::of("it"), {"farmaco", "agente"}},
    Likes{Language::of("pt"), {"tratamento", "terapia"}},
    Likes{Language::of("pt"), {"fármaco", "medicamento", "agente"}},
    Likes{Language::of("ru"), {"терапия", "лечение"}},
};

}  // namespace

LikeWords::LikeWords(const Analyzer& analyzer, Language language) {
    AnalysisBuffer buffer;
    const auto unit_of_word = [&](std::string_view word) -> std::optional<std::uint64_t> {
        buffer.trim();
        (void)analyzer.analyze(word, language, buffer);
        if (buffer.tokens().size() != 1) return std::nullopt;
        const TermId stem = stem_term(buffer.tokens().front().forms);
        if (stem == kNoTerm) return std::nullopt;
        return unit_of(buffer.term_text(stem));
    };
    for (const Likes& likes : kLikes) {
        if (likes.language != language) continue;
        const std::optional<std::uint64_t> first = unit_of_word(likes.words.front());
        for (const std::string_view word : std::span(likes.words).subspan(1)) {
            const std::optional<std::uint64_t> own = unit_of_word(word);
            if (first && own) words_.emplace_back(*own, *first);
        }
    }
}

}  // namespace casebook
