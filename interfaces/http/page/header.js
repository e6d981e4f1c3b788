// The tools at the right of the header: language, colours, help; and the words of index.html in the
// reader's language.

import { button, element } from "./dom.js";
import { openHelp } from "./help_dialog.js";
import { messages } from "./messages.js";
import { currentLanguage, languages, say, setLanguage } from "./speech.js";

const THEME_KEY = "casebook-theme";
const THEMES = ["auto", "light", "dark"];

/** Puts the reader's words where index.html names a message. */
function translateDocument() {
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = say(place.dataset.say);
  for (const name of ["placeholder", "aria-label"]) {
    for (const place of document.querySelectorAll(`[data-say-${name}]`)) {
      place.setAttribute(name, say(place.getAttribute(`data-say-${name}`)));
    }
  }
}

function languageChoice() {
  const choose = (event) => {
    setLanguage(event.target.value);
    location.reload(); // the address holds all that the page shows
  };
  const options = languages.map((code) =>
    element("option", { value: code, lang: code }, messages[code].name),
  );
  const select = element(
    "select",
    { "aria-label": say("interfaceLanguage"), class: "language", on: { change: choose } },
    options,
  );
  select.value = currentLanguage();
  return select;
}

function themeChoice() {
  const select = element(
    "select",
    { "aria-label": say("theme"), class: "theme" },
    THEMES.map((theme) => element("option", { value: theme }, say(`theme: ${theme}`))),
  );
  select.value = document.documentElement.dataset.theme ?? "auto";
  select.addEventListener("change", () => {
    localStorage.setItem(THEME_KEY, select.value);
    if (select.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = select.value;
  });
  return select;
}

export function startHeader() {
  translateDocument();
  document
    .querySelector(".tools")
    .append(
      languageChoice(),
      themeChoice(),
      button("round", "?", openHelp, { "aria-label": say("help"), title: say("help") }),
    );
}
