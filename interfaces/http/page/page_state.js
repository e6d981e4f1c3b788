// What the page shows, as a value, and the address that holds all of it: an address that is shared
// or reloaded shows the same, and the browser's back button walks through such values.

const DEFAULTS = {
  report: null, // the id of the report that is open, or null
  query: "",
  all: false, // without words and filters: every report, not the start
  filters: [], // [{field, value}]
  sort: "relevance",
  synonyms: true,
  page: 1,
  therapies: "therapy", // which of the facets of therapies stands open
  patient: false, // wait long for an answer
};

export const PAGE_SIZE = 10;
const LAST_PAGE = 100000;
const THERAPIES = ["therapy", "therapy_failed", "therapy_mentioned"];

export function makeState(changes = {}) {
  return { ...DEFAULTS, ...changes };
}

/** "therapy=CB000001" as a filter; null if it is none. */
function parseFilter(text) {
  const border = text.indexOf("=");
  if (border < 1 || border === text.length - 1) return null;
  return { field: text.slice(0, border), value: text.slice(border + 1) };
}

function parsePage(text) {
  const page = Number(text);
  return Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1;
}

function decodeId(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The state of an address: its path, and what stands from the question mark on. */
export function parseAddress(path, search) {
  const parameters = new URLSearchParams(search);
  const inPath = path.startsWith("/report/") ? decodeId(path.slice("/report/".length)) : "";
  return makeState({
    report: inPath || parameters.get("report") || null,
    query: parameters.get("q") ?? "",
    all: parameters.has("q") && !parameters.get("q").trim(),
    filters: parameters.getAll("filter").map(parseFilter).filter(Boolean),
    sort: parameters.get("sort") === "year" ? "year" : "relevance",
    synonyms: parameters.get("synonyms") !== "false",
    page: parsePage(parameters.get("page") ?? "1"),
    therapies: THERAPIES.find((field) => field === parameters.get("therapies")) ?? "therapy",
    patient: parameters.get("wait") === "long",
  });
}

/** The address of a state, from its path on; what stands at its default is left out. */
export function addressOf(state) {
  const parameters = new URLSearchParams();
  if (state.query || state.all) parameters.set("q", state.query);
  for (const { field, value } of state.filters) parameters.append("filter", `${field}=${value}`);
  if (state.sort !== DEFAULTS.sort) parameters.set("sort", state.sort);
  if (!state.synonyms) parameters.set("synonyms", "false");
  if (state.page > 1) parameters.set("page", String(state.page));
  if (state.therapies !== DEFAULTS.therapies) parameters.set("therapies", state.therapies);
  if (state.patient) parameters.set("wait", "long");
  const search = parameters.toString();
  const path = state.report === null ? "/" : `/report/${encodeURIComponent(state.report)}`;
  return search ? `${path}?${search}` : path;
}

/** Nothing was asked: neither words nor filters, nor all reports. */
export function asksNothing(state) {
  return !hasWords(state) && state.filters.length === 0 && !state.all;
}

export function hasWords(state) {
  return state.query.trim() !== "";
}

/** Without words nothing is better than another: the newest come first. */
export function orderOf(state) {
  return hasWords(state) ? state.sort : "year";
}

export function valuesOfFilter(state, field) {
  return state.filters.filter((filter) => filter.field === field).map((filter) => filter.value);
}

/** The state with other values of one field's filter; its first page. */
export function withFilter(state, field, values) {
  const others = state.filters.filter((filter) => filter.field !== field);
  const own = values.map((value) => ({ field, value }));
  return { ...state, filters: [...others, ...own], page: 1 };
}
