#include "thesaurus/passing_words.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace casebook {
namespace {

using Words = std::span<const std::string_view>;

/// Beginnings of words that all take the same endings.
struct Inflected {
    Words bases;
    Words endings;
};

constexpr std::string_view kEnglishWords[] = {
    // whose and which
    "a", "an", "both", "entire", "her", "his", "its", "my", "our", "that", "the", "their", "this",
    "whole",
    // degree and course
    "acute", "advanced", "bilateral", "chronic", "extensive", "massive", "mild", "moderate",
    "persistent", "progressive", "recurrent", "refractory", "severe", "subacute", "unilateral"};

constexpr std::string_view kGermanWords[] = {"beide", "beiden", "beider", "beidseits", "das",
                                             "dem",   "den",    "der",    "des",       "die"};
constexpr std::string_view kGermanBases[] = {"beidseitig", "bilateral",   "dies",         "ein",
                                             "ihr",        "linksseitig", "rechtsseitig", "sein"};
constexpr std::string_view kGermanEndings[] = {"e", "em", "en", "er", "es"};

constexpr std::string_view kSpanishWords[] = {
    "bilateral",   "bilaterales",  "dcha",        "dcho",         "el",         "gran",
    "grande",      "grandes",      "grave",       "graves",       "importante", "importantes",
    "izda",        "izdo",         "izq",         "la",           "las",        "leve",
    "leves",       "los",          "multiple",    "multiples",    "parcial",    "parciales",
    "persistente", "persistentes", "recidivante", "recidivantes", "recurrente", "recurrentes",
    "su",          "sus",          "total",       "totales",      "un",         "una",
    "unilateral",  "unilaterales"};
constexpr std::string_view kSpanishBases[] = {"agud",      "avanzad",    "complet", "cronic",
                                              "extens",    "masiv",      "moderad", "progresiv",
                                              "quirurgic", "refractari", "sever",   "subagud"};

constexpr std::string_view kPortugueseWords[] = {
    "a",           "as",           "bilateral",  "bilaterais",  "grande",      "grandes",
    "grave",       "graves",       "importante", "importantes", "leve",        "leves",
    "o",           "os",           "parcial",    "parciais",    "persistente", "persistentes",
    "recidivante", "recidivantes", "recorrente", "recorrentes", "seu",         "sua",
    "suas",        "seus",         "total",      "totais",      "um",          "uma",
    "unilateral",  "unilaterais"};
constexpr std::string_view kPortugueseBases[] = {
    "agud",    "avancad", "cirurgic",   "complet",    "cronic",    "extens", "macic",
    "moderad", "multipl", "progressiv", "refractari", "refratari", "sever",  "subagud"};
constexpr std::string_view kIberianEndings[] = {"o", "a", "os", "as"};

constexpr std::string_view kItalianWords[] = {
    "bilaterale",  "bilaterali", "croniche",    "chirurgiche", "dx",          "gli",
    "grande",      "grandi",     "grave",       "gravi",       "il",          "importante",
    "importanti",  "la",         "le",          "lieve",       "lievi",       "lo",
    "parziale",    "parziali",   "persistente", "persistenti", "recidivante", "recidivanti",
    "ricorrente",  "ricorrenti", "sn",          "sua",         "sue",         "suo",
    "suoi",        "totale",     "totali",      "un",          "una",         "unilaterale",
    "unilaterali", "uno"};
constexpr std::string_view kItalianBases[] = {
    "acut",    "avanzat", "chirurgic",  "complet",    "cronic", "estes",  "massiv",
    "moderat", "multipl", "progressiv", "refrattari", "sever",  "subacut"};
constexpr std::string_view kItalianEndings[] = {"o", "a", "i", "e"};

constexpr std::string_view kFrenchWords[] = {
    "bilaterale", "bilaterales", "bilateraux",  "ce",           "cette", "chirurgicaux", "complete",
    "completes",  "la",          "le",          "les",          "leur",  "massive",      "massives",
    "partielle",  "partielles",  "progressive", "progressives", "sa",    "ses",          "son",
    "un",         "une",         "unilaterale", "unilaterales"};
constexpr std::string_view kFrenchBases[] = {
    "aigu",      "avance",      "bilateral", "chirurgical", "chronique",  "complet",
    "etendu",    "grand",       "grave",     "important",   "legere",     "massif",
    "modere",    "multiple",    "partiel",   "persistant",  "progressif", "recidivant",
    "recurrent", "refractaire", "severe",    "subaigu",     "total",      "unilateral"};
constexpr std::string_view kFrenchEndings[] = {"", "e", "s", "es"};

constexpr std::string_view kRussianSides[] = {"лев", "прав"};
constexpr std::string_view kRussianSideEndings[] = {"ый", "ая", "ое", "ого", "ой", "ому",
                                                    "ую", "ым", "ом", "ые",  "ых", "ыми"};
constexpr std::string_view kRussianBases[] = {"двусторонн", "двухсторонн", "левосторонн",
                                              "правосторонн"};
constexpr std::string_view kRussianEndings[] = {"ий", "яя", "ее", "его", "ей", "ему",
                                                "юю", "им", "ем", "ие",  "их", "ими"};

constexpr std::string_view kEnglishSides[] = {"left", "right"};
constexpr std::string_view kGermanSides[] = {"link", "recht"};
constexpr std::string_view kGermanSideEndings[] = {"e", "em", "en", "er", "es", "s"};
constexpr std::string_view kSpanishSides[] = {"derech", "izquierd"};
constexpr std::string_view kPortugueseSides[] = {"direit", "esquerd"};
constexpr std::string_view kItalianSides[] = {"destr", "sinistr"};
constexpr std::string_view kFrenchSides[] = {"droit", "gauche"};
constexpr std::string_view kNoEndings[] = {""};

constexpr std::string_view kEnglishJoints[] = {"against", "at", "due", "for", "from", "in", "to"};
constexpr std::string_view kGermanJoints[] = {"am",    "an",    "bei", "beim",
                                              "durch", "gegen", "im",  "in"};
constexpr std::string_view kSpanishJoints[] = {"al", "contra", "en", "para", "por"};
constexpr std::string_view kPortugueseJoints[] = {"ao",  "contra", "em",   "na",   "nas", "no",
                                                  "nos", "para",   "pela", "pelo", "por"};
constexpr std::string_view kItalianJoints[] = {"ai",     "al",    "all",   "alla",  "alle", "allo",
                                               "contro", "da",    "dal",   "in",    "nei",  "nel",
                                               "nell",   "nella", "nelle", "nello", "per"};
constexpr std::string_view kFrenchJoints[] = {"au", "aux", "contre", "dans", "en", "par", "pour"};

/// What a language has of all that.
struct PassingWords {
    Language language;
    Words words;
    Inflected inflected;
    Inflected sides;
    Words joints;
};

const PassingWords* words_of(Language language) {
    static const std::array<PassingWords, 7> kLanguages{{
        {Language::of("en"), kEnglishWords, {}, {kEnglishSides, kNoEndings}, kEnglishJoints},
        {Language::of("de"),
         kGermanWords,
         {kGermanBases, kGermanEndings},
         {kGermanSides, kGermanSideEndings},
         kGermanJoints},
        {Language::of("es"),
         kSpanishWords,
         {kSpanishBases, kIberianEndings},
         {kSpanishSides, kIberianEndings},
         kSpanishJoints},
        {Language::of("pt"),
         kPortugueseWords,
         {kPortugueseBases, kIberianEndings},
         {kPortugueseSides, kIberianEndings},
         kPortugueseJoints},
        {Language::of("it"),
         kItalianWords,
         {kItalianBases, kItalianEndings},
         {kItalianSides, kItalianEndings},
         kItalianJoints},
        {Language::of("fr"),
         kFrenchWords,
         {kFrenchBases, kFrenchEndings},
         {kFrenchSides, kFrenchEndings},
         kFrenchJoints},
        {Language::of("ru"),
         {},
         {kRussianBases, kRussianEndings},
         {kRussianSides, kRussianSideEndings},
         {}},
    }};
    const auto* const found =
        std::find_if(kLanguages.begin(), kLanguages.end(),
                     [&](const PassingWords& words) { return words.language == language; });
    return found == kLanguages.end() ? nullptr : found;
}

bool contains(Words words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_one_of(const Inflected& words, std::string_view word) {
    return std::any_of(words.bases.begin(), words.bases.end(), [&](std::string_view base) {
        return word.starts_with(base) && contains(words.endings, word.substr(base.size()));
    });
}

}  // namespace

bool is_side(std::string_view folded, Language language) {
    const PassingWords* const known = words_of(language);
    return known != nullptr && is_one_of(known->sides, folded);
}

bool is_passing_word(std::string_view folded, Language language) {
    const PassingWords* const known = words_of(language);
    return known != nullptr &&
           (contains(known->words, folded) || is_one_of(known->inflected, folded) ||
            is_one_of(known->sides, folded));
}

bool is_joining_word(std::string_view folded, Language language) {
    const PassingWords* const known = words_of(language);
    return known != nullptr && contains(known->joints, folded);
}

}  // namespace casebook
