"""The shape that retrieval toolkits want: queries in, ranked ids with scores out.

    PYTHONPATH=… python3 retriever.py
"""

import casebook

REPORTS = {
    "a": "Aplastic anemia after a viral hepatitis, treated with thymoglobulin.",
    "b": "A fracture of the wrist after a fall.",
    "c": "Hepatitis in a traveller.",
}
QUERIES = {"q1": "ATG for aplastic anemia", "q2": "broken wrist", "q3": "hepatitis"}
JUDGED = {"q1": "a", "q2": "b", "q3": "c"}


def main() -> None:
    memory = casebook.MemoryIndex()
    with casebook.IndexWriter(memory) as writer:
        for id, text in REPORTS.items():
            writer.add({"id": id, "text": text})
    retriever = casebook.Retriever(memory, top=10, match="any")
    run = retriever.run(QUERIES)  # what pytrec_eval, ranx, ir_measures and BEIR take
    for query, ranking in run.items():
        print(query, ranking)
        scores = list(ranking.values())
        assert scores == sorted(scores, reverse=True) and len(set(scores)) == len(scores)
    reciprocal = [1 / (1 + list(run[query]).index(id)) for query, id in JUDGED.items()]
    assert sum(reciprocal) / len(reciprocal) > 0.8, reciprocal


main()
