#!/usr/bin/env python3
"""Draw the texts that `data/abbreviations.tsv` labels, and tell which half each belongs to.

    tests/analyzers/draw_abbreviation_texts.py ../shared/corpora/cases > drawn.tsv
    tests/analyzers/draw_abbreviation_texts.py --passages ../shared/corpora/cases | less

Prints a line for each text: file, record id, half. A file's records are taken in the order of the
SHA-256 of seed, file name and id, so that the draw depends on nothing else; the first hex digit of
a second such hash picks the half. With `--passages` the sentences that may hold a definition follow
each line: those with a bracket, a quotation mark, a word of two capitals or a capital inside, or a
phrase that introduces a name. They are for the labeller to read, never to be committed. Python
3.11, standard library only.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

SEED = "abbreviations-1"
LABELLED_BYTES = 6000  # of each text; what begins behind them is neither labelled nor counted

# How many texts of each file. `bracketed` draws only from texts that hold two Latin or Cyrillic
# letters inside a bracket: in these files definitions are too rare to be met by chance.
QUOTAS = {
    "e3c_en_layer3.jsonl": (200, False),
    "ada_en.jsonl": (6, False),
    "e3c_es_layer3.jsonl": (22, False),
    "e3c_fr_layer3.jsonl": (40, False),
    "e3c_it_layer3.jsonl": (50, False),
    "ptneuro_pt.jsonl": (40, False),
    "nerel_bio_ru.jsonl": (22, False),
    "e3c_eu_layer2.jsonl": (15, True),
    "grascco_de.jsonl": (25, True),
    "jmed_ja.jsonl": (60, True),
    "zh_dialogue_zh.jsonl": (30, True),
}
BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[A-Za-zА-яＡ-Ｚａ-ｚ]{2}[^()（）\[\]]*[)）\]]")
CAPITALS = re.compile(r"[^\W\d_]*[^\W\d_][A-ZÀ-ÞА-ЯＡ-Ｚ][^\W\d_]*|[\(（\[\"“«「]")
NAMING = re.compile(r"so-called|known as|abbreviat|acronym|termed|llamad|denominad|abrevi|dit[es]?\b"
                    r"|appelé|acronim|cosiddett|detto|sogenannt|kurz|chamad|сокращ|так называем"
                    r"|略|簡称|简称|以下|通称", re.IGNORECASE)


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join((SEED, *parts)).encode()).hexdigest()


def labelled_part(text: str) -> str:
    return text.encode()[:LABELLED_BYTES].decode(errors="ignore")


def drawn_records(path: Path) -> list[dict]:
    wanted, bracketed = QUOTAS[path.name]
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records.sort(key=lambda record: digest(path.name, record["id"]))
    if bracketed:
        records = [r for r in records if BRACKETED.search(labelled_part(r["text"]))]
    return records[:wanted]


def half_of(file: str, record_id: str) -> str:
    return "tune" if int(digest("half", file, record_id)[0], 16) < 8 else "report"


def passages(text: str) -> list[str]:
    sentences = re.split(r"(?<=[.;。．；!?！？])\s+|(?<=[。．！？])|\n+", labelled_part(text))
    return [s.strip() for s in sentences if CAPITALS.search(s) or NAMING.search(s)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", action="store_true")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    for name in QUOTAS:
        path = arguments.folder / name
        if not path.is_file():
            sys.exit(f"{path}: no such file")
        for record in drawn_records(path):
            print(name, record["id"], half_of(name, record["id"]), sep="\t")
            if arguments.passages:
                print("\n".join(passages(record["text"])))


if __name__ == "__main__":
    main()
