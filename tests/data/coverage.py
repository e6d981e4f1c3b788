#!/usr/bin/env python3
"""How many of the therapies and diagnoses that the coverage samples name the thesaurus knows.

    tests/data/coverage.py                                   # all languages, a table in Markdown
    tests/data/coverage.py --language es --misses            # what is missed, of the half `tuning`
    tests/data/coverage.py --casebook build/dev/casebook --thesaurus COMPILED

`casebook annotate` reads the passages. A mention is known through one concept of a fitting type
(TYPES) whose span overlaps it:

    exact  the span covers the whole mention, apart from words that tell neither disease nor therapy
           but its course, degree, side or way of giving (modifiers.tsv), and function words:
           `severe pneumonia` through `pneumonia`, never `lymphoblastic leukaemia` through `leukaemia`
    alone  exact, or the mention by itself is exactly known: in the text a longer name holds it,
           as `deep vein thrombosis prophylaxis` holds the thrombosis
    head   the span covers at least half of the letters and digits of the mention

Each language's records are in two halves by a hash of their ids: rows are added for what `tuning`
misses, `report` is only counted, and tells what to expect of other texts. --misses prints words of
the texts: not to be committed. Python 3.11, standard library only.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from labels import UNSPACED
from samples import HERE, add_data_option, data_folder, passages_of, rows_of, texts_of

LANGUAGES = ("en", "es", "fr", "it", "de", "pt", "ru", "zh", "ja")
HALVES = ("tuning", "report")
TYPES = {"therapy": {"therapy", "procedure", "substance"},
         "diagnosis": {"diagnosis", "finding", "organism", "outcome"}}
WAYS = ("exact", "alone", "head")
PROGRAM = HERE.parents[1] / "build/release/casebook"
ABSENT = 77    # what ctest takes for a skipped test


@dataclass(frozen=True)
class Mention:
    record: str
    type: str
    begin: int
    end: int

    @property
    def half(self) -> str:
        return HALVES[hashlib.sha256(self.record.encode()).digest()[0] % 2]


@dataclass(frozen=True)
class Concept:
    label: str
    type: str
    begin: int
    end: int


class Modifiers:
    """Words that a mention may have beyond the name of a concept. In Chinese and Japanese they are
    taken out of what is left; elsewhere each word left must be one."""

    def __init__(self, path: Path, language: str):
        words = [row[1] for row in rows_of(path) if row[0] == language]
        self.words = re.compile("|".join(words))
        self.spaced = not any(UNSPACED.search(word) for word in words)

    def alone(self, rest: str) -> bool:
        if not self.spaced:
            return not re.search(r"\w", self.words.sub("", rest))
        return all(self.words.fullmatch(word) for word in re.findall(r"\w+", rest.casefold()))


def letters(text: bytes) -> int:
    return len(re.findall(r"\w", text.decode(errors="ignore")))


def annotate(passages: dict[str, tuple[str, int, int]], texts: dict[str, str], language: str,
             command: list[str]) -> dict[str, list[Concept]]:
    """Concepts by record, with offsets in bytes of the record's text."""
    inputs = [{"id": key, "language": language,
               "text": texts[record].encode()[begin:end].decode()}
              for key, (record, begin, end) in passages.items()]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in inputs)
    done = subprocess.run([*command, "--input-format", "jsonl", "-"], input=lines.encode(),
                          capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode().strip()}")
    found = {record: [] for record, _, _ in passages.values()}
    for line in done.stdout.decode().splitlines():
        report = json.loads(line)
        record, begin, end = passages[report["id"]]
        found[record] += concepts_of(report, texts[record].encode()[begin:end], begin)
    return found


def concepts_of(report: dict, text: bytes, shift: int) -> list[Concept]:
    """Sections hold the text piece by piece, in its order."""
    places, after = [], 0
    for section in report["sections"]:
        piece = section["text"].encode()
        at = text.find(piece, after)
        if at < 0:
            sys.exit(f"{report['id']}: a section of the annotation is not in the text")
        places.append(shift + at)
        after = at + len(piece)
    return [Concept(c["label"], c["type"], places[c["section"]] + c["begin"],
                    places[c["section"]] + c["end"]) for c in report["concepts"]]


