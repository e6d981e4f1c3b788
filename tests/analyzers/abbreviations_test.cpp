#include "casebook/abbreviations.hpp"

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "../catch.hpp"
#include "../test_seed.hpp"
#include "casebook/encoding.hpp"

using namespace casebook;

namespace {

/// What `text` defines, as "SHORT=long form", one after another.
std::string definitions_of(std::string_view text, std::string_view language) {
    std::string shown;
    for (const AbbreviationDefinition& found :
         find_abbreviations(text, Language::from_tag(language))) {
        if (!shown.empty()) shown += " | ";
        shown += text.substr(found.short_begin, found.short_end - found.short_begin);
        shown += "=";
        shown += text.substr(found.long_begin, found.long_end - found.long_begin);
    }
    return shown;
}

struct Defined {
    const char* why;
    const char* language;
    const char* text;
    const char* definitions;
};

void check_rows(const std::vector<Defined>& rows) {
    for (const Defined& row : rows) {
        CAPTURE(row.why, row.text);
        CHECK(definitions_of(row.text, row.language) == row.definitions);
    }
}

bool is_boundary(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

void check_offsets(std::string_view text, Language language) {
    const bool well_formed = find_ill_formed_utf8(text) == std::string_view::npos;
    for (const AbbreviationDefinition& found : find_abbreviations(text, language)) {
        CHECK(found.short_begin < found.short_end);
        CHECK(found.long_begin < found.long_end);
        CHECK(std::max(found.short_end, found.long_end) <= text.size());
        const bool apart =
            found.short_end <= found.long_begin || found.long_end <= found.short_begin;
        CHECK(apart);
        for (const std::uint32_t at :
             {found.short_begin, found.short_end, found.long_begin, found.long_end})
            CHECK((!well_formed || is_boundary(text, at)));
    }
}

/// Of the processor's time, which other work on the machine does not lengthen.
double seconds_for(const std::string& text) {
    const std::clock_t start = std::clock();
    (void)find_abbreviations(text, Language::of("en"));
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes)
        text += unit;
    return text;
}

}  // namespace

