#!/usr/bin/env python3
"""Print the different words that the spelling rules write alike, most frequent first.

    tests/analyzers/spelling_collisions.py index_data/spelling/families.tsv \\
        ../shared/corpora/cases/*_en*.jsonl ../shared/bench/nfcorpus/corpus.jsonl
    tests/analyzers/spelling_collisions.py --language de FAMILIES /usr/share/dict/ngerman

Texts are JSON Lines (the fields `title` and `text`) or plain text, such as a word list. A text's
language is the part of its file name that names a language of the rules (`grascco_de.jsonl`),
else `--language`. A group is wanted where its words are spellings of one word (tumour, tumor); it
is a collision where they are not. One line a group: language, count, what the words are read as,
and each word with its count. Python 3.11, standard library only.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
VOWELS = frozenset("aeiouy")
SPELT_OUT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i",
                           "þ": "th", "ð": "d"})
PLACES = ("word", "prefix", "suffix", "inside")
CONDITIONS = ("-", "vowel", "consonant")


@dataclass(frozen=True)
class Rule:
    """One line of the rules file."""

    place: str
    written: str
    read_as: str
    after: str
    exceptions: tuple[str, ...]

    def applied(self, word: str) -> str:
        if self.written not in word or word.startswith(self.exceptions):
            return word
        if self.place == "word":
            return self.read_as if word == self.written else word
        if self.place == "prefix":
            rest = word.removeprefix(self.written)
            return self.read_as + rest if rest != word else word
        if self.place == "suffix":
            stem = word.removesuffix(self.written)
            return stem + self.read_as if stem != word and self.follows(stem) else word
        return self.applied_inside(word)

    def applied_inside(self, word: str) -> str:
        at = word.find(self.written)
        while at >= 0:
            if self.follows(word[:at]):
                word = word[:at] + self.read_as + word[at + len(self.written):]
                at = word.find(self.written, at + len(self.read_as))
            else:
                at = word.find(self.written, at + 1)
        return word

    def follows(self, before: str) -> bool:
        """Whether the letters before the match meet the rule's condition."""
        if self.after == "vowel":
            return len(before) >= 2 and not VOWELS.isdisjoint(before)
        if self.after == "consonant":
            return len(before) >= 3 and before[-1] not in VOWELS
        return True


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """The rules of each language in file order; a malformed line ends the program."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 6 or fields[1] not in PLACES or fields[4] not in CONDITIONS:
            sys.exit(f"{path}:{number}: not a rule: {line}")
        language, place, written, read_as, after, exceptions = fields
        kept = () if exceptions == "-" else tuple(exceptions.split("|"))
        rules[language].append(Rule(place, written, read_as, after, kept))
    return rules


def read_as(word: str, rules: Iterable[Rule]) -> str:
    for rule in rules:
        word = rule.applied(word)
    return word


def folded(word: str) -> str:
    """Lower case without diacritics; й stays a letter of its own, as in the analyzer."""
    letters = unicodedata.normalize("NFC", word).casefold().translate(SPELT_OUT)
    parts = (unicodedata.normalize("NFD", letter) if letter != "й" else letter
             for letter in letters)
    return "".join(mark for mark in "".join(parts) if not unicodedata.combining(mark))


def texts_of(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if path.suffix == ".jsonl":
                record = json.loads(line)
                yield f"{record.get('title') or ''} {record.get('text') or ''}"
            else:
                yield line


def language_of(path: Path, languages: Iterable[str], fallback: str) -> str:
    named = [part for part in path.stem.split("_") if part in languages]
    return named[-1] if named else fallback


def groups_of(counts: Counter[str], rules: list[Rule]) -> dict[str, Counter[str]]:
    """What words are read as, where several different words are."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in counts.items():
        groups[read_as(word, rules)][word] = count
    return {form: words for form, words in groups.items() if len(words) > 1}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--language", default="en",
                        help="of files whose names tell none (default: en)")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    rules = read_rules(arguments.families)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in arguments.texts:
        language = language_of(path, rules, arguments.language)
        for text in texts_of(path):
            counts[language].update(folded(word) for word in WORD.findall(text))
    for language, words in counts.items():
        groups = groups_of(words, rules[language])
        for form, group in sorted(groups.items(), key=lambda item: (-item[1].total(), item[0])):
            spelt = " ".join(f"{word}:{count}" for word, count in group.most_common())
            print(language, group.total(), form, spelt, sep="\t")


if __name__ == "__main__":
    main()