def rest_of(mention: Mention, concept: Concept, text: bytes) -> str:
    """What of the mention lies beside the concept's span."""
    before = text[mention.begin:max(mention.begin, concept.begin)]
    after = text[min(mention.end, concept.end):mention.end]
    return before.decode(errors="ignore") + " " + after.decode(errors="ignore")


def known(mention: Mention, concepts: list[Concept], text: bytes, modifiers: Modifiers) -> set[str]:
    """All WAYS, or `head`, or nothing."""
    fitting = [c for c in concepts if c.type in TYPES[mention.type]
               and c.begin < mention.end and mention.begin < c.end]
    ways = set()
    for concept in fitting:
        shared = text[max(mention.begin, concept.begin):min(mention.end, concept.end)]
        if modifiers.alone(rest_of(mention, concept, text)):
            return set(WAYS)
        if 2 * letters(shared) >= letters(text[mention.begin:mention.end]):
            ways.add("head")
    return ways


def known_alone(mentions: list[Mention], texts: dict[str, str], language: str,
                command: list[str], modifiers: Modifiers) -> set[Mention]:
    """Those that are exactly known where nothing stands beside them."""
    alone = {str(number): " ".join(texts[m.record].encode()[m.begin:m.end].decode().split())
             for number, m in enumerate(mentions)}
    whole = {key: (key, 0, len(text.encode())) for key, text in alone.items()}
    found = annotate(whole, alone, language, command) if whole else {}
    return {mention for mention, (key, text) in zip(mentions, alone.items())
            if "exact" in known(Mention(key, mention.type, 0, len(text.encode())), found[key],
                                text.encode(), modifiers)}


def print_miss(mention: Mention, ways: set[str], concepts: list[Concept], text: bytes) -> None:
    words = " ".join(text[mention.begin:mention.end].decode().split())
    near = [f"{c.label} ({c.type})" for c in concepts
            if c.begin < mention.end and mention.begin < c.end]
    print(mention.record, mention.type, "head" if ways else "-", words, "; ".join(near), sep="\t")


def count(language: str, data: Path, command: list[str], misses: str | None) -> Counter:
    """Mentions by (half, type, `all` or one of WAYS)."""
    sample = f"coverage/{language}"
    texts = texts_of(sample, data)
    found = annotate(passages_of(sample), texts, language, command)
    modifiers = Modifiers(HERE / "coverage/modifiers.tsv", language)
    counts, missed = Counter(), []
    for record, kind, begin, end in rows_of(HERE / f"{sample}.labels.tsv"):
        mention = Mention(record, kind, int(begin), int(end))
        text = texts[record].encode()
        ways = known(mention, found[record], text, modifiers)
        for way in {"all", *ways}:
            counts[mention.half, kind, way] += 1
        if "exact" not in ways:
            missed.append(mention)
            if misses == mention.half:
                print_miss(mention, ways, found[record], text)
    for mention in known_alone(missed, texts, language, command, modifiers):
        counts[mention.half, mention.type, "alone"] += 1
    return counts


def cells(counts: Counter, half: str, kinds: tuple[str, ...]) -> str:
    total, *counted = (sum(counts[half, kind, way] for kind in kinds) for way in ("all", *WAYS))
    return " | ".join([str(total), *(f"{n} | {100 * n / total:.1f} %" if total else f"{n} | -"
                                     for n in counted)])


def print_table(counts: dict[str, Counter]) -> None:
    print("| language | half | type | mentions | exact | | alone | | head | |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for language, counted in counts.items():
        for half in HALVES:
            for name, kinds in (("therapy", ("therapy",)), ("diagnosis", ("diagnosis",)),
                                ("both", ("therapy", "diagnosis"))):
                print(f"| {language} | {half} | {name} | {cells(counted, half, kinds)} |")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--casebook", type=Path, default=PROGRAM, help="the program")
    parser.add_argument("--thesaurus", type=Path, help="a compiled thesaurus, passed on")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--misses", nargs="?", choices=HALVES, const="tuning",
                        help="list what a half misses (default: tuning) in place of the table")
    arguments = parser.parse_args()
    data = data_folder(arguments.data)
    if not data:
        print("skipped: no test data")
        return ABSENT
    command = [str(arguments.casebook), "annotate", "--format", "jsonl"]
    if arguments.thesaurus:
        command += ["--thesaurus", str(arguments.thesaurus)]
    counts = {language: count(language, data, command, arguments.misses)
              for language in arguments.language or LANGUAGES}
    if not arguments.misses:
        print_table(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