TEST_CASE("an abbreviation in brackets is defined by the words before", "[analyzers]") {
    check_rows({
        {"first letters", "en", "He had acute lymphoblastic leukemia (ALL) in 1999.",
         "ALL=acute lymphoblastic leukemia"},
        {"a function word is passed over", "en", "a fever of unknown origin (FUO)",
         "FUO=fever of unknown origin"},
        {"a function word may count", "en", "after in vitro fertilization (IVF)",
         "IVF=in vitro fertilization"},
        {"letters inside one word", "en", "a normal electrocardiogram (ECG)",
         "ECG=electrocardiogram"},
        {"hyphens", "en", "low-dose granulocyte-macrophage colony-stimulating factor (GM-CSF)",
         "GM-CSF=granulocyte-macrophage colony-stimulating factor"},
        {"the part behind a hyphen", "en", "anti-tumor necrosis factor (TNF) drugs",
         "TNF=tumor necrosis factor"},
        {"Greek", "en", "high tumor necrosis factor alpha (TNF-α)",
         "TNF-α=tumor necrosis factor alpha"},
        {"Greek on both sides", "en", "interferon γ (IFN-γ)", "IFN-γ=interferon γ"},
        {"a number", "en", "a rise of interleukin 12 (IL-12)", "IL-12=interleukin 12"},
        {"another number", "en", "a rise of interleukin 12 (IL-10)", ""},
        {"a digit in front", "en", "given 5-fluorouracil (5-FU) weekly", "5-FU=5-fluorouracil"},
        {"a locant belongs to the name", "en", "2,4-dinitrophenol (DNP) was taken",
         "DNP=2,4-dinitrophenol"},
        {"plural", "en", "frequent premature ventricular contractions (PVCs)",
         "PVCs=premature ventricular contractions"},
        {"a plural of a word with s", "en", "non-steroidal anti-inflammatory drugs (NSAIDs)",
         "NSAIDs=non-steroidal anti-inflammatory drugs"},
        {"lower case in front", "en", "the mammalian target of rapamycin (mTOR)",
         "mTOR=mammalian target of rapamycin"},
        {"a horse's and a rabbit's", "en", "rabbit antithymocyte globulin (rATG) was given",
         "rATG=rabbit antithymocyte globulin"},
        {"lower case alone, letter by letter", "en", "a systolic blood pressure (bp) of 90",
         "bp=blood pressure"},
        {"full stops", "en", "the normal range (N.R.) is wide", "N.R.=normal range"},
        {"two words", "en", "hemoglobin type A (HB A) fell", "HB A=hemoglobin type A"},
        {"square brackets", "en", "chronic myeloid leukemia [CML]", "CML=chronic myeloid leukemia"},
        {"quotation marks", "en", "chronic myeloid leukemia (“CML”)",
         "CML=chronic myeloid leukemia"},
        {"no space before", "en", "red blood cells(RBC) were few", "RBC=red blood cells"},
        {"a line ends between", "en", "aplastic\nanemia\n(AA) was found", "AA=aplastic\nanemia"},
        {"more follows in the bracket", "en", "aplastic anemia (AA; Figure 1)",
         "AA=aplastic anemia"},
        {"a bracket in the long form", "en", "growth hormone (GH) releasing hormone (GHRH)",
         "GH=growth hormone | GHRH=growth hormone (GH) releasing hormone"},
        {"brackets within", "en", "(with red cell aplasia (RCA) later)", "RCA=red cell aplasia"},
        {"wide brackets within", "ja", "（red cell aplasia（RCA）を含む）", "RCA=red cell aplasia"},
        {"an introduction", "en", "aplastic anemia (hereafter AA)", "AA=aplastic anemia"},
        {"of two ways the better", "en", "for hereditary hemorrhagic telangiectasia (HHT)",
         "HHT=hereditary hemorrhagic telangiectasia"},
        {"a list is one long form", "en", "pain, pallor, paralysis and paresthesia (PPPP)",
         "PPPP=pain, pallor, paralysis and paresthesia"},
        {"what need not be matched", "en", "the fraction of inspired oxygen (FiO2)",
         "FiO2=fraction of inspired oxygen"},
    });
}

TEST_CASE("a definition is read in either order and without brackets", "[analyzers]") {
    check_rows({
        {"the long form in brackets", "en", "He had ALL (acute lymphoblastic leukemia).",
         "ALL=acute lymphoblastic leukemia"},
        {"drugs by their initials", "en",
         "R-CHOP (rituximab, cyclophosphamide, doxorubicin, vincristine, prednisone)",
         "R-CHOP=rituximab, cyclophosphamide, doxorubicin, vincristine, prednisone"},
        {"more behind the long form", "en", "AML (acute myeloid leukemia, type M2)",
         "AML=acute myeloid leukemia"},
        {"both in a bracket", "en", "no change (mean corpuscular volume, MCV)",
         "MCV=mean corpuscular volume"},
        {"a key", "en", "AA: aplastic anemia; PNH, paroxysmal nocturnal hemoglobinuria.",
         "AA=aplastic anemia | PNH=paroxysmal nocturnal hemoglobinuria"},
        {"a dash", "ru", "относительный риск - ОР 2,1", "ОР=относительный риск"},
        {"a comma", "en", "The odds ratio, OR, was 2.", "OR=odds ratio"},
        {"a key needs every word", "en", "AA: aplastic severe anemia.", ""},
        {"a list of names is none", "en", "positive for CD, carbon dioxide and more.", ""},
    });
}

