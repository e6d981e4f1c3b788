#!/usr/bin/python3
"""Recoll: an index of text files, one a record, asked through its Python module.

    recoll_peer.py index DB FILE.tsv     the files stand in DB/files; only recollindex's time counts
    recoll_peer.py time-queries DB MODE FILE
"""

import subprocess
import sys
import time
from pathlib import Path

from peer_timing import read_queries, read_records, time_answers


def write_files(folder, file):
    for number, (_, title, text) in enumerate(read_records(file)):
        part = folder / "files" / str(number // 1000)
        part.mkdir(parents=True, exist_ok=True)
        (part / f"{number}.txt").write_text(f"{title}\n{text}\n", encoding="utf-8")
    (folder / "conf").mkdir()
    (folder / "conf" / "recoll.conf").write_text(
        f"topdirs = {folder / 'files'}\ndefaultcharset = UTF-8\nloglevel = 2\n"
        # No courtesy to other programs, and no dictionary of spellings.
        "idxniceprio = 0\nnoaspell = 1\n", encoding="utf-8")


def index(folder, file):
    write_files(folder, file)
    start = time.perf_counter()
    subprocess.run(["recollindex", "-c", str(folder / "conf"), "-z"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(time.perf_counter() - start)


def question(mode, line):
    return {"or": " OR ".join(line.split()), "and": line, "phrase": f'"{line}"',
            "prefix": f"{line}*"}[mode]


def main():
    folder = Path(sys.argv[2])
    if sys.argv[1] == "index":
        index(folder, sys.argv[3])
        return
    from recoll import recoll
    database = recoll.connect(confdir=str(folder / "conf"))

    def answer(line):
        query = database.query()
        query.execute(question(sys.argv[3], line), stemming=1, stemlang="english")
        return len(query.fetchmany(10))

    time_answers(read_queries(sys.argv[4]), answer)


if __name__ == "__main__":
    main()
