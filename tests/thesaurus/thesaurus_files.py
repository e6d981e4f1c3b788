"""Reading the files of the built-in thesaurus, and the normal form in which its terms are compared.

Used by structure.py and compare_vocabularies.py. Python 3.11, standard library only.
"""

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "index_data" / "thesaurus"
CONCEPT_ID = re.compile(r"CB\d{6}")
WORD = re.compile(r"[^\W_]+")
SPELT_OUT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i",
                           "ё": "е", "ß": "ss", "α": "alpha", "β": "beta", "γ": "gamma",
                           "δ": "delta", "κ": "kappa", "λ": "lambda", "μ": "mu"})
CJK = ("zh", "ja", "ko")
WITH_PLURAL_S = ("en", "fr", "es", "pt")
FUNCTION_WORDS = {
    "en": "of the a an in on to for by and",
    "de": "der die das des dem den von und im",
    "fr": "de du des d la le les l à au aux et en",
    "es": "de del la el los las en y al",
    "it": "di del della dei delle degli dello d il la lo i gli le e l",
    "pt": "de da do das dos em e o a",
    "ru": "и в на",
}
FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
AMERICAN = [(re.compile(pattern), american) for pattern, american in (
    ("ae", "e"), ("oe", "e"), ("our$", "or"), ("isation", "ization"), ("is(e[ds]?|ing)$", r"iz\1"),
    ("y[sz](e[ds]?|ing)$", r"yz\1"), ("(t|b)re$", r"\1er"), ("^sulph", "sulf"), ("ph?oss?ph", "phosph"),
    ("^grey$", "gray"), ("logue$", "log"), ("ll(ed|ing)$", r"l\1"))]


@dataclass(frozen=True)
class Place:
    """Where a row stands: `area/terms.tsv:12`."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Concept:
    place: Place
    area: str
    id: str
    type: str
    broader: tuple[str, ...]
    includes: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    place: Place
    concept: str
    language: str
    kind: str
    text: str
    evidence: str
    checked: str

    @functools.cached_property
    def normal(self) -> str:
        return normal_form(self.text, self.language)


@dataclass(frozen=True)
class Sense:
    """A row of an ambiguous.tsv: one meaning of one term."""

    place: Place
    text: str
    language: str
    concept: str
    signs: str


@dataclass
class Thesaurus:
    concepts: list[Concept] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    senses: list[Sense] = field(default_factory=list)
    retired: dict[str, Place] = field(default_factory=dict)
    malformed: list[tuple[Place, str]] = field(default_factory=list)

    def by_id(self) -> dict[str, Concept]:
        return {concept.id: concept for concept in self.concepts}

    def terms_of(self) -> dict[str, list[Term]]:
        grouped: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            grouped[term.concept].append(term)
        return grouped


def read_thesaurus(folder: Path) -> Thesaurus:
    """Everything under `folder`; a row without its columns is kept apart as malformed."""
    thesaurus = Thesaurus()
    for path in sorted(folder.glob("*/concepts.tsv")):
        for place, columns in rows(folder, path, 6, thesaurus):
            broader, includes, references = (split_ids(column) for column in columns[2:5])
            thesaurus.concepts.append(Concept(place, path.parent.name, columns[0], columns[1],
                                              broader, includes, references))
    for path in sorted(folder.glob("*/terms.tsv")):
        for place, columns in rows(folder, path, 6, thesaurus):
            thesaurus.terms.append(Term(place, *columns))
    for path in sorted(folder.glob("**/ambiguous.tsv")):
        for place, columns in rows(folder, path, 5, thesaurus):
            thesaurus.senses.append(Sense(place, *columns[:4]))
    for path in sorted(folder.glob("**/retired.tsv")):
        for place, columns in rows(folder, path, 2, thesaurus):
            thesaurus.retired[columns[0]] = place
    return thesaurus


def rows(folder: Path, path: Path, width: int, into: Thesaurus) -> Iterator[tuple[Place, list[str]]]:
    name = path.relative_to(folder).as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        place, columns = Place(name, number), line.split("\t")
        fault = fault_of_line(line, columns, width)
        if fault:
            into.malformed.append((place, fault))
        else:
            yield place, columns


def fault_of_line(line: str, columns: list[str], width: int) -> str:
    if "\ufffd" in line:
        return "is not UTF-8: save the file as UTF-8"
    if "\r" in line:
        return "ends with a carriage return: save the file with Unix line ends"
    if len(columns) != width:
        return f"has {len(columns)} columns, not {width}: separate the columns by one tab each"
    if any(column != column.strip() or "  " in column for column in columns):
        return "has spaces at an end of a column or two together: remove them"
    return ""


def split_ids(column: str) -> tuple[str, ...]:
    return tuple(column.split("|")) if column else ()


def read_pairs(path: Path, width: int) -> list[list[str]]:
    """The rows of a file of judgements; none if it is absent."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines
            if line and not line.startswith("#") and len(line.split("\t")) == width]


@functools.lru_cache(maxsize=None)
def folded(text: str) -> str:
    """Lower case without the marks of Latin and Greek letters; kana and hangul keep theirs."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = text.translate(SPELT_OUT)
    return "".join(without_marks(letter) for letter in text)


@functools.lru_cache(maxsize=None)
def without_marks(letter: str) -> str:
    if letter < "\u0080":
        return letter
    decomposed = unicodedata.normalize("NFD", letter)
    is_latin = decomposed[0] < "\u0250" or "\u0370" <= decomposed[0] < "\u0400"
    return decomposed[0] if is_latin else letter


@functools.lru_cache(maxsize=None)
def normal_form(text: str, language: str) -> str:
    """What two spellings of one term share: see the README of this folder's thesaurus."""
    if language in CJK:
        return "".join(WORD.findall(folded(text).replace("・", "")))
    words = [normal_word(word, language) for word in content_words(text, language)]
    return " ".join(sorted(words))


def content_words(text: str, language: str) -> list[str]:
    """Words as written, in order; a capital A of "hepatitis A" is no article."""
    small = FUNCTION_WORDS.get(language, frozenset())
    words = WORD.findall(unicodedata.normalize("NFKC", text))
    return [word for word in words if word not in small] or words


@functools.lru_cache(maxsize=None)
def normal_word(word: str, language: str) -> str:
    plain = folded(word)
    if word.isupper() or any(character.isdigit() for character in word):
        return plain
    if language in ("en", "la", "mul"):
        for pattern, american in AMERICAN:
            plain = pattern.sub(american, plain) if len(plain) > 3 else plain
    return singular(plain) if language in WITH_PLURAL_S else plain


def singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith("sis"):
        return word[:-2]
    stem = word[:-1] if word.endswith("s") and not word.endswith("is") else word
    return stem[:-1] if stem.endswith(("se", "xe", "ze", "che", "she", "ione", "ore")) else stem
