// One facet of the side panel: its values with exact counts as bars, as a list or as a tree, a box
// that looks among all its values, and more of them on demand.

import { facetValues } from "./api.js";
import { makeTree, visibleRows } from "./concept_tree.js";
import { button, element, replaceChildren, setLength } from "./dom.js";
import { fieldOf, inOrder, mayHaveMore, nextLimit } from "./facet_fields.js";
import { valuesOfFilter } from "./page_state.js";
import { nameOfValue, number, say } from "./speech.js";

const BOX_FROM = 8; // values from which on a box helps
const MATCHES = 50;
const PAUSE_MS = 120;

/** A row as deep in the tree as `depth`, or as there is room for. */
function indented(row, depth) {
  row.style.setProperty("--depth", Math.min(depth, 6));
  return row;
}

export class FacetGroup {
  /** `actions.setFilter(field, values)` and `actions.setTherapies(field)` are called. */
  constructor(facet, actions) {
    this.facet = facet;
    this.actions = actions;
    this.limit = facet.limit;
    this.opened = new Map();
    this.unfolded = new Map();
    this.matches = null; // values whose name holds what the box says, or null
    this.looks = 0;
    this.list = element("div", { class: "facet-list" });
    this.box = this.makeBox();
    this.switch = facet.variants ? this.makeSwitch() : null;
    this.section = this.makeSection();
  }

  makeSection() {
    const title = element("h3", { class: "facet-title" }, say(`field: ${this.facet.field}`));
    const details = element("details", {}, element("summary", {}, title), this.switch, this.box, this.list);
    details.open = !this.facet.closed;
    return element("section", { class: "facet", data: { field: this.facet.field } }, details);
  }

  makeBox() {
    const name = say("findValue", { field: say(`field: ${this.facet.field}`) });
    return element("input", {
      type: "search",
      class: "facet-box",
      "aria-label": name,
      placeholder: name,
      autocomplete: "off",
      spellcheck: "false",
      on: { input: () => this.lookSoon() },
    });
  }

  /** Therapies given, failed or mentioned: three facets, one of which stands open. */
  makeSwitch() {
    const choices = this.facet.variants.map((field) => {
      const radio = element("input", {
        type: "radio",
        name: "therapies",
        value: field,
        on: { change: () => this.actions.setTherapies(field) },
      });
      return element(
        "label",
        { title: say(`therapies: ${field} hint`) },
        radio,
        element("span", {}, say(`therapies: ${field}`)),
      );
    });
    return element(
      "div",
      { class: "segments", role: "radiogroup", "aria-label": say("therapiesSwitch") },
      choices,
    );
  }

  /** What to ask for with the next search. */
  wish(state) {
    return { field: fieldOf(this.facet, state), limit: this.limit };
  }

  /** Shows the counts of an answer. `nameOf(field, value)` names values that did not come. */
  update(state, answer, nameOf) {
    if (this.field !== fieldOf(this.facet, state)) this.changeField(fieldOf(this.facet, state));
    this.state = state;
    this.total = answer.total;
    this.nameOf = nameOf;
    this.values = answer.facets[this.field] ?? null;
    this.chosen = valuesOfFilter(state, this.field);
    if (this.chosen.length > 0) this.section.firstChild.open = true;
    this.switch?.querySelectorAll("input").forEach((radio) => (radio.checked = radio.value === this.field));
    if (this.box.value.trim()) this.look();
    else this.matches = null;
    this.show();
  }

  changeField(field) {
    this.field = field;
    this.opened.clear();
    this.unfolded.clear();
    this.limit = this.facet.limit;
  }

  show() {
    const values = this.values ?? [];
    const looking = this.box.value.trim() !== "";
    this.most = (this.matches ?? values).reduce((most, value) => Math.max(most, value.count), 0);
    this.section.hidden = this.values?.length === 0 && this.chosen.length === 0 && !looking && !this.switch;
    this.box.hidden = !looking && (!this.facet.box || values.length < BOX_FROM);
    if (this.values === null) replaceChildren(this.list, element("p", { class: "quiet" }, say("noCounts")));
    else if (this.matches) this.showMatches();
    else if (this.facet.tree) this.showTree();
    else this.showValues();
  }

  showMatches() {
    const none = element("p", { class: "quiet" }, say("noValue", { text: this.box.value.trim() }));
    replaceChildren(this.list, this.matches.length > 0 ? this.listOf(this.matches) : none);
  }

  showValues() {
    replaceChildren(
      this.list,
      this.listOf([...this.chosenElsewhere(), ...inOrder(this.facet, this.values)]),
      this.moreButton(),
    );
  }

