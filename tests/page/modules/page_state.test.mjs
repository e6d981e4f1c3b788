import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  asksNothing,
  makeState,
  parseAddress,
  toggleFilter,
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

test("values of a filter are put in and taken out, and the first page is shown", () => {
  const one = toggleFilter(makeState({ page: 4 }), "sex", "female");
  assert.deepEqual([valuesOfFilter(one, "sex"), one.page], [["female"], 1]);
  const two = toggleFilter(one, "sex", "male");
  assert.deepEqual(valuesOfFilter(two, "sex"), ["female", "male"]);
  assert.deepEqual(valuesOfFilter(toggleFilter(two, "sex", "female"), "sex"), ["male"]);
  assert.deepEqual(withFilter(two, "sex", []).filters, []);
});

test("words or a filter are a question, blanks are none", () => {
  assert.ok(asksNothing(makeState({ query: "  " })));
  assert.ok(!asksNothing(makeState({ filters: [{ field: "sex", value: "male" }] })));
});
