#!/usr/bin/env python3
"""How far two readers' packed labels of case facts agree; a table in Markdown.

    tests/data/agreement.py case_facts/english READER_1.jsonl READER_2.jsonl
    tests/data/agreement.py case_facts/english READER_1.jsonl READER_2.jsonl --differences

Two mentions are one if they overlap or, where the test data is at hand, have the same words apart
from case. Sets are compared by F1 (2 x common / sum). Kappa is Cohen's (1960). Its candidates for
therapies are all that either reader lists, each failed, given, mentioned only or, for the other
reader, not listed; since nothing is listed by neither, chance is overrated there and this kappa is
a low bound. `status` is kappa over what both list. Intervals: 2.5 to 97.5 % of 1,000 bootstrap
samples of the records, seeded. --differences prints what is to be adjudicated, with words of the
texts: not to be committed. Python 3.11, standard library only.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

from labels import SPAN_FIELDS, LabelError, read_json_lines
from samples import SOURCES, add_data_option, data_folder, texts_of

ROUNDS = 1000


class Record:
    """One record as both readers labelled it."""

    def __init__(self, first: dict, second: dict, text: str | None):
        self.labels = (first, second)
        self.bytes_ = text.encode() if text is not None else None

    def words(self, span) -> str:
        if self.bytes_ is None:
            return f"{span[0]}-{span[1]}"
        return " ".join(self.bytes_[span[0]:span[1]].decode().split())

    def same_words(self, a, b) -> bool:
        return self.bytes_ is not None and self.words(a).casefold() == self.words(b).casefold()

    def matched(self, first: list, second: list) -> list[tuple]:
        """Pairs of spans, each used once, the surest first; None stands for what has no partner."""
        rules = (lambda a, b: a == b, self.same_words,
                 lambda a, b: a[0] < b[1] and b[0] < a[1])
        pairs, left, right = [], list(first), list(second)
        for same in rules:
            for a in list(left):
                b = next((b for b in right if same(a, b)), None)
                if b is not None:
                    pairs.append((a, b))
                    left.remove(a)
                    right.remove(b)
        return pairs + [(a, None) for a in left] + [(None, b) for b in right]

    def spans(self, reader: int, field: str) -> list[tuple[int, int]]:
        return [(span["begin"], span["end"]) for span in self.labels[reader][field]]

    def pairs_of(self, field: str) -> list[tuple]:
        return self.matched(self.spans(0, field), self.spans(1, field))

    def status(self, reader: int, span) -> str:
        """What a reader says of a therapy that is among those that the reader lists."""
        if span is None:
            return "not listed"
        for field, name in (("therapy_failed", "failed"), ("therapy", "given")):
            if any(span == s or self.same_words(span, s) for s in self.spans(reader, field)):
                return name
        return "mentioned only"

    def statuses(self) -> list[tuple[str, str]]:
        return [(self.status(0, a), self.status(1, b))
                for a, b in self.pairs_of("therapy_mentioned")]

    def states(self, reader: int) -> list[str]:
        return [outcome["state"] for outcome in self.labels[reader]["outcome"]]

    def patients(self, key: str) -> list[tuple[str, str]]:
        lists = [[str(p[key]) for p in label["patients"]] for label in self.labels]
        count = max(map(len, lists))
        first, second = (values + ["absent"] * (count - len(values)) for values in lists)
        return list(zip(first, second))

    def finals(self) -> list[tuple[str, str]]:
        return [tuple((self.states(reader) or ["none"])[-1] for reader in (0, 1))]

    def values(self, key: str) -> list[tuple[str, str]]:
        return [tuple(label[key] for label in self.labels)]


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa; none if chance alone explains all, as when there is one category."""
    if not pairs:
        return None
    observed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[c] * second[c] for c in first) / len(pairs) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def f1(pairs: list[tuple]) -> float | None:
    """Pairs as Record.matched gives them."""
    if not pairs:
        return None
    common = sum(a is not None and b is not None for a, b in pairs)
    return 2 * common / (common + len(pairs))


def same_share(pairs: list[tuple]) -> float | None:
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def both_list(record: Record) -> list[tuple[str, str]]:
    return [pair for pair in record.statuses() if "not listed" not in pair]


MEASURES = (
    *((field, "F1", f1, lambda r, field=field: r.pairs_of(field)) for field in SPAN_FIELDS),
    ("therapies: all candidates", "kappa", kappa, Record.statuses),
    ("therapies: status", "kappa", kappa, both_list),
    ("outcome, final", "kappa", kappa, Record.finals),
    ("outcome, whole sequence", "share", same_share,
     lambda r: [(r.states(0), r.states(1))]),
    ("number of patients", "share", same_share,
     lambda r: [tuple(len(label["patients"]) for label in r.labels)]),
    *((f"patients: {key}", "kappa", kappa, lambda r, key=key: r.patients(key))
      for key in ("age", "age_group", "sex")),
    *((key, "kappa", kappa, lambda r, key=key: r.values(key))
      for key in ("article_type", "subject")),
)


def shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def table(records: list[Record]) -> str:
    lines = ["| field | measure | agreement | 95 % | same | pairs |",
             "| --- | --- | --- | --- | --- | --- |"]
    for name, measure, score, pairs_of in MEASURES:
        per_record = [pairs_of(record) for record in records]
        pairs = [pair for record in per_record for pair in record]
        chooser = random.Random(1)
        values = []
        for _ in range(ROUNDS):
            sample = chooser.choices(per_record, k=len(per_record))
            value = score([pair for record in sample for pair in record])
            values += [] if value is None else [value]
        values.sort()
        interval = (f"{values[len(values) * 25 // 1000]:.3f}–{values[len(values) * 974 // 1000]:.3f}"
                    if values else "-")
        same = sum(None not in p if measure == "F1" else p[0] == p[1] for p in pairs)
        lines.append(f"| {name} | {measure} | {shown(score(pairs))} | {interval} | {same} "
                     f"| {len(pairs)} |")
    return "\n".join(lines)


def differences(record: Record) -> list[str]:
    lines = []
    for a, b in record.pairs_of("therapy_mentioned"):
        first, second = record.status(0, a), record.status(1, b)
        if first != second:
            lines.append(f"therapy '{record.words(a or b)}': {first} / {second}")
    for a, b in record.pairs_of("diagnosis"):
        if a is None or b is None:
            lines.append(f"diagnosis '{record.words(a or b)}': only reader {1 if a else 2}")
    first, second = record.labels
    if record.states(0) != record.states(1):
        lines.append(f"outcome: {record.states(0)} / {record.states(1)}")
    for key in ("patients", "article_type", "subject"):
        if first[key] != second[key]:
            lines.append(f"{key}: {first[key]} / {second[key]}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("sample", choices=[s for s in SOURCES if s.startswith("case_facts/")])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    arguments = parser.parse_args()
    data = data_folder(arguments.data)
    texts = texts_of(arguments.sample, data) if data else {}
    try:
        first, second = ({label["id"]: label for label in read_json_lines(path)}
                         for path in (arguments.first, arguments.second))
    except LabelError as error:
        sys.exit(str(error))
    both = [i for i in first if i in second]
    if len(both) < max(len(first), len(second)):
        print(f"{len(both)} records have two readers, others are left out", file=sys.stderr)
    records = {i: Record(first[i], second[i], texts.get(i)) for i in both}
    if not arguments.differences:
        print(f"{len(both)} records\n\n{table(list(records.values()))}")
    for record_id, record in records.items() if arguments.differences else ():
        for line in differences(record):
            print(f"{record_id}\t{line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
