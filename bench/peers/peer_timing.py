"""What the peers that are driven from Python share: texts in, percentiles out."""

import json
import math
import time


def read_records(file):
    """Id, title and text of every line of a peer's input, made by `compare`."""
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t", 2)


def read_queries(file):
    with open(file, encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def print_percentiles(times, hits):
    """Times are seconds."""
    ordered = sorted(times)

    def percentile(percent):
        return 1e6 * ordered[math.ceil(percent / 100 * len(ordered)) - 1]

    print(json.dumps({"hits": hits, **{f"p{percent}": round(percentile(percent), 2)
                                       for percent in (50, 95, 99)}}))


def time_answers(queries, answer):
    """One pass warms up, the next is counted."""
    hits = sum(answer(query) for query in queries)
    times = []
    for query in queries:
        start = time.perf_counter()
        answer(query)
        times.append(time.perf_counter() - start)
    print_percentiles(times, hits)
