// What the analysis found in a report, as spans of its sections. Knows no document.

/** What a mark is, the strongest first: of several at one place the first decides its colour. */
export const MARK_KINDS = ["failed", "therapy", "diagnosis", "outcome", "patient", "mentioned", "concept"];

/**
 * The facts of an annotation, each {kind, key, label, concept, section, begin, end, rule}. A failed
 * therapy is one fact, not two; a mentioned one is a fact if it was not given.
 */
export function factsOf(annotation) {
  const facts = annotation.facts;
  const failed = new Set(facts.therapy_failed.map((fact) => fact.concept));
  const given = new Set(facts.therapy.map((fact) => fact.concept));
  const named = (kind) => (fact) => makeFact(kind, fact, fact.label, fact.concept);
  return [
    ...facts.patients.map((fact) => ({ ...makeFact("patient", fact, null, null), patient: fact })),
    ...facts.diagnosis.map(named("diagnosis")),
    ...facts.therapy.filter((fact) => !failed.has(fact.concept)).map(named("therapy")),
    ...facts.therapy_failed.map(named("failed")),
    ...facts.therapy_mentioned.filter((fact) => !given.has(fact.concept)).map(named("mentioned")),
    ...facts.outcome.map((fact) => makeFact("outcome", fact, fact.state, null)),
  ].map((fact, number) => ({ ...fact, key: `fact-${number}` }));
}

function makeFact(kind, { evidence, rule }, label, concept) {
  return { kind, label, concept, rule, ...(evidence ?? { section: -1, begin: 0, end: 0 }) };
}

/** Every span of section `number`: facts and named concepts. */
export function spansOf(annotation, facts, number) {
  const concepts = annotation.concepts.map((mention) => ({ ...mention, kind: "concept" }));
  return [...facts, ...concepts].filter((span) => span.section === number);
}

/** The kind that decides how a place with these spans looks. */
export function strongestKind(spans) {
  return MARK_KINDS.find((kind) => spans.some((span) => span.kind === kind));
}

/** Sections as they are shown: title apart, keywords together, what is folded told apart. */
export function arrangeSections(sections) {
  const arranged = { title: null, translated: null, shown: [], folded: [], keywords: [] };
  sections.forEach((section, number) => {
    const place = { ...section, number };
    if (section.kind === "title") arranged.title ??= place;
    else if (section.kind === "translated_title") arranged.translated ??= place;
    else if (section.kind === "keywords") arranged.keywords.push(place);
    else if (["references", "furniture", "back_matter"].includes(section.kind)) arranged.folded.push(place);
    else arranged.shown.push(place);
  });
  return arranged;
}
