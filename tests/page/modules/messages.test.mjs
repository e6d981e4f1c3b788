import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CONCEPT_FIELDS, FACETS, inOrder } from "../../../interfaces/http/page/facet_fields.js";
import en from "../../../interfaces/http/page/messages.js";
import { languages, preferredLanguage } from "../../../interfaces/http/page/speech.js";

const page = new URL("../../../interfaces/http/page/", import.meta.url);
const scripts = readdirSync(page).filter((name) => name.endsWith(".js") && !name.startsWith("messages"));
const messages = { en };
for (const name of readdirSync(page)) {
  const [, language] = name.match(/^messages_(\w+)\.js$/) ?? [];
  if (language) messages[language] = (await import(new URL(name, page))).default;
}
const source = [...scripts, "index.html"].map((name) => readFileSync(new URL(name, page), "utf8")).join("\n");
const valuesIn = (message) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();

test("every language that can be chosen has its messages", () => {
  assert.deepEqual(Object.keys(messages).sort(), Object.keys(languages).sort());
});

test("all languages have the same messages", () => {
  for (const [language, own] of Object.entries(messages)) {
    assert.deepEqual(Object.keys(own).sort(), Object.keys(messages.en).sort(), language);
  }
});

test("a message takes the same values in every language, and has the plural forms of its own", () => {
  for (const [language, own] of Object.entries(messages)) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    for (const [key, message] of Object.entries(own)) {
      const english = messages.en[key];
      assert.equal(typeof message, typeof english, `${language}: ${key}`);
      assert.deepEqual(valuesIn(message), valuesIn(english), `${language}: ${key}`);
      if (typeof message === "object")
        assert.deepEqual(Object.keys(message).sort(), forms, `${language}: ${key}`);
    }
  }
});

test("every message is used, and every message used is there", () => {
  const used = [...source.matchAll(/say(?:Or)?\(\s*"([\w ]+)"|data-say(?:-[\w-]+)?="(\w+)"/g)].map(
    (found) => found[1] ?? found[2],
  );
  for (const key of used) assert.ok(key in messages.en, key);
  for (const key of Object.keys(messages.en)) {
    if (key.includes(": ") || key === "direction") continue;
    assert.match(source, new RegExp(`["']${key}["']`), key);
  }
});

test("every facet has a name, and its order names every value once", () => {
  for (const { field, variants = [], order } of FACETS) {
    for (const name of [field, ...variants]) assert.ok(`field: ${name}` in messages.en, name);
    if (!order) continue;
    const values = [...order].reverse().map((value) => ({ value }));
    assert.deepEqual(
      inOrder({ order }, values).map((value) => value.value),
      order,
    );
  }
  for (const field of CONCEPT_FIELDS) assert.ok(`field: ${field}` in messages.en);
});

test("the interface speaks what was chosen, else what the browser asks for, else English", () => {
  assert.equal(preferredLanguage("ko", ["en-GB"]), "ko");
  assert.equal(preferredLanguage(null, ["fr", "ko-KR", "en"]), "ko");
  assert.equal(preferredLanguage("xx", ["fr"]), "en");
});
