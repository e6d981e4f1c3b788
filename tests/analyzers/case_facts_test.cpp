#include "casebook/case_facts.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "casebook/built_in.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

struct ToldCase {
    const char* why;
    const char* language;
    const char* text;
    std::string facts;
};

CaseFacts facts_in(const std::vector<FactText>& texts, std::string_view article_type = "") {
    std::vector<ConceptText> named;
    for (const FactText& text : texts)
        named.push_back({text.text, text.language});
    const auto mentions = find_concepts(named, {}, built_in_thesaurus(), built_in_analyzer());
    FactFinder finder(built_in_thesaurus(), built_in_context_rules());
    return finder.find(texts, mentions, article_type);
}

CaseFacts facts_in(const char* language, std::string_view text) {
    return facts_in({{SectionKind::body, Language::from_tag(language), text}});
}

std::string labels_of(const char* name, const std::vector<ConceptFact>& facts) {
    std::string list;
    for (const ConceptFact& fact : facts) {
        list += (list.empty() ? std::string(name) + " " : ", ") +
                std::string(built_in_thesaurus().label(fact.concept_number));
    }
    return list.empty() ? list : list + "; ";
}

/// Therapies given (G), failed (F), mentioned but not given (M), as their preferred terms.
std::string therapies(const CaseFacts& facts) {
    std::vector<ConceptFact> only;
    for (const ConceptFact& fact : facts.therapy_mentioned) {
        const auto same = [&](const ConceptFact& given) {
            return given.concept_number == fact.concept_number;
        };
        if (std::none_of(facts.therapy.begin(), facts.therapy.end(), same)) only.push_back(fact);
    }
    return labels_of("G", facts.therapy) + labels_of("F", facts.therapy_failed) +
           labels_of("M", only);
}

std::string states(const CaseFacts& facts) {
    std::string list;
    for (const OutcomeFact& fact : facts.outcome)
        list += (list.empty() ? "" : ", ") + std::string(to_string(fact.state));
    return list;
}

std::string patients(const CaseFacts& facts) {
    std::ostringstream list;
    list.precision(3);
    for (const PatientFact& patient : facts.patients) {
        if (list.tellp() > 0) list << "; ";
        if (patient.age) {
            list << *patient.age;
        } else {
            list << (patient.age_group ? to_string(*patient.age_group) : "-");
        }
        list << " " << (patient.sex ? to_string(*patient.sex) : "-");
    }
    return list.str();
}

