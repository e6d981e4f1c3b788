#!/usr/bin/env python3
"""Check the files of the built-in thesaurus: errors end with 1, warnings are only listed.

    tests/thesaurus/structure.py                      # index_data/thesaurus
    tests/thesaurus/structure.py --report near.tsv    # the warnings to a file
    tests/thesaurus/structure.py FOLDER --area oncology

An error is one line: file:line, what is wrong, what to do. Warnings are names of different concepts that
one slip of the pen would exchange (near_pairs.py) and that the rest of the thesaurus does not bear out
(harmless_pairs.py), homographs of two languages that one text may be read in, and concepts without a
broader one; with --strict they end with 1 too. A row in tests/thesaurus/judged_pairs.tsv (language, term,
term, verdict, why) silences a pair, an opposite within one concept, and a meeting of two names whose
words differ only in order. Two names are alike where their normal forms are: lower case, no diacritics, British as
American, hyphens as spaces, no plural, no function words, words in alphabetical order.
Python 3.11, standard library only.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from harmless_pairs import HarmlessPairs
from near_pairs import near_pairs
from thesaurus_files import (CJK, CONCEPT_ID, DEFAULT_FOLDER, Concept, Place, Sense, Term, Thesaurus,
                             content_words, folded, normal_form, normal_word, read_pairs,
                             read_thesaurus)

HERE = Path(__file__).resolve().parent
TYPES = frozenset("therapy diagnosis finding procedure outcome organism gene substance anatomy"
                  .split())
LANGUAGES = frozenset("ar cs da de el en es eu fi fr he hi hu id it ja ko la mul nl no pl pt ro ru sv "
                      "th tr uk vi zh".split())
KINDS = frozenset("preferred synonym abbreviation brand spelling lay".split())
EVERYWHERE = frozenset(("mul", "la"))
SIGN = re.compile(r'CB\d{6}|"[^"|]+"')
LONGEST_PART = 9
FEW_WARNINGS = 40
Problem = tuple[Place, str]


def main() -> int:
    arguments = parse_arguments()
    thesaurus = read_thesaurus(arguments.folder)
    if not thesaurus.concepts:
        print(f"{arguments.folder}: holds no <area>/concepts.tsv: name the thesaurus folder")
        return 1
    judged = Judged(HERE / "judged_pairs.tsv")
    errors = [problem for check in CHECKS for problem in check(thesaurus, arguments.folder, judged)]
    warnings = list(all_warnings(thesaurus, judged))
    of_area = of_area_filter(arguments.area)
    failed = report(list(filter(of_area, errors)), list(filter(of_area, warnings)), thesaurus,
                    arguments.report)
    return 1 if failed or (arguments.strict and warnings) else 0


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER,
                        help="the thesaurus (default: index_data/thesaurus)")
    parser.add_argument("--area", help="print only what concerns this area's files")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a warning is unjudged")
    parser.add_argument("--report", type=Path, help="write the warnings to this file")
    return parser.parse_args()


def of_area_filter(area: str | None):
    def of_area(problem: Problem) -> bool:
        place, message = problem
        return not area or place.file.startswith(area + "/") or f"{area}/" in message
    return of_area


class Judged:
    """Pairs that a reader has looked at and left."""

    def __init__(self, path: Path):
        self.pairs = {self.key(*row[:3]) for row in read_pairs(path, 5)}

    @staticmethod
    def key(language: str, one: str, other: str) -> tuple[str, frozenset[str]]:
        return language, frozenset((folded(one), folded(other)))

    def holds(self, one: Term, other: Term) -> bool:
        keys = (self.key(language, one.text, other.text) for language in (one.language, other.language))
        return any(key in self.pairs for key in keys)


def check_rows(thesaurus: Thesaurus, _folder: Path, _judged: Judged) -> Iterator[Problem]:
    yield from thesaurus.malformed
    for concept in thesaurus.concepts:
        if concept.type not in TYPES:
            yield concept.place, f'type "{concept.type}" is none of {" ".join(sorted(TYPES))}'
    for term in thesaurus.terms:
        yield from check_term(term)


def check_term(term: Term) -> Iterator[Problem]:
    if term.language not in LANGUAGES:
        yield term.place, f'"{term.language}" is no language known here: write ISO 639-1, la or mul'
    if term.kind not in KINDS:
        yield term.place, f'kind "{term.kind}" is none of {" ".join(sorted(KINDS))}'
    if not term.normal:
        yield term.place, "the term holds no word: remove the row"
    if not term.evidence:
        yield term.place, "no evidence: name where the fact can be looked up, or write none"
    if term.checked not in ("0", "1"):
        yield term.place, "checked is neither 0 nor 1"
    wrong = wrong_script(term)
    if wrong:
        yield term.place, f'"{term.text}": {wrong}'


def wrong_script(term: Term) -> str:
    """A Latin letter among Cyrillic ones within a word looks right and is never found."""
    for word in re.findall(r"[^\W\d_]+", term.text):
        is_cyrillic = [("\u0400" <= letter < "\u0500") for letter in word]
        if any(is_cyrillic) and not all(is_cyrillic):
            return f"{word} mixes Cyrillic and Latin letters: type it anew"
    if term.language == "ko" and re.search("[\u3040-\u30ff]", term.text):
        return "kana in a Korean term"
    if term.language == "zh" and re.search("[\u3040-\u30ff\uac00-\ud7a3]", term.text):
        return "kana or hangul in a Chinese term"
    return ""


def check_ids(thesaurus: Thesaurus, folder: Path, _judged: Judged) -> Iterator[Problem]:
    ranges, seen = id_ranges(folder / "README.md"), {}
    for concept in thesaurus.concepts:
        if not CONCEPT_ID.fullmatch(concept.id):
            yield concept.place, f'"{concept.id}" is no id: write CB and six digits'
            continue
        if concept.id in seen:
            yield concept.place, f"{concept.id} stands at {seen[concept.id]} too: take a free id"
        seen.setdefault(concept.id, concept.place)
        if concept.id in thesaurus.retired:
            yield concept.place, f"{concept.id} is retired: take a free id"
        wanted = area_of_id(ranges, concept.id)
        if ranges and wanted != concept.area:
            yield concept.place, f"{concept.id} is in the range of {wanted}: see the README's table"


def id_ranges(readme: Path) -> list[tuple[str, str]]:
    text = readme.read_text(encoding="utf-8") if readme.exists() else ""
    return sorted(re.findall(r"(CB\d{6}) \| `([a-z_]+)`", text))


def area_of_id(ranges: list[tuple[str, str]], concept_id: str) -> str:
    return next((area for first, area in reversed(ranges) if first <= concept_id), "no area")


def check_relations(thesaurus: Thesaurus, _folder: Path, _judged: Judged) -> Iterator[Problem]:
    by_id = thesaurus.by_id()
    for concept in thesaurus.concepts:
        for relation, ids in (("broader", concept.broader), ("includes", concept.includes)):
            for other in ids:
                if other not in by_id:
                    yield concept.place, f"{relation} {other or '(empty)'} does not exist"
        for other in concept.broader:
            if other in by_id and by_id[other].type != concept.type:
                yield concept.place, (f"a {concept.type} under {other}, a {by_id[other].type}: "
                                      "broader concepts are of the same type")
        if len(set(concept.broader)) < len(concept.broader):
            yield concept.place, "one broader concept twice: remove one"
    yield from cycles(by_id, "broader")
    yield from cycles(by_id, "includes")
    yield from terms_without_concept(thesaurus, by_id)


def cycles(by_id: dict[str, Concept], relation: str) -> Iterator[Problem]:
    finished: set[str] = set()
    for start in by_id:
        trail: list[str] = []
        stack = [(start, 0)]
        while stack:
            concept_id, depth = stack.pop()
            del trail[depth:]
            if concept_id in trail:
                yield by_id[concept_id].place, f"{relation} in a circle: {' > '.join(trail)}"
                break
            if concept_id in finished or concept_id not in by_id:
                finished.add(concept_id)
                continue
            trail.append(concept_id)
            following = getattr(by_id[concept_id], relation)
            stack.extend((other, depth + 1) for other in following if other not in finished)
        finished.update(trail)


def terms_without_concept(thesaurus: Thesaurus, by_id: dict[str, Concept]) -> Iterator[Problem]:
    for term in thesaurus.terms:
        if term.concept not in by_id:
            yield term.place, f"concept {term.concept} does not exist"
    named = thesaurus.terms_of()
    for concept in thesaurus.concepts:
        if concept.id not in named:
            yield concept.place, f"{concept.id} has no terms"


def check_names(thesaurus: Thesaurus, _folder: Path, _judged: Judged) -> Iterator[Problem]:
    named = thesaurus.terms_of()
    for concept in thesaurus.concepts:
        terms = named.get(concept.id, [])
        yield from check_preferred(concept, terms)
        yield from check_redundant(terms)
        yield from check_abbreviations(terms)


def check_preferred(concept: Concept, terms: list[Term]) -> Iterator[Problem]:
    preferred: dict[str, Term] = {}
    for term in terms:
        if term.kind != "preferred":
            continue
        if term.language in preferred:
            yield term.place, (f"a second preferred term in {term.language} beside "
                               f'"{preferred[term.language].text}": make one a synonym')
        preferred.setdefault(term.language, term)
    if terms and "en" not in preferred:
        yield concept.place, f"{concept.id} has no preferred English term"


def is_loan_plural(term: Term, other: Term) -> bool:
    """Romance stemmers keep the s of a loan word's plural (stents), which is written as a spelling."""
    first = term.text.split(" ")[0]
    return (term.kind == "spelling" and term.language in ("es", "it", "pt")
            and first == other.text.split(" ")[0] + "s" and first[-2] not in "aeiou")


