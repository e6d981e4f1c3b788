#include "vocabulary_harness.hpp"

namespace casebook {
namespace {

constexpr std::string_view kTurtle = R"(@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <http://example.org/v/> .
ex:scheme a skos:ConceptScheme ; skos:prefLabel "A vocabulary"@en .
ex:a a skos:Concept ; skos:prefLabel "Marrow disease"@en, "Markkrankheit"@de-AT ;
    skos:altLabel "MRWD"@en ; skos:hiddenLabel "marow disease"@en ;
    skos:exactMatch <http://id.nlm.nih.gov/mesh/D900001> ;
    skos:closeMatch <http://example.org/other/1> ; skos:narrower ex:b .
ex:b skos:prefLabel "Pale marrow" ; skos:broader ex:a ; skos:definition "is no name"@en .
ex:c a skos:Concept ; skos:prefLabel "Gone"@en ; owl:deprecated true .
)";

constexpr std::string_view kNTriples =
    "<http://example.org/v/a> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Marrow\"@en .\n"
    "<http://example.org/v/b> <http://www.w3.org/2004/02/skos/core#prefLabel> \"M\\u00e9dula\"@es "
    ".\n"
    "<http://example.org/v/b> <http://www.w3.org/2004/02/skos/core#broader> "
    "<http://example.org/v/a> .\n";

constexpr std::string_view kRdfXml = R"(<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#">
 <skos:Concept rdf:about="http://example.org/v/a">
  <skos:prefLabel xml:lang="fr">Moelle</skos:prefLabel>
  <skos:broader rdf:resource="http://example.org/v/b"/>
 </skos:Concept>
 <skos:Concept rdf:about="http://example.org/v/b"><skos:prefLabel xml:lang="fr">Os</skos:prefLabel></skos:Concept>
</rdf:RDF>
)";

}  // namespace

TEST_CASE("SKOS in Turtle gives labels by language and what is broader", "[vocabularies][skos]") {
    const Imported imported = import_text(kTurtle);
    CHECK(imported.counts.format == VocabularyFormat::skos);
    CHECK(dump(imported.source) ==
          "http://example.org/v/a other =MeSH:D900001\n"
          "  en preferred Marrow disease\n"
          "  de preferred Markkrankheit\n"
          "  en abbreviation MRWD\n"
          "  en spelling marow disease\n"
          "http://example.org/v/b other <http://example.org/v/a\n"
          "  en preferred Pale marrow\n");
    CHECK(left_out(imported.counts.concepts, LeftOut::obsolete) == 1);
    CHECK(left_out(imported.counts.concepts, LeftOut::not_a_concept) == 1);
    CHECK(left_out(imported.counts.links, LeftOut::repeated) == 1);
    CHECK(left_out(imported.counts.links, LeftOut::other_relation) == 1);
}

TEST_CASE("SKOS in N-Triples and RDF/XML is read too", "[vocabularies][skos]") {
    CHECK(dump(import_text(kNTriples).source) ==
          "http://example.org/v/a other\n  en preferred Marrow\n"
          "http://example.org/v/b other <http://example.org/v/a\n  es preferred Médula\n");
    CHECK(dump(import_text(kRdfXml).source) ==
          "http://example.org/v/a other <http://example.org/v/b\n  fr preferred Moelle\n"
          "http://example.org/v/b other\n  fr preferred Os\n");
}

TEST_CASE("the forms of RDF/XML say the same", "[vocabularies][skos]") {
    const Imported imported = import_text(R"(<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xml:base="http://example.org/v/"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#" xml:lang="en">
 <rdf:Description rdf:about="a" skos:altLabel="marrow bone">
  <rdf:type rdf:resource="&skos;Concept"/>
  <skos:prefLabel>marrow &amp; bone</skos:prefLabel>
  <skos:broader><skos:Concept rdf:ID="b"><skos:prefLabel xml:lang="de">Mark</skos:prefLabel></skos:Concept></skos:broader>
  <skos:note rdf:parseType="Resource"><skos:prefLabel>of nobody</skos:prefLabel></skos:note>
  <skos:member rdf:parseType="Collection"><skos:Concept rdf:about="c"/></skos:member>
 </rdf:Description>
</rdf:RDF>)");
    CHECK(dump(imported.source) ==
          "http://example.org/v/a other <http://example.org/v/#b\n"
          "  en synonym marrow bone\n"
          "  en preferred marrow & bone\n"
          "http://example.org/v/#b other\n"
          "  de preferred Mark\n");
    CHECK(imported.problems.empty());
}

TEST_CASE("a broken statement of Turtle takes no other with it", "[vocabularies][skos]") {
    const Imported imported = import_text(std::string(kTurtle) +
                                          "ex:d skos:prefLabel \"no end .\nex:e .\n"
                                          "ex:f skos:prefLabel \"Odd (marrow\"@en .\n");
    CHECK(imported.source.concepts.size() == 3);
    CHECK(imported.counts.problems >= 1);
    CHECK(imported.problems.front().message ==
          "a statement of the RDF is not well-formed and is left out");
    CHECK(imported.problems.front().line == 12);
}

TEST_CASE("RDF/XML that breaks off gives what stands before", "[vocabularies][skos]") {
    const Imported imported = import_text(kRdfXml.substr(0, kRdfXml.rfind("<skos:Concept")));
    CHECK(imported.source.concepts.size() == 1);
    CHECK_FALSE(imported.problems.empty());
}

TEST_CASE("brackets that nest without end are no danger", "[vocabularies][skos]") {
    std::string text(kTurtle);
    for (int depth = 0; depth < 1000000; ++depth)
        text += "[ ex:p ";
    const Imported imported = import_text(text + "\n");
    CHECK(imported.source.concepts.size() == 2);
    CHECK_FALSE(imported.problems.empty());
}

TEST_CASE("RDF without concepts says so", "[vocabularies][skos]") {
    const Imported imported =
        import_text("<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n");
    CHECK(dump(imported.problems) == "0: nothing was found that a file of this format has: skos\n");
}

}  // namespace casebook
