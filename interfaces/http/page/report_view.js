// The view of one report: its text with concepts and facts marked, the facts at its side, what is
// folded away, and similar cases.

import { referenceAddress, report as fetchReport, similar } from "./api.js";
import { button, element, pageLink } from "./dom.js";
import { exportMenu } from "./export_menu.js";
import { sourceOf } from "./hit_list.js";
import { errorView, exportFailure, loadingView } from "./notices.js";
import { addressOf, asksNothing } from "./page_state.js";
import { factsPanel, tipLines } from "./report_facts.js";
import { arrangeSections, factsOf, spansOf, strongestKind } from "./report_marks.js";
import { say, sayOr } from "./speech.js";
import { cutBySpans } from "./text_spans.js";
import { describe } from "./tooltip.js";

const NOTHING_FOUND = {
  abbreviations: [],
  concepts: [],
  facts: { therapy: [], therapy_failed: [], therapy_mentioned: [], diagnosis: [], outcome: [], patients: [] },
};

export class ReportView {
  /** `actions`: back(), open(id), change(changes). */
  constructor(actions) {
    this.actions = actions;
    this.element = element("div", { class: "report-view" });
  }

  async show(state, signal) {
    this.element.replaceChildren(loadingView(say("loadingReport")));
    try {
      const report = await fetchReport(state.report, signal);
      if (signal.aborted) return;
      this.showReport(state, report);
      await this.showSimilar(state, signal);
    } catch (error) {
      if (error.name !== "AbortError") {
        this.element.replaceChildren(
          this.backLink(state),
          errorView(error, () => this.actions.change({})),
        );
      }
    }
  }

  showReport(state, report) {
    const annotation = report.annotation ?? { sections: report.sections, ...NOTHING_FOUND };
    const facts = factsOf(annotation);
    this.marks = new Map(); // elements by the key of a fact
    this.annotation = annotation;
    this.facts = facts;
    this.similarPlace = element(
      "section",
      { class: "similar", "aria-labelledby": "similar-title" },
      element("h2", { id: "similar-title" }, say("similar")),
    );
    const panel = factsPanel(facts, { goTo: (fact) => this.goTo(fact), light: (fact) => this.light(fact) });
    const article = this.article(report, arrangeSections(annotation.sections), panel);
    this.element.replaceChildren(this.backLink(state), article, this.similarPlace);
  }

  backLink(state) {
    const target = { ...state, report: null };
    const label = asksNothing(state) ? say("backToStart") : say("backToResults");
    return element("p", { class: "back" }, pageLink(addressOf(target), this.actions.back, {}, `← ${label}`));
  }

  /** Head, facts and text: side by side, or below each other on a phone. */
  article(report, { title, translated, shown, folded, keywords }, panel) {
    const head = element(
      "div",
      { class: "report-head" },
      this.heading(report, title),
      translated && element("p", { class: "translated-title", dir: "auto" }, this.markedText(translated)),
      element("p", { class: "source" }, sourceOf(report)),
      this.identifiers(report),
    );
    const body = element(
      "div",
      { class: "report-body", lang: report.languages[0] },
      this.conceptSwitch(),
      shown.map((section) => this.section(section)),
      keywords.length > 0 && this.keywords(keywords),
      folded.map((section) => this.foldedSection(section)),
    );
    return element("article", { class: "report" }, head, panel, body);
  }

  heading(report, title) {
    const properties = { tabindex: "-1", dir: "auto", class: "report-title", lang: report.languages[0] };
    if (report.title_inferred) properties.title = say("inferredTitle");
    return element(
      "h1",
      properties,
      title && !report.title_inferred ? this.markedText(title) : report.title || report.id,
    );
  }

  identifiers(report) {
    const outside = { rel: "noreferrer noopener", target: "_blank" };
    const doi =
      report.doi &&
      element("a", { href: `https://doi.org/${encodeURI(report.doi)}`, ...outside }, `doi:${report.doi}`);
    const pmid =
      report.pmid &&
      element(
        "a",
        { href: `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(report.pmid)}/`, ...outside },
        `PMID ${report.pmid}`,
      );
    const volume = [report.volume, report.pages].filter(Boolean).join(": ");
    const entries = [
      ["ris", "report.ris"],
      ["bibtex", "report.bib"],
    ].map(([format, name]) => [say(`export: ${format}`), referenceAddress(report.id, format), name]);
    return element(
      "div",
      { class: "identifiers" },
      volume && element("bdi", {}, volume),
      doi,
      pmid,
      element("code", {}, report.id),
      exportMenu(say("reference"), null, entries, (error) => this.complain(error)),
    );
  }