def check_redundant(terms: list[Term]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Term] = {}
    for term in terms:
        before = [seen[key] for key in ((term.normal, term.language), (term.normal, "mul"))
                  if key in seen]
        if term.language == "mul":
            before += [first for (form, _), first in seen.items() if form == term.normal]
        if before and not is_loan_plural(term, before[0]):
            yield term.place, (f'"{term.text}" is "{before[0].text}" ({before[0].place}) once more: '
                               "remove one")
        seen.setdefault((term.normal, term.language), term)


def check_abbreviations(terms: list[Term]) -> Iterator[Problem]:
    longest = max((len(term.text) for term in terms if term.kind not in ("abbreviation", "brand")),
                  default=0)
    for term in terms:
        if term.kind == "abbreviation" and len(term.text) >= max(longest, 3):
            yield term.place, f'abbreviation "{term.text}" has no longer name in its concept: add one'


def check_across(thesaurus: Thesaurus, _folder: Path, judged: Judged) -> Iterator[Problem]:
    declared = {(normal_form(sense.text, sense.language), sense.concept) for sense in thesaurus.senses}
    for form, terms in sorted(by_normal_form(thesaurus.terms).items()):
        for term, other in meetings(terms):
            missing = [meant for meant in (term, other) if (form, meant.concept) not in declared
                       and (folded(meant.text), meant.concept) not in declared]
            if missing and not judged.holds(term, other):
                ids = ", ".join(meant.concept for meant in missing)
                yield term.place, (f'"{term.text}" ({term.concept}) is "{other.text}" of '
                                   f"{other.concept} at {other.place}: remove one, or give each sense "
                                   f"a row in ambiguous.tsv (missing: {ids})")


