import assert from "node:assert/strict";
import { test } from "node:test";
import { makeTree, visibleRows } from "../../../interfaces/http/page/concept_tree.js";

const value = (id, count, ...broader) => ({ value: id, label: id, count, broader });
const rowsOf = (values, view = {}) =>
  visibleRows(makeTree(values), { total: 10, chosen: [], opened: new Map(), unfolded: new Map(), ...view });
const outline = (rows) =>
  rows.map((row) => "-".repeat(row.depth) + (row.kind === "more" ? `+${row.hidden}` : row.node.value));

test("a single root is left out and its children stand first", () => {
  assert.deepEqual(outline(rowsOf([value("all", 10), value("a", 4, "all"), value("b", 3, "all")])), [
    "a",
    "b",
  ]);
});

test("what is under two broader values stands under both", () => {
  const values = [value("a", 4), value("b", 3), value("x", 2, "a", "b")];
  const opened = new Map([
    ["/a", true],
    ["/b", true],
  ]);
  assert.deepEqual(outline(rowsOf(values, { opened })), ["a", "-x", "b", "-x"]);
});

test("a value that holds nearly all reports stands open, until it is closed", () => {
  const values = [value("a", 9), value("b", 3), value("x", 2, "a"), value("y", 1, "b")];
  assert.deepEqual(outline(rowsOf(values)), ["a", "-x", "b"]);
  assert.deepEqual(outline(rowsOf(values, { opened: new Map([["/a", false]]) })), ["a", "b"]);
});

test("the way to a chosen value stands open, and it is shown however rare it is", () => {
  const many = Array.from({ length: 30 }, (_, number) => value(`n${number}`, 5, "a"));
  const rows = outline(
    rowsOf([value("a", 6), value("b", 5), ...many, value("rare", 1, "a")], { chosen: ["rare"] }),
  );
  assert.deepEqual(rows.slice(0, 2), ["a", "-n0"]);
  assert.ok(rows.includes("-rare"));
});

test("further values are told of by number and come when asked for", () => {
  const values = Array.from({ length: 20 }, (_, number) => value(`n${number}`, 1));
  assert.deepEqual(outline(rowsOf(values)).slice(-1), ["+13"]);
  assert.equal(rowsOf(values, { unfolded: new Map([["", 1]]) }).length, 20);
});

test("a vocabulary that goes in circles ends", () => {
  const values = [value("a", 9, "b"), value("b", 9, "a"), value("self", 9, "self")];
  const rows = outline(rowsOf(values));
  for (const id of ["a", "self"]) assert.ok(rows.includes(id), rows.join());
});
