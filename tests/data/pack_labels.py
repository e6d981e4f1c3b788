#!/usr/bin/env python3
"""Turn working labels, which hold words of the texts, into labels of offsets alone.

    tests/data/pack_labels.py case_facts/english WORKING -o tests/data/case_facts/english.labels.jsonl
    tests/data/pack_labels.py coverage/es WORKING -o tests/data/coverage/es.labels.tsv

WORKING is a file of JSON lines, or a folder of *.json and *.jsonl. docs/case-facts.md tells the
formats. Offsets are bytes of the record's text in UTF-8. If anything is wrong, the first thing wrong
of each record is reported and nothing is written; with --partial, records that have no label are no
error.
Without the test data nothing is packed. Python 3.11, standard library only.
"""

import argparse
import json
import re
import sys
from pathlib import Path

from labels import (AGE_GROUPS, ARTICLE_TYPES, FIELDS, SEXES, SPAN_FIELDS, STATES, SUBJECTS,
                    LabelError, age_group_of, find_mention, read_json_lines)
from samples import (SOURCES, add_data_option, data_folder, list_path, passages_of, rows_of,
                     texts_of)


def span_of(text: str, mention) -> dict:
    place = find_mention(text, mention)
    return {"begin": place.begin, "end": place.end}

YEARS = {"year": 1, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}
AGE = re.compile(r"[\d.]+ (?:year|month|week|day)s?(?: [\d.]+ (?:year|month|week|day)s?)*")


def folded(text: str, span: dict) -> str:
    return " ".join(text.encode()[span["begin"]:span["end"]].decode().casefold().split())


def spans_of(text: str, mentions: list) -> list[dict]:
    """Spans in the order of the text; of mentions with the same words, case apart, the one that is
    listed first."""
    spans = {}
    for mention in mentions:
        span = span_of(text, mention)
        spans.setdefault(folded(text, span), span)
    return sorted(spans.values(), key=lambda span: (span["begin"], span["end"]))


def require(holds: bool, message: str) -> None:
    if not holds:
        raise LabelError(message)


def years(age) -> float:
    """`age` is a number of years, or words: `18 months`, `2 years 4 months`, `5 days`."""
    if not isinstance(age, str):
        return age
    parts = re.findall(r"([\d.]+) (year|month|week|day)s?", age)
    require(bool(parts) and AGE.fullmatch(age) is not None, f"age '{age}' is not understood")
    return sum(float(number) * YEARS[unit] for number, unit in parts)


def packed_patient(patient: dict, subject: str) -> dict:
    require(set(patient) <= {"age", "age_group", "sex"}, f"unknown key in patient {patient}")
    age, group, sex = (patient.get(key) for key in ("age", "age_group", "sex"))
    age = years(age)
    require(age is None or isinstance(age, (int, float)) and 0 <= age < 130,
            f"age is {age!r}, not a number of years")
    require(group is None or group in AGE_GROUPS, f"no age group '{group}'")
    require(sex is None or sex in SEXES, f"no sex '{sex}'")
    if age is not None and subject == "human":
        require(group in (None, age_group_of(age)), f"age {age} is not of '{group}'")
        group = age_group_of(age)
    return {"age": None if age is None else round(age, 3), "age_group": group, "sex": sex}


def packed_outcome(outcomes: list[dict], text: str) -> list[dict]:
    """States in the order of the text; of neighbours that are equal, the first."""
    for outcome in outcomes:
        require(outcome["state"] in STATES, f"no state '{outcome['state']}'")
    packed = [{"state": outcome["state"], **span_of(text, outcome["text"])}
              for outcome in outcomes]
    packed.sort(key=lambda outcome: outcome["begin"])
    return [outcome for i, outcome in enumerate(packed)
            if i == 0 or outcome["state"] != packed[i - 1]["state"]]


def packed_facts(label: dict, text: str) -> dict:
    require(set(label) == set(FIELDS), "keys missing or unknown: "
            + ", ".join(sorted(set(label) ^ set(FIELDS))))
    packed = {"id": label["id"]}
    for field in SPAN_FIELDS:
        packed[field] = spans_of(text, label[field])
    given = {folded(text, span) for span in packed["therapy"]}
    for span in packed["therapy_failed"]:
        require(folded(text, span) in given, f"'{folded(text, span)}' failed, but is not given")
    packed["therapy_mentioned"] = spans_of(text, label["therapy"] + label["therapy_mentioned"])
    packed["outcome"] = packed_outcome(label["outcome"], text)
    packed["patients"] = [packed_patient(patient, label["subject"]) for patient in label["patients"]]
    for key, values in (("article_type", ARTICLE_TYPES), ("subject", SUBJECTS)):
        require(label[key] in values, f"no {key} '{label[key]}'")
        packed[key] = label[key]
    return packed


def pack_facts(labels: list[dict], sample: str, texts: dict[str, str]) -> tuple[str, list[str]]:
    by_id, problems = keyed(labels, [row[0] for row in rows_of(list_path(sample))])
    lines = []
    for record_id, label in by_id.items():
        try:
            lines.append(json.dumps(packed_facts(label, texts[record_id])) + "\n")
        except (LabelError, KeyError, TypeError) as error:
            problems.append(f"{record_id}: {error}")
    return "".join(lines), problems


def pack_coverage(labels: list[dict], sample: str, texts: dict[str, str]) -> tuple[str, list[str]]:
    passages = passages_of(sample)
    by_id, problems = keyed(labels, list(passages))
    lines = ["# id\ttype\tbegin\tend\n"]
    for key, label in by_id.items():
        record_id, begin, end = passages[key]
        text = texts[record_id].encode()[begin:end].decode()
        for kind in ("therapy", "diagnosis"):
            for mention in label.get(kind, []):
                try:
                    place = find_mention(text, mention)
                    lines.append(f"{record_id}\t{kind}\t{begin + place.begin}\t"
                                 f"{begin + place.end}\n")
                except (LabelError, TypeError, ValueError) as error:
                    problems.append(f"{key}: {kind}: {error}")
        if set(label) != {"id", "therapy", "diagnosis"}:
            problems.append(f"{key}: keys are {', '.join(label)}")
    return "".join(dict.fromkeys(lines)), problems


def keyed(labels: list[dict], wanted: list[str]) -> tuple[dict[str, dict], list[str]]:
    """Labels by id in the order of the sample's list; what is strange or twice is a problem."""
    problems, found = [], {}
    for label in labels:
        record_id = label.get("id")
        if record_id not in wanted:
            problems.append(f"{record_id}: not in the sample")
        elif record_id in found:
            problems.append(f"{record_id}: labelled twice")
        found[record_id] = label
    return {record_id: found[record_id] for record_id in wanted if record_id in found}, problems


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--partial", action="store_true", help="some records have no label yet")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("sample", choices=list(SOURCES))
    parser.add_argument("working", type=Path)
    arguments = parser.parse_args()
    data = data_folder(arguments.data)
    if not data:
        return 0
    try:
        labels = read_json_lines(arguments.working)
    except LabelError as error:
        sys.exit(str(error))
    pack = pack_facts if arguments.sample.startswith("case_facts/") else pack_coverage
    packed, problems = pack(labels, arguments.sample, texts_of(arguments.sample, data))
    missing = len(rows_of(list_path(arguments.sample))) - len(labels)
    if missing > 0 and not arguments.partial:
        problems.append(f"{missing} records of {arguments.sample} have no label")
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    arguments.output.write_text(packed, encoding="utf-8")
    print(f"{arguments.output}: {len(labels)} records")
    return 0


if __name__ == "__main__":
    sys.exit(main())
