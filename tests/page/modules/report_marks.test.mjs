import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrangeSections,
  factsOf,
  spansOf,
  strongestKind,
} from "../../../interfaces/http/page/report_marks.js";

const evidence = (section, begin, end) => ({ section, begin, end });
const annotation = {
  sections: [],
  concepts: [{ concept: "CB1", label: "one", type: "therapy", section: 1, begin: 0, end: 3, context: [] }],
  facts: {
    therapy: [
      { concept: "CB1", label: "one", evidence: evidence(1, 0, 3), rule: "given" },
      { concept: "CB2", label: "two", evidence: evidence(1, 5, 8), rule: "given" },
    ],
    therapy_failed: [{ concept: "CB2", label: "two", evidence: evidence(1, 5, 8), rule: "failed" }],
    therapy_mentioned: [
      { concept: "CB1", label: "one", evidence: evidence(1, 0, 3), rule: "named" },
      { concept: "CB3", label: "three", evidence: evidence(0, 0, 2), rule: "named" },
    ],
    diagnosis: [],
    outcome: [{ state: "died", evidence: evidence(1, 9, 13), rule: "outcome" }],
    patients: [{ age: 3, age_group: null, sex: null, evidence: evidence(1, 1, 2), rule: "age" }],
  },
};

test("a therapy is given, failed or only mentioned, and told of once", () => {
  const kinds = factsOf(annotation).map((fact) => `${fact.kind} ${fact.concept}`);
  assert.deepEqual(kinds, ["patient null", "therapy CB1", "failed CB2", "mentioned CB3", "outcome null"]);
});

test("the strongest of several marks at one place decides how it looks", () => {
  const spans = spansOf(annotation, factsOf(annotation), 1);
  assert.equal(strongestKind(spans.filter((span) => span.begin === 0)), "therapy");
  assert.equal(strongestKind([{ kind: "concept" }, { kind: "mentioned" }]), "mentioned");
});

test("sections keep their numbers when title, keywords and references are put apart", () => {
  const kinds = ["title", "abstract", "references", "keywords", "case", "keywords"];
  const arranged = arrangeSections(kinds.map((kind) => ({ kind, text: kind })));
  assert.equal(arranged.title.number, 0);
  assert.deepEqual(
    arranged.shown.map((section) => section.number),
    [1, 4],
  );
  assert.deepEqual(
    arranged.folded.map((section) => section.number),
    [2],
  );
  assert.deepEqual(
    arranged.keywords.map((section) => section.number),
    [3, 5],
  );
});
