// The reports found: first those that hold all that was asked, then, apart, those that hold a part
// of it, each with its passages, why it is here, and the facts of its case.

import { factsLine } from "./case_facts.js";
import { element, pageLink } from "./dom.js";
import { addressOf } from "./page_state.js";
import { missingWords } from "./query_reading.js";
import { nameOfLanguage, say, sayOr } from "./speech.js";
import { cutByHighlights } from "./text_spans.js";

/** The lists of `answer`'s hits; `open(id)` shows a report. */
export function hitList(state, answer, open) {
  const full = answer.hits.filter((hit) => !hit.partial);
  const partial = answer.hits.filter((hit) => hit.partial);
  const show = (hit) => hitItem(state, answer, hit, open);
  return [
    full.length > 0 && element("ol", { class: "hits", start: full[0].rank }, full.map(show)),
    partial.length > 0 &&
      element(
        "section",
        { class: "partial", "aria-labelledby": "partial-title" },
        element("h2", { id: "partial-title" }, say("partialTitle")),
        element("p", {}, say("partialText")),
        element("ol", { class: "hits", start: partial[0].rank }, partial.map(show)),
      ),
  ];
}

function hitItem(state, answer, hit, open) {
  return element(
    "li",
    { class: `hit${hit.partial ? " is-partial" : ""}`, data: { id: hit.id } },
    element("h3", {}, titleLink({ ...state, report: hit.id }, hit, open)),
    element("p", { class: "source" }, sourceOf(hit)),
    hit.partial && element("p", { class: "partial-reason" }, partialReason(answer, hit)),
    factsLine(hit.facts),
    hit.snippets.map(snippet),
    whyLine(hit.matched),
  );
}

function titleLink(state, hit, open) {
  const properties = {
    class: "hit-title",
    dir: "auto",
    lang: hit.languages[0],
    data: { key: `hit ${hit.id}` },
  };
  if (hit.title_inferred) properties.title = say("inferredTitle");
  return pageLink(addressOf(state), () => open(hit.id), properties, hit.title || hit.id);
}

/** "Authors · Journal · 2001 · German" of a hit or a report, text nodes with their own direction. */
export function sourceOf(report) {
  const authors = report.authors.length > 3 ? [...report.authors.slice(0, 3), "…"] : report.authors;
  const parts = [
    authors.join(", "),
    report.journal,
    report.year && String(report.year),
    report.languages.map((code) => nameOfLanguage(code)).join(", "),
  ];
  return parts.filter(Boolean).map((part, number) => [number > 0 && " · ", element("bdi", {}, part)]);
}

function partialReason(answer, hit) {
  if (hit.partial_reason === "references") return say("partialReferences");
  if (hit.partial_reason === "furniture") return say("partialFurniture");
  const words = missingWords(answer.query, answer.read_as, hit.matched);
  return words.length > 0 ? say("partialMissing", { words: words.join(", ") }) : say("partialMissingAny");
}

/** The text decides the direction: what is in `bdi` has no say in it. */
function snippet({ section, text, highlights }) {
  return element(
    "p",
    { class: "snippet", dir: "auto" },
    element("bdi", { class: "section-name" }, sayOr(`section: ${section}`, section)),
    " ",
    cutByHighlights(text, highlights).map(highlighted),
  );
}

/** A piece of a snippet; one that made the report match is marked with the reason. */
function highlighted({ text, reason }) {
  if (reason === null) return text;
  return element("mark", { class: `reason-${reason}`, title: sayOr(`reason: ${reason}`, reason) }, text);
}

function whyLine(matched) {
  if (matched.length === 0) return null;
  return element(
    "p",
    { class: "why" },
    element("span", { class: "why-title" }, `${say("whyHere")}:`),
    matched.map(({ unit, kind, text }) =>
      element(
        "span",
        { class: "why-unit" },
        element("b", { dir: "auto" }, unit),
        kind !== "exact" && text && [" = ", element("span", { dir: "auto" }, text)],
        ` (${sayOr(`reason: ${kind}`, kind)})`,
      ),
    ),
  );
}

/** What the colours of highlights mean: those that `answer` shows. */
export function legend(answer) {
  const shown = new Set(
    answer.hits.flatMap((hit) => hit.snippets.flatMap((part) => part.highlights.map((mark) => mark[2]))),
  );
  if (shown.size === 0) return null;
  return element(
    "p",
    { class: "legend", "aria-label": say("legend") },
    [...shown].map((reason) =>
      element("mark", { class: `reason-${reason}` }, sayOr(`reason: ${reason}`, reason)),
    ),
  );
}
