// The side panel with all facets, a drawer on a phone, and the chips of what is filtered.

import { conceptName } from "./api.js";
import { button, element } from "./dom.js";
import { CONCEPT_FIELDS, FACETS } from "./facet_fields.js";
import { FacetGroup } from "./facet_group.js";
import { parseRange } from "./year_range.js";
import { nameOfValue, say, sayOr } from "./speech.js";
import { YearHistogram } from "./year_histogram.js";

export class FilterPanel {
  /** `actions`: setFilter, setTherapies, clearFilters, complain. */
  constructor(actions) {
    this.actions = actions;
    this.names = new Map();
    this.groups = FACETS.map((facet) =>
      facet.histogram ? new YearHistogram(facet, actions) : new FacetGroup(facet, actions),
    );
    const close = button("round close", "×", () => this.close(), { "aria-label": say("closeFilters") });
    const done = button("primary done", say("showResults"), () => this.close());
    this.element = element(
      "aside",
      { class: "filters", id: "filters", "aria-label": say("filters") },
      element("div", { class: "drawer-head" }, element("h2", {}, say("filters")), close),
      this.groups.map((group) => group.section),
      done,
    );
  }

  wishes(state) {
    return this.groups.map((group) => group.wish(state));
  }

  update(state, answer) {
    this.learnNames(answer);
    const nameOf = (field, value) => this.nameOf(field, value);
    for (const group of this.groups) group.update(state, answer, nameOf);
  }

  learnNames(answer) {
    for (const [field, values] of Object.entries(answer.facets)) {
      for (const { value, label } of values) this.names.set(`${field}=${value}`, label);
    }
  }

  nameOf(field, value) {
    if (field === "year") return yearWords(value);
    return nameOfValue(field, value, this.names.get(`${field}=${value}`) ?? value);
  }

  /** Learns the names of chosen concepts that no answer has named; `done()` if there were any. */
  async nameChosen(state, done, signal) {
    const unnamed = state.filters.filter(
      ({ field, value }) =>
        CONCEPT_FIELDS.includes(field) && /^CB\d+$/.test(value) && !this.names.has(`${field}=${value}`),
    );
    if (unnamed.length === 0) return;
    const find = async ({ field, value }) => {
      const name = await conceptName(value, signal).catch(() => null);
      this.names.set(`${field}=${value}`, name ?? value);
    };
    await Promise.all(unnamed.map(find));
    if (!signal.aborted) done();
  }

  /** What is filtered, each with a way to take it out. */
  chips(state) {
    if (state.filters.length === 0) return null;
    const chip = ({ field, value }) => {
      const name = `${sayOr(`field: ${field}`, field)}: ${this.nameOf(field, value)}`;
      const rest = state.filters.filter((filter) => filter.field === field && filter.value !== value);
      const remove = () =>
        this.actions.setFilter(
          field,
          rest.map((filter) => filter.value),
        );
      return element(
        "li",
        {},
        button("chip", name, remove, {
          "aria-label": say("removeFilter", { name }),
          data: { key: `chip ${field}=${value}` },
        }),
      );
    };
    const clear =
      state.filters.length > 1 && button("link", say("clearFilters"), () => this.actions.clearFilters());
    return element(
      "ul",
      { class: "chips", "aria-label": say("activeFilters") },
      state.filters.map(chip),
      clear && element("li", {}, clear),
    );
  }

  /** On a phone: slides in, and all else waits. Elsewhere: focus goes to the first filter. */
  open(from) {
    this.from = from ?? null;
    const drawer = getComputedStyle(this.element).position === "fixed";
    if (drawer) {
      document.body.classList.add("has-drawer");
      this.setRestInert(true);
      this.element.querySelector(".close").focus();
    } else {
      this.element.querySelector("summary")?.focus();
    }
  }

  /** Whether there was a drawer to close. */
  close() {
    if (!document.body.classList.contains("has-drawer")) return false;
    document.body.classList.remove("has-drawer");
    this.setRestInert(false);
    const button = this.from?.isConnected ? this.from : document.querySelector(".filter-button");
    button?.focus();
    return true;
  }

  setRestInert(inert) {
    const rest = [document.querySelector("header"), ...this.element.parentElement.children];
    for (const other of rest) if (other !== this.element) other.inert = inert;
  }
}

function yearWords(value) {
  const range = parseRange(value, null, null);
  if (!range) return value;
  return range.from === range.to ? String(range.from) : `${range.from ?? ""}–${range.to ?? ""}`;
}
