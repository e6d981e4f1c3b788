// The search box with its completions: the combobox pattern of the ARIA authoring practices (a text
// box that owns a list; focus never leaves the box).

import { suggest } from "./api.js";
import { element } from "./dom.js";
import { say } from "./speech.js";

const PAUSE_MS = 70; // between the last key and the question

export class SearchBox {
  /** `onSearch(text)` is called when a person asks. */
  constructor(form, { onSearch }) {
    this.form = form;
    this.onSearch = onSearch;
    this.input = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.clearButton = form.querySelector(".clear");
    this.status = form.querySelector("[role=status]");
    this.completions = [];
    this.active = -1;
    this.typed = "";
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(this.input.value);
    });
    this.clearButton.addEventListener("click", () => {
      this.setText("");
      this.input.focus();
    });
  }

  setText(text) {
    this.input.value = text;
    this.clearButton.hidden = text === "";
    this.close();
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  submit(text) {
    this.setText(text);
    this.onSearch(text);
  }

  askSoon() {
    this.typed = this.input.value;
    this.clearButton.hidden = this.typed === "";
    this.cancel();
    if (!this.typed.trim()) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(this.typed), PAUSE_MS);
  }

  cancel() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async ask(prefix) {
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const completions = await suggest(prefix, signal);
      if (prefix === this.input.value && document.activeElement === this.input) this.show(completions);
    } catch {
      // A search box without completions still searches; one that was typed on in asks again by itself.
      if (!signal.aborted) this.close();
    }
  }

  show(completions) {
    this.completions = completions;
    this.active = -1;
    this.list.replaceChildren(...completions.map((completion, number) => this.option(completion, number)));
    this.list.hidden = completions.length === 0;
    this.input.setAttribute("aria-expanded", String(completions.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = say("completionCount", { count: completions.length });
  }

  option(completion, number) {
    const kind = { concept: completion.label, title: say("completionTitle") }[completion.kind];
    const choose = (event) => {
      event.preventDefault(); // focus stays in the box
      this.submit(completion.text);
    };
    return element(
      "li",
      { role: "option", id: `completion-${number}`, "aria-selected": "false", on: { pointerdown: choose } },
      element("span", { class: "completion-text", dir: "auto" }, completion.text),
      kind && kind !== completion.text && element("span", { class: "completion-kind" }, kind),
      element("span", { class: "completion-count" }, say("reports", { count: completion.count })),
    );
  }

  close() {
    this.cancel();
    this.list.hidden = true;
    this.completions = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  onKey(event) {
    if (event.isComposing) return; // the keys of an input method are its own
    const open = this.completions.length > 0;
    if (event.key === "Escape" && open) this.escape(event);
    else if (event.key === "ArrowDown" && open) this.move(1, event);
    else if (event.key === "ArrowUp" && open) this.move(-1, event);
  }

  escape(event) {
    event.preventDefault();
    event.stopPropagation();
    this.input.value = this.typed;
    this.close();
  }

  /** One past either end of the list is the box itself, with what was typed. */
  move(step, event) {
    event.preventDefault();
    const places = this.completions.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    [...this.list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.active));
      if (number === this.active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.active < 0) {
      this.input.removeAttribute("aria-activedescendant");
      this.input.value = this.typed;
      return;
    }
    this.input.setAttribute("aria-activedescendant", `completion-${this.active}`);
    this.input.value = this.completions[this.active].text;
  }
}
