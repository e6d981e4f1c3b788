"""Working labels (words) and packed labels (offsets): what both mean. Python 3.11, no packages."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

SPAN_FIELDS = ("therapy", "therapy_failed", "therapy_mentioned", "diagnosis")
FIELDS = ("id", *SPAN_FIELDS, "outcome", "patients", "article_type", "subject")
STATES = ("complete remission", "improved", "stable", "relapsed or worse", "died")
AGE_GROUPS = ("newborn", "infant", "preschool child", "child", "adolescent", "adult",
              "middle aged", "aged", "80 and over")
# The age in years at which each group ends.
GROUP_ENDS = (1 / 12, 2, 6, 13, 19, 45, 65, 80, float("inf"))
SEXES = ("female", "male")
ARTICLE_TYPES = ("case report", "case series", "review", "question and answer", "letter",
                 "original article", "retraction", "other")
SUBJECTS = ("human", "animal")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class LabelError(Exception):
    """A label that cannot be used; the message names the record and the words."""


@dataclass(frozen=True)
class Occurrence:
    begin: int
    end: int


def age_group_of(age: float) -> str:
    return next(group for group, end in zip(AGE_GROUPS, GROUP_ENDS) if age < end)


def occurrences(text: str, words: str) -> list[Occurrence]:
    """Places of `words` in `text`, in bytes. White space matches any white space. Where a script
    has spaces, places that are whole words come alone if there are any: `ALL` is not in `ALLO`."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return []
    matches = list(re.finditer(pattern, text))
    whole = [] if UNSPACED.search(words) else [
        m for m in matches if re.fullmatch(r"\W?", text[m.start() - 1:m.start()]) and
        re.fullmatch(r"\W?", text[m.end():m.end() + 1])]
    return [Occurrence(len(text[:m.start()].encode()), len(text[:m.end()].encode()))
            for m in whole or matches]


def find_mention(text: str, mention) -> Occurrence:
    """`mention` is words, or a list of words and the number of the place, 1 for the first."""
    words, number = mention if isinstance(mention, list) else (mention, 1)
    places = occurrences(text, words)
    if not 1 <= number <= len(places):
        raise LabelError(f"'{words}' stands {len(places)} times in the text, "
                         f"place {number} is asked for")
    return places[number - 1]


def read_json_lines(path: Path) -> list[dict]:
    """Records of a file, or of all *.json and *.jsonl files of a folder in the order of names."""
    if path.is_dir():
        files = sorted((*path.glob("*.json"), *path.glob("*.jsonl")))
        return [record for file in files for record in read_json_lines(file)]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return [json.loads(text)]
    records = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                records.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise LabelError(f"{path}:{number}: {error}") from error
    return records
