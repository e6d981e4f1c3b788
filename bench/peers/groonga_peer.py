#!/usr/bin/python3
"""Groonga with word tokens and its stemmer; query times are those that it tells itself.

    groonga_peer.py index DB FILE.tsv
    groonga_peer.py time-queries DB MODE FILE
"""

import json
import subprocess
import sys
from pathlib import Path

from peer_timing import print_percentiles, read_queries, read_records

TABLES = """plugin_register token_filters/stem
table_create Texts TABLE_NO_KEY
column_create Texts id COLUMN_SCALAR ShortText
column_create Texts text COLUMN_SCALAR Text
load --table Texts
["""
INDEX = """]
table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram \
--normalizer NormalizerAuto --token_filters TokenFilterStem
column_create Words texts_text COLUMN_INDEX|WITH_POSITION Texts text
"""


def index(folder, file):
    folder.mkdir()
    process = subprocess.Popen(["groonga", "-n", str(folder / "db")], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, text=True)
    process.stdin.write(TABLES + "\n")
    comma = ""
    for name, title, text in read_records(file):
        process.stdin.write(comma + json.dumps({"id": name, "text": f"{title} {text}"}))
        comma = ",\n"
    process.stdin.write("\n" + INDEX)
    process.stdin.close()
    if process.wait() != 0:
        sys.exit("groonga_peer: groonga failed")


def question(mode, line):
    return {"or": " OR ".join(line.split()), "and": line, "phrase": f'\\"{line}\\"',
            "prefix": f"{line}*"}[mode]


def main():
    folder = Path(sys.argv[2])
    if sys.argv[1] == "index":
        index(folder, sys.argv[3])
        return
    mode, queries = sys.argv[3], read_queries(sys.argv[4])
    commands = [f'select Texts --match_columns text --query "{question(mode, line)}" '
                "--output_columns id,_score --sort_keys -_score --limit 10" for line in queries]
    output = subprocess.run(["groonga", str(folder / "db")], input="\n".join(["cache_limit 0", *commands, *commands]) + "\n",
                            capture_output=True, text=True, check=True).stdout
    replies = [json.loads(line) for line in output.splitlines()][1:]
    counted = replies[len(queries):]
    hits = sum(len(reply[1][0]) - 2 if reply[0][0] == 0 else 0 for reply in counted)
    print_percentiles([reply[0][2] for reply in counted], hits)


if __name__ == "__main__":
    main()