  showTree() {
    const rows = visibleRows(makeTree(this.values), {
      total: this.total,
      chosen: this.chosen,
      opened: this.opened,
      unfolded: this.unfolded,
    });
    const items = rows.map((row) => (row.kind === "more" ? this.unfoldRow(row) : this.treeRow(row)));
    const elsewhere = this.chosenElsewhere().map((value) => this.row(value, 0, null));
    const folded = rows.some((row) => row.kind === "more" && row.path === "");
    replaceChildren(
      this.list,
      element("ul", { class: "facet-values is-tree" }, elsewhere, items),
      !folded && this.moreButton(),
    );
  }

  /** Chosen values that are not among those that came; they have no count if there may be more. */
  chosenElsewhere() {
    const known = new Set(this.values.map((value) => value.value));
    const count = mayHaveMore(this.limit, this.values) ? null : 0;
    return this.chosen
      .filter((value) => !known.has(value))
      .map((value) => ({ value, label: this.nameOf(this.field, value), count }));
  }

  listOf(values) {
    return element(
      "ul",
      { class: "facet-values" },
      values.map((value) => this.row(value, 0, null)),
    );
  }

  treeRow({ node, depth, path, open, hasChildren }) {
    const name = this.nameOfValue(node);
    const toggle = hasChildren
      ? button("toggle", "", () => this.open(path, !open), {
          "aria-expanded": String(open),
          "aria-label": say("expand", { name }),
          data: { key: `toggle ${path}` },
        })
      : element("span", { class: "toggle-space" });
    return this.row(node, depth, toggle, path);
  }

  open(path, open) {
    this.opened.set(path, open);
    this.show();
  }

  unfoldRow({ depth, path, hidden }) {
    const unfold = () => {
      this.unfolded.set(path, (this.unfolded.get(path) ?? 0) + 1);
      this.show();
    };
    const more = button("link", say("more", { count: hidden }), unfold, { data: { key: `unfold ${path}` } });
    return indented(element("li", { class: "more-row" }, more), depth);
  }

  nameOfValue(value) {
    return nameOfValue(this.field, value.value, value.label);
  }

  row(value, depth, toggle, path = value.value) {
    const name = this.nameOfValue(value);
    const box = element("input", {
      type: "checkbox",
      data: { key: `value ${this.field} ${path}`, value: value.value },
      on: { change: () => this.toggle(value.value) },
    });
    box.checked = this.chosen.includes(value.value);
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    setLength(bar, "inline-size", this.shareOf(value.count ?? 0));
    const label = element(
      "label",
      { title: name },
      box,
      element("span", { class: "value-name", dir: "auto" }, name),
      value.count !== null && element("span", { class: "count" }, number(value.count)),
      bar,
    );
    return indented(element("li", {}, toggle, label, this.onlyButton(value, name)), depth);
  }

  /** Beside other chosen values a click widens the search; this one leaves them out. */
  onlyButton(value, name) {
    const others = this.chosen.some((chosen) => chosen !== value.value);
    if (!others || value.count === null) return null;
    const hint = say("onlyHint", { name, reports: say("reports", { count: value.count }) });
    return button("only", say("only"), () => this.actions.setFilter(this.field, [value.value]), {
      title: hint,
      "aria-label": hint,
    });
  }

  shareOf(count) {
    return this.most > 0 ? count / this.most : 0;
  }

  toggle(value) {
    const others = this.chosen.filter((chosen) => chosen !== value);
    this.actions.setFilter(this.field, this.chosen.includes(value) ? others : [...others, value]);
  }

  moreButton() {
    if (!mayHaveMore(this.limit, this.values)) return null;
    return button("link more", say("moreOfFacet"), () => this.fetchMore(), {
      data: { key: `more ${this.field}` },
    });
  }

  async fetchMore() {
    this.limit = nextLimit(this.limit);
    const values = await this.fetch(this.limit, "");
    if (!values) return;
    this.values = values;
    this.unfolded.set("", 1 + (this.unfolded.get("") ?? 0));
    this.show();
  }

  lookSoon() {
    clearTimeout(this.timer);
    this.beginLook();
    this.timer = setTimeout(() => this.look(), PAUSE_MS);
  }

  /** Until the look that began last is over, the list says that it is busy. */
  beginLook() {
    this.list.setAttribute("aria-busy", "true");
    this.looks += 1;
    return this.looks;
  }

  async look() {
    const own = this.beginLook();
    const text = this.box.value.trim();
    const values = text ? await this.fetch(MATCHES, text) : null;
    if (own !== this.looks) return;
    this.list.removeAttribute("aria-busy");
    if (text && !values) return;
    this.matches = values;
    this.show();
  }

  /** Values for the question on show; null if another request overtook this one, or none came. */
  async fetch(limit, text) {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const values = await facetValues(this.state, this.field, limit, text, signal);
      return signal.aborted ? null : values;
    } catch (error) {
      if (error.name !== "AbortError") this.actions.complain(error);
      return null;
    }
  }
}
