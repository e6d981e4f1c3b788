// The tools at the right of the header: language, colours, help; and the words of index.html in the
// reader's language.

import { button, choice } from "./dom.js";
import { openHelp } from "./help_dialog.js";
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
  const entries = Object.entries(languages).map(([code, name]) => [code, name, { lang: code }]);
  const properties = { "aria-label": say("interfaceLanguage"), class: "language" };
  return choice(properties, entries, currentLanguage(), (code) => {
    setLanguage(code);
    location.reload(); // the address holds all that the page shows
  });
}

function themeChoice() {
  const { dataset } = document.documentElement;
  const entries = THEMES.map((theme) => [theme, say(`theme: ${theme}`)]);
  const properties = { "aria-label": say("theme"), class: "theme" };
  return choice(properties, entries, dataset.theme ?? "auto", (theme) => {
    localStorage.setItem(THEME_KEY, theme);
    if (theme === "auto") delete dataset.theme;
    else dataset.theme = theme;
  });
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
