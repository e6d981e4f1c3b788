"""Many connections that ask as fast as they are answered, while the index is made anew under them:
no request may fail. Prints how long answers took, beside what the library says of itself.
usage: load.py PROGRAM [--seconds N] [--connections N] [--reports PATH, in place of made-up ones]"""

import argparse
import http.client
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time
import urllib.parse

from serving import WORDS, Server, make_index, serving, temporary_folder, write_reports


class Asker(threading.Thread):
    """One connection, kept open."""

    def __init__(self, server: Server, enough: threading.Event, seed: int, sure: bool) -> None:
        super().__init__()
        self.sure = sure  # every query finds something
        self.server, self.enough, self.chance = server, enough, random.Random(seed)
        self.times: list[float] = []
        self.own_times: list[float] = []
        self.failures: list[str] = []
        self.revisions: set[str] = set()
        self.busy = 0

    def run(self) -> None:
        client = http.client.HTTPConnection(*self.server.address, timeout=60)
        while not self.enough.is_set():
            try:
                self.ask(client)
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.failures.append(repr(error))
                client.close()
        client.close()

    def ask(self, client: http.client.HTTPConnection) -> None:
        query = " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 4)))
        target = "/api/v1/search?" + urllib.parse.urlencode(
            {"q": query, "facet": self.chance.choice(["year", "therapy:5", "journal:all"])}
        )
        start = time.monotonic()
        client.request("GET", target)
        answer = client.getresponse()
        body = answer.read()
        took = time.monotonic() - start
        if answer.status == 503 and answer.headers["Retry-After"]:
            self.busy += 1  # a refusal that says when to come again is no failure, but is counted
            return
        result = json.loads(body)
        found = result.get("hits") or not self.sure
        if answer.status != 200 or result["timed_out"] or not found:
            self.failures.append(f"{target}: {answer.status} {body[:200]!r}")
        self.times.append(took)
        self.own_times.append(result["took_ms"] / 1000)
        self.revisions.add(json.dumps(result["revision"]) + str(result["total"]))


def share(times: list[float], part: float) -> float:
    ordered = sorted(times)
    return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def told(name: str, times: list[float]) -> str:
    return f"{name}: p50 {share(times, 0.5):.1f} ms, p99 {share(times, 0.99):.1f} ms"


def replace_index(program: str, index: pathlib.Path, folder: pathlib.Path, number: int) -> None:
    """By turns a commit in place, and another index in the place of this one."""
    reports = folder / f"more{number}.jsonl"
    write_reports(reports, 30 if number % 2 else 300, seed=number)
    if number % 2:
        subprocess.run([program, "index", "--db", index, reports], check=True, capture_output=True)
        return
    fresh = folder / f"fresh{number}.db"
    subprocess.run([program, "index", "--db", fresh, reports], check=True, capture_output=True)
    link = folder / f"link{number}"
    link.symlink_to(fresh)
    os.replace(link, index)  # the index's path is a link, which moves at once


def first_index(program: str, folder: pathlib.Path, reports: str | None) -> pathlib.Path:
    if not reports:
        return make_index(program, folder, 300)
    index = folder / "reports.db"
    done = subprocess.run([program, "index", "--db", index, reports], capture_output=True)
    if done.returncode == 2:
        sys.exit(done.stderr.decode())
    return index


def load(
    program: str, seconds: float, connections: int, reports: str | None, replacing: bool
) -> tuple[list, int]:
    with temporary_folder() as name:
        folder = pathlib.Path(name)
        made = first_index(program, folder, reports)
        index = folder / "served.db"
        index.symlink_to(made)
        with serving(program, index, "--max-waiting", str(connections), "--timeout", "60000") as server:
            until = time.monotonic() + seconds
            enough = threading.Event()
            askers = [Asker(server, enough, seed, not reports) for seed in range(connections)]
            for asker in askers:
                asker.start()
            number = 0
            while replacing and (time.monotonic() < until or number < 4):
                number += 1
                replace_index(program, index, folder, number)
                if number > 4:
                    shutil.rmtree(folder / f"fresh{(number - 3) // 2 * 2}.db", ignore_errors=True)
            time.sleep(max(0.0, until - time.monotonic()))
            enough.set()
            for asker in askers:
                asker.join()
            memory = server.memory()
            code, said, _ = server.stop()
            if code != 0 or said:
                sys.exit(f"the server ended with {code}: {said}")
        return askers, number if replacing else memory


def report(askers: list[Asker], what: str) -> None:
    times = [took for asker in askers for took in asker.times]
    own = [took for asker in askers for took in asker.own_times]
    failures = [failure for asker in askers for failure in asker.failures]
    busy = sum(asker.busy for asker in askers)
    print(f"{what}: {len(times)} answers over {len(askers)} connections, {busy} told to come again")
    print("  " + told("as the client sees it", times) + "; " + told("the library's own", own))
    if failures:
        sys.exit(f"{len(failures)} failed, such as {failures[0]}")
    if len(times) < 10 or busy > len(times) // 10:
        sys.exit("too few were answered")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--connections", type=int, default=16)
    options.add_argument("--reports")
    wanted = options.parse_args()
    if wanted.reports and not pathlib.Path(wanted.reports).exists():
        print(f"{wanted.reports} is not there: made-up reports take their place")
        wanted.reports = None
    what = wanted.program, wanted.seconds
    askers, memory = load(*what, 1, wanted.reports, False)
    report(askers, "one at a time")
    askers, memory = load(*what, wanted.connections, wanted.reports, False)
    report(askers, "an index at rest")
    print(f"  resident memory at the end: {memory / 2**20:.0f} MB")
    askers, replaced = load(*what, wanted.connections, wanted.reports, True)
    report(askers, f"an index replaced {replaced} times")
    if len({seen for asker in askers for seen in asker.revisions}) < 2:
        sys.exit("the index was not replaced under the load")


if __name__ == "__main__":
    main()