  complain(error) {
    this.element.querySelector(".identifiers").after(exportFailure(error));
  }

  conceptSwitch() {
    if (this.annotation.concepts.length === 0) return null;
    const toggle = (event) => this.element.classList.toggle("shows-concepts", event.target.checked);
    const box = element("input", { type: "checkbox", role: "switch", on: { change: toggle } });
    this.element.classList.remove("shows-concepts");
    return element("label", { class: "switch" }, box, say("markConcepts"));
  }

  section(section) {
    return element(
      "section",
      {},
      element("h2", { class: "section-title" }, sayOr(`section: ${section.kind}`, section.kind)),
      this.sectionText(section),
    );
  }

  foldedSection(section) {
    return element(
      "details",
      { class: "folded" },
      element("summary", {}, sayOr(`section: ${section.kind}`, section.kind)),
      this.sectionText(section),
    );
  }

  sectionText(section) {
    const properties = { class: "report-text", dir: "auto", lang: section.language || null };
    return element("div", properties, this.markedText(section));
  }

  keywords(sections) {
    return element(
      "p",
      { class: "keywords" },
      element("b", {}, `${say("section: keywords")}: `),
      sections.map((section) => element("span", { dir: "auto", class: "keyword" }, this.markedText(section))),
    );
  }

  /** The text of a section, cut where marks begin and end. */
  markedText(section) {
    const pieces = cutBySpans(section.text, spansOf(this.annotation, this.facts, section.number));
    return pieces.map((piece) => (piece.spans.length === 0 ? piece.text : this.mark(piece)));
  }

  /** Facts can be reached by keys, once each; concepts by the pointer. */
  mark({ text, spans }) {
    const concepts = spans.map((span) => span.concept).filter(Boolean);
    const made = element(
      "mark",
      { class: `mark-${strongestKind(spans)}`, data: { concepts: concepts.join(" ") } },
      text,
    );
    describe(made, () => tipLines(spans));
    const fresh = spans.filter((span) => span.key && !this.marks.has(span.key));
    for (const span of spans.filter((other) => other.key)) {
      this.marks.set(span.key, [...(this.marks.get(span.key) ?? []), made]);
    }
    if (fresh.length > 0) made.tabIndex = 0;
    return made;
  }

  goTo(fact) {
    const [first] = this.marks.get(fact.key) ?? [];
    if (!first) return;
    const folded = first.closest("details");
    if (folded) folded.open = true;
    first.scrollIntoView({
      block: "center",
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
    first.focus({ preventScroll: true });
  }

  /** Marks where a fact is told, and all that names its concept. */
  light(fact) {
    for (const lit of this.element.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    if (!fact) return;
    for (const mark of this.marks.get(fact.key) ?? []) mark.classList.add("is-lit");
    if (!fact.concept) return;
    for (const mark of this.element.querySelectorAll("mark")) {
      if (mark.dataset.concepts.split(" ").includes(fact.concept)) mark.classList.add("is-lit");
    }
  }

  async showSimilar(state, signal) {
    const answer = await similar(state.report, signal).catch((error) => {
      if (error.name === "AbortError") throw error;
      return { hits: [] };
    });
    const hits = answer.hits.map((hit) => this.similarItem(state, hit));
    this.similarPlace.append(
      hits.length > 0 ? element("ol", {}, hits) : element("p", { class: "quiet" }, say("noSimilar")),
    );
  }

  similarItem(state, hit) {
    const open = () => this.actions.open(hit.id);
    const shared = [...new Set(hit.matched.map((match) => match.text || match.unit))].slice(0, 6);
    return element(
      "li",
      {},
      pageLink(
        addressOf({ ...state, report: hit.id }),
        open,
        { dir: "auto", lang: hit.languages[0], class: "similar-title" },
        hit.title || hit.id,
      ),
      element("span", { class: "source" }, sourceOf(hit)),
      shared.length > 0 &&
        element("span", { class: "quiet", dir: "auto" }, say("similarShared", { words: shared.join(", ") })),
    );
  }

  /** After a way through the page: a screen reader begins at the title. */
  focusTitle() {
    this.element.querySelector(".report-title")?.focus({ preventScroll: true });
  }

  title() {
    return this.element.querySelector(".report-title")?.textContent ?? "";
  }
}
