import assert from "node:assert/strict";
import { test } from "node:test";
import { cutByHighlights, cutBySpans, indicesOfBytes } from "../../../interfaces/http/page/text_spans.js";

const bytes = (text) => Buffer.byteLength(text);

test("a byte offset of any script is the index of its character", () => {
  for (const text of ["plain", "naïve", "10⁹/L", "백혈병 환자", "حالة سريرية", "a𝛼b👩‍⚕️c", "\u0000x"]) {
    const characters = [...text];
    let begin = "";
    for (const character of characters) {
      assert.equal(indicesOfBytes(text, [bytes(begin)]).get(bytes(begin)), begin.length, text);
      begin += character;
    }
    assert.equal(indicesOfBytes(text, [bytes(text)]).get(bytes(text)), text.length);
  }
});

test("an offset inside a character is where the character begins, one past the end is the end", () => {
  const indices = indicesOfBytes("백a", [1, 2, 99]);
  assert.deepEqual(
    [...indices],
    [
      [1, 0],
      [2, 0],
      [99, 2],
    ],
  );
});

test("pieces join up to the text, whatever the spans", () => {
  let seed = 20240501;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const alphabet = ["a", "é", "百", "𝛼", " ", "ل"];
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: random(30) }, () => alphabet[random(alphabet.length)]).join("");
    const spans = Array.from({ length: random(6) }, () => {
      const begin = random(bytes(text) + 2);
      return { begin, end: begin + random(9) };
    });
    const pieces = cutBySpans(text, spans);
    assert.equal(pieces.map((piece) => piece.text).join(""), text);
    for (const piece of pieces) assert.notEqual(piece.text, "");
  }
});

test("overlapping spans are both told of where they overlap", () => {
  const pieces = cutBySpans("abcdef", [
    { begin: 0, end: 4, name: "x" },
    { begin: 2, end: 6, name: "y" },
  ]);
  assert.deepEqual(
    pieces.map((piece) => [piece.text, piece.spans.map((span) => span.name).join("")]),
    [
      ["ab", "x"],
      ["cd", "xy"],
      ["ef", "y"],
    ],
  );
});

test("a highlight of a Korean snippet marks the word that it names", () => {
  const text = "급성 백혈병환자에서";
  const begin = bytes("급성 ");
  const pieces = cutByHighlights(text, [[begin, begin + bytes("백혈병"), "exact"]]);
  assert.deepEqual(pieces, [
    { text: "급성 ", reason: null },
    { text: "백혈병", reason: "exact" },
    { text: "환자에서", reason: null },
  ]);
});
