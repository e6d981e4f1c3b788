// What the page shows when there are no results to show: the start, waiting, nothing found, errors.

import { setToken } from "./api.js";
import { button, element } from "./dom.js";
import { say } from "./speech.js";

const EXAMPLES = [
  ["antithymocyte globulin leukemia", "exampleWords"],
  ['"donor lymphocyte infusion"', "queryPhrase"],
  ["aplastic anemia -eltrombopag", "queryNot"],
  ["anemia therapy_failed:ciclosporin", "queryFact"],
];

/** The page before anything was asked. */
export function startView(ask) {
  const examples = EXAMPLES.map(([query, hint]) =>
    element(
      "li",
      {},
      button("link", query, () => ask(query)),
      element("span", { class: "quiet" }, say(hint)),
    ),
  );
  return element(
    "section",
    { class: "start" },
    element("h1", {}, say("tagline")),
    element("p", { class: "quiet", id: "indexed" }),
    button("secondary browse", say("browse"), () => ask("")),
    element("h2", {}, say("examplesTitle")),
    element("ul", {}, examples),
  );
}

export function showIndexed(health) {
  const place = document.getElementById("indexed");
  if (place && Number.isInteger(health.reports))
    place.textContent = say("indexed", { count: health.reports });
}

/** Grey bars where the results will stand. */
export function loadingView(text) {
  const bars = Array.from({ length: 3 }, () =>
    element(
      "div",
      { class: "ghost", "aria-hidden": "true" },
      element("span"),
      element("span"),
      element("span"),
    ),
  );
  return element("div", { class: "loading" }, element("p", { class: "unseen" }, text), bars);
}

export function emptyView() {
  return element(
    "div",
    { class: "notice" },
    element("h2", {}, say("nothingFound")),
    element("p", {}, say("nothingFoundHint")),
  );
}

export function timedOutNotice(searchLonger) {
  return element(
    "div",
    { class: "notice is-warning" },
    element("p", {}, say("timedOut")),
    searchLonger && button("secondary", say("searchLonger"), searchLonger),
  );
}

/** The words for an error: ours where there are some, else the server's own. */
export function errorWords(error) {
  if (error.status === 0 && error.code === "unreachable") return say("errorUnreachable");
  if (error.status === 404) return say("errorNotFound");
  if (error.code === "broken_off") return say("errorBrokenOff");
  if (error.status === 503 && error.code !== "timed_out") return say("errorBusy");
  return error.message;
}

export function exportFailure(error) {
  const words = say("exportFailed", { reason: errorWords(error) });
  return element("p", { class: "notice is-error", role: "alert" }, words);
}

export function errorView(error, retry) {
  if (error.status === 401) return tokenForm(retry);
  return element(
    "div",
    { class: "notice is-error", role: "alert" },
    element("h2", {}, say("errorTitle")),
    element("p", {}, errorWords(error)),
    button("secondary", say("retry"), retry),
  );
}

function tokenForm(retry) {
  const input = element("input", {
    type: "password",
    autocomplete: "current-password",
    required: true,
    id: "token",
  });
  const submit = (event) => {
    event.preventDefault();
    setToken(input.value);
    retry();
  };
  return element(
    "form",
    { class: "notice", on: { submit } },
    element("h2", {}, say("tokenTitle")),
    element("label", { for: "token" }, say("tokenLabel")),
    input,
    element("button", { type: "submit", class: "primary" }, say("tokenUse")),
  );
}
