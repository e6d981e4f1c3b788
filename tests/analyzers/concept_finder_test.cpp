#include "casebook/concept_finder.hpp"

#include <string>
#include <vector>

#include "analyzers/small_thesaurus.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

using Found = std::vector<std::string>;

/// "words=name" for each mention, with "/via" where it is found by other than a name as written.
Found shown(std::span<const ConceptText> texts, const std::vector<ConceptMention>& mentions) {
    const SmallThesaurus& small = SmallThesaurus::get();
    Found result;
    for (const ConceptMention& mention : mentions) {
        const std::string_view text = texts[mention.text].text;
        std::string entry(text.substr(mention.begin, mention.end - mention.begin));
        entry += "=" + small.name(mention.concept_number);
        if (mention.via == FoundVia::inflected || mention.via == FoundVia::reordered)
            entry += "/" + std::string(to_string(mention.via));
        result.push_back(entry);
    }
    return result;
}

Found found_in(std::string_view text, const char* language,
               const std::vector<DefinedAbbreviation>& definitions = {}) {
    const std::vector<ConceptText> texts{{text, Language::from_tag(language)}};
    return shown(texts, find_concepts(texts, definitions, SmallThesaurus::get().thesaurus(),
                                      built_in_analyzer()));
}

struct FoundConcepts {
    const char* why;
    const char* text;
    const char* language;
    Found found;
};

void check(const std::vector<FoundConcepts>& rows) {
    for (const FoundConcepts& row : rows) {
        CAPTURE(row.why, row.text);
        CHECK(found_in(row.text, row.language) == row.found);
    }
}

}  // namespace

TEST_CASE("a concept is found by its names however they are written", "[analyzers][concepts]") {
    check({
        {"the longest name wins",
         "He had acute lymphoblastic leukemia.",
         "en",
         {"acute lymphoblastic leukemia=all"}},
        {"British spelling",
         "acute lymphoblastic leukaemia",
         "en",
         {"acute lymphoblastic leukaemia=all"}},
        {"a plural", "two aplastic anemias", "en", {"aplastic anemias=aa/inflected"}},
        {"hyphens", "anti-thymocyte globulin", "en", {"anti-thymocyte globulin=atg"}},
        {"a space for a hyphen", "anti thymocyte globulin", "en", {"anti thymocyte globulin=atg"}},
        {"a narrower name",
         "rabbit anti-thymocyte globulin",
         "en",
         {"rabbit anti-thymocyte globulin=ratg"}},
        {"over a line's end",
         "bone marrow\ntransplantation",
         "en",
         {"bone marrow\ntransplantation=bmt"}},
        {"an apostrophe", "Hodgkin's disease", "en", {"Hodgkin's disease=hodgkin"}},
        {"capitals", "APLASTIC ANEMIA WAS SEEN IN THIS OLD PATIENT", "en", {"APLASTIC ANEMIA=aa"}},
        {"punctuation that the term has",
         "St. Louis encephalitis",
         "en",
         {"St. Louis encephalitis=stlouis"}},
        {"commas that the term has",
         "an ear, nose and throat disease",
         "en",
         {"ear, nose and throat disease=ent"}},
        {"brackets that the term has",
         "with t(9;22)(q34;q11).",
         "en",
         {"t(9;22)(q34;q11=translocation"}},
        {"hyphens in a chain",
         "graft versus host disease",
         "en",
         {"graft versus host disease=gvhd"}},
        {"a stop word that begins a name",
         "von Willebrand disease",
         "de",
         {"von Willebrand disease=vwd"}},
        {"an interleukin", "serum IL 2 and IL2R", "en", {"IL 2=il2", "IL2R=il2r"}},
        {"a Greek letter by its name",
         "TNF-alpha and TNF-\u03B1",
         "en",
         {"TNF-alpha=tnf", "TNF-\u03B1=tnf"}},
        {"another Greek letter", "TNF-\u03B2, TNF beta, TNF\u03B2 and TNF", "en", {"TNF=tnf"}},
        {"a lost space", "anemia.Fever", "en", {"anemia=anemia", "Fever=fever"}},
        {"Latin", "grew Staphylococcus aureus", "fr", {"Staphylococcus aureus=saureus"}},
        {"a brand in any language",
         "unter Thymoglobulin\u00AE (Hase)",
         "de",
         {"Thymoglobulin=ratg"}},
    });
}

