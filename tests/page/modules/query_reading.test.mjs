import assert from "node:assert/strict";
import { test } from "node:test";
import {
  missingWords,
  placesOf,
  readAgain,
  takenAsTyped,
} from "../../../interfaces/http/page/query_reading.js";

/** A reading of `text` within `query`, in bytes as the API tells it. */
function reading(query, text, label = null) {
  const begin = Buffer.byteLength(query.slice(0, query.indexOf(text)));
  return { text, begin, end: begin + Buffer.byteLength(text), concept: label && "CB1", label, type: null };
}

test("senses of one word are one place with several names", () => {
  const query = "é ALL";
  const places = placesOf(query, [reading(query, "ALL", "a"), reading(query, "ALL", "b")]);
  assert.deepEqual(places, [{ text: "ALL", begin: 2, end: 5, labels: ["a", "b"], literal: false }]);
});

test("a word is taken as typed and read again", () => {
  const query = "급성 ATG x";
  const [place] = placesOf(query, [reading(query, "ATG", "antithymocyte globulin")]);
  const literal = takenAsTyped(query, place);
  assert.equal(literal, "급성 =ATG x");
  const [again] = placesOf(literal, [reading(literal, "ATG")]);
  assert.ok(again.literal);
  assert.equal(readAgain(literal, again), query);
});

test("of several words that name one concept each is taken as typed", () => {
  const query = "aplastic anemia";
  const [place] = placesOf(query, [reading(query, query, "aplastic anaemia")]);
  assert.equal(takenAsTyped(query, place), "=aplastic =anemia");
});

test("a hit's missing words are told, unless operators rule", () => {
  const query = "ATG leukemia";
  const readAs = [reading(query, "ATG", "a"), reading(query, "leukemia", "b")];
  assert.deepEqual(missingWords(query, readAs, [{ unit: "ATG" }]), ["leukemia"]);
  const concept = "aplastic anemia";
  assert.deepEqual(missingWords(concept, [reading(concept, concept, "a")], [{ unit: "anemia" }]), []);
  for (const ruled of ["ATG OR leukemia", "ATG -leukemia", "title:leukemia ATG", '"ATG" leukemia']) {
    assert.deepEqual(missingWords(ruled, [reading(ruled, "leukemia", "b")], []), [], ruled);
  }
});
