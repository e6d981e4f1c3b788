#!/usr/bin/env python3
"""How well `casebook annotate` finds the labelled case facts; a table in Markdown.

    tests/data/score_facts.py case_facts/english --half tuning
    tests/data/score_facts.py case_facts/spanish --half report
    tests/data/score_facts.py medications         # all gold MEDICATION spans of cardioccc_train

A concept found is right if any of its mentions overlaps a label of the field; one that is broader
than a label's concept counts neither way. A label is found if a concept that was found overlaps it.
Patients are paired so that most agree; ages within 1 % or 2 days. Intervals: 2.5 to 97.5 % of 1,000
bootstrap samples of the records, seeded. --differences prints the errors with words of the texts:
not to be committed, and only for the tuning half. Python 3.11, standard library only.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

from labels import read_json_lines
from samples import HERE, add_data_option, data_folder, list_path, rows_of, texts_of

PROJECT = HERE.parents[1]
ROUNDS = 1000
FIELDS = {"therapy": "therapy", "therapy_failed": "therapy", "therapy_mentioned": "therapy",
          "diagnosis": "diagnosis"}


def broader_of() -> dict[str, set[str]]:
    """All broader concepts of each concept of the built-in thesaurus."""
    parents = {}
    for path in sorted((PROJECT / "index_data/thesaurus").glob("*/concepts.tsv")):
        for row in rows_of(path):
            parents[row[0]] = [id_ for id_ in row[2].split("|") if id_]
    closures: dict[str, set[str]] = {}

    def close(concept):
        if concept not in closures:
            closures[concept] = set()
            for parent in parents.get(concept, ()):
                closures[concept] |= {parent} | close(parent)
        return closures[concept]

    for concept in parents:
        close(concept)
    return closures


def annotate(binary: Path, texts: dict[str, str]) -> dict[str, dict]:
    records = "".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, text in texts.items())
    run = subprocess.run([binary, "annotate", "--format", "jsonl", "-"], input=records.encode(),
                         stdout=subprocess.PIPE, check=True)
    lines = run.stdout.decode().split("\n")
    return {a["id"]: a for a in (json.loads(line) for line in lines if line)}


class Annotation:
    """What `casebook annotate` says of a record, with places in the record's text."""

    def __init__(self, annotation: dict, text: str):
        self.annotation, self.text = annotation, text.encode()
        self.starts, at = [], 0
        for section in annotation["sections"]:
            part = section["text"].encode()
            found = self.text.find(part, at)
            found = self.text.find(part) if found < 0 else found
            self.starts.append(found)
            at = max(at, found + len(part))
        self.mentions = defaultdict(list)  # concept: its places
        self.types = {}
        for mention in annotation["concepts"]:
            start = self.starts[mention["section"]]
            if start >= 0:
                self.mentions[mention["concept"]].append(
                    (start + mention["begin"], start + mention["end"]))
            self.types[mention["concept"]] = mention["type"]

    def concepts(self, name: str) -> list[str]:
        return [fact["concept"] for fact in self.annotation["facts"][name]]

    def touches(self, concept: str, span) -> bool:
        return any(begin < span["end"] and span["begin"] < end
                   for begin, end in self.mentions[concept])

    def concepts_at(self, span, type_: str) -> list[str]:
        return [c for c in self.mentions if self.types[c] == type_ and self.touches(c, span)]


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)


def score_field(name: str, label: dict, annotation: Annotation, closures) -> Score:
    score = Score()
    answers, labels = annotation.concepts(name), label[name]
    implied = set()
    for span in labels:
        for concept in annotation.concepts_at(span, FIELDS[name]):
            implied |= closures.get(concept, set())
    words = lambda begin, end: " ".join(annotation.text[begin:end].decode().split())
    for fact in annotation.annotation["facts"][name]:
        if any(annotation.touches(fact["concept"], span) for span in labels):
            score.right += 1
        elif fact["concept"] not in implied:
            score.wrong += 1
            place = fact["evidence"]
            start = annotation.starts[place["section"]]
            score.errors.append(f"+ {words(start + place['begin'], start + place['end'])} "
                                f"= {fact['label']} ({fact['rule']})")
    for span in labels:
        if any(annotation.touches(concept, span) for concept in answers):
            score.found += 1
        else:
            score.missed += 1
            known = annotation.concepts_at(span, FIELDS[name])
            score.errors.append(f"- {words(span['begin'], span['end'])}"
                                f"{'' if known else ' [no such name]'}")
    return score


def ages_agree(a, b) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(0.01 * max(a, b), 2 / 365.25)


def pair_patients(labels: list, answers: list) -> list[tuple]:
    """Pairs of patients, None for what has no partner, such that most agree."""
    if len(labels) > 6 or len(answers) > 6:
        count = max(len(labels), len(answers))
        fill = lambda items: items + [None] * (count - len(items))
        return list(zip(fill(labels), fill(answers)))
    count = max(len(labels), len(answers))
    left = labels + [None] * (count - len(labels))
    best, most = [], -1
    for order in permutations(answers + [None] * (count - len(answers))):
        pairs = list(zip(left, order))
        alike = sum(2 * ages_agree(a["age"], b["age"]) + (a["sex"] == b["sex"])
                    for a, b in pairs if a and b)
        if alike > most:
            best, most = pairs, alike
    return best


