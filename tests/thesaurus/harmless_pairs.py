"""Pairs of near names that cannot be a slip: the rest of the thesaurus bears both out.

A name that stands under the wrong concept, or is a slip of another, resembles that other's concept more
than its own. So a pair is harmless where, in this order:

    code      they differ in a number or in one letter that counts (type 1 and 2, hepatitis A and B); or the
              words that differ are codes (abbreviations, symbols, regimens), which are read letter by letter,
              capitals apart, and what each stands for is another check
    borne     each of the differing words is nearer, by sound, to other rows of its own concept than to any
              row of the other concept; of Chinese and Korean names, the pieces that differ stand in another
              row of the own concept and in none of the other; where a piece is missing, what stands beside
              the gap stands together in another row
    parallel  the same pieces part other concepts whose English names differ in the same words

Python 3.11, standard library only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from near_pairs import PIECES, Pair, plain
from sound_keys import sound_key
from thesaurus_files import CJK, WORD, Term, Thesaurus, folded

CODE_PART = re.compile(r"[A-Za-z0-9]+")
COUNTER = re.compile("[0-9]+|[ivx]+|[a-zαβγδκλ]|[甲乙丙丁戊]|[一二三四五六七八九十两双]+|[일이삼사오]")
HAN = ("zh", "ja")
FEATURE = 4
FARTHEST_SOUND = 9


def differing_words(one: Term, other: Term) -> tuple[str, str]:
    """The words in which two names differ; the whole names of scripts without spaces."""
    first, second = plain(one).split(), plain(other).split()
    if one.language in CJK or len(first) != len(second):
        return plain(one), plain(other)
    return next(((word, against) for word, against in zip(first, second) if word != against), ("", ""))


def differing_pieces(one: str, other: str) -> tuple[str, str]:
    """What is left of two names without what they begin and end with alike."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start:len(one) - end], other[start:len(other) - end]


class HarmlessPairs:
    """Knows all rows, and after `learn` which differences recur."""

    def __init__(self, thesaurus: Thesaurus):
        self.named = thesaurus.terms_of()
        self.keys: dict[str, dict[str, set[Term]]] = {}
        self.recurring: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
        self.english: dict[str, set[str]] = {}

    def learn(self, pairs: Iterable[Pair]) -> None:
        for one, other in pairs:
            if one.language in CJK:
                here, there = differing_pieces(plain(one), plain(other))
                self.recurring[one.language, here, there].append((one, other))
                self.recurring[one.language, there, here].append((other, one))

    def rule_of(self, one: Term, other: Term) -> str:
        """The rule by which the pair is harmless, or nothing."""
        if self.is_code(one, other):
            return "code"
        if self.is_borne(one, other):
            return "borne"
        return "parallel" if one.language in CJK and self.is_parallel(one, other) else ""

    def is_code(self, one: Term, other: Term) -> bool:
        here, there = differing_pieces(plain(one), plain(other))
        if COUNTER.fullmatch(here) and COUNTER.fullmatch(there) and stands_alone(here, one, there, other):
            return True
        return all(any(map(is_code_word, differing_codes(*pair))) for pair in ((one, other), (other, one)))

    def is_borne(self, one: Term, other: Term) -> bool:
        if one.language in CJK and PIECES.search(one.text + other.text):
            here, there = differing_pieces(plain(one), plain(other))
            return self.bears_side(here, one, other) and self.bears_side(there, other, one)
        word, against = differing_words(one, other)
        return self.is_nearer(word, one, other) and self.is_nearer(against, other, one)

    def bears_piece(self, piece: str, term: Term, other: Term) -> bool:
        languages = HAN if term.language in HAN else (term.language,)
        inside, outside = (
            any(piece in plain(row) for row in self.named[concept]
                if row is not term and row.language in languages)
            for concept in (term.concept, other.concept))
        return inside and not outside

    def bears_side(self, piece: str, term: Term, other: Term) -> bool:
        return self.bears_piece(piece, term, other) if piece else self.bears_gap(term, other)

    def bears_gap(self, term: Term, other: Term) -> bool:
        """Whether what stands on both sides of a missing piece stands together in another row."""
        name, longer = plain(term), plain(other)
        start = next((at for at, pair in enumerate(zip(name, longer)) if pair[0] != pair[1]), len(name))
        beside = name[max(0, start - 1):start + 1]
        languages = HAN if term.language in HAN else (term.language,)
        return any(beside in plain(row) for row in self.named[term.concept]
                   if row is not term and row.language in languages)

    def is_nearer(self, word: str, term: Term, other: Term) -> bool:
        own = self.sound_distance(word, term.concept, term)
        return own < self.sound_distance(word, other.concept, None)

    def sound_distance(self, word: str, concept: str, but: Term | None) -> int:
        key = sound_key(word)
        keys = (known for known, rows in self.keys_of(concept).items() if rows - {but})
        return min((sound_difference(key, known) for known in keys), default=FARTHEST_SOUND)

    def keys_of(self, concept: str) -> dict[str, set[Term]]:
        if concept not in self.keys:
            keys: dict[str, set[Term]] = defaultdict(set)
            for row in self.named[concept]:
                for word in WORD.findall(plain(row)):
                    keys[sound_key(word)].add(row)
            self.keys[concept] = keys
        return self.keys[concept]

    def is_parallel(self, one: Term, other: Term) -> bool:
        pieces = differing_pieces(plain(one), plain(other))
        ours = {one.concept, other.concept}
        here, there = self.english_difference(one, other)
        for first, second in self.recurring[one.language, *pieces]:
            if {first.concept, second.concept} == ours:
                continue
            also_here, also_there = self.english_difference(first, second)
            if (here & also_here or (not pieces[0] and self.bears_gap(one, other))) and (
                    there & also_there or (not pieces[1] and self.bears_gap(other, one))):
                return True
        return False

    def english_difference(self, one: Term, other: Term) -> tuple[set[str], set[str]]:
        here, there = self.english_features(one.concept), self.english_features(other.concept)
        return here - there, there - here

    def english_features(self, concept: str) -> set[str]:
        """Words of the English names, with their beginnings and endings (`-itis`)."""
        if concept not in self.english:
            words = {word for row in self.named[concept] if row.language == "en"
                     for word in WORD.findall(folded(row.text))}
            self.english[concept] = words | {"-" + word[-FEATURE:] for word in words} | {
                word[:FEATURE] + "-" for word in words}
        return self.english[concept]


def stands_alone(here: str, one: Term, there: str, other: Term) -> bool:
    """Whether a counter is a word or piece of its own: of `type 1`, not of `colitis` and `coxitis`."""
    return all(not piece.isascii() or re.search(rf"(?<![a-z]){re.escape(piece)}(?![a-z])", plain(term))
               for piece, term in ((here, one), (there, other)))


def is_code_word(word: str) -> bool:
    """Mostly capitals and digits, in each of its parts: `VRd`, `Dara-Kd`, not `Prader-Willi`."""
    parts = CODE_PART.findall(word)
    return bool(parts) and "".join(parts) == re.sub(r"[+/.-]", "", word) and all(
        2 * sum(letter.isupper() or letter.isdigit() for letter in part) >= len(part) for part in parts)


def differing_codes(one: Term, other: Term) -> list[str]:
    """The words of one name, as written, that the other has not."""
    return [word for word in re.findall(r"[\w+/.-]+", one.text) if word not in other.text.split()]


def sound_difference(one: str, other: str) -> int:
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            current.append(min(previous[column] + 1, current[-1] + 1,
                               previous[column - 1] + (letter != against)))
        previous = current
    return previous[-1]
