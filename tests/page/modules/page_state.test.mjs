import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  asksNothing,
  hasWords,
  makeState,
  orderOf,
  parseAddress,
  valuesOfFilter,
  withFilter,
} from "../../../interfaces/http/page/page_state.js";

function parse(address) {
  const url = new URL(address, "http://host");
  return parseAddress(url.pathname, url.search);
}

test("an address holds the whole state", () => {
  const states = [
    makeState(),
    makeState({ query: "ATG leukemia" }),
    makeState({ all: true, filters: [{ field: "sex", value: "male" }], page: 2 }),
    makeState({
      query: '"a & b" =c+d #?%',
      filters: [
        { field: "journal", value: "a=b & c" },
        { field: "year", value: "1999..2004" },
      ],
    }),
    makeState({ report: "10.5555/sample.en.02", query: "x", page: 3, sort: "year" }),
    makeState({ report: "../etc/?#%2F 급성", synonyms: false, therapies: "therapy_failed", patient: true }),
  ];
  for (const state of states) assert.deepEqual(parse(addressOf(state)), state);
});

test("what stands at its default is not in the address", () => {
  assert.equal(addressOf(makeState()), "/");
  assert.equal(addressOf(makeState({ query: "ATG" })), "/?q=ATG");
});

test("an address that no page made is read without failing", () => {
  assert.equal(parse("/?page=-1").page, 1);
  assert.equal(parse("/?page=1e99").page, 1);
  assert.equal(parse("/?sort=color&therapies=x").sort, "relevance");
  assert.deepEqual(parse("/?filter=&filter=a&filter==b&filter=c%3D").filters, []);
  assert.equal(parse("/report/%E0%A4%A").report, "%E0%A4%A");
  assert.equal(parse("/?report=sample-en-02").report, "sample-en-02");
});

test("a filter's values take the place of those before, and the first page is shown", () => {
  const one = withFilter(makeState({ page: 4 }), "sex", ["female"]);
  assert.deepEqual([valuesOfFilter(one, "sex"), one.page], [["female"], 1]);
  const two = withFilter(withFilter(one, "year", ["1999"]), "sex", ["female", "male"]);
  assert.deepEqual(valuesOfFilter(two, "sex"), ["female", "male"]);
  assert.deepEqual(valuesOfFilter(two, "year"), ["1999"]);
  assert.deepEqual(withFilter(one, "sex", []).filters, []);
});

test("words or a filter are a question, and so are all reports; blanks are none", () => {
  assert.ok(asksNothing(makeState({ query: "  " })));
  assert.ok(!asksNothing(makeState({ filters: [{ field: "sex", value: "male" }] })));
  assert.equal(addressOf(makeState({ all: true })), "/?q=");
  assert.ok(!asksNothing(parse("/?q=")));
  assert.ok(asksNothing(parse("/")));
});

test("what has no words comes by year, newest first", () => {
  assert.ok(!hasWords(makeState({ query: " " })));
  assert.equal(orderOf(makeState({ all: true })), "year");
  assert.equal(orderOf(makeState({ query: "ATG" })), "relevance");
  assert.equal(orderOf(makeState({ query: "ATG", sort: "year" })), "year");
});