TEST_CASE("a therapy is given, failed or only mentioned as the words around it say",
          "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"what a narrative names is given", "en",
         "A 13-year-old boy received vincristine and methotrexate.",
         "G vincristine, methotrexate; "},
        {"planned is not given", "en", "Rituximab was planned. She received etoposide.",
         "G etoposide; M rituximab; "},
        {"refused is not given", "en", "He refused methotrexate and was treated with etoposide.",
         "G etoposide; M methotrexate; "},
        {"not done is not given", "en", "The patient was treated without vincristine.",
         "M vincristine; "},
        {"what could not be done is not given", "en",
         "Fluconazole could not be administered and splenectomy had not been undertaken, so he was "
         "given caspofungin.",
         "G caspofungin; M fluconazole, splenectomy; "},
        {"what a family refuses is not given", "en",
         "His parents refuse the splenectomy. He received vincristine.",
         "G vincristine; M splenectomy; "},
        {"what germs are tried with is not given", "en",
         "The minimum inhibitory concentrations of ampicillin and ceftriaxone were determined. "
         "Itraconazole and caspofungin were highly active against both isolates. He received "
         "meropenem.",
         "G meropenem; "},
        {"a mechanism, a scan and a level are no therapies", "en",
         "The mismatch repair was deficient, the ventilation/perfusion scan normal and the "
         "lithium plasma level high.",
         ""},
        {"not available is not given", "en",
         "We gave etoposide to the patient because rituximab was not available.",
         "G etoposide; M rituximab; "},
        {"an allergy is no therapy", "en", "Allergic to ceftriaxone, he was given meropenem.",
         "G meropenem; M ceftriaxone; "},
        {"offered is not given", "en", "The patient was offered rituximab, and received etoposide.",
         "G etoposide; M rituximab; "},
        {"a verb tells of the therapy", "en",
         "The tumor was resected and the child was intubated, but the abscess should not be "
         "drained.",
         "G resection, endotracheal intubation; M surgical drainage; "},
        {"what is to be done is not given", "en",
         "The tumor is to be resected. He had to be intubated.",
         "G endotracheal intubation; M resection; "},
        {"taking out what was put in is none", "en", "A cyst was found. The drains were removed.",
         ""},
        {"what is waited for is not given", "en", "He was reluctant to take etoposide.",
         "M etoposide; "},
        {"an anaesthesia is none", "en",
         "Under combined spinal epidural anaesthesia she underwent gastrectomy.",
         "G gastrectomy; "},
        {"what others got is not given", "en",
         "The patient received etoposide; his mother had taken methotrexate.",
         "G etoposide; M methotrexate; "},
        {"general statements are about nobody", "en",
         "Rituximab is the treatment of choice; our patient improved with etoposide.",
         "G etoposide; M rituximab; "},
        {"a name that says nothing is none", "en", "The patient received treatment.", ""},
        {"no response is a failure", "en",
         "She did not respond to vincristine, etoposide and methotrexate, but rituximab led to "
         "complete remission.",
         "G vincristine, etoposide, methotrexate, rituximab; "
         "F vincristine, etoposide, methotrexate; "},
        {"despite is a failure", "en", "Despite methotrexate, her uveitis progressed.",
         "G methotrexate; F methotrexate; "},
        {"a sentence without a therapy means the one before", "en",
         "He received azathioprine and methotrexate. However, there was no response.",
         "G azathioprine, methotrexate; F azathioprine, methotrexate; "},
        {"a stop for harm is no failure", "en", "Azathioprine was stopped because of pancreatitis.",
         "G azathioprine; "},
        {"home medication is given", "es", "Tratamiento habitual: enalapril 10 mg, furosemida.",
         "G enalapril, furosemide; "},
        {"failure before its cause", "es",
         "Varón de 60 años. A pesar de furosemida intravenosa empeoró.",
         "G furosemide; F furosemide; "},
        {"refused behind the name", "es",
         "Se inició etopósido. Se propuso rituximab, que la paciente rechazó.",
         "G etoposide; M rituximab; "},
        {"an allergy", "es", "Alérgica a ceftriaxona, en tratamiento con enalapril.",
         "G enalapril; M ceftriaxone; "},
        {"given, then failed", "de",
         "Ein 65-jähriger Mann erhielt Rituximab. Trotz Prednison kam es zu einem Rezidiv.",
         "G rituximab, prednisone; F prednisone; "},
        {"not begun", "de", "Die Patientin erhielt Etoposid; Rituximab wurde nicht begonnen.",
         "G etoposide; M rituximab; "},
        {"given without success", "fr",
         "Le patient a été traité par méthotrexate sans succès, puis par rituximab.",
         "G methotrexate, rituximab; F methotrexate; "},
        {"not necessary", "fr",
         "Sous étoposide, évolution favorable; le rituximab n'a pas été "
         "nécessaire.",
         "G etoposide; M rituximab; "},
        {"no answer", "it",
         "La paziente non rispondeva a metotrexato e veniva trattata con rituximab.",
         "G methotrexate, rituximab; F methotrexate; "},
        {"no answer, then another", "pt", "Doente sem resposta à colchicina; iniciou anakinra.",
         "G colchicine, anakinra; F colchicine; "},
        {"without effect", "ru", "Больная 45 лет получала преднизолон без эффекта.",
         "G prednisolone; F prednisolone; "},
        {"planned, and given before", "zh", "患者女，13岁，拟行骨髓移植，先予环孢素治疗后好转。",
         "G ciclosporin; M bone marrow transplantation; "},
        {"traditional characters", "zh", "患者接受環孢素治療無效。",
         "G ciclosporin; F ciclosporin; "},
        {"given", "ja", "肺炎に対しアンピシリンを投与し軽快した。", "G ampicillin; "},
        {"given", "ko", "환자는 빈크리스틴을 투여받고 호전되었다.", "G vincristine; "},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.language, row.text);
        CHECK(therapies(facts_in(row.language, row.text)) == row.facts);
    }
}

TEST_CASE("a name that has other meanings needs a word of giving", "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"a finding", "en", "A woman had dyspnoea. Pleural fluid was seen.", ""},
        {"an infusion", "en", "A woman with shock was given fluids.", "G fluid therapy; "},
        {"a speed", "en", "A boy had a fast growing tumour.", ""},
        {"a vertebra", "en", "A man had a fracture of L1.", ""},
        {"a substance of the blood", "en", "A boy was admitted. Vitamin D and calcitonin were low.",
         ""},
        {"a substance that is given", "en", "A boy with rickets was treated with vitamin D.",
         "G vitamin D; "},
        {"planned", "en", "A boy was admitted. Vitamin D was recommended.", "M vitamin D; "},
        {"lying still", "es", "Varón con disnea de reposo y eupneico en reposo.", ""},
        {"ordered", "es", "Varón con fractura. Se pautó reposo.", "G bed rest; "},
        {"in the blood", "es", "Varón de 60 años. Ácido fólico y vitamina B12 normales.", ""},
        {"a department", "es", "Varón de 60 años. Se avisó a cirugía cardiaca.", ""},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.language, row.text);
        CHECK(therapies(facts_in(row.language, row.text)) == row.facts);
    }
}

