// The facts of a case in a line: who the patient was, what was given and what of it failed, what
// was found, and how it ended.

import { element } from "./dom.js";
import { nameOfValue, say } from "./speech.js";

const SHOWN = 6;

/** "15 years", "8 months" or the group's name; null if nothing is told. */
export function ageWords({ age, age_group: group }) {
  if (age === null || age === undefined) return group ? nameOfGroup(group) : null;
  if (age >= 2) return say("years", { count: Math.floor(age) });
  const months = Math.floor(age * 12 + 1e-6);
  return months < 1 ? say("days") : say("months", { count: months });
}

/** The group's name without the ages that it spans. */
function nameOfGroup(group) {
  return nameOfValue("age_group", group).replace(/\s*\(.*\)$/, "");
}

export function patientWords(patient) {
  return [ageWords(patient), patient.sex && nameOfValue("sex", patient.sex)].filter(Boolean).join(", ");
}

/** The line of facts below a hit. */
export function factsLine(facts) {
  const failed = new Set(facts.therapy_failed.map((therapy) => therapy.concept));
  const patients = facts.patients.map(patientWords).filter(Boolean);
  return element(
    "dl",
    { class: "case-facts" },
    patients.length > 0 &&
      group(say(patients.length > 1 ? "patients" : "patient"), "patient", shorten(patients, plain)),
    facts.diagnosis.length > 0 && group(say("diagnoses"), "diagnosis", shorten(facts.diagnosis, labelOf)),
    facts.therapy.length > 0 &&
      group(
        say("therapies"),
        "therapy",
        shorten(facts.therapy, (therapy) => therapyWords(therapy, failed)),
      ),
    facts.therapy.length === 0 &&
      facts.therapy_mentioned.length > 0 &&
      group(say("mentionedOnly"), "mentioned", shorten(facts.therapy_mentioned, labelOf)),
    facts.outcome.length > 0 && group(say("outcome"), "outcome", outcomeWords(facts.outcome)),
  );
}

function group(title, kind, items) {
  return element("div", { class: `fact-group ${kind}` }, element("dt", {}, title), element("dd", {}, items));
}

const plain = (text) => element("span", { class: "fact" }, text);
const labelOf = (concept) => plain(concept.label);

export function therapyWords(therapy, failed) {
  if (!failed.has(therapy.concept)) return labelOf(therapy);
  return element(
    "span",
    { class: "fact is-failed" },
    therapy.label,
    element("i", { class: "tag" }, say("failed")),
  );
}

function shorten(items, show) {
  const rest = items.length - SHOWN;
  const hidden = items.slice(SHOWN).map((item) => show(item).textContent);
  return [
    items.slice(0, rest === 1 ? SHOWN + 1 : SHOWN).map(show),
    rest > 1 &&
      element("span", { class: "fact rest", title: hidden.join(", ") }, say("moreFacts", { count: rest })),
  ];
}

/** The states in the order of the text; the last one is how it ended. */
function outcomeWords(states) {
  return states.map((state, number) => [
    number > 0 && element("span", { class: "arrow", "aria-hidden": "true" }, "→"),
    element(
      "span",
      { class: `fact outcome-${state.replaceAll(" ", "-")}${number === states.length - 1 ? " final" : ""}` },
      nameOfValue("outcome", state),
    ),
  ]);
}
