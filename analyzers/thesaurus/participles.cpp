#include "thesaurus/participles.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace casebook {
namespace {

using Words = std::span<const std::string_view>;

/// A noun's ending and what stands there in its participle.
struct EndingRule {
    std::string_view noun;
    std::string_view participle;
};

constexpr EndingRule kEnglishEndings[] = {
    {"ization", "ized"},   {"ization", "ised"},     {"isation", "ized"},     {"isation", "ised"},
    {"ation", "ated"},     {"ation", "ed"},         {"tion", "ted"},         {"sion", "sed"},
    {"age", "ed"},         {"age", "aged"},         {"ement", "ed"},         {"ment", "ed"},
    {"al", "ed"},          {"ure", "ured"},         {"ure", "ed"},           {"ing", "ed"},
    {"ysis", "ysed"},      {"ysis", "yzed"},        {"esis", "esed"},        {"plasty", "plastied"},
    {"version", "verted"}, {"ectomy", "ectomised"}, {"ectomy", "ectomized"},
};
constexpr EndingRule kSpanishEndings[] = {
    {"eccion", "ecad"},   {"acion", "ad"},      {"isicion", "isecad"}, {"iseccion", "isecad"},
    {"cision", "cindid"}, {"fusion", "fundid"}, {"version", "vertid"}, {"aje", "ad"},
    {"amiento", "ad"},    {"adura", "ad"},      {"ura", "urad"},       {"ectomia", "ectomizad"},
};
constexpr EndingRule kPortugueseEndings[] = {
    {"eccao", "ecad"},    {"acao", "ad"},           {"isao", "isad"}, {"fusao", "fundid"},
    {"versao", "vertid"}, {"agem", "ad"},           {"amento", "ad"}, {"adura", "ad"},
    {"ura", "urad"},      {"ectomia", "ectomizad"},
};
constexpr EndingRule kItalianEndings[] = {
    {"ezione", "ecat"}, {"azione", "at"}, {"fusione", "fus"},
    {"issione", "iss"}, {"isione", "is"}, {"aggio", "at"},
    {"amento", "at"},   {"ura", "urat"},  {"ectomia", "ectomizzat"},
};
constexpr EndingRule kFrenchEndings[] = {
    {"ection", "eque"}, {"ation", "e"}, {"age", "e"},     {"ement", "e"},          {"ision", "ise"},
    {"usion", "use"},   {"ure", "ure"}, {"lyse", "lyse"}, {"ectomie", "ectomise"},
};
constexpr EndingRule kGermanEndings[] = {
    {"isation", "isiert"},    {"isierung", "isiert"},  {"ation", "iert"},
    {"ierung", "iert"},       {"ektion", "eziert"},    {"zision", "zidiert"},
    {"fusion", "fundiert"},   {"version", "vertiert"}, {"age", "iert"},
    {"ektomie", "ektomiert"}, {"lyse", "lysiert"},
};

constexpr std::string_view kNoEndings[] = {""};
constexpr std::string_view kIberianEndings[] = {"o", "a", "os", "as"};
constexpr std::string_view kItalianGenders[] = {"o", "a", "i", "e"};
constexpr std::string_view kFrenchGenders[] = {"", "e", "s", "es"};

constexpr std::string_view kEnglishStates[] = {"compressed",       "dilated",  "displaced", "fixed",
                                               "immunosuppressed", "occluded", "reduced"};
constexpr std::string_view kGermanStates[] = {"dilatiert", "fixiert", "komprimiert"};
constexpr std::string_view kRomanceStates[] = {
    "compresso", "comprimido", "dilatada", "dilatadas", "dilatado", "dilatados", "dilatata",
    "dilatate",  "dilatati",   "dilatato", "dilate",    "dilatee",  "dilatees",  "dilates"};

constexpr std::string_view kEnglishMeans[] = {"under", "using", "via", "with"};
constexpr std::string_view kGermanMeans[] = {"mittels"};
constexpr std::string_view kRomanceMeans[] = {"avec", "com", "con", "mediante"};

constexpr std::string_view kEnglishCarriers[] = {"are", "be",  "been", "being", "got",
                                                 "is",  "was", "we",   "were"};
constexpr std::string_view kSpanishCarriers[] = {"era",    "eran", "es",     "fue",  "fuera",
                                                 "fueron", "ser",  "siendo", "sido", "son"};
constexpr std::string_view kPortugueseCarriers[] = {"era",   "eram", "foi", "foram",
                                                    "sendo", "ser",  "sido"};
constexpr std::string_view kItalianCarriers[] = {
    "essendo", "essere",   "fu",     "furono", "stata",   "state", "stati",
    "stato",   "venivano", "veniva", "venne",  "vennero", "viene", "vengono"};
constexpr std::string_view kFrenchCarriers[] = {"est",  "etaient", "etait", "ete",
                                                "etre", "furent",  "fut",   "sont"};

constexpr std::string_view kEnglishModifiers[] = {
    "again", "all", "also", "both", "en",   "bloc", "first", "later",     "never",
    "not",   "now", "once", "only", "soon", "then", "thus",  "therefore", "twice"};
constexpr std::string_view kRomanceModifiers[] = {"anche", "asi",   "bien",    "despues", "ensuite",
                                                  "gia",   "luego", "no",      "non",     "pas",
                                                  "poi",   "puis",  "tambien", "tambem",  "ya"};

constexpr std::string_view kEnglishJoints[] = {"and", "or", "then"};
constexpr std::string_view kRomanceJoints[] = {"e", "et", "o", "ou", "y"};

constexpr std::string_view kEnglishAdverbs[] = {"ly"};
constexpr std::string_view kRomanceAdverbs[] = {"ment", "mente"};
constexpr std::string_view kEnglishParticiples[] = {"ed"};
constexpr std::string_view kIberianParticiples[] = {"ada", "adas", "ado", "ados",
                                                    "ida", "idas", "ido", "idos"};
constexpr std::string_view kItalianParticiples[] = {"ata", "ate", "ati", "ato",
                                                    "ita", "ite", "iti", "ito"};
constexpr std::string_view kFrenchParticiples[] = {"e", "ee", "ees", "es"};

/// What a language has of all that.
struct Grammar {
    Language language;
    std::span<const EndingRule> rules;
    Words genders;
    Words states;
    Words means;
    Words carriers;
    Words modifiers;
    Words joints;
    Words adverbs;
    Words participles;
};

const Grammar* grammar_of(Language language) {
    static const std::array<Grammar, 6> kGrammars{{
        {Language::of("en"), kEnglishEndings, kNoEndings, kEnglishStates, kEnglishMeans,
         kEnglishCarriers, kEnglishModifiers, kEnglishJoints, kEnglishAdverbs, kEnglishParticiples},
        {Language::of("es"), kSpanishEndings, kIberianEndings, kRomanceStates, kRomanceMeans,
         kSpanishCarriers, kRomanceModifiers, kRomanceJoints, kRomanceAdverbs, kIberianParticiples},
        {Language::of("pt"), kPortugueseEndings, kIberianEndings, kRomanceStates, kRomanceMeans,
         kPortugueseCarriers, kRomanceModifiers, kRomanceJoints, kRomanceAdverbs,
         kIberianParticiples},
        {Language::of("it"), kItalianEndings, kItalianGenders, kRomanceStates, kRomanceMeans,
         kItalianCarriers, kRomanceModifiers, kRomanceJoints, kRomanceAdverbs, kItalianParticiples},
        {Language::of("fr"), kFrenchEndings, kFrenchGenders, kRomanceStates, kRomanceMeans,
         kFrenchCarriers, kRomanceModifiers, kRomanceJoints, kRomanceAdverbs, kFrenchParticiples},
        {Language::of("de"),
         kGermanEndings,
         kNoEndings,
         kGermanStates,
         kGermanMeans,
         {},
         {},
         {},
         {},
         {}},
    }};
    const auto* const found =
        std::find_if(kGrammars.begin(), kGrammars.end(),
                     [&](const Grammar& grammar) { return grammar.language == language; });
    return found == kGrammars.end() ? nullptr : found;
}

bool contains(Words words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool ends_in(Words endings, std::string_view word) {
    constexpr std::size_t kShortestBase = 3;
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return word.size() >= kShortestBase + ending.size() && word.ends_with(ending);
    });
}

