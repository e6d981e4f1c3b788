// The help: keys of the page and what can be typed into the box.

import { button, element } from "./dom.js";
import { say } from "./speech.js";

const KEYS = [
  [["/"], "keySearch"],
  [["j", "k", "↓", "↑"], "keyMove"],
  [["Enter"], "keyOpen"],
  [["u"], "keyBack"],
  [["n", "p"], "keyPages"],
  [["f"], "keyFilters"],
  [["?"], "keyHelp"],
  [["Esc"], "keyClose"],
];

const QUERIES = [
  ["hypoplastic leukemia", "queryWords"],
  ['"donor lymphocyte infusion"', "queryPhrase"],
  ["leukemia -rituximab", "queryNot"],
  ["relapse OR remission", "queryOr"],
  ["=ATG", "queryLiteral"],
  ["title:remission", "queryTitle"],
  ["therapy:ATG  outcome:died", "queryFact"],
  ["year:1999..2004", "queryYear"],
];

function table(rows) {
  return element(
    "dl",
    { class: "help-table" },
    rows.map(([term, text]) => [element("dt", {}, term), element("dd", {}, text)]),
  );
}

export function openHelp() {
  document.querySelector("dialog.help")?.remove();
  const dialog = element("dialog", {
    class: "help",
    "aria-labelledby": "help-title",
    on: { close: () => dialog.remove() },
  });
  dialog.append(
    element("h2", { id: "help-title" }, say("helpTitle")),
    element("h3", {}, say("helpKeys")),
    table(KEYS.map(([keys, text]) => [keys.map((key) => element("kbd", {}, key)), say(text)])),
    element("h3", {}, say("helpQuery")),
    table(QUERIES.map(([query, text]) => [element("code", {}, query), say(text)])),
    button("primary", say("close"), () => dialog.close()),
  );
  document.body.append(dialog);
  dialog.showModal();
}