def by_normal_form(terms: Iterable[Term]) -> dict[str, list[Term]]:
    alike: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        alike[term.normal].append(term)
    return alike


def meetings(terms: list[Term]) -> Iterator[tuple[Term, Term]]:
    """Names of different concepts that one reader may meet, each concept's first one."""
    first: dict[tuple[str, str], Term] = {}
    for term in terms:
        for (concept, language), other in first.items():
            if concept != term.concept and may_meet(language, term.language):
                yield term, other
                break
        first.setdefault((term.concept, term.language), term)


def may_meet(one: str, other: str) -> bool:
    return one == other or one in EVERYWHERE or other in EVERYWHERE


def check_senses(thesaurus: Thesaurus, _folder: Path, _judged: Judged) -> Iterator[Problem]:
    by_id = thesaurus.by_id()
    forms: dict[str, set[str]] = defaultdict(set)
    for term in thesaurus.terms:
        forms[term.concept].add(term.normal)
    seen: dict[tuple[str, ...], Sense] = {}
    for sense in thesaurus.senses:
        yield from check_sense(sense, by_id, forms)
        key = (sense.place.file, sense.text, sense.language, sense.concept,
               sense.signs if sense.concept == "-" else "")
        if key in seen:
            yield sense.place, f'this sense of "{sense.text}" stands at {seen[key].place} too: join them'
        seen.setdefault(key, sense)


def check_sense(sense: Sense, by_id: dict[str, Concept], forms: dict[str, set[str]]) -> Iterator[Problem]:
    for sign in filter(None, sense.signs.split("|")):
        if not SIGN.fullmatch(sign):
            yield sense.place, f'sign {sign} is neither an id nor a word in "quotes"'
        elif sign.startswith("CB") and sign not in by_id:
            yield sense.place, f"sign {sign} does not exist"
    if sense.concept == "-":
        return
    if sense.concept not in by_id:
        yield sense.place, f"concept {sense.concept} does not exist"
    elif normal_form(sense.text, sense.language) not in forms[sense.concept]:
        yield sense.place, f'"{sense.text}" is no term of {sense.concept}: add it there or remove the row'


def check_opposites(thesaurus: Thesaurus, _folder: Path, judged: Judged) -> Iterator[Problem]:
    opposites = Opposites(HERE / "opposites.tsv")
    for terms in thesaurus.terms_of().values():
        by_language: dict[str, dict[str, Term]] = defaultdict(dict)
        for term in terms:
            by_language[term.language].setdefault(spaced(term), term)
        for language, named in by_language.items():
            for form, term in named.items() if len(named) > 1 else ():
                for opposite in opposites.of(form, language) & named.keys():
                    if form < opposite and not judged.holds(term, named[opposite]):
                        yield term.place, (f'"{term.text}" and "{named[opposite].text}" '
                                           f"({named[opposite].place}) are no synonyms: part them, or "
                                           "judge them in judged_pairs.tsv")