void add(std::vector<std::string>& words, std::string word) {
    if (std::find(words.begin(), words.end(), word) == words.end())
        words.push_back(std::move(word));
}

/// Bestrahlung, bestrahlt; Impfung, geimpft; Behandlung, behandelt.
void add_german_weak(std::string_view noun, std::vector<std::string>& words) {
    constexpr std::string_view kEnding = "ung";
    if (!noun.ends_with(kEnding) || noun.ends_with("ierung")) return;
    std::string base(noun.substr(0, noun.size() - kEnding.size()));
    if (base.ends_with("tm")) base += 'e';
    if (base.ends_with("l") && !base.ends_with("hl") && !base.ends_with("ll"))
        base.insert(base.size() - 1, "e");
    static constexpr std::string_view kInseparable[] = {"be", "ent", "er", "ver"};
    const bool inseparable =
        std::any_of(std::begin(kInseparable), std::end(kInseparable),
                    [&](std::string_view prefix) { return base.starts_with(prefix); });
    add(words, inseparable ? base + "t" : "ge" + base + "t");
}

}  // namespace

std::vector<std::string> participles_of(std::string_view noun, Language language) {
    constexpr std::size_t kShortestBase = 3;
    std::vector<std::string> words;
    const Grammar* const grammar = grammar_of(language);
    if (grammar == nullptr) return words;
    for (const EndingRule& rule : grammar->rules) {
        if (!noun.ends_with(rule.noun) || noun.size() < rule.noun.size() + kShortestBase) continue;
        std::string base(noun.substr(0, noun.size() - rule.noun.size()));
        base += rule.participle;
        for (const std::string_view gender : grammar->genders)
            add(words, base + std::string(gender));
    }
    if (language == Language::of("de")) add_german_weak(noun, words);
    return words;
}

bool is_state(std::string_view participle, Language language) {
    const Grammar* const grammar = grammar_of(language);
    return grammar != nullptr && contains(grammar->states, participle);
}

bool tells_means(std::string_view word, Language language) {
    const Grammar* const grammar = grammar_of(language);
    return grammar != nullptr && contains(grammar->means, word);
}

BeforeParticiple word_before_participle(std::string_view word, Language language) {
    const Grammar* const grammar = grammar_of(language);
    if (grammar == nullptr) return BeforeParticiple::other;
    if (contains(grammar->carriers, word)) return BeforeParticiple::carries;
    if (contains(grammar->joints, word)) return BeforeParticiple::joins;
    if (contains(grammar->modifiers, word) || ends_in(grammar->adverbs, word))
        return BeforeParticiple::modifies;
    return ends_in(grammar->participles, word) ? BeforeParticiple::participle
                                               : BeforeParticiple::other;
}

bool stands_for_deed(Language language) {
    const Grammar* const grammar = grammar_of(language);
    return grammar != nullptr && grammar->carriers.empty();
}

}  // namespace casebook