TEST_CASE("a general name beside the special one is no therapy of its own", "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"in brackets", "en", "She was treated with glucocorticoids (prednisone 60 mg).",
         "G prednisone; M glucocorticoid therapy; "},
        {"the aim", "en", "She was given adjuvant therapy with tamoxifen.",
         "G tamoxifen; M adjuvant therapy; "},
        {"what follows an operation is no other name of it", "en",
         "She underwent gastrectomy followed by adjuvant chemotherapy.",
         "G gastrectomy, adjuvant chemotherapy; "},
        {"two things", "en", "She received prednisone, later other immunosuppressive therapy.",
         "G prednisone, immunosuppressive therapy; "},
        {"what it was for", "en", "Cisplatin was administered as neoadjuvant chemotherapy (NAC).",
         "G cisplatin; M neoadjuvant chemotherapy; "},
        {"what it was for, in Spanish", "es",
         "Recibi\u00F3 prednisona como tratamiento inmunosupresor.",
         "G prednisone; M immunosuppressive therapy; "},
        {"two, named one as well as the other", "en",
         "She was given cisplatin as well as antibiotics.", "G cisplatin, antibacterial therapy; "},
        {"its form", "en", "She was given betamethasone ointment.",
         "G betamethasone; M topical treatment; "},
        {"a drug for prevention", "en", "She was given penicillin prophylaxis with good outcome.",
         "G penicillin; M prophylaxis; "},
        {"what an operation is done with", "en",
         "The defect was treated by reconstruction with a full-thickness skin graft.",
         "G full-thickness skin graft; M reconstructive surgery; "},
        {"alone", "en", "She was treated with glucocorticoids.", "G glucocorticoid therapy; "},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.language, row.text);
        CHECK(therapies(facts_in(row.language, row.text)) == row.facts);
    }
}

TEST_CASE("what was done is given, whatever stands before it", "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"a risk", "en",
         "Because of the risk of a new embolism, thrombectomy was performed in this man.",
         "G mechanical thrombectomy; "},
        {"not done", "en", "Because of the risk of bleeding, thrombectomy was not performed.",
         "M mechanical thrombectomy; "},
        {"induction is treatment", "en", "A boy had leukemia. Induction with vincristine failed.",
         "G vincristine; F vincristine; "},
        {"but for that of anaesthesia", "en",
         "A boy had leukemia. After induction of anesthesia with methotrexate he was stable.", ""},
        {"both patients are patients", "en", "Both patients received rituximab.", "G rituximab; "},
        {"patients at large are none", "en", "Patients with uveitis received rituximab.",
         "M rituximab; "},
        {"a trial is no study", "en", "In this woman a trial of rituximab was ineffective.",
         "G rituximab; F rituximab; "},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.language, row.text);
        CHECK(therapies(facts_in(row.language, row.text)) == row.facts);
    }
}

TEST_CASE("the last state of the story is the final one", "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"states in their order", "en",
         "After surgery she relapsed. She achieved complete remission with ibrutinib.",
         "relapsed or worse, complete remission"},
        {"a denied relapse is a remission", "en",
         "He underwent surgery. There was no recurrence for two years.", "complete remission"},
        {"the course before care is no outcome", "en",
         "A man with worsening dyspnoea was seen. Echocardiography was normal.", ""},
        {"a failure is no state", "en", "Prednisone was ineffective.", ""},
        {"death of a relative is none", "en", "He received etoposide. His father died.", ""},
        {"what may happen has not", "en", "After surgery the tumour may recur.", ""},
        {"died", "es", "Se inició furosemida con mejoría, pero finalmente falleció.",
         "improved, died"},
        {"died", "de", "Nach Operation kam es zu einem Rezidiv. Er verstarb.",
         "relapsed or worse, died"},
        {"favourable", "fr", "Traité par amoxicilline, avec évolution favorable.", "improved"},
        {"relapse", "it", "Sottoposto a radioterapia; il glioma è recidivato.",
         "relapsed or worse"},
        {"complete", "pt", "Iniciou anakinra, com resolução completa da pericardite.",
         "complete remission"},
        {"died", "ru", "После операции больной умер.", "died"},
        {"better", "zh", "予环孢素治疗后好转。", "improved"},
        {"died of the disease", "ja", "化学療法を施行。3年後に原病死した。", "died"},
        {"sequence", "ko", "빈크리스틴을 투여받고 완전관해되었으나 재발하여 사망하였다.",
         "complete remission, relapsed or worse, died"},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.language, row.text);
        CHECK(states(facts_in(row.language, row.text)) == row.facts);
    }
}

