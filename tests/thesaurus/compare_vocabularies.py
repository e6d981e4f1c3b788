#!/usr/bin/env python3
"""Compare the built-in thesaurus with foreign vocabularies; only to find mistakes, nothing is copied.

    tests/thesaurus/compare_vocabularies.py                            # $CASEBOOK_TEST_DATA/vocab
    tests/thesaurus/compare_vocabularies.py --vocab ../shared/vocab --area oncology

Vocabularies: Disease Ontology, HPO with its translations, MAxO, OncoTree, MeSH tree, Wikidata en-ja.
Only our names (no abbreviations, no brands) that are, in normal form, a name or an exact synonym
there are compared, by vocabulary. Three kinds of conflict:

    joined     two names of one concept of ours are names of two foreign concepts
    split      the names of one foreign concept are names of two concepts of ours
    reference  our cross-reference points at another foreign concept than our names do

Many are differences of view. What a reader has judged stands in
tests/thesaurus/judged_conflicts.tsv (kind, foreign ids, our ids, verdict, cause: why) and is not
printed again; a judgement that no conflict bears any more is. The exit status is 0 unless --strict. Python 3.11, standard library only.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foreign_vocabularies import READERS, Vocabulary
from thesaurus_files import (DEFAULT_FOLDER, Concept, Term, Thesaurus, normal_form, read_pairs,
                             read_thesaurus)

HERE = Path(__file__).resolve().parent
NOT_COMPARED = frozenset(("abbreviation", "brand", "spelling"))


@dataclass(frozen=True)
class Conflict:
    kind: str
    foreign: tuple[str, ...]
    ours: tuple[str, ...]
    place: str
    message: str

    def line(self) -> str:
        return (f"{self.place}: {self.kind}: {self.message} [{'|'.join(self.foreign)}] "
                f"[{'|'.join(self.ours)}]")


def main() -> int:
    arguments = parse_arguments()
    if not arguments.vocab.is_dir():
        print(f"skipped: no test data: {arguments.vocab} is absent, name the vocabularies with --vocab")
        return 0
    thesaurus = read_thesaurus(arguments.folder)
    judged = {tuple(row[:3]) for row in read_pairs(HERE / "judged_conflicts.tsv", 5)}
    met, open_conflicts = set(), 0
    for name in READERS:
        comparison = Comparison(thesaurus, Vocabulary(name, arguments.vocab))
        found = comparison.conflicts()
        met.update(map(key_of, found))
        conflicts = [conflict for conflict in found
                     if key_of(conflict) not in judged and concerns(conflict, arguments.area)]
        for conflict in conflicts:
            print(conflict.line())
        print(comparison.summary(len(conflicts)))
        open_conflicts += len(conflicts)
    for stale in sorted(judged - met):
        print(f"judged_conflicts.tsv: {' '.join(stale)} is no conflict any more: remove the row")
    return 1 if arguments.strict and (open_conflicts or judged - met) else 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER,
                        help="the thesaurus (default: index_data/thesaurus)")
    parser.add_argument("--vocab", type=Path, default=default_vocabularies(), metavar="DIR",
                        help="where the foreign vocabularies lie; if absent, that is said and all is well")
    parser.add_argument("--area", help="print only conflicts that concern this area's files")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a conflict is unjudged")
    return parser.parse_args()


def default_vocabularies() -> Path:
    beside = HERE.parents[2] / "shared"
    return Path(os.environ.get("CASEBOOK_TEST_DATA") or beside) / "vocab"


def key_of(conflict: Conflict) -> tuple[str, str, str]:
    return conflict.kind, "|".join(conflict.foreign), "|".join(conflict.ours)


def concerns(conflict: Conflict, area: str | None) -> bool:
    return not area or f"{area}/" in conflict.place


class Comparison:
    """The thesaurus held against one vocabulary."""

    def __init__(self, thesaurus: Thesaurus, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.concepts = thesaurus.concepts
        self.ambiguous = {(normal_form(sense.text, sense.language), sense.concept)
                          for sense in thesaurus.senses}
        self.met = self.names_met(thesaurus)

    def names_met(self, thesaurus: Thesaurus) -> dict[str, list[tuple[Term, set[str]]]]:
        """Our concepts → their names that stand in the vocabulary, with whose names they are there."""
        met: dict[str, list[tuple[Term, set[str]]]] = defaultdict(list)
        for term in thesaurus.terms:
            if term.kind in NOT_COMPARED or (term.normal, term.concept) in self.ambiguous:
                continue
            bearers = self.vocabulary.bearers_of(term.normal, term.language)
            if bearers:
                met[term.concept].append((term, bearers))
        return met

    def conflicts(self) -> list[Conflict]:
        return [*self.joined(), *self.split(), *self.references()]

    def joined(self) -> Iterator[Conflict]:
        for concept, names in sorted(self.met.items()):
            first, bearers = names[0]
            for term, others in names[1:]:
                if not bearers & others:
                    foreign = tuple(sorted({min(bearers), min(others)}))
                    yield Conflict("joined", foreign, (concept,), str(term.place),
                                   f'"{first.text}" and "{term.text}" ({term.language}) are two there')
                    break

    def split(self) -> Iterator[Conflict]:
        ours: dict[str, dict[str, Term]] = defaultdict(dict)
        for concept, names in self.met.items():
            for term, bearers in names:
                if len(bearers) == 1:
                    ours[next(iter(bearers))].setdefault(concept, term)
        for foreign, named in sorted(ours.items()):
            if len(named) > 1:
                terms = sorted(named.values(), key=lambda term: term.concept)
                words = " and ".join(f'"{term.text}" ({term.concept}, {term.language})' for term in terms)
                places = " ".join(str(term.place) for term in terms)
                yield Conflict("split", (foreign,), tuple(term.concept for term in terms), places,
                               f"{words} are one there")

    def references(self) -> Iterator[Conflict]:
        for concept in self.concepts:
            pointed = {reference for reference in concept.references if reference in self.vocabulary.ids}
            borne = self.borne_by(concept)
            if pointed and borne and not pointed & borne:
                yield Conflict("reference", (min(pointed), min(borne)), (concept.id,), str(concept.place),
                               f"points at {min(pointed)}, its names are those of {min(borne)}")

    def borne_by(self, concept: Concept) -> set[str]:
        return set().union(*(bearers for _, bearers in self.met.get(concept.id, [])))

    def summary(self, conflicts: int) -> str:
        languages = Counter(term.language for names in self.met.values() for term, _ in names)
        agreeing = sum(1 for names in self.met.values() if set.intersection(*(set(b) for _, b in names)))
        return (f"{self.vocabulary.name}: {sum(languages.values())} of our names stand there "
                f"({' '.join(f'{language} {count}' for language, count in sorted(languages.items()))}); "
                f"{agreeing} of {len(self.met)} concepts agree; {conflicts} conflicts")


if __name__ == "__main__":
    sys.exit(main())
