#!/usr/bin/python3
"""SQLite FTS5 with its porter stemmer, driven from Python (the cost of a call is in its times).

    fts5_peer.py index DB FILE.tsv
    fts5_peer.py time-queries DB MODE FILE
"""

import sqlite3
import sys

from peer_timing import read_queries, read_records, time_answers

SELECT = "select id from texts where texts match ? order by rank limit 10"


def index(database, file):
    connection = sqlite3.connect(database)
    connection.execute("pragma synchronous = off")
    connection.execute("create virtual table texts using "
                       "fts5(id unindexed, title, text, tokenize = 'porter unicode61')")
    connection.executemany("insert into texts values (?, ?, ?)", read_records(file))
    connection.execute("insert into texts(texts) values ('optimize')")
    connection.commit()
    connection.close()


def question(mode, line):
    words = [f'"{word}"' for word in line.split()]
    return {"or": " OR ".join(words), "and": " AND ".join(words), "phrase": f'"{line}"',
            "prefix": f"{words[0]} *"}[mode]


def main():
    if sys.argv[1] == "index":
        index(sys.argv[2], sys.argv[3])
        return
    _, _, database, mode, file = sys.argv
    connection = sqlite3.connect(database)
    time_answers(read_queries(file), lambda line: len(
        connection.execute(SELECT, (question(mode, line),)).fetchall()))


if __name__ == "__main__":
    main()