def spaced(term: Term) -> str:
    if term.language in CJK:
        return term.normal
    words = (normal_word(word, term.language) for word in content_words(term.text, term.language))
    return " ".join(words)


class Opposites:
    """The table opposites.tsv, applied to one name at a time."""

    def __init__(self, path: Path):
        self.rules: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for language, place, *pair in read_pairs(path, 4):
            one, other = (self.part(text, language, place) for text in pair)
            self.rules[language, place][one].append(other)
            self.rules[language, place][other].append(one)
        self.known: dict[tuple[str, str], list[str]] = {}

    @staticmethod
    def part(text: str, language: str, place: str) -> str:
        text = "" if text == "-" else text
        return normal_word(text, language) if text and place == "word" else folded(text)

    def of(self, form: str, language: str) -> set[str]:
        if language in CJK:
            inside = self.rules[language, "inside"].items()
            return {form.replace(one, other) for one, others in inside if one in form for other in others}
        words = form.split(" ")
        found = {" ".join(words[:at] + [other] + words[at + 1:]) for at, word in enumerate(words)
                 for other in self.of_word(word, language)}
        return (found | other_numbers(words)) - {form}

    def of_word(self, word: str, language: str) -> list[str]:
        if (word, language) not in self.known:
            self.known[word, language] = [*self.by_rule(word, "-"), *self.by_rule(word, language)]
        return self.known[word, language]

    def by_rule(self, word: str, language: str) -> Iterator[str]:
        yield from self.rules[language, "word"].get(word, ())
        prefixes, suffixes = self.rules[language, "prefix"], self.rules[language, "suffix"]
        for at in range(1, min(len(word), LONGEST_PART) + 1):
            yield from (other + word[at:] for other in prefixes.get(word[:at], ()))
            yield from (word[:-at] + other for other in suffixes.get(word[-at:], ()))


def other_numbers(words: list[str]) -> set[str]:
    """The same name with the next or the previous number: type 1 and type 2 are no synonyms."""
    return {" ".join(words[:at] + [str(int(word) + step)] + words[at + 1:])
            for at, word in enumerate(words) if word.isascii() and word.isdigit() for step in (-1, 1)}


def all_warnings(thesaurus: Thesaurus, judged: Judged) -> Iterator[Problem]:
    for concept in thesaurus.concepts:
        if not concept.broader and concept.area != "top":
            yield concept.place, f"{concept.id} has no broader concept: name one; the roots are in top/"
    pairs = [pair for pair in near_pairs(thesaurus.terms) if pair[0].normal != pair[1].normal]
    harmless = HarmlessPairs(thesaurus)
    harmless.learn(pairs)
    for one, other in pairs:
        if not judged.holds(one, other) and not harmless.rule_of(one, other):
            yield one.place, near_message("near", one, other)
    yield from homographs(thesaurus, judged)


def homographs(thesaurus: Thesaurus, judged: Judged) -> Iterator[Problem]:
    """Names that a text meets in two languages. A text is read in its own and in English, in no third one."""
    declared = {(folded(sense.text), sense.concept) for sense in thesaurus.senses}
    alike: dict[str, list[Term]] = defaultdict(list)
    for term in thesaurus.terms:
        if term.language not in CJK:
            alike[folded(term.text)].append(term)
    for spelling, group in alike.items():
        for at, term in enumerate(group):
            for other in group[:at]:
                meets = (term.concept != other.concept and "en" in (term.language, other.language)
                         and not may_meet(term.language, other.language))
                are_senses = {(spelling, term.concept), (spelling, other.concept)} <= declared
                if meets and not are_senses and not judged.holds(term, other):
                    yield term.place, near_message("homograph", term, other)


def near_message(what: str, one: Term, other: Term) -> str:
    return (f'{what}: {one.language} "{one.text}" ({one.concept}) and {other.language} "{other.text}" '
            f"({other.concept}, {other.place})")


def report(errors: list[Problem], warnings: list[Problem], thesaurus: Thesaurus,
           path: Path | None) -> int:
    for place, message in errors + (warnings if len(warnings) <= FEW_WARNINGS and not path else []):
        print(f"{place}: {message}")
    if path:
        lines = (f"{place}: {message}\n" for place, message in warnings)
        path.write_text("".join(lines), encoding="utf-8")
    print(f"{len(thesaurus.concepts)} concepts, {len(thesaurus.terms)} terms, "
          f"{len(thesaurus.senses)} senses of ambiguous terms: {len(errors)} errors, "
          f"{len(warnings)} warnings" + ("" if path or len(warnings) <= FEW_WARNINGS else " (--report FILE lists them)"))
    return 1 if errors else 0


CHECKS = (check_rows, check_ids, check_relations, check_names, check_across, check_senses,
          check_opposites)

if __name__ == "__main__":
    sys.exit(main())
