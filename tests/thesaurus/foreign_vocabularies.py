"""Names and exact synonyms of foreign vocabularies, read only to compare; nothing of them is kept.

Each reader yields (id, language, name). Python 3.11, standard library only.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from thesaurus_files import normal_form

Name = tuple[str, str, str]
EXACT = re.compile(r'synonym: "((?:[^"\\]|\\.)*)" EXACT')


def disease_ontology(folder: Path) -> Iterator[Name]:
    home = folder / "disease-ontology"
    yield from obo(home / "doid-2016-03-04-full.obo", "DOID:")
    with (home / "HumanDO.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t"):
            if len(row) > 1 and row[0].startswith("DOID:"):
                yield row[0], "en", row[1]
    for row in tsv(folder / "do_es_pairs.tsv"):
        yield row["doid"], "en", row["en"]
        yield row["doid"], "es", row["es"]


def human_phenotypes(folder: Path) -> Iterator[Name]:
    for path in sorted((folder / "hpo-translations").glob("hp-??.babelon.tsv")):
        language = path.name[3:5]
        for row in tsv(path):
            if row["predicate_id"] == "rdfs:label" and row["subject_id"].startswith("HP:"):
                yield row["subject_id"], "en", row["source_value"]
                if row["translation_status"] != "NOT_TRANSLATED":
                    yield row["subject_id"], language, row["translation_value"]
    for path in sorted((folder / "hpo-translations").glob("hp-??.synonyms.tsv")):
        for row in tsv(path):
            if row["subject_id"].startswith("HP:") and row.get("comment") != "NOT_TRANSLATED":
                for name in row["translation_value"].split("|"):
                    yield row["subject_id"], path.name[3:5], name


def medical_actions(folder: Path) -> Iterator[Name]:
    yield from obo(folder / "maxo" / "maxo.obo", "MAXO:")


def oncotree(folder: Path) -> Iterator[Name]:
    path = next((folder / "oncotree").glob("*.json"))
    waiting = list(json.loads(path.read_text(encoding="utf-8")).values())
    while waiting:
        node = waiting.pop()
        yield "OncoTree:" + node["code"], "en", node["name"]
        waiting.extend(node["children"].values())


def mesh_tree(folder: Path) -> Iterator[Name]:
    for row in tsv(folder / "mesh-tree-2017" / "2017MeshTree.txt"):
        name = row["Term"]
        yield "MeSH:" + row["Desc Ui"], "en", name
        if name.count(", ") == 1:
            yield "MeSH:" + row["Desc Ui"], "en", " ".join(reversed(name.split(", ")))


def wikidata(folder: Path) -> Iterator[Name]:
    for path in sorted((folder / "wikidata-en-ja").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield "Wikidata:" + row["qid"], "en", row["en_label"]
                yield "Wikidata:" + row["qid"], "ja", row["ja_label"]


def obo(path: Path, prefix: str) -> Iterator[Name]:
    for stanza in path.read_text(encoding="utf-8").split("\n\n"):
        concept = re.search(r"^id: (\S+)", stanza, re.MULTILINE)
        if (not stanza.startswith("[Term]") or not concept or "\nis_obsolete: true" in stanza
                or not concept[1].startswith(prefix)):
            continue
        name = re.search(r"^name: (.+)", stanza, re.MULTILINE)
        for text in ([name[1]] if name else []) + EXACT.findall(stanza):
            yield concept[1], "en", text.replace("\\", "")


def tsv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: value or "" for column, value in row.items() if column}


READERS: dict[str, Callable[[Path], Iterator[Name]]] = {
    "DOID": disease_ontology, "HP": human_phenotypes, "MAXO": medical_actions,
    "OncoTree": oncotree, "MeSH": mesh_tree, "Wikidata": wikidata}


class Vocabulary:
    """One foreign vocabulary as (normal form, language) → the ids that bear that name."""

    def __init__(self, name: str, folder: Path):
        self.name = name
        self.bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.ids: set[str] = set()
        for concept, language, text in READERS[name](folder):
            form = normal_form(text, language) if text else ""
            if form:
                self.bearers[(form, language)].add(concept)
                self.ids.add(concept)

    def bearers_of(self, form: str, language: str) -> set[str]:
        return self.bearers.get((form, "en" if language in ("mul", "la") else language), set())
