import assert from "node:assert/strict";
import { test } from "node:test";
import {
  barsOf,
  countWithin,
  formatRange,
  parseRange,
  yearAfterKey,
  yearAt,
} from "../../../interfaces/http/page/year_range.js";

const bars = barsOf([
  { value: "2004", count: 2 },
  { value: "2001", count: 5 },
]);

test("every year from the first to the last has a bar", () => {
  assert.deepEqual(bars, [
    { year: 2001, count: 5 },
    { year: 2002, count: 0 },
    { year: 2003, count: 0 },
    { year: 2004, count: 2 },
  ]);
  assert.deepEqual(barsOf([]), []);
});

test("ranges are read as the server reads them", () => {
  assert.deepEqual(parseRange("1999..2004", 1990, 2020), { from: 1999, to: 2004 });
  assert.deepEqual(parseRange("1999", 1990, 2020), { from: 1999, to: 1999 });
  assert.deepEqual(parseRange("..1999", 1990, 2020), { from: 1990, to: 1999 });
  assert.deepEqual(parseRange("1999..", 1990, 2020), { from: 1999, to: 2020 });
  for (const text of ["", "..", "2004..1999", "x", "1999...2004"])
    assert.equal(parseRange(text, 1990, 2020), null, text);
  assert.equal(formatRange({ from: 1999, to: 2004 }), "1999..2004");
  assert.equal(formatRange({ from: 1999, to: 1999 }), "1999");
});

test("a place along the bars is a year, and one beyond them the nearest", () => {
  assert.deepEqual(
    [-1, 0, 0.3, 0.99, 1, 7].map((share) => yearAt(bars, share)),
    [2001, 2001, 2002, 2004, 2004, 2004],
  );
});

test("keys move a handle within its bounds", () => {
  assert.equal(yearAfterKey("ArrowRight", 2004, 2001, 2004), 2004);
  assert.equal(yearAfterKey("PageDown", 2004, 2001, 2004), 2001);
  assert.equal(yearAfterKey("Home", 2004, 2001, 2004), 2001);
  assert.equal(yearAfterKey("a", 2004, 2001, 2004), null);
});

test("a range counts the reports of its years", () => {
  assert.equal(countWithin(bars, { from: 2001, to: 2003 }), 5);
  assert.equal(countWithin(bars, { from: 2001, to: 2004 }), 7);
});
