#!/usr/bin/env python3
"""The tables of docs/thesaurus.md, from the rows as they are: what the thesaurus holds, how pairs and conflicts were judged.

    tests/thesaurus/figures.py

Python 3.11, standard library only.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from harmless_pairs import HarmlessPairs
from near_pairs import near_pairs
from structure import Judged
from thesaurus_files import DEFAULT_FOLDER, Thesaurus, read_pairs, read_thesaurus

HERE = Path(__file__).resolve().parent


def main() -> int:
    thesaurus = read_thesaurus(DEFAULT_FOLDER)
    area_of = {concept.id: concept.area for concept in thesaurus.concepts}
    print_table("area | concepts | terms", Counter(concept.area for concept in thesaurus.concepts),
                Counter(area_of[term.concept] for term in thesaurus.terms))
    print_table("type | concepts", Counter(concept.type for concept in thesaurus.concepts))
    print_table("language | terms | concepts named", Counter(term.language for term in thesaurus.terms),
                Counter(language for language, _ in {(t.language, t.concept) for t in thesaurus.terms}))
    print_table("kind | terms", Counter(term.kind for term in thesaurus.terms))
    print_table("evidence | terms", Counter(term.evidence.split(":")[0] for term in thesaurus.terms))
    print_table("cause of a conflict | judged", causes(read_pairs(HERE / "judged_conflicts.tsv", 5)))
    print_table("near pairs | number", rules(thesaurus))
    return 0


def causes(rows: Iterable[list[str]]) -> Counter[str]:
    return Counter(row[4].partition(":")[0] for row in rows)


def rules(thesaurus: Thesaurus) -> Counter[str]:
    pairs = [pair for pair in near_pairs(thesaurus.terms) if pair[0].normal != pair[1].normal]
    judged = Judged(HERE / "judged_pairs.tsv")
    harmless = HarmlessPairs(thesaurus)
    harmless.learn(pairs)
    return Counter(harmless.rule_of(*pair) or ("judged" if judged.holds(*pair) else "unjudged") for pair in pairs)


def print_table(heading: str, *columns: Counter[str]) -> None:
    print(f"| {heading} |\n|{' --- |' * (len(columns) + 1)}")
    for name, _ in columns[0].most_common():
        print("| " + " | ".join([name, *(f"{column[name]:,}" for column in columns)]) + " |")
    print("| " + " | ".join(["all", *(f"{sum(column.values()):,}" for column in columns)]) + " |\n")


if __name__ == "__main__":
    sys.exit(main())
