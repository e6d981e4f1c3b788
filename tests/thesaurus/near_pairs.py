"""Names of different concepts that one slip of the pen would exchange.

One letter missing, added, changed, or two neighbours exchanged; in words of eight letters and more, any
two letters. Found by deleting up to two letters of each word (Garbe's symmetric deletion), then measured.
In names of several words exactly one word may differ, and it has at least five letters. A Chinese character
and a hangul syllable are a piece of meaning, not a letter: of these one may differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from thesaurus_files import CJK, Term, folded

SHORTEST = 5
FARTHEST = 2
LONG = 8
FEW = 40
PIECES = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
Pair = tuple[Term, Term]


def near_pairs(terms: Iterable[Term]) -> list[Pair]:
    by_language: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for term in terms:
        by_language[term.language][plain(term)].append(term)
    pairs = [pair for language, named in sorted(by_language.items())
             for pair in pairs_of_language(language, named)]
    return sorted(pairs, key=lambda pair: (pair[0].language, pair[0].text, pair[1].text))


def plain(term: Term) -> str:
    return folded(term.text).replace("-", " ")


def pairs_of_language(language: str, named: dict[str, list[Term]]) -> Iterator[Pair]:
    frames = whole_names(named) if language in CJK else frames_of(named)
    words = {word for fillers in frames.values() if len(fillers) > FEW for word in fillers}
    near = near_words(words)
    for fillers in frames.values():
        for one, other in near_fillers(fillers, near):
            yield from pairs_of_concepts(named[fillers[one]], named[fillers[other]])


def near_fillers(fillers: dict[str, str], near: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of words of one frame: a few are measured each with each, many looked up in `near`."""
    words = sorted(fillers)
    if len(words) <= FEW:
        yield from (pair for pair in combinations(words, 2) if is_near(*pair))
    else:
        yield from ((word, other) for word in words for other in sorted(near[word] & fillers.keys()))


def whole_names(named: dict[str, list[Term]]) -> dict[object, dict[str, str]]:
    return {None: {name: name for name in named if len(name) >= SHORTEST}}


def frames_of(named: dict[str, list[Term]]) -> dict[object, dict[str, str]]:
    """The rest of a name without one of its words → the words that stand there → the names."""
    frames: dict[object, dict[str, str]] = defaultdict(dict)
    for name in named:
        words = name.split()
        for at, word in enumerate(words):
            if len(word) >= SHORTEST:
                frames[(tuple(words[:at]), tuple(words[at + 1:]))][word] = name
    return frames


def pairs_of_concepts(one: list[Term], other: list[Term]) -> Iterator[Pair]:
    for first in one:
        for second in other:
            if first.concept != second.concept:
                yield first, second


def near_words(words: set[str]) -> dict[str, set[str]]:
    """Each word's neighbours that come after it in the alphabet."""
    by_rest: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        for rest in deletions(word):
            by_rest[rest].append(word)
    near: dict[str, set[str]] = defaultdict(set)
    for alike in by_rest.values():
        for one, other in combinations(alike, 2):
            if other not in near[one] and is_near(one, other):
                near[one].add(other)
    return near


def deletions(word: str) -> set[str]:
    once = {word[:at] + word[at + 1:] for at in range(len(word))}
    twice = {rest[:at] + rest[at + 1:] for rest in once for at in range(len(rest))}
    return {word} | once | twice


def is_near(one: str, other: str) -> bool:
    """Whether a slip makes one of the other."""
    farthest = FARTHEST if min(len(one), len(other)) >= LONG and not PIECES.search(one + other) else 1
    return distance(one, other) <= farthest or are_neighbours_exchanged(one, other)


def are_neighbours_exchanged(one: str, other: str) -> bool:
    places = [at for at in range(min(len(one), len(other))) if one[at] != other[at]]
    return (len(one) == len(other) and len(places) == 2 and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]])


def distance(one: str, other: str) -> int:
    """Levenshtein's, up to FARTHEST, beyond that one more; only the band around the diagonal counts."""
    if abs(len(one) - len(other)) > FARTHEST or len(set(one) ^ set(other)) > 2 * FARTHEST:
        return FARTHEST + 1
    far = FARTHEST + 1
    previous = {column: column for column in range(min(far, len(other) + 1))}
    for row, letter in enumerate(one, start=1):
        current: dict[int, int] = {}
        for column in range(max(0, row - FARTHEST), min(len(other), row + FARTHEST) + 1):
            best = min(previous.get(column, far), current.get(column - 1, far)) + 1
            if column:
                best = min(best, previous.get(column - 1, far) + (letter != other[column - 1]))
            current[column] = best
        if min(current.values()) > FARTHEST:
            return far
        previous = current
    return min(previous.get(len(other), far), far)
