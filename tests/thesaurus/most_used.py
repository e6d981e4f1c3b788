#!/usr/bin/env python3
"""Whether the concepts that case reports name most have terms in every language.

    tests/thesaurus/most_used.py                     # counts by language, then what is missing
    tests/thesaurus/most_used.py --count 2000 --casebook build/dev/casebook

The most used are those that most of the English reports of corpora/cases/e3c_en_layer3.jsonl name,
as `casebook annotate` finds them. A term of all languages (`mul`) counts for each. Exits with 77
where the corpus is absent. Python 3.11, standard library only.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from thesaurus_files import read_thesaurus

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = "corpora/cases/e3c_en_layer3.jsonl"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru", "zh", "ja", "ko")
ABSENT = 77    # what ctest takes for a skipped test


def named_concepts(program: Path, corpus: Path) -> Counter:
    """In how many reports each concept is named."""
    done = subprocess.run([str(program), "annotate", "--format", "jsonl", str(corpus)],
                          capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program}: {done.stderr.decode().strip()}")
    counts = Counter()
    for line in done.stdout.decode().splitlines():
        counts.update({concept["concept"] for concept in json.loads(line)["concepts"]})
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared", help="test data")
    parser.add_argument("--casebook", type=Path, default=PROJECT / "build/release/casebook")
    parser.add_argument("--count", type=int, default=1000, help="of concepts (default 1000)")
    arguments = parser.parse_args()
    corpus = arguments.data / CORPUS
    if not corpus.exists():
        print(f"skipped: no {corpus}")
        return ABSENT
    thesaurus = read_thesaurus(PROJECT / "index_data/thesaurus")
    languages, labels = defaultdict(set), {}
    for term in thesaurus.terms:
        languages[term.concept] |= set(LANGUAGES) if term.language == "mul" else {term.language}
        if term.language == "en" and term.kind == "preferred":
            labels[term.concept] = term.text
    most = [id_ for id_, _ in named_concepts(arguments.casebook, corpus).most_common(arguments.count)]
    print(", ".join(f"{language} {sum(language in languages[id_] for id_ in most)}"
                    for language in LANGUAGES), f"of {len(most)}")
    for id_ in most:
        missing = [language for language in LANGUAGES if language not in languages[id_]]
        if missing:
            print(id_, labels[id_], " ".join(missing), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