TEST_CASE("a treatment is named by its participle where that tells of a deed",
          "[analyzers][concepts]") {
    check({
        {"passive", "The mass was excised.", "en", {"excised=excision/inflected"}},
        {"perfect", "It has been completely excised.", "en", {"excised=excision/inflected"}},
        {"active", "We then excised it.", "en", {"excised=excision/inflected"}},
        {"in a list of deeds",
         "The cyst was punctured, drained and completely excised.",
         "en",
         {"drained=drainage/inflected", "excised=excision/inflected"}},
        {"either spelling", "It was embolized.", "en", {"embolized=excision/inflected"}},
        {"an adjective", "Sections of excised tissue were seen.", "en", {}},
        {"what is there", "There was excised tissue.", "en", {}},
        {"over a sentence's end", "The pus was. Drained veins.", "en", {}},
        {"another subject", "The lesion was red. They excised nothing.", "en", {}},
        {"a state", "The duct was dilated to 12 mm.", "en", {}},
        {"a state made by means",
         "The duct was dilated with a balloon.",
         "en",
         {"dilated=dilatation/inflected"}},
        {"active of a vein", "The vein drained into the atrium.", "en", {}},
        {"Spanish", "La lesi\u00F3n fue resecada.", "es", {"resecada=excision/inflected"}},
        {"a Spanish adjective", "El tejido resecado era benigno.", "es", {}},
        {"Spanish, of another noun",
         "El absceso fue posteriormente drenado.",
         "es",
         {"drenado=drainage/inflected"}},
        {"French",
         "La tumeur a \u00E9t\u00E9 r\u00E9s\u00E9qu\u00E9e.",
         "fr",
         {"r\u00E9s\u00E9qu\u00E9e=excision/inflected"}},
        {"Italian", "La lesione \u00E8 stata resecata.", "it", {"resecata=excision/inflected"}},
        {"Portuguese", "O tumor foi ressecado.", "pt", {"ressecado=excision/inflected"}},
        {"German", "Der Tumor wurde reseziert.", "de", {"reseziert=excision/inflected"}},
        {"a German weak verb",
         "Das Becken wurde bestrahlt.",
         "de",
         {"bestrahlt=drainage/inflected"}},
        {"a German adjective", "Der resezierte Tumor war gutartig.", "de", {}},
        {"a German state", "Der Gang war dilatiert.", "de", {}},
    });
}

TEST_CASE("a word of the same stem is no name if it is another noun", "[analyzers][concepts]") {
    check({
        {"a thing is no doing", "A plate was seen.", "en", {}},
        {"the doing", "Plating was done.", "en", {"Plating=plating"}},
        {"Italian", "Il profilo lipidico era normale.", "it", {}},
        {"the name itself", "In profilassi.", "it", {"profilassi=prophylaxis"}},
        {"Portuguese", "Condicionou a subida.", "pt", {}},
        {"a participle is of the name",
         "Foi condicionado.",
         "pt",
         {"condicionado=prophylaxis/inflected"}},
    });
}

TEST_CASE("a concept is found in the languages that it has names in", "[analyzers][concepts]") {
    check({
        {"German",
         "Akute lymphatische Leuk\u00E4mien",
         "de",
         {"Akute lymphatische Leuk\u00E4mien=all/inflected"}},
        {"the last part of a German compound",
         "eine Fettleberzirrhose",
         "de",
         {"leberzirrhose=cirrhosis"}},
        {"Spanish",
         "leucemia linfobl\u00E1stica aguda",
         "es",
         {"leucemia linfobl\u00E1stica aguda=all"}},
        {"French elision",
         "trait\u00E9 d'une an\u00E9mie aplastique",
         "fr",
         {"an\u00E9mie aplastique=aa"}},
        {"Russian cases",
         "\u043F\u0440\u0438 \u043E\u0441\u0442\u0440\u043E\u043C "
         "\u043B\u0438\u043C\u0444\u043E\u0431\u043B\u0430\u0441\u0442\u043D\u043E\u043C "
         "\u043B\u0435\u0439\u043A\u043E\u0437\u0435",
         "ru",
         {"\u043E\u0441\u0442\u0440\u043E\u043C "
          "\u043B\u0438\u043C\u0444\u043E\u0431\u043B\u0430\u0441\u0442\u043D\u043E\u043C "
          "\u043B\u0435\u0439\u043A\u043E\u0437\u0435=all/inflected"}},
        {"Korean, glued", "급성림프구성백혈병", "ko", {"급성림프구성백혈병=all"}},
        {"Korean, with spaces", "급성 림프구성 백혈병", "ko", {"급성 림프구성 백혈병=all"}},
        {"Korean, another word and a particle glued on",
         "백혈병환자에서",
         "ko",
         {"백혈병=leukemia"}},
        {"Korean, a short word in another", "시간이 지나", "ko", {}},
        {"Korean, a short word with its particle", "암은 간에서", "ko", {"암=cancer"}},
        {"Japanese", "再生不良性貧血の患者", "ja", {"再生不良性貧血=aa"}},
        {"Japanese, a word of Latin and other letters",
         "B細胞リンパ腫",
         "ja",
         {"B細胞リンパ腫=bcell"}},
        {"Japanese, a katakana word and another",
         "シクロスポリンカプセル",
         "ja",
         {"シクロスポリン=csa"}},
        {"Japanese, hiragana in a verb", "がんばる", "ja", {}},
        {"Japanese, hiragana before a particle", "がんの疑い", "ja", {"がん=cancer"}},
        {"Chinese, traditional", "再生障礙性貧血", "zh", {"再生障礙性貧血=aa"}},
        {"Chinese, one character within a word", "抗癌药", "zh", {}},
        {"Chinese over Japanese", "患者は白血病", "ja", {"白血病=leukemia"}},
        {"Thai", "เป็นมะเร็งเม็ดเลือดขาวและ", "th", {"มะเร็งเม็ดเลือดขาว=leukemia"}},
        {"an English name in Chinese",
         "给予rituximab和ATG",
         "zh",
         {"rituximab=rituximab", "ATG=atg"}},
        {"a long English name in another language",
         "Gabe von tocilizumab",
         "de",
         {"tocilizumab=tocilizumab"}},
        {"English words in a title quoted in French",
         "donor lymphocyte infusion",
         "fr",
         {"donor lymphocyte infusion=dli"}},
        {"a short word of two languages", "du pain", "fr", {}},
    });
}

