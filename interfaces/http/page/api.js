// The JSON API of `casebook serve`, as functions: a state of the page in, an answer out. What goes
// wrong is an ApiError, whose `code` the page has words for.

import { orderOf, PAGE_SIZE } from "./page_state.js";

const BASE = "/api/v1";
const TIMEOUT_MS = 5000;
const PATIENT_TIMEOUT_MS = 60000;
const TOKEN_KEY = "casebook-token";

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN_KEY, token);
}

function headers() {
  const token = sessionStorage.getItem(TOKEN_KEY);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function errorOf(response) {
  const body = await response.json().catch(() => null);
  const error = body?.error;
  return new ApiError(response.status, error?.code ?? "", error?.message ?? response.statusText);
}

async function fetchAnswer(address, signal) {
  let response;
  try {
    response = await fetch(address, { headers: headers(), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "unreachable", String(error.message));
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

async function fetchJson(address, signal) {
  const response = await fetchAnswer(address, signal);
  return response.json();
}

/** What a search asks, without order and page: the same for hits, counts, exports and the record. */
function questionOf(state) {
  const parameters = new URLSearchParams({ q: state.query });
  for (const { field, value } of state.filters) parameters.append("filter", `${field}=${value}`);
  if (!state.synonyms) parameters.set("synonyms", "false");
  return parameters;
}

/** Hits of the state's page and the counts of `facets` ([{field, limit}]). */
export function search(state, facets, signal) {
  const parameters = questionOf(state);
  parameters.set("sort", orderOf(state));
  parameters.set("top", String(PAGE_SIZE));
  if (state.page > 1) parameters.set("offset", String((state.page - 1) * PAGE_SIZE));
  for (const { field, limit } of facets) parameters.append("facet", `${field}:${limit}`);
  parameters.set("timeout_ms", String(state.patient ? PATIENT_TIMEOUT_MS : TIMEOUT_MS));
  return fetchJson(`${BASE}/search?${parameters}`, signal);
}

/** More values of one facet, or those whose name holds `matching`. */
export async function facetValues(state, field, limit, matching, signal) {
  const parameters = questionOf(state);
  parameters.set("top", "0");
  parameters.set("facet", `${field}:${limit}`);
  if (matching) parameters.set("facet_match", matching);
  const answer = await fetchJson(`${BASE}/search?${parameters}`, signal);
  return answer.facets[field] ?? [];
}

export async function suggest(prefix, signal) {
  const parameters = new URLSearchParams({ prefix, top: "8" });
  return (await fetchJson(`${BASE}/suggest?${parameters}`, signal)).completions;
}

/** A stored report with what the analysis finds in it. */
export function report(id, signal) {
  return fetchJson(`${BASE}/reports/${encodeURIComponent(id)}?annotate=true`, signal);
}

export function similar(id, signal) {
  return fetchJson(`${BASE}/similar/${encodeURIComponent(id)}?top=5`, signal);
}

export function health(signal) {
  return fetchJson(`${BASE}/health`, signal);
}

/** The preferred name of a concept; null if the thesaurus has no such id. */
export async function conceptName(id, signal) {
  const found = await fetchJson(`${BASE}/thesaurus?${new URLSearchParams({ term: id })}`, signal);
  const senses = Array.isArray(found) ? found : found.concepts;
  return senses?.find((sense) => sense.concept === id)?.label ?? null;
}

/** Where every full answer of a search stands as `format`: csv, ris, bibtex or record. */
export function exportAddress(state, format) {
  const parameters = questionOf(state);
  if (format === "record") return `${BASE}/record?${parameters}`;
  parameters.set("sort", orderOf(state));
  parameters.set("top", "all");
  parameters.set("format", format);
  return `${BASE}/search?${parameters}`;
}

/** Where one report stands as a reference: ris or bibtex. */
export function referenceAddress(id, format) {
  return `${BASE}/reports/${encodeURIComponent(id)}?format=${format}`;
}

/** A file of the API, for the browser to save. A long one comes in parts, and may break off. */
export async function fetchFile(address) {
  const response = await fetchAnswer(address);
  return response.blob().catch((error) => {
    throw new ApiError(0, "broken_off", error.message);
  });
}
