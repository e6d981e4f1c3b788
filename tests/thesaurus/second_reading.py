#!/usr/bin/env python3
"""A second reading of the built-in thesaurus: what does a term mean to one who sees only the term?

    second_reading.py draw --seed 1 -o FOLDER     sheets for readers (FOLDER/<language>.tsv: number, term)
    second_reading.py compare --seed 1 FOLDER     lays the readers' meanings beside the concepts
    second_reading.py rates VERDICTS.tsv          faults and their upper 95 % bounds, by language and area
    second_reading.py mark VERDICTS.tsv           sets `checked` to 1 for the rows read and found right

A sheet shows neither concept nor area. A reader writes FOLDER/<language>.read.tsv (number, what the term means in
English, `|` between meanings, `?` where it means nothing). `compare` prints a row for each term: number, area,
language, kind, term, concept and its preferred name, the reading. An adjudicator adds a verdict (`right`, `wrong`,
`narrower`, `broader`) and a note; those files are kept under readings/. `rates` prints two rates: names of another
thing (`wrong`), and names that are not exact (these, `narrower` and `broader`), as they were when they were read.

Numbers are places in the list of all rows of the same thesaurus: compare before you change a row. `mark` goes by
concept, language and term instead, so that rows changed or moved since are left.
"""

import argparse
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from thesaurus_files import DEFAULT_FOLDER, Term, Thesaurus, read_thesaurus

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja", "ko", "mul")
Z_ONE_SIDED = 1.6449


def main() -> int:
    arguments = parse_arguments()
    if arguments.action == "rates":
        print_rates(read_verdicts(arguments.path))
        return 0
    if arguments.action == "mark":
        print(f"{mark_rows(arguments.folder, read_verdicts(arguments.path))} rows marked")
        return 0
    thesaurus = read_thesaurus(arguments.folder)
    sample = draw(thesaurus, arguments.seed, arguments.per_language, arguments.per_area)
    if arguments.action == "draw":
        write_sheets(thesaurus, sample, arguments.path)
    else:
        print_comparison(thesaurus, sample, arguments.path)
    return 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("draw", "compare", "rates", "mark"))
    parser.add_argument("path", type=Path, help="the folder of sheets, or for rates and mark the file of verdicts")
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="the thesaurus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-language", type=int, default=320)
    parser.add_argument("--per-area", type=int, default=60)
    return parser.parse_args()


def draw(thesaurus: Thesaurus, seed: int, per_language: int, per_area: int) -> dict[str, list[int]]:
    """Numbers of rows by language: `per_area` English rows of each area, `per_language` of each other language."""
    chance = random.Random(seed)
    strata: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, term in enumerate(thesaurus.terms):
        area = area_of(term) if term.language == "en" else ""
        strata[term.language, area].append(number)
    sample: dict[str, list[int]] = defaultdict(list)
    for (language, area), numbers in sorted(strata.items()):
        wanted = per_area if area else per_language
        sample[language] += chance.sample(numbers, min(wanted, len(numbers)))
    for numbers in sample.values():
        chance.shuffle(numbers)
    return sample


def area_of(term: Term) -> str:
    return term.place.file.split("/")[0]


def write_sheets(thesaurus: Thesaurus, sample: dict[str, list[int]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language, numbers in sample.items():
        lines = [f"{number}\t{thesaurus.terms[number].text}\n" for number in numbers]
        (folder / f"{language}.tsv").write_text("".join(lines), encoding="utf-8")


def print_comparison(thesaurus: Thesaurus, sample: dict[str, list[int]], folder: Path) -> None:
    names = {term.concept: term.text for term in thesaurus.terms
             if term.kind == "preferred" and term.language == "en"}
    for language, numbers in sorted(sample.items()):
        readings = read_readings(folder / f"{language}.read.tsv")
        for number in numbers:
            term = thesaurus.terms[number]
            print(number, area_of(term), language, term.kind, term.text, term.concept, names.get(term.concept, ""),
                  readings.get(number, ""), sep="\t")


def read_readings(path: Path) -> dict[int, str]:
    if not path.exists():
        print(f"second_reading.py: {path} is absent: its terms are shown without a reading", file=sys.stderr)
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {int(number): meaning for number, _, meaning in (line.partition("\t") for line in lines if line)}


@dataclass(frozen=True)
class Verdict:
    area: str
    language: str
    term: str
    concept: str
    verdict: str


def read_verdicts(path: Path) -> list[Verdict]:
    """Columns of the file: number, area, language, kind, term, concept, name, reading, verdict, note."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    return [Verdict(row[1], row[2], row[4], row[5], row[8]) for row in rows]


def print_rates(verdicts: list[Verdict]) -> None:
    read: dict[tuple[str, str], list[str]] = defaultdict(list)
    for verdict in verdicts:
        read["language", verdict.language].append(verdict.verdict)
        if verdict.language == "en":
            read["area", verdict.area].append(verdict.verdict)
        read["all", ""].append(verdict.verdict)
    print("what", "name", "read", "wrong", "rate", "bound", "not exact", "rate", "bound", sep="\t")
    for (what, name), given in sorted(read.items(), reverse=True):
        faults = (given.count("wrong"), len(given) - given.count("right"))
        print(what, name, len(given), *(rate_of(count, len(given)) for count in faults), sep="\t")


def rate_of(count: int, total: int) -> str:
    return f"{count}\t{100 * count / total:.2f} %\t<= {100 * upper_bound(count, total):.2f} %"


def upper_bound(wrong: int, total: int) -> float:
    """The one-sided 95 % bound of a rate (Wilson 1927)."""
    rate, z2 = wrong / total, Z_ONE_SIDED ** 2
    middle = rate + z2 / (2 * total)
    spread = Z_ONE_SIDED * ((rate * (1 - rate) + z2 / (4 * total)) / total) ** 0.5
    return (middle + spread) / (1 + z2 / total)


def mark_rows(folder: Path, verdicts: list[Verdict]) -> int:
    right = {(row.concept, row.language, row.term) for row in verdicts if row.verdict == "right"}
    marked = 0
    for path in sorted(folder.glob("*/terms.tsv")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for at, line in enumerate(lines):
            columns = line.split("\t")
            if len(columns) == 6 and columns[5] == "0" and (columns[0], columns[1], columns[3]) in right:
                lines[at] = "\t".join((*columns[:5], "1"))
                marked += 1
        path.write_text("\n".join(lines), encoding="utf-8")
    return marked


if __name__ == "__main__":
    sys.exit(main())