TEST_CASE("other languages define abbreviations too", "[analyzers]") {
    check_rows({
        {"French accents and articles", "fr", "une leucémie aiguë myéloïde (LAM) de l'adulte",
         "LAM=leucémie aiguë myéloïde"},
        {"elision", "fr", "suivi pour l'insuffisance rénale chronique (IRC)",
         "IRC=insuffisance rénale chronique"},
        {"an article is no letter of it", "es", "El electromiograma (EMG) salió normal",
         "EMG=electromiograma"},
        {"Spanish", "es", "trasplante de progenitores hematopoyéticos (TPH)",
         "TPH=trasplante de progenitores hematopoyéticos"},
        {"Italian", "it", "affetto da malattia del trapianto contro l'ospite (MTCO)",
         "MTCO=malattia del trapianto contro l'ospite"},
        {"Portuguese", "pt", "fez-se ressonância magnética (RM)", "RM=ressonância magnética"},
        {"German", "de", "eine akute lymphatische Leukämie (ALL)",
         "ALL=akute lymphatische Leukämie"},
        {"English initials of French words", "fr", "l'imagerie par résonance magnétique (MRI)",
         "MRI=imagerie par résonance magnétique"},
        {"English initials of Italian words", "it", "la proteina C reattiva (CRP)",
         "CRP=proteina C reattiva"},
        {"in English they are a mistake", "en", "the protein C reactive (CRP)", ""},
        {"Russian", "ru", "острый лимфобластный лейкоз (ОЛЛ)", "ОЛЛ=острый лимфобластный лейкоз"},
        {"hereafter, in Russian", "ru", "острый лимфобластный лейкоз (далее — ОЛЛ)",
         "ОЛЛ=острый лимфобластный лейкоз"},
        {"a Latin letter that looks Cyrillic", "ru", "хронический лимфолейкоз (XЛ)",
         "XЛ=хронический лимфолейкоз"},
    });
}

TEST_CASE("a term without spaces is defined by the bracket behind it", "[analyzers]") {
    check_rows({
        {"Japanese, wide brackets", "ja", "今回、再生不良性貧血（AA）と診断した。",
         "AA=再生不良性貧血"},
        {"wide letters", "ja", "多発性骨髄腫（ＭＭ）", "ＭＭ=多発性骨髄腫"},
        {"a particle ends the search", "ja", "高度の再生不良性貧血（以下AA）", "AA=再生不良性貧血"},
        {"hiragana in a term", "ja", "もやもや病（MMD）の1例", "MMD=もやもや病"},
        {"a letter in a term", "ja", "びまん性大細胞型B細胞リンパ腫（DLBCL）",
         "DLBCL=びまん性大細胞型B細胞リンパ腫"},
        {"a day is no part of it", "ja", "5日メトトレキサート（MTX）を再開",
         "MTX=メトトレキサート"},
        {"the English name wins", "ja", "再生不良性貧血（aplastic anemia：AA）",
         "AA=aplastic anemia"},
        {"Chinese", "zh", "诊断为再生障碍性贫血（AA）。", "AA=再生障碍性贫血"},
        {"two names", "zh", "丙肝抗体(抗HCV或HCVAb)", "抗HCV=丙肝抗体 | HCVAb=丙肝抗体"},
        {"the English name, a wide comma", "zh",
         "急性淋巴细胞白血病（acute lymphoblastic leukemia，ALL）",
         "ALL=acute lymphoblastic leukemia"},
        {"Korean and English", "ko",
         "환자는 급성 림프구성 백혈병(acute lymphoblastic leukemia, ALL)으로",
         "ALL=acute lymphoblastic leukemia"},
        {"Korean alone", "ko", "환자는 재생불량성 빈혈(AA)로 진단되었다", "AA=재생불량성 빈혈"},
        {"a stage is no name", "ja", "右中葉の腺癌（cT2aN1M0）", ""},
        {"a laboratory value", "ja", "軽度の上昇（64U/L）", ""},
    });
}

