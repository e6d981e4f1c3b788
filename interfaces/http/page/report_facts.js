// The facts of a report at its side, each a way to the words that tell it.

import { patientWords } from "./case_facts.js";
import { button, element } from "./dom.js";
import { nameOfValue, say, sayOr } from "./speech.js";

const GROUPS = [
  ["patients", ["patient"]],
  ["diagnoses", ["diagnosis"]],
  ["therapies", ["therapy", "failed"]],
  ["outcome", ["outcome"]],
  ["mentionedOnly", ["mentioned"]],
];

export function factWords(fact) {
  if (fact.patient) return patientWords(fact.patient) || say("patient");
  return fact.kind === "outcome" ? nameOfValue("outcome", fact.label) : fact.label;
}

/** Lines of a tooltip for what stands at one place. */
export function tipLines(spans) {
  const facts = spans.filter((span) => span.key);
  const lines = facts.map((fact) => `${say(`mark: ${fact.kind}`)}: ${factWords(fact)}`);
  const rules = [...new Set(facts.map((fact) => fact.rule).filter(Boolean))];
  const told = rules.map((rule) => say("toldBy", { rule }));
  const others = spans.filter((span) => !span.key && !facts.some((fact) => fact.concept === span.concept));
  return [...lines, ...told, ...others.map(conceptLine)];
}

function conceptLine({ label, type, context }) {
  const how = context.map((name) => sayOr(`context: ${name}`, name));
  return [`${label} (${type})`, ...how].join(" · ");
}

/** The list; `goTo(fact)` shows where it is told, `light(fact or null)` marks what it speaks of. */
export function factsPanel(facts, { goTo, light }) {
  const groups = GROUPS.map(([title, kinds]) => {
    const own = facts.filter((fact) => kinds.includes(fact.kind));
    return group(say(title === "patients" && own.length === 1 ? "patient" : title), own, { goTo, light });
  });
  const some = groups.some(Boolean);
  return element(
    "aside",
    { class: "facts-panel", "aria-label": say("facts") },
    element("h2", {}, say("facts")),
    element("p", { class: "quiet" }, say(some ? "factsHint" : "noFacts")),
    groups,
  );
}

function group(title, facts, actions) {
  if (facts.length === 0) return null;
  return [
    element("h3", {}, title),
    element(
      "ul",
      {},
      facts.map((fact) => factItem(fact, facts, actions)),
    ),
  ];
}

function factItem(fact, facts, { goTo, light }) {
  const final = fact.kind === "outcome" && fact === facts.at(-1) && facts.length > 1;
  const on = {
    pointerenter: () => light(fact),
    pointerleave: () => light(null),
    focus: () => light(fact),
    blur: () => light(null),
  };
  const item = button(`fact-button mark-${fact.kind}`, factWords(fact), () => goTo(fact), {
    on: { ...on, click: () => goTo(fact) },
  });
  if (fact.kind === "failed") item.append(element("i", { class: "tag" }, say("failed")));
  if (final) item.append(element("i", { class: "tag" }, say("finally")));
  return element("li", {}, item);
}