namespace {

/// Labels of what the built-in thesaurus finds.
std::string named(std::string_view text, const char* language) {
    const std::vector<ConceptText> texts{{text, Language::from_tag(language)}};
    std::string names;
    for (const ConceptMention& mention :
         find_concepts(texts, {}, built_in_thesaurus(), built_in_analyzer()))
        names += std::string(built_in_thesaurus().label(mention.concept_number)) + "; ";
    return names;
}

}  // namespace

TEST_CASE("therapy and treatment, drug and agent name one thing", "[analyzers][concepts]") {
    CHECK(named("antiretroviral treatment", "en") == "antiretroviral therapy; ");
    CHECK(named("antiretroviral therapy", "en") == "antiretroviral therapy; ");
    CHECK(named("an antihypertensive agent", "en") == named("antihypertensive drugs", "en"));
    CHECK(named("palliative Behandlung", "de") == named("palliative Therapie", "de"));
    CHECK(named("tratamiento antirretroviral", "es") == "antiretroviral therapy; ");
    CHECK(named("terapia antirretroviral", "es") == "antiretroviral therapy; ");
    // Words that only share a stem with one of these.
    CHECK(named("infezione del tratto respiratorio", "it").find("therapy") == std::string::npos);
    CHECK(named("medical cannabis", "en") == named("medicinal cannabis", "en"));
}

TEST_CASE("what shares a stem with a name in a Romance language is mostly another word",
          "[analyzers][concepts]") {
    // Words for with, bad, food, to eat, breasts, home, areas, liver's, organs, fibres.
    for (const char* text : {"com", "mal"})
        CHECK(named(text, "pt") == "");
    for (const char* text : {"comida", "comer", "come", "seno", "senos", "órganos", "alcohol"})
        CHECK(named(text, "es") == "");
    for (const char* text : {"foyer", "zones", "sens", "jaune"})
        CHECK(named(text, "fr") == "");
    for (const char* text : {"col", "fibre", "acido", "gastro"})
        CHECK(named(text, "it") == "");
    CHECK(named("epatica", "it") != "hepatitis; ");
    CHECK(named("am Leben", "de") == "");
    // Plurals, and what was done.
    CHECK(named("riñones", "es") == "kidney; ");
    CHECK(named("dolores", "es") == "pain; ");
    CHECK(named("reni", "it") == "kidney; ");
    CHECK(named("edemi", "it") == "oedema; ");
    CHECK(named("opéré", "fr") == "surgical treatment; ");
    CHECK(named("empeora", "es") == "deterioration; ");
}