TEST_CASE("a bracket that says something else defines nothing", "[analyzers]") {
    check_rows({
        {"a figure", "en", "A fine granular uptake was seen (Figure 1).", ""},
        {"another", "fr", "une fistule (Fig. 2)", ""},
        {"a citation", "en", "as Smith and others wrote (Smith et al., 2003)", ""},
        {"a numbered one", "en", "as others wrote [12]", ""},
        {"a count", "en", "in all patients (n = 5)", ""},
        {"a dose", "en", "methylprednisolone (mg) and gave (5 mg/kg)", ""},
        {"a unit", "en", "with units per litre (U/L)", ""},
        {"a probability", "en", "a plain difference (p < 0.05)", ""},
        {"a gene of a protein", "en", "the neurofibromin gene (NF1)", ""},
        {"a stain", "en", "negative for cytokeratin (AE1/AE3)", ""},
        {"a species", "en", "a brown bear (Ursus arctos)", ""},
        {"a Roman numeral", "en", "in a grade (IV) and a diffuse infiltrate (II)", ""},
        {"a stage", "en", "a malignant nodule (T2N0M0)", ""},
        {"a side", "en", "the limb (left)", ""},
        {"a brand", "en", "imatinib (Glivec)", ""},
        {"a country", "en", "made in Chicago (USA)", ""},
        {"the words say no more", "en", "a CT scan (CT)", ""},
        {"a number of itself", "en", "EXT (EXT1 and EXT2)", ""},
        {"the first letter is missing", "en", "lymphoblastic leukemia (ALL)", ""},
        {"another sentence", "en", "Anemia. Lasting lymphopenia. (ALL)", ""},
        {"two letters by chance", "en", "albumin rose and then bilirubin (AB)", ""},
        {"an author", "en", "Bang SJ, Shin JW, SJ", ""},
        {"empty", "en", "()", ""},
        {"not closed", "en", "aplastic anemia (AA", ""},
        {"not opened", "en", "aplastic anemia AA)", ""},
    });
}

TEST_CASE("a pair is found each time that it is defined", "[analyzers]") {
    CHECK(find_abbreviations("aplastic anemia (AA). Aplastic anemia (AA).", Language::of("en")) ==
          std::vector<AbbreviationDefinition>{{17, 19, 0, 15}, {39, 41, 22, 37}});
}

TEST_CASE("definitions lie on characters of whatever text", "[analyzers]") {
    const std::vector<std::string> pieces = {"acute ",
                                             "lymphoblastic ",
                                             "leukemia",
                                             "(",
                                             ")",
                                             "（",
                                             "）",
                                             "ALL",
                                             "[",
                                             "]",
                                             ", ",
                                             "; ",
                                             ": ",
                                             "病",
                                             "が",
                                             "백혈병",
                                             "и ",
                                             "ОЛЛ",
                                             "острый ",
                                             "α",
                                             "-",
                                             "\xFF",
                                             " ",
                                             "\n",
                                             "é",
                                             "e\xCC\x81",
                                             "以下",
                                             "5",
                                             "/",
                                             " - ",
                                             "a",
                                             "AA",
                                             "\xE7\x99",
                                             "\x80",
                                             "抗HBs或HBsAb",
                                             " or ",
                                             "PVCs",
                                             "FiO2 (O2)",
                                             "IL-2",
                                             ". "};
    std::mt19937 random(make_seed("definitions lie on characters"));
    const auto pick = [&](std::size_t below) { return random() % below; };
    for (int run = 0; run < 3000; ++run) {
        std::string text;
        const bool ill_formed = pick(4) == 0;
        for (std::size_t left = 1 + pick(60); left > 0; --left) {
            const std::string& piece = pieces[pick(pieces.size())];
            if (ill_formed || find_ill_formed_utf8(piece) == std::string_view::npos) text += piece;
        }
        CAPTURE(text);
        for (const char* language : {"en", "ja", "zh", "ko", "ru", "el"})
            check_offsets(text, Language::from_tag(language));
        check_offsets(text, Language());
    }
}

TEST_CASE("the time for a text grows as its length", "[analyzers]") {
    constexpr std::size_t kBytes = 1'000'000;
    constexpr double kSeconds = 10;  // a few in a release build
    for (const char* unit : {"(", ")", "()", "(AB)", "[[(", "a", "a ", "AB, ", "AB (ab ", "（"}) {
        CAPTURE(unit);
        CHECK(seconds_for(repeated(unit, kBytes)) < kSeconds);
    }
}
