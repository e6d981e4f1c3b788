#!/usr/bin/env python3
"""Make a large corpus of report-like records out of the case reports in the test data.

    bench/make_corpus.py --size 60MB --seed 1 -o S.jsonl
    bench/make_corpus.py --size 300MB --seed 2 -o L.jsonl
    bench/make_corpus.py --size 60MB --seed 3 --mix fr=.81,es=.08,en=.08,it=.02,eu=.01 -o F.jsonl

Source: every `corpora/cases/*.jsonl` below `--data`, which defaults to $CASEBOOK_TEST_DATA and
then to `../shared` relative to the project root. Python 3.11, standard library only.

Recipe. The sentences of the source are kept by language and by source record. A new record
  1. takes a language, by the bytes that the language has in the source (`--mix source`, the
     default), in equal shares (`--mix even`), or by the shares given (`--mix en=.5,ja=.5`);
  2. takes its length from a random source record of that language;
  3. draws a few source records, shuffles their sentences together and takes sentences until the
     length is reached, so that words repeat within a record as they do in a real report;
  4. gets a new id (`m<seed>-<number>`), a new title cut from one more sentence of its source
     records, and a year from the dated source records.
Every line is {"id", "title", "text", "language", "year"}. `--size` counts the UTF-8 bytes of
title and text, in units of 10^6 (MB) or 10^3 (kB); the file itself is some 10 % larger.

The same source, size, seed and mix give the same bytes. What it cannot give: the vocabulary does
not grow beyond the source's, so figures that depend on rare words are a little too good.
"""

import argparse
import json
import os
import random
import re
import sys
from collections import defaultdict
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W*[^\W\d_])|(?<=[。！？．])|\n+")
UNSPACED = {"zh", "ja", "th"}
SOURCES_PER_RECORD = 3
TITLE_WORDS = 12
TITLE_CHARACTERS = 30
LONGEST_SENTENCE = 2000
FALLBACK_YEARS = tuple(range(1990, 2024))


class Language:
    """The sentences of one language, a list for each source record, and the records' lengths."""

    def __init__(self, name):
        self.name = name
        self.records = []
        self.lengths = []

    def add(self, text):
        sentences = [part.strip() for part in SENTENCE_END.split(text)]
        sentences = [part[:LONGEST_SENTENCE] for part in sentences if part]
        if sentences:
            self.records.append(sentences)
            self.lengths.append(byte_length(text))


def byte_length(text):
    return len(text.encode("utf-8"))


def parse_size(text):
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(B|kB|KB|MB|GB)?", text)
    if not match:
        raise argparse.ArgumentTypeError(f"not a size: {text!r} (write 60MB)")
    unit = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9}[match[2] or "B"]
    return int(float(match[1]) * unit)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=parse_size, required=True, help="60MB, 300MB, …")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mix", default="source", help="source, even, or en=.5,fr=.5")
    parser.add_argument("--data", type=Path, default=os.environ.get("CASEBOOK_TEST_DATA"),
                        help="folder of the test data")
    parser.add_argument("-o", "--output", required=True, help="file to write, - for stdout")
    return parser.parse_args()


def read_source(data):
    """The languages of the source by name, and the years of its dated records."""
    files = sorted((data / "corpora" / "cases").glob("*.jsonl"))
    if not files:
        sys.exit(f"make_corpus: no corpora/cases/*.jsonl below {data}; "
                 "set CASEBOOK_TEST_DATA or pass --data")
    languages, years = {}, []
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                name = record.get("language", "und")
                languages.setdefault(name, Language(name)).add(record["text"])
                date = str(record.get("date") or record.get("year") or "")
                if re.match(r"(19|20)\d\d", date):
                    years.append(int(date[:4]))
    return languages, years or FALLBACK_YEARS


def shares_of(mix, languages):
    """How many of the bytes each language is to have, as weights."""
    if mix == "source":
        return {name: sum(language.lengths) for name, language in languages.items()}
    if mix == "even":
        return {name: 1.0 for name in languages}
    shares = defaultdict(float)
    for part in mix.split(","):
        name, _, share = part.partition("=")
        if name not in languages:
            sys.exit(f"make_corpus: the source has no language {name!r}")
        shares[name] = float(share)
    return dict(shares)


def make_title(sentence, language):
    if language in UNSPACED:
        return sentence[:TITLE_CHARACTERS].rstrip("，、。 ")
    return " ".join(sentence.split()[:TITLE_WORDS]).rstrip(".,;: ")


def shuffled_sentences(language, chance):
    """Sentences of a few source records, mixed; more records are opened when these run out."""
    while True:
        pool = []
        for _ in range(SOURCES_PER_RECORD):
            pool.extend(chance.choice(language.records))
        chance.shuffle(pool)
        yield from pool


def make_record(number, seed, language, years, chance):
    wanted = chance.choice(language.lengths)
    sentences = shuffled_sentences(language, chance)
    title = make_title(next(sentences), language.name)
    text, length = [], 0
    while length < wanted:
        sentence = next(sentences)
        text.append(sentence)
        length += byte_length(sentence) + 1
    joint = "" if language.name in UNSPACED else " "
    return {"id": f"m{seed}-{number}", "title": title, "text": joint.join(text),
            "language": language.name, "year": chance.choice(years)}


def make_records(languages, years, size, seed, mix):
    """Records until their title and text hold `size` bytes. The language that is furthest behind
    its share comes next, so that the shares hold at every length of the corpus."""
    chance = random.Random(seed)
    shares = shares_of(mix, languages)
    total = sum(shares.values())
    owed = {name: share / total for name, share in sorted(shares.items()) if share > 0}
    written = dict.fromkeys(owed, 0)
    done, number = 0, 0
    while done < size:
        name = min(owed, key=lambda each: written[each] / owed[each])
        record = make_record(number, seed, languages[name], years, chance)
        length = byte_length(record["title"]) + byte_length(record["text"])
        written[name] += length
        done += length
        number += 1
        yield record


def main():
    arguments = parse_arguments()
    data = arguments.data or PROJECT_ROOT.parent / "shared"
    languages, years = read_source(data)
    records = make_records(languages, years, arguments.size, arguments.seed, arguments.mix)
    if arguments.output == "-":
        sys.stdout.reconfigure(encoding="utf-8")
        write(records, sys.stdout)
    else:
        with open(arguments.output, "w", encoding="utf-8", newline="\n") as output:
            write(records, output)


def write(records, output):
    for record in records:
        output.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