TEST_CASE("words turned round name the same concept", "[analyzers][concepts]") {
    check({
        {"a comma",
         "leukemia, acute lymphoblastic",
         "en",
         {"leukemia, acute lymphoblastic=all/reordered"}},
        {"two words and a comma", "Anemia, aplastic.", "en", {"Anemia, aplastic=aa/reordered"}},
        {"of the",
         "carcinoma of the lung was seen",
         "en",
         {"carcinoma of the lung=lungca/reordered"}},
        {"of",
         "transplantation of bone marrow",
         "en",
         {"transplantation of bone marrow=bmt/reordered"}},
        {"adjectives in another order",
         "leucemia aguda linfobl\u00E1stica",
         "es",
         {"leucemia aguda linfobl\u00E1stica=all/reordered"}},
        {"a list is not a name turned round", "failure, heart murmur", "en", {"heart=heart"}},
        {"words of another sentence", "It was anemia. Aplastic marrow", "en", {"anemia=anemia"}},
        {"a phrase that goes on", "failure of heart valves", "en", {"heart=heart"}},
    });
}

TEST_CASE("words that change nothing may stand inside a name", "[analyzers][concepts]") {
    struct Row {
        const char* text;
        const char* language;
        const char* names;
    };
    const std::vector<Row> rows{
        {"carcinoma of her left breast", "en", "breast cancer; "},
        {"a fracture of the right femur", "en", "femoral fracture; "},
        {"laparoscopic left adrenalectomy", "en", "laparoscopic adrenalectomy; "},
        {"stenosis of his right renal artery", "en", "renal artery stenosis; "},
        {"rotura completa del tend\u00F3n de Aquiles", "es", "Achilles tendon rupture; "},
        {"estenosis severa de la arteria renal izquierda", "es", "renal artery stenosis; "},
        {"thrombose \u00E9tendue de la veine porte", "fr", "portal vein thrombosis; "},
        {"trombosi completa della vena porta", "it", "portal vein thrombosis; "},
        {"agenesia completa do corpo caloso", "pt", "agenesis of the corpus callosum; "},
        {"\u043F\u0435\u0440\u0435\u043B\u043E\u043C \u043B\u0435\u0432\u043E\u0439 "
         "\u0431\u0435\u0434\u0440\u0435\u043D\u043D\u043E\u0439 \u043A\u043E\u0441\u0442\u0438",
         "ru", "femoral fracture; "},
        // Another word joins them.
        {"an abscess in the liver", "en", "liver abscess; "},
        {"allergic to, or allergy to penicillin", "en", "penicillin allergy; "},
        {"carcinoma of the lung treated at once", "en", "lung cancer; "},
        // Romance adjectives behind a name turned round change nothing either.
        {"estenosis pulmonar valvular moderada", "es", "pulmonary valve stenosis; "},
        // A name that has the word itself goes before.
        {"acute right heart failure", "en", "right ventricular failure; "},
        {"insuficiencia renal cr\u00F3nica aguda", "es", "chronic kidney disease; "},
        // So does a longer name that begins inside.
        {"biopsia de una adenopat\u00EDa cervical", "es", "biopsy; cervical lymphadenopathy; "},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(named(row.text, row.language) == row.names);
    }
    CHECK(named("surgery, the kidney", "en") == "surgical treatment; kidney; ");
    std::string linking = "carcinoma";
    for (int count = 0; count < 200'000; ++count)
        linking += " of the";
    CHECK(named(linking + " lung", "en") == "carcinoma; lung; ");
    CHECK(named("shunt gauche-droite", "fr").find("right-to-left") == std::string::npos);
    CHECK(named("deficit di vitamina", "it").find("vitamin A") == std::string::npos);
}

TEST_CASE("an abbreviation is found in its own case alone", "[analyzers][concepts]") {
    check({
        {"as written", "He received ATG.", "en", {"ATG=atg"}},
        {"small letters", "the atg codon", "en", {}},
        {"plural", "two MRIs", "en", {"MRIs=mri"}},
        {"full stops", "A.T.G. was given", "en", {"A.T.G=atg"}},
        {"r apart", "rATG", "en", {"rATG=ratg"}},
        {"mixed case", "CsA and CSA", "en", {"CsA=csa", "CSA=csa"}},
        {"one capital", "Hb fell, HB did not", "en", {"Hb=hb"}},
        {"a gene is no word", "KIT was mutated, the kit was not", "en", {"KIT=kit"}},
        {"a joined one", "R-CHOP, then CHOP", "en", {"R-CHOP=rchop", "CHOP=chop"}},
        {"in Korean", "ATG를 투여", "ko", {"ATG=atg"}},
        {"a word in capitals", "HE WAS GIVEN IT AND ALL THE OTHER DRUGS", "en", {}},
        {"in capitals no word", "THE PATIENT RECEIVED ATG AND RECOVERED", "en", {"ATG=atg"}},
    });
}

TEST_CASE("a stem shared with another word is no inflection", "[analyzers][concepts]") {
    check({
        {"organ, organism", "an organism", "en", {}},
        {"organs", "organs", "en", {"organs=organ/inflected"}},
        {"vaccination has its own form", "after vaccination", "en", {"vaccination=vaccination"}},
        {"transplants", "his transplants", "en", {"transplants=transplantation/inflected"}},
    });
}

TEST_CASE("an ambiguous abbreviation means what the report speaks of", "[analyzers][concepts]") {
    check({
        {"nothing without a sign", "MRA was done", "en", {}},
        {"the antibody", "MRA, a monoclonal antibody", "en", {"MRA=tocilizumab"}},
        {"vessels", "MRA of the vessels", "en", {"MRA=mrangio"}},
        {"a narrower concept speaks too",
         "renal angiography, then MRA",
         "en",
         {"renal angiography=renal_angio", "MRA=mrangio"}},
        {"heart failure", "MRA for heart failure", "en", {"MRA=mratherapy", "heart failure=hf"}},
        {"signs of two senses", "an antibody against vessels: MRA", "en", {}},
        {"its own name elsewhere",
         "tocilizumab was given; MRA helped",
         "en",
         {"tocilizumab=tocilizumab", "MRA=tocilizumab"}},
        {"a sense that stands nowhere", "creatinine clearance CR 30", "en", {}},
        {"a lay word with two senses", "a cold and a cough", "en", {"cold=cold1"}},
        {"ALL amid leukemias", "AML or ALL", "en", {"AML=aml", "ALL=all"}},
        {"ALL alone", "ALL was seen", "en", {}},
    });
}

TEST_CASE("a definition in the report beats the thesaurus", "[analyzers][concepts]") {
    CHECK(found_in("MRA was given", "en", {{"MRA", "magnetic resonance angiography"}}) ==
          Found{"MRA=mrangio"});
    CHECK(found_in("ATG was done", "en", {{"ATG", "adult thyroid group"}}).empty());
    CHECK(found_in("XYZ and X-YZ, not XYZA", "en", {{"XYZ", "aplastic anaemia"}}) ==
          Found{"XYZ=aa", "X-YZ=aa"});
    CHECK(found_in("ALL", "en", {{"ALL", "refractory acute lymphoblastic leukemia"}}) ==
          Found{"ALL=all"});
    CHECK(found_in("R-CHOP", "en", {{"CHOP", "children's hospital"}}) == Found{"R-CHOP=rchop"});
    CHECK(found_in("LLA\uB294", "ko", {{"LLA", "급성림프구성백혈병"}}) == Found{"LLA=all"});
}

TEST_CASE("a sign in one text of a report speaks in the others", "[analyzers][concepts]") {
    const Language english = Language::of("en");
    const std::vector<ConceptText> texts{{"MRA for a girl", english},
                                         {"the IL-6 receptor antibody", english}};
    CHECK(shown(texts, find_concepts(texts, {}, SmallThesaurus::get().thesaurus(),
                                     built_in_analyzer())) == Found{"MRA=tocilizumab"});
}

TEST_CASE("a query shows every sense of its words", "[analyzers][concepts]") {
    const SmallThesaurus& small = SmallThesaurus::get();
    ConceptFinder finder(small.thesaurus(), built_in_analyzer());
    const std::vector<Language> languages{Language::of("en"), Language::of("es")};
    const auto read = [&](std::string_view query) {
        Found result;
        for (const QueryConcept& found : finder.find_in_query(query, languages)) {
            std::string entry(query.substr(found.begin, found.end - found.begin));
            for (const QuerySense& sense : found.senses)
                entry += "=" + small.name(sense.concept_number);
            result.push_back(entry);
        }
        return result;
    };
    CHECK(read("ATG hypoplastic leukemia") == Found{"ATG=atg", "hypoplastic leukemia=hypoleuk"});
    CHECK(read("atg") == Found{"atg=atg"});
    CHECK(read("all it mm").empty());
    CHECK(read("MRA") == Found{"MRA=tocilizumab=mrangio=mratherapy"});
    CHECK(read("ALL") == Found{"ALL=all"});
    CHECK(read("leucemia aguda linfobl\u00E1stica") ==
          Found{"leucemia aguda linfobl\u00E1stica=all"});
    CHECK(finder.find_named("aplastic anaemia", languages).size() == 1);
    CHECK(finder.find_named("severe aplastic anaemia", languages).empty());
}

}  // namespace casebook
