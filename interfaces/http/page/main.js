// The page: shows the state that the address holds, and changes the address when a person asks for
// something else.

import { health } from "./api.js";
import { closeMenus } from "./export_menu.js";
import { startHeader } from "./header.js";
import { startKeyboard } from "./keyboard.js";
import { showIndexed, startView } from "./notices.js";
import { addressOf, asksNothing, makeState, parseAddress, withFilter } from "./page_state.js";
import { ReportView } from "./report_view.js";
import { SearchBox } from "./search_box.js";
import { SearchView } from "./search_view.js";
import { say, startSpeech } from "./speech.js";
import { hideTooltip, startTooltips } from "./tooltip.js";

class Page {
  constructor() {
    this.main = document.getElementById("main");
    this.announcement = document.getElementById("announcement");
    this.state = parseAddress(location.pathname, location.search);
    const actions = {
      change: (changes) => this.go({ ...this.state, ...changes }),
      open: (id) => this.go({ ...this.state, report: id }),
      back: () => this.leaveReport(),
      setFilter: (field, values) => this.go(withFilter(this.state, field, values)),
      setTherapies: (therapies) => this.go({ ...this.state, therapies }),
      clearFilters: () => this.go({ ...this.state, filters: [], page: 1 }),
    };
    this.searchView = new SearchView(actions);
    this.reportView = new ReportView(actions);
    this.searchBox = new SearchBox(document.querySelector("form.search"), {
      onSearch: (query) => this.ask(query),
    });
  }

  start() {
    history.scrollRestoration = "manual";
    window.addEventListener("popstate", (event) => this.walkedTo(event.state));
    document.querySelector(".brand").addEventListener("click", (event) => {
      event.preventDefault();
      this.go(makeState());
      this.searchBox.focus();
    });
    startKeyboard({
      focusSearch: () => this.searchBox.focus(),
      back: () => this.state.report !== null && this.leaveReport(),
      turnPage: (step) => this.state.report === null && this.searchView.turnPage(step),
      openFilters: () => this.state.report === null && this.searchView.panel.open(document.activeElement),
      closeFilters: () => this.searchView.panel.close(),
    });
    this.show(history.state);
    if (this.state.report === null && asksNothing(this.state)) this.searchBox.focus();
  }

  /** A new question keeps the order and the filters, and leaves a report that is open. Without words
      it asks for every report. */
  ask(query) {
    this.go({ ...this.state, query, all: !query.trim(), report: null, page: 1, patient: false });
  }

  /** Shows another state, under an address of its own. */
  go(state) {
    const address = addressOf(state);
    const here = addressOf(this.state);
    this.rememberPlace();
    if (address !== here) history.pushState({ from: here }, "", address);
    const staysHere = state.report === this.state.report && state.page === this.state.page;
    this.state = state;
    this.show(staysHere ? { y: window.scrollY } : null);
  }

  /** Where the page was scrolled to, for when the back button leads here again. */
  rememberPlace() {
    const focus = document.activeElement?.dataset.key ?? null;
    history.replaceState({ ...history.state, y: window.scrollY, focus }, "");
  }

  walkedTo(memory) {
    this.state = parseAddress(location.pathname, location.search);
    this.show(memory);
  }

  /** Back to the results: by the browser's own way if they were left by it. */
  leaveReport() {
    const results = addressOf({ ...this.state, report: null });
    if (history.state?.from === results) history.back();
    else this.go({ ...this.state, report: null });
  }

  async show(memory) {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    closeMenus();
    hideTooltip();
    const opensReport = this.state.report !== null;
    if (opensReport || asksNothing(this.state)) this.searchView.panel.close();
    this.searchBox.setText(this.state.query);
    if (opensReport) await this.showReport(signal, memory);
    else if (asksNothing(this.state)) this.showStart(signal);
    else await this.showSearch(signal, memory);
  }

  put(view) {
    if (this.main.firstChild !== view) this.main.replaceChildren(view);
  }

  showStart(signal) {
    document.title = say("title");
    this.put(startView((query) => this.ask(query)));
    window.scrollTo(0, 0);
    health(signal).then(showIndexed, () => {});
  }

  async showSearch(signal, memory) {
    document.title = [this.state.query, say("title")].filter(Boolean).join(" – ");
    this.put(this.searchView.element);
    await this.searchView.show(this.state, signal);
    if (signal.aborted) return;
    window.scrollTo(0, memory?.y ?? 0);
    if (memory?.focus && document.activeElement === document.body) this.focusKey(memory.focus);
    this.announcement.textContent = this.searchView.summary();
  }

  focusKey(key) {
    const target = [...this.main.querySelectorAll("[data-key]")].find((other) => other.dataset.key === key);
    target?.focus({ preventScroll: true });
  }

  async showReport(signal, memory) {
    const shown = this.reportView.show(this.state, signal);
    this.put(this.reportView.element);
    window.scrollTo(0, 0);
    await shown;
    if (signal.aborted) return;
    document.title = [this.reportView.title(), say("title")].filter(Boolean).join(" – ");
    if (memory?.y) window.scrollTo(0, memory.y);
    else this.reportView.focusTitle();
  }
}

await startSpeech();
startHeader();
startTooltips();
new Page().start();
