// The words of the interface in the reader's language: which one it is, and messages with their
// values put in. The words themselves are in messages.js and, for other languages, beside it.

import english from "./messages.js";

const LANGUAGE_KEY = "casebook-language";

/** Names of the languages, each in itself. */
export const languages = { en: "English", ko: "한국어" };

/** The language asked for earlier, else the first of the browser's that there is, else English. */
export function preferredLanguage(stored, wanted) {
  if (stored in languages) return stored;
  const found = wanted.map((tag) => tag.split("-")[0]).find((tag) => tag in languages);
  return found ?? "en";
}

let language = "en";
let messages = english;

/** Resolves when the reader's language can be spoken. */
export async function startSpeech() {
  language = preferredLanguage(localStorage.getItem(LANGUAGE_KEY), navigator.languages);
  if (language !== "en") messages = (await import(`./messages_${language}.js`)).default;
  document.documentElement.lang = language;
  document.documentElement.dir = messages.direction;
}

/** Holds from the next time that the page is opened. */
export function setLanguage(chosen) {
  localStorage.setItem(LANGUAGE_KEY, chosen);
}

export function currentLanguage() {
  return language;
}

export function number(value) {
  return new Intl.NumberFormat(language).format(value);
}

function fill(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return typeof value === "number" && name !== "year" ? number(value) : String(value ?? whole);
  });
}

/** The message of that key. One with plural forms takes the form that `values.count` asks for. */
export function say(key, values = {}) {
  const message = messages[key] ?? english[key];
  if (typeof message === "string") return fill(message, values);
  const form = new Intl.PluralRules(language).select(values.count);
  return fill(message[form] ?? message.other, values);
}

/** The same, or `otherwise` where there is no such message. */
export function sayOr(key, otherwise) {
  return key in english ? say(key) : otherwise;
}

export function nameOfLanguage(code, inLanguage = language) {
  try {
    return new Intl.DisplayNames([inLanguage], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What people read of a facet's value: states and groups have names of ours, the rest its label. */
export function nameOfValue(field, value, label = value) {
  if (field === "language") return nameOfLanguage(value);
  return sayOr(`${field}: ${value}`, label);
}
