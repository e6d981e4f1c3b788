#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

constexpr std::string_view kDescriptors = R"(<?xml version="1.0"?>
<DescriptorRecordSet LanguageCode = "eng">
<DescriptorRecord DescriptorClass = "1">
 <DescriptorUI>D900001</DescriptorUI>
 <DescriptorName><String>Marrow Diseases</String></DescriptorName>
 <AllowableQualifiersList><AllowableQualifier><QualifierReferredTo>
  <QualifierUI>Q000031</QualifierUI><QualifierName><String>analogs</String></QualifierName>
 </QualifierReferredTo></AllowableQualifier></AllowableQualifiersList>
 <TreeNumberList><TreeNumber>C15.100</TreeNumber></TreeNumberList>
 <ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M1</ConceptUI>
  <TermList><Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N" LexicalTag="NON">
   <TermUI>T1</TermUI><String>Marrow Diseases</String></Term>
   <Term ConceptPreferredTermYN="N" IsPermutedTermYN="Y" LexicalTag="NON">
   <TermUI>T1</TermUI><String>Diseases, Marrow</String></Term>
  </TermList></Concept></ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass = "1">
 <DescriptorUI>D900002</DescriptorUI>
 <TreeNumberList><TreeNumber>C15.100.200</TreeNumber><TreeNumber>C23.900.1</TreeNumber></TreeNumberList>
 <ConceptList>
  <Concept PreferredConceptYN="Y"><ConceptUI>M2</ConceptUI>
   <ConceptRelationList><ConceptRelation RelationName="NRW"><Concept1UI>M2</Concept1UI>
    <Concept2UI>M3</Concept2UI></ConceptRelation></ConceptRelationList>
   <TermList>
    <Term ConceptPreferredTermYN="N" IsPermutedTermYN="N" LexicalTag="ABB"><String>PM</String></Term>
    <Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N" LexicalTag="NON"><String>Pale &amp; Weak Marrow</String></Term>
   </TermList></Concept>
  <Concept PreferredConceptYN="N"><ConceptUI>M3</ConceptUI>
   <ConceptRelationList><ConceptRelation RelationName="NRW"><Concept1UI>M2</Concept1UI>
    <Concept2UI>M3</Concept2UI></ConceptRelation></ConceptRelationList>
   <TermList><Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N" LexicalTag="EPO"><String>Doe's Marrow</String></Term></TermList></Concept>
  <Concept PreferredConceptYN="N"><ConceptUI>M4</ConceptUI>
   <ConceptRelationList><ConceptRelation RelationName="REL"><Concept1UI>M2</Concept1UI>
    <Concept2UI>M4</Concept2UI></ConceptRelation></ConceptRelationList>
   <TermList><Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N" LexicalTag="NON"><String>Marrow Trouble</String></Term></TermList></Concept>
 </ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass = "1">
 <DescriptorUI>D900003</DescriptorUI>
 <PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo>
  <DescriptorUI>D900004</DescriptorUI></DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>
 <TreeNumberList><TreeNumber>D03.1</TreeNumber></TreeNumberList>
 <ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M5</ConceptUI><TermList>
  <Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N"><String>Marrowmycin</String></Term>
  <Term ConceptPreferredTermYN="N" IsPermutedTermYN="N" LexicalTag="TRD"><String>Marrowal</String></Term>
  </TermList></Concept></ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass = "1">
 <DescriptorUI>D900004</DescriptorUI>
 <TreeNumberList><TreeNumber>D27.505.954.1</TreeNumber></TreeNumberList>
 <ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M6</ConceptUI><TermList>
  <Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N"><String>Marrow Agents</String></Term>
  </TermList></Concept></ConceptList>
</DescriptorRecord>
</DescriptorRecordSet>
)";

constexpr std::string_view kSupplementary = R"(<SupplementalRecordSet LanguageCode = "eng">
<SupplementalRecord SCRClass = "2">
 <SupplementalRecordUI>C900001</SupplementalRecordUI>
 <HeadingMappedToList>
  <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>*D900004</DescriptorUI></DescriptorReferredTo></HeadingMappedTo>
  <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>D900003</DescriptorUI></DescriptorReferredTo></HeadingMappedTo>
 </HeadingMappedToList>
 <ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M7</ConceptUI><TermList>
  <Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N"><String>XYZ protocol</String></Term>
 </TermList></Concept></ConceptList>
</SupplementalRecord>
<SupplementalRecord SCRClass = "3">
 <SupplementalRecordUI>C900002</SupplementalRecordUI>
 <HeadingMappedToList>
  <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>*D900001</DescriptorUI></DescriptorReferredTo></HeadingMappedTo>
  <HeadingMappedTo><DescriptorReferredTo><DescriptorUI>D900003</DescriptorUI></DescriptorReferredTo></HeadingMappedTo>
 </HeadingMappedToList>
 <ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M8</ConceptUI><TermList>
  <Term ConceptPreferredTermYN="Y" IsPermutedTermYN="N"><String>Roe syndrome</String></Term>
 </TermList></Concept></ConceptList>
</SupplementalRecord>
</SupplementalRecordSet>
)";

