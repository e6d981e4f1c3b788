#!/usr/bin/env python3
"""Draw the texts that are labelled for case facts and for the thesaurus's coverage.

    tests/data/draw_samples.py --data ../shared            # checks the lists here against a new draw
    tests/data/draw_samples.py --data ../shared --write    # writes the lists
    tests/data/draw_samples.py --data ../shared --sheets F # texts for the readers, outside the project

A source's records are taken in the order of the SHA-256 of seed, sample and id, so that the draw
depends on nothing else. Left out are records of other labelled samples (tests/analyzers/data), of
samples drawn before, records that begin as one of those does, and answers that a query of the
bench asks for. That the lists share nothing is checked without the test data too; the rest is
skipped, saying so, where it is absent. Python 3.11, standard library only.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

from samples import (HERE, SOURCES, add_data_option, data_folder, list_path, passages_of,
                     rows_of, texts_of)

SEED = "samples-1"
ABBREVIATIONS = HERE.parent / "analyzers" / "data" / "abbreviations.tsv"
PASSAGE = 1500  # characters of a text that are read for coverage; English abstracts are read whole
QUOTAS = {
    "case_facts/english": 120, "case_facts/spanish": 60, "coverage/en": 200, "coverage/es": 60,
    "coverage/fr": 60, "coverage/it": 60, "coverage/de": 40, "coverage/pt": 40,
    "coverage/ru": 40, "coverage/zh": 40, "coverage/ja": 40,
}
BY_AREA = ("case_facts/english", "coverage/en")  # half of `blood` (with oncology and immunology)

BLOOD_WORD = re.compile(
    r"leuka?emi|lymphom|myelom|neoplas|carcinom|sarcom(?!ere)|melanom|blastoma|mesotheliom|metasta"
    r"|malignan|oncolog|cancer|tumou?r|chemotherap|radiotherap|lymphoprolif|myelodysplas|myeloprolif"
    r"|ha?ematolog|bone marrow|stem cell|transplant|graft[- ]versus|cytopeni|neutropeni|ana?emi[ac]"
    r"|ha?emolyti|ha?emophili|thalass|sickle|purpura|coagulopath|thrombophil|autoimmun"
    r"|immunodefici|immunosuppress|immunoglobulin|lupus|vasculit|sj[oö]gren|scleroderma"
    r"|systemic scleros|sarcoid|rheumatoid arthr|rituximab|histiocyt|amyloid|castleman"
    r"|macrophage activation|igg4", re.IGNORECASE)
BLOOD_WORDS = 3  # so many of them, counted each time, make a text one of this area

# A text that tells of a case says so, or names a single patient, or an age.
CASE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|yrs?)[\s-]*(?:old|of\s+age)\b|\baged\b|\by/?o\b"
    r"|\b(?:case|patient)s?\s+(?:reports?|stud|series|presentation|histor|\d)"
    r"|\b(?:this|our|present|rare|unusual|first|a|an|one|two|three|four|five|the)"
    r"\s+(?:[\w-]+\s+){0,3}(?:cases?|patients?|man|men|woman|women|boys?|girls?|infants?|child"
    r"|children|neonates?|newborns?|bab(?:y|ies)|males?|females?|brothers?|sisters?|twins?"
    r"|dogs?|cats?|horses?|cows?)\b", re.IGNORECASE)


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join((SEED, *parts)).encode()).hexdigest()


def in_draw_order(sample: str, ids) -> list[str]:
    return sorted(ids, key=lambda record_id: digest(sample, record_id))


def area_of(text: str) -> str:
    return "blood" if len(BLOOD_WORD.findall(text)) >= BLOOD_WORDS else "other"


def beginning(text: str) -> str:
    return "".join(re.findall(r"\w+", text))[:150].lower()


def abbreviation_labels() -> set[tuple[str, str]]:
    return {(row[1], row[2]) for row in rows_of(ABBREVIATIONS)}


def known_items(data: Path) -> set[str]:
    """Beginnings of the answers that the Chinese bench asks for: they come from the same source."""
    bench = data / "bench" / "zh-qa-knownitem"
    if not bench.is_dir():
        return set()
    wanted = {line.split()[2] for line in (bench / "qrels.txt").read_text().splitlines()}
    lines = (bench / "corpus.jsonl").read_text(encoding="utf-8").split("\n")
    records = (json.loads(line) for line in lines if line)
    return {beginning(record["text"]) for record in records if record["id"] in wanted}


class Draw:
    """All samples, one after the other: what one has taken is gone for the next."""

    def __init__(self, data: Path):
        self.data_ = data
        self.texts_ = {}
        self.taken_ = set()  # beginnings of texts
        labelled = abbreviation_labels()
        self.labelled_ = {name: {i for file, i in labelled if file == name}
                          for name in {source.name for source in SOURCES.values()}}
        self.taken_ |= known_items(data)
        for sample in SOURCES:
            texts = self.texts(sample)
            for record_id in self.labelled_[SOURCES[sample].name]:
                self.taken_.add(beginning(texts[record_id]))

    def texts(self, sample: str) -> dict[str, str]:
        source = SOURCES[sample]
        if source not in self.texts_:
            self.texts_[source] = texts_of(sample, self.data_)
        return self.texts_[source]

    def take(self, sample: str, count: int, fits) -> list[str]:
        texts = self.texts(sample)
        drawn = []
        for record_id in in_draw_order(sample, texts):
            text = texts[record_id]
            if len(drawn) < count and beginning(text) not in self.taken_ and fits(text):
                self.taken_.add(beginning(text))
                drawn.append(record_id)
        return drawn

    def rows(self, sample: str) -> list[list[str]]:
        facts = sample.startswith("case_facts/")
        count = QUOTAS[sample]
        if sample not in BY_AREA:
            ids = self.take(sample, count, lambda text: True)
            return with_halves(sample, ids, []) if facts else self.passages(sample, ids)
        rows = []
        for area in ("blood", "other"):
            ids = self.take(sample, count // 2, lambda text, area=area: area_of(text) == area and
                            (not facts or CASE.search(text) is not None))
            rows += (with_halves(sample, ids, [area]) if facts else
                     [[i, "0", str(len(self.texts(sample)[i].encode())), area] for i in ids])
        return sorted(rows, key=lambda row: digest("order", sample, row[0]))

    def passages(self, sample: str, ids: list[str]) -> list[list[str]]:
        """The first passage of each text and, where the source has too few texts, the second of
        those that are long enough."""
        texts = self.texts(sample)
        rows = [passage(i, texts[i], 0) for i in ids]
        for row in list(rows):
            end = len(texts[row[0]].encode()[:int(row[2])].decode())
            if len(rows) < QUOTAS[sample] and len(texts[row[0]]) > end + PASSAGE:
                rows.append(passage(row[0], texts[row[0]], end))
        return rows


def passage(record_id: str, text: str, begin: int) -> list[str]:
    end = begin + PASSAGE
    if end < len(text):  # back to the last white space, if there is one near
        cut = max(text.rfind(space, begin, end) for space in " \n\t")
        end = cut if cut > end - 100 else end
    else:
        end = len(text)
    return [record_id, str(len(text[:begin].encode())), str(len(text[:end].encode()))]


def with_halves(sample: str, ids: list[str], more: list[str]) -> list[list[str]]:
    ordered = sorted(ids, key=lambda record_id: digest("half", sample, record_id))
    tuning = set(ordered[:len(ordered) // 2])
    return [[i, "tuning" if i in tuning else "report", *more] for i in ids]


def heading(sample: str) -> str:
    columns = (["id", "half"] if sample.startswith("case_facts/") else ["id", "begin", "end"])
    columns += ["area"] if sample in BY_AREA else []
    return (f"# Drawn by tests/data/draw_samples.py, seed {SEED}, from {SOURCES[sample]}\n"
            f"# {' '.join(columns)}\n")


def common_records() -> list[str]:
    """Records that stand in two lists, or in a list and among the labels of abbreviations."""
    owner = {record: "abbreviations" for record in abbreviation_labels()}
    problems = []
    for sample in SOURCES:
        ids = {row[0] for row in rows_of(list_path(sample))}
        for record in sorted((SOURCES[sample].name, i) for i in ids):
            if record in owner:
                problems.append(f"{sample}: {record[1]} is in {owner[record]} too")
            owner[record] = sample
    return problems


def write_sheets(data: Path, folder: Path) -> None:
    for sample in SOURCES:
        texts = texts_of(sample, data)
        kind, name = sample.split("/")
        if kind == "case_facts":
            (folder / name).mkdir(parents=True, exist_ok=True)
            for number, row in enumerate(rows_of(list_path(sample)), start=1):
                sheet = {"id": row[0], "text": texts[row[0]]}
                (folder / name / f"{number:03}.json").write_text(
                    json.dumps(sheet, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            continue
        (folder / kind).mkdir(parents=True, exist_ok=True)
        with (folder / kind / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for key, (record_id, begin, end) in passages_of(sample).items():
                part = texts[record_id].encode()[begin:end].decode()
                file.write(json.dumps({"id": key, "text": part}, ensure_ascii=False) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--write", action="store_true", help="write the lists")
    parser.add_argument("--sheets", type=Path, help="a folder outside the project for the texts")
    arguments = parser.parse_args()
    if arguments.sheets and arguments.sheets.resolve().is_relative_to(HERE.parents[1]):
        sys.exit(f"{arguments.sheets}: texts stay outside the project")
    data = data_folder(arguments.data)
    problems = []
    if data:
        draw = Draw(data)
        for sample in SOURCES:
            rows = draw.rows(sample)
            drawn = heading(sample) + "".join("\t".join(row) + "\n" for row in rows)
            if len(rows) != QUOTAS[sample]:
                problems.append(f"{sample}: {len(rows)} drawn, {QUOTAS[sample]} wanted")
            if arguments.write:
                list_path(sample).parent.mkdir(parents=True, exist_ok=True)
                list_path(sample).write_text(drawn, encoding="utf-8")
            elif list_path(sample).read_text(encoding="utf-8") != drawn:
                problems.append(f"{list_path(sample)}: not what is drawn now")
    problems += common_records()
    if data and arguments.sheets:
        write_sheets(data, arguments.sheets)
    print("\n".join(problems) or "the lists share no record")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
