"""What a word sounds like, so that names of one thing in several languages and scripts can be compared.

Cyrillic, kana and hangul are written in Latin letters, then letters that languages write for one
sound are made one, and endings are cut: `Filgotinib`, `филготиниб` and `필고티닙` come near each other.
The keys only measure which of two names a third one resembles. Python 3.11, standard library only.
"""

import functools
import re
import unicodedata

from thesaurus_files import folded

CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя",
                    "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh sh _ i _ e yu ya".split()))
INITIALS = "k kk n t tt r m p pp s ss _ j jj ch k t p h".split()
VOWELS = "a e ya e o e yo e o wa we we yo u wo we wi yu u i i".split()
FINALS = "_ k k k n n n t l k m l l l p l m p p t t n t t k t p t".split()
KANA_ROWS = {"": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ",
             "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ",
             "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ", "y": "ヤ ユ ヨ", "w": "ワ   ヲ", "v": "  ヴ"}
KANA = {letter: consonant + vowel for consonant, row in KANA_ROWS.items()
        for letter, vowel in zip(row, "aiueo") if letter != " "} | {"ン": "n", "ー": "", "ッ": ""}
KANA |= dict(zip("ァィゥェォャュョ", "aiueoaoo"))
SOUNDS = [(re.compile(pattern), sound) for pattern, sound in (
    ("_", ""), ("sch|sh|ch(?=[ei])|tch", "s"), ("ph", "f"), ("qu|ck|ch|kh|q|c(?![eiy])", "k"),
    ("c|ts|tz|zh|z|x$", "s"), ("x", "ks"), ("ae|oe", "e"), ("h", ""), ("w", "v"), ("[yj]", "i"),
    ("l", "r"), ("(.)\\1+", r"\1"), ("(?:[aeiou]+|us|um|os|is|en|in|on|in[aeo])$", ""))]


@functools.lru_cache(maxsize=None)
def sound_key(word: str) -> str:
    """Compares `word` across languages; short words keep their ending."""
    key = "".join(latin(letter) for letter in folded(word))
    for pattern, sound in SOUNDS:
        shorter = pattern.sub(sound, key)
        key = shorter if len(shorter) > 2 else key
    return key


def latin(letter: str) -> str:
    if letter in CYRILLIC:
        return CYRILLIC[letter]
    if "\uac00" <= letter <= "\ud7a3":
        number = ord(letter) - 0xAC00
        return INITIALS[number // 588] + VOWELS[number % 588 // 28] + FINALS[number % 28]
    if "\u3041" <= letter <= "\u3096":
        letter = chr(ord(letter) + 0x60)
    if letter in KANA:
        return KANA[letter]
    return unicodedata.normalize("NFKD", letter)
