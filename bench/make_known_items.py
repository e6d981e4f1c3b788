#!/usr/bin/env python3
"""Make a known-item collection out of a JSONL file of reports: queries as someone types them who
looks for one report that they have seen.

    bench/make_known_items.py CORPUS.jsonl FOLDER [--queries 300] [--seed 1]

FOLDER gets corpus.jsonl, queries.tsv and qrels.txt, for `bench/relevance --collection FOLDER`. A
third of the queries each: two words of the report, five words in the order of the text, and a run of
eight words. Words that stand in more than a tenth of the reports are left out of the first two.
Python 3.11, standard library only.
"""

import argparse
import collections
import json
import random
import re
import shutil
from pathlib import Path

WORD = re.compile(r"[^\W\d_]{4,}")


def read_texts(corpus):
    """Id and text of each report that has enough of it."""
    texts = {}
    for line in open(corpus, encoding="utf-8"):
        record = json.loads(line)
        text = record.get("text") or " ".join(s["text"] for s in record.get("sections", []))
        if len(WORD.findall(text)) >= 40:
            texts[str(record["id"])] = text
    return texts


def make_query(text, style, common, chance):
    if style == 2:
        words = text.split()
        start = chance.randrange(max(1, len(words) - 8))
        return " ".join(words[start:start + 8])
    words = [word for word in WORD.findall(text) if word.lower() not in common]
    if len(words) < 5:
        return None
    chosen = sorted(chance.sample(range(len(words)), 2 if style == 0 else 5))
    return " ".join(words[place].lower() for place in chosen)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    texts = read_texts(arguments.corpus)
    counts = collections.Counter(
        word for text in texts.values() for word in {w.lower() for w in WORD.findall(text)})
    common = {word for word, count in counts.items() if count * 10 > len(texts)}
    arguments.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(arguments.corpus, arguments.folder / "corpus.jsonl")
    with open(arguments.folder / "queries.tsv", "w", encoding="utf-8") as queries, \
            open(arguments.folder / "qrels.txt", "w", encoding="utf-8") as qrels:
        for number, known in enumerate(chance.sample(sorted(texts), arguments.queries)):
            query = make_query(texts[known], number % 3, common, chance)
            if query:
                print(f"k{number}\t{' '.join(query.split())}", file=queries)
                print(f"k{number} 0 {known.replace(' ', '%20')} 1", file=qrels)


if __name__ == "__main__":
    main()