constexpr std::string_view kAscii = R"(*NEWRECORD
RECTYPE = D
MH = Marrow Diseases
ENTRY = Diseases, Marrow
ENTRY = Marrow Disorder|T047|NON|EQV|XXX (2001)|010101|abcdef
ENTRY = Doe's Marrow|T047|EPO|NRW|XXX (2001)|010101|abcdef
PRINT ENTRY = MD|T047|ABB|EQV|XXX (2001)|010101|abcdef
MN = C15.100
ST = T047
UI = D900001

*NEWRECORD
RECTYPE = D
MH = Pale Marrow
MN = C15.100.200
UI = D900002

*NEWRECORD
RECTYPE = C
NM = Roe syndrome
SY = Syndrome of Roe
HM = *Marrow Diseases
HM = Something Else/*analogs
ST = T047
UI = C900002

*NEWRECORD
RECTYPE = Q
SH = analogs
UI = Q000031
)";

}  // namespace

TEST_CASE("MeSH descriptors give names, narrower concepts and the tree", "[vocabularies][mesh]") {
    const Imported imported = import_text(kDescriptors);
    CHECK(imported.counts.format == VocabularyFormat::mesh_xml);
    CHECK(dump(imported.source) ==
          "MeSH:D900001 diagnosis\n"
          "  en preferred Marrow Diseases\n"
          "MeSH:D900002 diagnosis <MeSH:D900001\n"
          "  en preferred Pale & Weak Marrow\n"
          "  en abbreviation PM\n"
          "MeSH:M3 diagnosis <MeSH:D900002\n"
          "  en preferred Doe's Marrow\n"
          "MeSH:D900003 therapy <MeSH:D900004\n"
          "  en preferred Marrowmycin\n"
          "  en brand Marrowal\n"
          "MeSH:D900004 therapy\n"
          "  en preferred Marrow Agents\n");
    CHECK(left_out(imported.counts.terms, LeftOut::permuted) == 1);
    CHECK(left_out(imported.counts.terms, LeftOut::other_scope) == 1);
    CHECK(left_out(imported.counts.links, LeftOut::unknown_concept) == 4);
}

TEST_CASE("a MeSH protocol consists of the headings that it is mapped to", "[vocabularies][mesh]") {
    const Imported imported = import_text(kSupplementary);
    CHECK(dump(imported.source) ==
          "MeSH:C900001 therapy <MeSH:D900004 +MeSH:D900003\n"
          "  en preferred XYZ protocol\n"
          "MeSH:C900002 diagnosis <MeSH:D900001\n"
          "  en preferred Roe syndrome\n");
    CHECK(left_out(imported.counts.links, LeftOut::other_relation) == 1);
}

TEST_CASE("MeSH ASCII gives what its XML gives", "[vocabularies][mesh]") {
    const Imported imported = import_text(kAscii);
    CHECK(imported.counts.format == VocabularyFormat::mesh_ascii);
    CHECK(dump(imported.source) ==
          "MeSH:D900001 diagnosis\n"
          "  en preferred Marrow Diseases\n"
          "  en synonym Marrow Disorder\n"
          "  en abbreviation MD\n"
          "MeSH:D900002 diagnosis <MeSH:D900001\n"
          "  en preferred Pale Marrow\n"
          "MeSH:C900002 diagnosis <MeSH:D900001\n"
          "  en preferred Roe syndrome\n"
          "  en synonym Syndrome of Roe\n");
    CHECK(left_out(imported.counts.terms, LeftOut::permuted) == 1);
    CHECK(left_out(imported.counts.terms, LeftOut::other_scope) == 1);
    CHECK(left_out(imported.counts.concepts, LeftOut::not_a_concept) == 1);
}

TEST_CASE("MeSH XML that is cut short gives the records before", "[vocabularies][mesh]") {
    const Imported imported = import_text(kDescriptors.substr(0, kDescriptors.find("Marrowmycin")));
    CHECK(imported.source.concepts.size() == 3);
    const std::string problems = dump(imported.problems);
    CHECK(problems.find("the XML is not well-formed") != std::string::npos);
    CHECK(problems.find("the last record is cut short and is left out") != std::string::npos);
}

namespace {

/// A record named by the entities x and c, with these declared.
std::string record_with_entities(const std::string& declarations) {
    return "<?xml version=\"1.0\"?><!DOCTYPE r [" + declarations +
           "]><DescriptorRecordSet LanguageCode=\"eng\"><DescriptorRecord>"
           "<DescriptorUI>D1</DescriptorUI><ConceptList><Concept PreferredConceptYN=\"Y\">"
           "<TermList><Term ConceptPreferredTermYN=\"Y\"><String>Name &x;&c;</String></Term>"
           "</TermList></Concept></ConceptList></DescriptorRecord></DescriptorRecordSet>";
}

}  // namespace

TEST_CASE("no entity of a MeSH file reaches another file or grows", "[vocabularies][mesh]") {
    const TemporaryFolder folder;
    const std::string secret =
        "<!ENTITY x SYSTEM \"" + folder.write("secret", "a secret").string() + "\">";
    CHECK(dump(import_text(record_with_entities(secret + "<!ENTITY c \"more\">")).source) ==
          "MeSH:D1 other\n  en preferred Name\n");
    const Imported bomb =
        import_text(record_with_entities(
            secret + "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">"
                     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"));
    CHECK(bomb.source.concepts.empty());
    CHECK_FALSE(bomb.problems.empty());
}

}  // namespace casebook
