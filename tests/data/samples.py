"""Where the texts of the labelled samples lie, and the lists of ids. Python 3.11, no packages."""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = Path("corpora/cases")
# Each sample's texts, below the folder of test data: a file of records, or a folder of texts.
SOURCES = {
    "case_facts/english": CASES / "e3c_en_layer3.jsonl",
    "case_facts/spanish": Path("corpora/cardioccc_train"),
    "coverage/en": CASES / "e3c_en_layer3.jsonl",
    "coverage/es": CASES / "e3c_es_layer3.jsonl",
    "coverage/fr": CASES / "e3c_fr_layer3.jsonl",
    "coverage/it": CASES / "e3c_it_layer3.jsonl",
    "coverage/de": CASES / "grascco_de.jsonl",
    "coverage/pt": CASES / "ptneuro_pt.jsonl",
    "coverage/ru": CASES / "nerel_bio_ru.jsonl",
    "coverage/zh": CASES / "zh_dialogue_zh.jsonl",
    "coverage/ja": CASES / "jmed_ja.jsonl",
}


def add_data_option(parser) -> None:
    parser.add_argument("--data", type=Path, help="the folder of test data (default: "
                        "$CASEBOOK_TEST_DATA, else `shared` beside the project)")


def data_folder(given: Path | None) -> Path | None:
    """The folder of test data; None, said on stderr, if there is none."""
    beside = HERE.parents[2] / "shared"
    folder = given or Path(os.environ.get("CASEBOOK_TEST_DATA", beside))
    if (folder / "corpora").is_dir():
        return folder
    print(f"{folder} is absent: skipped what needs its texts", file=sys.stderr)
    return None


def texts_of(sample: str, data: Path) -> dict[str, str]:
    """Texts of a sample's source by id, in the order of the source; line ends as they are."""
    source = data / SOURCES[sample]
    if source.is_dir():
        return {path.stem: path.read_bytes().decode() for path in sorted(source.glob("*.txt"))}
    records = (json.loads(line) for line in source.read_bytes().decode().split("\n") if line)
    return {record["id"]: record["text"] for record in records}


def rows_of(path: Path) -> list[list[str]]:
    """Rows of a table with tabs; lines that begin with # are comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def list_path(sample: str) -> Path:
    return HERE / f"{sample}.ids"


def passages_of(sample: str) -> dict[str, tuple[str, int, int]]:
    """Record, begin and end in bytes of what is read for coverage, by the record's id; a second
    passage of a record by `id@begin`."""
    passages = {}
    for record_id, begin, end, *_ in rows_of(list_path(sample)):
        key = f"{record_id}@{begin}" if record_id in passages else record_id
        passages[key] = (record_id, int(begin), int(end))
    return passages
