#!/usr/bin/env python3
"""Makes what snippet_times is run on: reports of about 11 kB, records of one file of the test data's
cases joined, and queries drawn from them."""

import argparse
import json
import os
import random
import re
from pathlib import Path

REPORT_BYTES = 11000
UNSPACED = ("zh", "ja")


def joined_reports(folder):
    for path in sorted(folder.glob("*.jsonl")):
        texts, size, number = [], 0, 0
        for line in path.open(encoding="utf-8"):
            record = json.loads(line)
            texts.append(record["text"])
            size += len(record["text"].encode())
            if size < REPORT_BYTES:
                continue
            number += 1
            yield {"id": f"{path.stem}-{number}", "language": record["language"],
                   "text": "\n\n".join(texts)}
            texts, size = [], 0


def plain_query(report, draw):
    """One to four words that stand near each other."""
    text = report["text"]
    if report["language"] in UNSPACED:
        runs = [text[draw.randrange(len(text) - 4):][:draw.choice([2, 3, 4])]
                for _ in range(draw.choice([1, 2, 3]))]
        return " ".join(run for run in runs if re.fullmatch(r"\w+", run))
    words = re.findall(r"[^\W\d_]{4,}", text)
    start = draw.randrange(len(words) - 60)
    return " ".join(draw.sample(words[start:start + 60], draw.choice([1, 2, 3, 4])))


def odd_query(report, draw):
    """What has no positions or several: abbreviations, words as typed, stars, phrases, characters."""
    text, unspaced = report["text"], report["language"] in UNSPACED
    kinds = {
        "abbreviation": re.findall(r"\b[A-Z]{3,5}\b", text),
        "typed": [] if unspaced else ["=" + word for word in re.findall(r"[^\W\d_]{5,}", text)],
        "star": [word[:5] + "*" for word in re.findall(r"[a-z]{6,}", text)],
        "phrase": [] if unspaced else
                  [f'"{phrase}"' for phrase in re.findall(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_]+", text)],
        "character": [c for c in text if re.match(r"\w", c)] if unspaced else [],
        "word": [] if unspaced else re.findall(r"[^\W\d_]{7,}", text),
    }
    found = kinds[draw.choice(sorted(kinds))]
    return draw.choice(found) if found else ""


def pasted_query(report, draw):
    """A few sentences of a case."""
    text = report["text"].replace("\n", " ").replace('"', "")
    start = draw.randrange(len(text) - 400)
    return text[start:start + (120 if report["language"] in UNSPACED else 320)]


def main():
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path,
                        default=Path(os.environ.get("CASEBOOK_TEST_DATA", beside)))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder")
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    reports = list(joined_reports(arguments.data / "corpora" / "cases"))
    arguments.output.mkdir(parents=True, exist_ok=True)
    with (arguments.output / "reports.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)
    for name, make, count in (("plain", plain_query, 300), ("odd", odd_query, 200),
                              ("pasted", pasted_query, 60)):
        queries = []
        while len(queries) < count:
            query = make(draw.choice(reports), draw)
            if query:
                queries.append(query)
        (arguments.output / f"{name}.txt").write_text("\n".join(queries) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
