#!/usr/bin/env python3
"""Names of different concepts that the analyzer makes meet: one form, though they are written differently.

    tests/thesaurus/meeting_names.py --compiler build/release/index_data/casebook_compile_thesaurus

The compiler tells redundant terms of one concept: names of one language with the same stems that inflect
into each other. Here each language's names are given to it as if they were one concept's, so that it tells
every such pair; then each is tried beside its neighbours, to learn whom it met. A text that holds such a
name as it is written means that concept; what is inflected may mean either. So each pair is judged, in
tests/thesaurus/judged_pairs.tsv; an unjudged one is printed and ends with 1. Python 3.11, standard library only.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from structure import Judged
from thesaurus_files import DEFAULT_FOLDER, WORD, Term, folded, read_thesaurus

HERE = Path(__file__).resolve().parent
TOLD = re.compile(r"terms\.tsv:(\d+): .*has that term already")
BEGINNING = 3
Rows = list[tuple[int, Term]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER, help="the thesaurus")
    parser.add_argument("--compiler", type=Path, required=True, help="casebook_compile_thesaurus of a build")
    arguments = parser.parse_args()
    thesaurus = read_thesaurus(arguments.folder)
    senses = {(folded(sense.text), sense.concept) for sense in thesaurus.senses}
    judged = Judged(HERE / "judged_pairs.tsv")
    pairs = [(one, other) for one, other in meeting_pairs(thesaurus.terms, arguments.compiler)
             if not {(folded(one.text), one.concept), (folded(other.text), other.concept)} & senses]
    unjudged = [pair for pair in pairs if not judged.holds(*pair)]
    for one, other in unjudged:
        print(f'{one.place}: {one.language} "{one.text}" ({one.concept}) meets "{other.text}" ({other.concept}, '
              f"{other.place}): remove one, or judge the pair in judged_pairs.tsv")
    print(f"{len(pairs)} pairs of names of different concepts meet; {len(unjudged)} unjudged")
    return 1 if unjudged else 0


def meeting_pairs(terms: list[Term], compiler: Path) -> list[tuple[Term, Term]]:
    languages = sorted({term.language for term in terms})
    rows = [(languages.index(term.language), term) for term in terms]
    told = [rows[number][1] for number in told_by_compiler(rows, compiler)]
    neighbours: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        for beginning in beginnings(term):
            neighbours[term.language, beginning].append(term)
    pairs = [(term, other) for term in told
             for other in {other for beginning in beginnings(term)
                           for other in neighbours[term.language, beginning]}
             if other.concept != term.concept and folded(other.text) != folded(term.text)]
    trial = [(number, term) for number, pair in enumerate(pairs) for term in pair]
    return [pairs[trial[number][0]] for number in told_by_compiler(trial, compiler)]


def beginnings(term: Term) -> set[str]:
    return {word[:BEGINNING] for word in WORD.findall(folded(term.text))}


def told_by_compiler(rows: Rows, compiler: Path) -> list[int]:
    """Numbers of the rows that the compiler calls redundant, if rows of one number are one concept."""
    with tempfile.TemporaryDirectory() as name:
        area = Path(name) / "rows" / "all"
        area.mkdir(parents=True)
        ids = sorted({number for number, _ in rows})
        write(area / "concepts.tsv", ((concept_id(number), "diagnosis", "", "", "", "") for number in ids))
        write(area / "terms.tsv", ((concept_id(number), term.language, kind_of(term), term.text, "none", "0")
                                   for number, term in rows))
        write(area / "ambiguous.tsv", ())
        run = subprocess.run([compiler, area.parent, Path(name) / "compiled"], capture_output=True,
                             text=True, check=True)
        return [int(line) - 1 for line in TOLD.findall(run.stderr)]


def concept_id(number: int) -> str:
    return f"CB{number + 1:06d}"


def kind_of(term: Term) -> str:
    return "synonym" if term.kind == "preferred" else term.kind


def write(path: Path, rows) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