class Record:
    """The figures of one record by name: lists of (counted, total)."""

    def __init__(self, label: dict, annotation: Annotation, closures):
        self.shares = defaultdict(lambda: [0, 0])
        self.fields = {name: score_field(name, label, annotation, closures) for name in FIELDS}
        self.errors = [f"{name} {error}" for name in FIELDS for error in self.fields[name].errors
                       if name != "therapy_mentioned"]
        facts = annotation.annotation["facts"]
        states = [outcome["state"] for outcome in label["outcome"]] or ["none"]
        answered = [outcome["state"] for outcome in facts["outcome"]] or ["none"]
        self.count("final outcome", states[-1] == answered[-1])
        if states[-1] != "none":
            self.count("final outcome, where there is one", states[-1] == answered[-1])
        if states[-1] != answered[-1]:
            told = [(o["state"], o["rule"]) for o in facts["outcome"]]
            self.errors.append(f"outcome {states} <> {told}")
        self.score_patients(label["patients"], facts["patients"])
        self.count("article type", label["article_type"] == facts["article_type"])
        self.count("subject", label["subject"] == facts["subject"])

    def count(self, name: str, is_right: bool):
        self.shares[name][0] += is_right
        self.shares[name][1] += 1

    def score_patients(self, labels: list, answers: list):
        self.count("number of patients", len(labels) == len(answers))
        wrong = len(labels) != len(answers)
        for a, b in pair_patients(labels, answers):
            age = bool(a and b) and ages_agree(a["age"], b["age"])
            sex = bool(a and b) and a["sex"] == b["sex"]
            self.count("age", age)
            self.count("sex", sex)
            self.count("age group", bool(a and b) and a["age_group"] == b["age_group"])
            wrong |= not (age and sex)
        if wrong:
            told = [(p["age"], p["age_group"], p["sex"], p["rule"]) for p in answers]
            self.errors.append(f"patients {[tuple(p.values()) for p in labels]} <> {told}")


def ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def figures(records: list[Record]) -> dict[str, float | None]:
    result = {}
    for name in FIELDS:
        right, wrong, found, missed = (sum(getattr(r.fields[name], key) for r in records)
                                       for key in ("right", "wrong", "found", "missed"))
        precision, recall = ratio(right, right + wrong), ratio(found, found + missed)
        result[f"{name}: precision"], result[f"{name}: recall"] = precision, recall
        both = (precision or 0) + (recall or 0)
        result[f"{name}: F1"] = 2 * (precision or 0) * (recall or 0) / both if both else 0.0
    shares = sorted({name for record in records for name in record.shares})
    for name in shares:
        result[name] = ratio(sum(r.shares[name][0] for r in records),
                             sum(r.shares[name][1] for r in records))
    return result


def intervals(records: list[Record]) -> dict[str, tuple[float, float]]:
    generator = random.Random("score-facts")
    values = defaultdict(list)
    for _ in range(ROUNDS):
        for name, value in figures(generator.choices(records, k=len(records))).items():
            if value is not None:
                values[name].append(value)
    return {name: (sorted(v)[int(0.025 * len(v))], sorted(v)[int(0.975 * len(v)) - 1])
            for name, v in values.items()}


def score_sample(options, data: Path):
    halves = {row[0]: row[1] for row in rows_of(list_path(options.sample))}
    labels = [label for label in read_json_lines(HERE / f"{options.sample}.labels.jsonl")
              if options.half in ("both", halves[label["id"]])]
    texts = texts_of(options.sample, data)
    texts = {label["id"]: texts[label["id"]] for label in labels}
    annotations = annotate(options.binary, texts)
    closures = broader_of()
    records = []
    for label in labels:
        annotation = Annotation(annotations[label["id"]], texts[label["id"]])
        if min(annotation.starts, default=0) < 0:
            print(f"{label['id']}: a section is not in the record's text", file=sys.stderr)
        record = Record(label, annotation, closures)
        records.append(record)
        if options.differences and halves[label["id"]] == "tuning":
            print("\n".join([f"## {label['id']}"] + record.errors))
    bounds = intervals(records)
    print(f"{options.sample}, half {options.half}, {len(records)} records\n")
    print("| figure | value | 95 % |\n| --- | --- | --- |")
    for name, value in figures(records).items():
        if value is not None:
            print(f"| {name} | {value:.3f} | {bounds[name][0]:.3f}-{bounds[name][1]:.3f} |")


def score_medications(options, data: Path):
    """The share of gold MEDICATION spans that a mention of a therapy overlaps."""
    texts = texts_of("case_facts/spanish", data)
    found = total = 0
    names = defaultdict(int)
    for id_, annotation in annotate(options.binary, texts).items():
        placed = Annotation(annotation, texts[id_])
        gold = data / "corpora/cardioccc_train" / f"{id_}.ann"
        for line in gold.read_text(encoding="utf-8").split("\n"):
            if not line.startswith("T") or "\tMEDICATION " not in line:
                continue
            begin, end = (int(n) for n in line.split("\t")[1].split(" ", 1)[1].split(";")[0].split())
            span = {"begin": len(texts[id_][:begin].encode()), "end": len(texts[id_][:end].encode())}
            total += 1
            if placed.concepts_at(span, "therapy"):
                found += 1
            else:
                names[line.split("\t")[2].lower()] += 1
    print(f"medications: {found} of {total} spans recognised as a therapy, {found / total:.3f}")
    if options.differences:
        for name, count in sorted(names.items(), key=lambda row: (-row[1], row[0])):
            print(f"{count}\t{name}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sample", choices=("case_facts/english", "case_facts/spanish",
                                           "medications"))
    parser.add_argument("--half", choices=("tuning", "report", "both"), default="tuning")
    parser.add_argument("--binary", type=Path, default=PROJECT / "build/release/casebook")
    parser.add_argument("--differences", action="store_true")
    add_data_option(parser)
    options = parser.parse_args()
    data = data_folder(options.data)
    if data is None:
        print("skipped: no test data")
        return 0
    (score_medications if options.sample == "medications" else score_sample)(options, data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