TEST_CASE("patients have the age and sex that the text tells of them", "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"well before", "en", "A 69-year-old previously well man presented with lethargy.",
         "69 male"},
        {"with child", "en", "A 25 year old pregnant woman developed a rash.", "25 female"},
        {"a slip of the number", "en", "We report a 56-year-old women with a fracture.",
         "56 female"},
        {"adjective", "en", "A 13-year-old boy had fever.", "13 male"},
        {"in words", "en", "A forty-five-year-old woman had fever.", "45 female"},
        {"weeks", "en", "A 6-week-old girl had fever.", "0.115 female"},
        {"years and months", "en", "A boy aged 2 years and 3 months had fever.", "2.25 male"},
        {"a decade in one group", "en", "A woman in her fifties had fever.", "middle aged female"},
        {"a decade in two groups", "en", "A man in his forties had fever.", "- male"},
        {"a group without an age", "en", "We report an adult patient. He had fever.", "adult male"},
        {"pronouns tell the sex", "en", "A 70-year-old patient had fever. She recovered.",
         "70 female"},
        {"a duration is no age", "en", "A man with a 2-year history of pain.", "- male"},
        {"a relative is no patient", "en",
         "A 5-year-old girl had fever. Her father, a 40-year-old man, was well.", "5 female"},
        {"the age of an earlier event", "en",
         "A 31-year-old woman with asthma since the age of 5 had fever.", "31 female"},
        {"two patients", "en",
         "Case 1, a 70-year-old woman, died. Case 2, a 66-year-old man, recovered.",
         "70 female; 66 male"},
        {"a mean is no patient", "en", "Twelve patients with a mean age of 45 years.", ""},
        {"years", "es", "Varón de 13 años con fiebre.", "13 male"},
        {"months", "es", "Niña de 3 meses con fiebre.", "0.25 female"},
        {"grammar tells the sex", "es", "Paciente de 60 años, ingresada por disnea.", "60 female"},
        {"adjective", "de", "Eine 65-jährige Patientin mit Fieber.", "65 female"},
        {"months old", "de", "Junge, 4 Monate alt, mit Fieber.", "0.333 male"},
        {"aged", "fr", "Un patient âgé de 56 ans.", "56 male"},
        {"infant", "fr", "Une fillette âgée de 3 mois.", "0.25 female"},
        {"years", "it", "Uomo di 58 anni.", "58 male"},
        {"years of age", "pt", "Mulher de 34 anos de idade.", "34 female"},
        {"years", "ru", "Больная 45 лет поступила с лихорадкой.", "45 female"},
        {"after the sex", "zh", "患者，女，13岁。", "13 female"},
        {"a decade", "ja", "70歳代男性。", "aged male"},
        {"before the sex", "ja", "70歳女性。", "70 female"},
        {"months of life", "ja", "生後3か月の男児。", "0.25 male"},
        {"before the sex", "ko", "13세 여자 환자가 입원하였다.", "13 female"},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.language, row.text);
        CHECK(patients(facts_in(row.language, row.text)) == row.facts);
    }
}

TEST_CASE("a diagnosis is the patient's own, the special one, and not ruled out",
          "[analyzers][facts]") {
    const std::vector<ToldCase> rows = {
        {"told", "en", "The patient was diagnosed with sarcoidosis.", "D sarcoidosis; "},
        {"denied and of the family", "en",
         "He had gout. There was no sarcoidosis. His mother had asthma.", "D gout; "},
        {"suspected at first", "en", "Lymphoma was suspected; histology showed sarcoidosis.",
         "D sarcoidosis; "},
        {"suspected to the end", "en", "Findings were suspicious for sarcoidosis.",
         "D sarcoidosis; "},
        {"the special one", "en",
         "A boy with leukemia was admitted. He had acute lymphoblastic leukemia.",
         "D acute lymphoblastic leukaemia; "},
        {"ruled out", "es", "Varón con sarcoidosis. Se descartó tuberculosis.", "D sarcoidosis; "},
    };
    for (const ToldCase& row : rows) {
        CAPTURE(row.why, row.text);
        CHECK(labels_of("D", facts_in(row.language, row.text).diagnosis) == row.facts);
    }
}

