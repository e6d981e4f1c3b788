// The view of a search: filters at the side; above the hits how the query was read, the count, the
// chips, order and export; below them the way to further pages.

import { exportAddress, search } from "./api.js";
import { button, choice, element, pageLink, replaceChildren } from "./dom.js";
import { exportMenu } from "./export_menu.js";
import { FilterPanel } from "./filter_panel.js";
import { takeFirstAnswer } from "./first_answer.js";
import { hitList, legend } from "./hit_list.js";
import { emptyView, errorView, exportFailure, loadingView, timedOutNotice } from "./notices.js";
import { addressOf, hasWords, PAGE_SIZE } from "./page_state.js";
import { readingBar } from "./reading_bar.js";
import { say } from "./speech.js";

const KEPT_ANSWERS = 12;
const EXPORTS = [
  ["csv", "casebook.csv"],
  ["ris", "casebook.ris"],
  ["bibtex", "casebook.bib"],
  ["record", "search-record.json"],
];

export class SearchView {
  /** `actions`: change(changes of the state), open(id), plus those of the panel. */
  constructor(actions) {
    this.actions = actions;
    this.panel = new FilterPanel({ ...actions, complain: (error) => this.complain(error) });
    this.results = element("section", { class: "results", "aria-labelledby": "results-title" });
    const heading = element("h1", { class: "unseen" }, say("tagline"));
    this.element = element("div", { class: "search-view" }, heading, this.panel.element, this.results);
    this.answers = new Map(); // by address, so that the back button answers at once
  }

  /** Fetches and shows the answer. Resolves when it stands there, or another search overtook it. */
  async show(state, signal) {
    this.state = state;
    const kept = this.answers.get(addressOf(state));
    if (kept) {
      this.showAnswer(state, kept);
      return;
    }
    this.showWaiting();
    try {
      const answer = await (takeFirstAnswer(state) ?? search(state, this.panel.wishes(state), signal));
      if (signal.aborted) return;
      this.keep(state, answer);
      this.showAnswer(state, answer);
      this.panel.nameChosen(state, () => this.showAnswer(state, answer), signal);
    } catch (error) {
      if (!signal.aborted) this.showError(error, () => this.actions.change({}));
    } finally {
      if (!signal.aborted) this.results.removeAttribute("aria-busy");
    }
  }

  keep(state, answer) {
    if (answer.timed_out) return;
    this.answers.set(addressOf(state), answer);
    if (this.answers.size > KEPT_ANSWERS) this.answers.delete(this.answers.keys().next().value);
  }

  showWaiting() {
    this.results.setAttribute("aria-busy", "true");
    if (!this.results.querySelector(".hits")) {
      this.panel.element.hidden = this.results.childElementCount === 0;
      this.results.replaceChildren(loadingView(say("loading")));
    }
  }

  showError(error, retry) {
    this.panel.element.hidden = true;
    this.results.replaceChildren(errorView(error, retry));
  }

  complain(error) {
    this.results.querySelector(".toolbar")?.after(exportFailure(error));
  }

  showAnswer(state, answer) {
    this.results.removeAttribute("aria-busy");
    this.panel.element.hidden = answer.hits.length === 0 && state.filters.length === 0;
    this.panel.update(state, answer);
    const actions = {
      ask: (query) => this.actions.change({ query, page: 1 }),
      setSynonyms: (synonyms) => this.actions.change({ synonyms, page: 1 }),
    };
    const longer = state.patient ? null : () => this.actions.change({ patient: true });
    replaceChildren(
      this.results,
      readingBar(state, answer, actions),
      this.toolbar(state, answer),
      this.panel.chips(state),
      answer.timed_out && timedOutNotice(longer),
      answer.match === "most" && element("p", { class: "quiet" }, say("matchMost")),
      answer.total === 0 && answer.hits.length > 0 && element("p", { class: "quiet" }, say("noneFull")),
      legend(answer),
      answer.hits.length === 0 ? emptyView() : hitList(state, answer, this.actions.open),
      this.pager(state, answer),
    );
  }

  toolbar(state, answer) {
    return element(
      "div",
      { class: "toolbar" },
      element("h2", { id: "results-title" }, countWords(answer)),
      element("span", { class: "grow" }),
      this.filterButton(state),
      hasWords(state) ? this.orderChoice(state) : element("span", { class: "quiet" }, say("sortYear")),
      answer.total > 0 && this.exports(state, answer),
    );
  }

  filterButton(state) {
    const count = state.filters.length;
    const label = count > 0 ? say("filtersCount", { count }) : say("filters");
    const open = (event) => this.panel.open(event.currentTarget);
    return button("secondary filter-button", label, open, {
      data: { key: "filters" },
      "aria-controls": "filters",
    });
  }

  orderChoice(state) {
    const entries = [
      ["relevance", say("sortRelevance")],
      ["year", say("sortYear")],
    ];
    const properties = { "aria-label": say("sortLabel"), data: { key: "sort" } };
    return choice(properties, entries, state.sort, (sort) => this.actions.change({ sort, page: 1 }));
  }

  exports(state, answer) {
    const entries = EXPORTS.map(([format, name]) => [
      say(`export: ${format}`),
      exportAddress(state, format),
      name,
    ]);
    const hint = say("exportHint", { count: answer.total });
    return exportMenu(say("export"), hint, entries, (error) => this.complain(error));
  }

  /** Previous and next; partial answers follow the full ones. */
  pager(state, answer) {
    const first = answer.hits[0]?.rank;
    const hasNext = answer.hits.length === PAGE_SIZE;
    if (state.page === 1 && !hasNext) return null;
    const step = (page, key, there) => {
      const target = { ...state, page };
      return (
        there &&
        pageLink(
          addressOf(target),
          () => this.actions.change({ page }),
          { class: `page-${key}`, rel: key === "next" ? "next" : "prev" },
          say(key),
        )
      );
    };
    const full = answer.hits.filter((hit) => !hit.partial);
    const range = full.length > 0 && say("range", { from: first, to: full.at(-1).rank, count: answer.total });
    return element(
      "nav",
      { class: "pager", "aria-label": say("pages") },
      step(state.page - 1, "previous", state.page > 1),
      element("span", {}, range),
      step(state.page + 1, "next", hasNext),
    );
  }

  turnPage(step) {
    const link = this.element.querySelector(step > 0 ? ".page-next" : ".page-previous");
    link?.click();
  }

  /** The words that a screen reader is told when the answer is there. */
  summary() {
    return this.results.querySelector("#results-title")?.textContent ?? "";
  }
}

function countWords(answer) {
  const found = say("reports", { count: answer.total });
  return answer.timed_out ? say("atLeast", { found }) : found;
}
