// The years of the reports found as bars, and a range of them chosen by dragging over the bars or
// by two handles, which keys move too (sliders of the ARIA authoring practices).

import { button, element, replaceChildren, setLength } from "./dom.js";
import { valuesOfFilter } from "./page_state.js";
import { say } from "./speech.js";
import { barsOf, countWithin, formatRange, parseRange, yearAfterKey, yearAt } from "./year_range.js";

export class YearHistogram {
  /** `actions.setFilter("year", values)` is called with one range, or none. */
  constructor(facet, actions) {
    this.facet = facet;
    this.actions = actions;
    this.body = element("div", { class: "histogram" });
    const title = element("h3", { class: "facet-title" }, say("field: year"));
    const details = element("details", { open: true }, element("summary", {}, title), this.body);
    this.section = element("section", { class: "facet", data: { field: "year" } }, details);
  }

  wish() {
    return { field: "year", limit: "all" };
  }

  update(state, answer) {
    const values = answer.facets.year ?? null;
    const chosen = valuesOfFilter(state, "year");
    this.section.hidden = values !== null && values.length < 2 && chosen.length === 0;
    if (values === null) {
      replaceChildren(this.body, element("p", { class: "quiet" }, say("noCounts")));
      return;
    }
    this.bars = barsOf(values);
    this.first = this.bars[0]?.year ?? 0;
    this.last = this.bars.at(-1)?.year ?? 0;
    this.filtered = chosen.length > 0;
    this.range = this.rangeOf(chosen);
    this.show();
  }

  /** What the handles stand at: the first of the chosen ranges, kept within the bars. */
  rangeOf(chosen) {
    const range = chosen.length > 0 ? parseRange(chosen[0], this.first, this.last) : null;
    const within = (year) => Math.max(this.first, Math.min(this.last, year));
    return range ? { from: within(range.from), to: within(range.to) } : { from: this.first, to: this.last };
  }

  show() {
    if (this.bars.length === 0) {
      replaceChildren(this.body, this.resetButton());
      return;
    }
    this.track = element(
      "div",
      { class: "bars", title: say("yearHint") },
      this.bars.map((bar) => this.bar(bar)),
    );
    this.listenToPointer();
    this.handles = { from: this.handle("from"), to: this.handle("to") };
    this.text = element("span", { class: "year-range" });
    const ends = element("p", { class: "year-line" }, this.text, this.resetButton());
    replaceChildren(
      this.body,
      element("div", { class: "bars-frame" }, this.track, this.handles.from, this.handles.to),
      ends,
    );
    this.place();
  }

  bar({ year, count }) {
    const most = Math.max(...this.bars.map((other) => other.count));
    const fill = element("span", { class: "year-fill" });
    setLength(fill, "block-size", count / most);
    return element(
      "span",
      { class: "year-bar", title: say("yearBar", { year, count }), data: { year } },
      fill,
    );
  }

  resetButton() {
    if (!this.filtered) return null;
    return button("link", say("allYears"), () => this.actions.setFilter("year", []), {
      data: { key: "year-reset" },
    });
  }

  handle(side) {
    return element("span", {
      class: `handle ${side}`,
      role: "slider",
      tabindex: "0",
      "aria-label": say(side === "from" ? "yearFrom" : "yearTo"),
      "aria-orientation": "horizontal",
      data: { key: `year-${side}` },
      on: {
        keydown: (event) => this.onKey(event, side),
        keyup: () => this.commit(),
        blur: () => this.commit(),
        pointerdown: (event) => this.startDrag(event, side),
      },
    });
  }

  /** Puts handles, colours and words where the range is; nothing is asked of the server. */
  place() {
    const { from, to } = this.range;
    const share = (year) => (year - this.first) / this.bars.length;
    setLength(this.handles.from, "inset-inline-start", share(from));
    setLength(this.handles.to, "inset-inline-start", share(to + 1));
    for (const [side, year] of [
      ["from", from],
      ["to", to],
    ]) {
      const slider = this.handles[side];
      slider.setAttribute("aria-valuenow", String(year));
      slider.setAttribute("aria-valuemin", String(side === "from" ? this.first : from));
      slider.setAttribute("aria-valuemax", String(side === "from" ? to : this.last));
    }
    [...this.track.children].forEach((bar, number) => {
      const year = this.first + number;
      bar.classList.toggle("is-outside", year < from || year > to);
    });
    const years = from === to ? String(from) : `${from}–${to}`;
    this.text.textContent = `${years} · ${say("reports", { count: countWithin(this.bars, this.range) })}`;
  }

  onKey(event, side) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [lowest, highest] = side === "from" ? [this.first, this.range.to] : [this.range.from, this.last];
    const year = yearAfterKey(event.key, this.range[side], lowest, highest);
    if (year === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.range = { ...this.range, [side]: year };
    this.changed = true;
    this.place();
  }

  /** Asks for the range, once it was changed; all years are no filter. */
  commit() {
    if (!this.changed) return;
    this.changed = false;
    const all = this.range.from === this.first && this.range.to === this.last;
    this.actions.setFilter("year", all ? [] : [formatRange(this.range)]);
  }

  yearOf(event) {
    const box = this.track.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return yearAt(this.bars, document.documentElement.dir === "rtl" ? 1 - share : share);
  }

  listenToPointer() {
    this.track.addEventListener("pointerdown", (event) => this.startDrag(event, null));
  }

  /** Drags a handle, or, over the bars, a new range from where the pointer went down. */
  startDrag(event, side) {
    if (event.button) return;
    event.preventDefault();
    const target = event.currentTarget;
    const anchor = side === null ? this.yearOf(event) : this.range[side === "from" ? "to" : "from"];
    const drag = (moved) => {
      const year = this.yearOf(moved);
      this.range = { from: Math.min(anchor, year), to: Math.max(anchor, year) };
      this.changed = true;
      this.place();
    };
    const stop = () => {
      target.removeEventListener("pointermove", drag);
      this.commit();
    };
    target.setPointerCapture(event.pointerId);
    target.addEventListener("pointermove", drag);
    target.addEventListener("pointerup", stop, { once: true });
    target.addEventListener("pointercancel", stop, { once: true });
    if (side === null) drag(event);
  }
}