TEST_CASE("reviews and pages of questions tell of no patient", "[analyzers][facts]") {
    const Language english = Language::of("en");
    const std::string_view text = "A 45-year-old woman received rituximab and recovered.";
    for (const std::string_view type : {"review", "question and answer"}) {
        const CaseFacts facts = facts_in({{SectionKind::body, english, text}}, type);
        CHECK(therapies(facts) == "M rituximab; ");
        CHECK(facts.patients.empty());
        CHECK(facts.outcome.empty());
        CHECK(facts.article_type == type);
    }
    const CaseFacts asked = facts_in({{SectionKind::question, english, text},
                                      {SectionKind::answer, english, "Rituximab is used."}});
    CHECK(asked.article_type == "question and answer");
    CHECK(therapies(asked) == "M rituximab; ");
}

TEST_CASE("titles, discussions and keywords need plainer words", "[analyzers][facts]") {
    const Language english = Language::of("en");
    CHECK(therapies(facts_in({{SectionKind::title, english, "Uveitis treated with rituximab"}})) ==
          "G rituximab; ");
    CHECK(therapies(facts_in({{SectionKind::keywords, english, "rituximab"}})) == "M rituximab; ");
    CHECK(therapies(facts_in({{SectionKind::discussion, english,
                               "Methotrexate is used. Our patient received rituximab."}})) ==
          "G rituximab; M methotrexate; ");
    CHECK(therapies(facts_in({{SectionKind::references, english, "He received rituximab."}}))
              .empty());
}

TEST_CASE("an animal is a subject without an age group", "[analyzers][facts]") {
    const CaseFacts facts = facts_in("en", "A 5-year-old dog was treated with vincristine.");
    CHECK(facts.subject == "animal");
    REQUIRE(facts.patients.size() == 1);
    CHECK(facts.patients[0].age == 5);
    CHECK_FALSE(facts.patients[0].age_group.has_value());
    CHECK(facts_in("en", "A 7-year-old West Highland White Terrier female dog was seen.").subject ==
          "animal");
    CHECK(facts_in("en", "A 30-year-old woman bitten by a dog was seen.").subject == "human");
    CHECK(facts_in("en", "A man was scratched by a cat and received doxycycline.").subject ==
          "human");
}

TEST_CASE("each mention has its contexts, and facts their places and rules", "[analyzers][facts]") {
    const std::string text = "There was no sarcoidosis. He received rituximab.";
    const Language english = Language::of("en");
    const std::vector<FactText> texts{{SectionKind::body, english, text}};
    const std::vector<ConceptText> named{{text, english}};
    const auto mentions = find_concepts(named, {}, built_in_thesaurus(), built_in_analyzer());
    FactFinder finder(built_in_thesaurus(), built_in_context_rules());
    const CaseFacts facts = finder.find(texts, mentions, "");
    REQUIRE(finder.contexts().size() == mentions.size());
    CHECK(finder.contexts().front() == std::vector<std::string_view>{"negated"});
    REQUIRE(facts.therapy.size() == 1);
    const FactPlace place = facts.therapy[0].place;
    CHECK(text.substr(place.begin, place.end - place.begin) == "rituximab");
    CHECK(facts.therapy[0].rule == "given: received");
}

TEST_CASE("a table of context rules that does not read names its line", "[analyzers][facts]") {
    ContextRules rules;
    rules.add(Language::of("en"), "mine", "# comment\nno {fever,pain}\tnegated\tforward\t6\n");
    CHECK(rules.find(Language::of("en")) != nullptr);
    CHECK(rules.find(Language::of("fi")) == nullptr);
    for (const char* bad :
         {"no\tnegated\tforward\n", "no\tnegatd\tforward\t6\n", "no\tnegated\tforwards\t6\n",
          "no\tnegated\tforward\tsix\n", "died\toutcome:dead\t-\t-\n", "\tnegated\tforward\t6\n"}) {
        CAPTURE(bad);
        CHECK_THROWS_WITH(rules.add(Language::of("en"), "mine", bad),
                          Catch::Matchers::Contains("mine, line 1"));
    }
}

TEST_CASE("no text is too long or too broken for facts", "[analyzers][facts]") {
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "no vincristine 5 year old man \xff died ";
    const CaseFacts facts = facts_in("en", text);
    CHECK(facts.patients.size() <= 100);
    CHECK(facts.therapy.size() <= 1);
}

}  // namespace
}  // namespace casebook
