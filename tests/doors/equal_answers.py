"""Two hundred requests through the command line, C++, C, Python, HTTP and the Model Context Protocol:
equal JSON but for took_ms; the last may cut its answers, and says so.
usage: equal_answers.py PROGRAM ANSWER_REQUESTS LIBRARY   (PYTHONPATH holds the module)"""

import atexit
import ctypes
import http.client
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import urllib.parse

import casebook

program, answer_requests, library_path = sys.argv[1:]
SEED = 20260131
REQUESTS = 200
DIMENSIONS = 8
WORDS = (
    "leukemia remission aplastic anemia thymoglobulin ATG hypoplastic sepsis fever rash biopsy "
    "marrow prednisone cyclophosphamide dialysis renal failure transplant relapse died improved "
    "wrist fracture seizure stroke hepatitis jaundice edema cough pneumonia leucemia Fieber"
).split()
ODD = ["leukemai", "thymoglobuline", "preg*", "=ATG", "the", "patient", "Sjögren", "再生障碍性贫血"]
JOURNALS = ["Annals of Marrow", "Wrist Letters", "Case Notes"]


def make_index(path: pathlib.Path, chance: random.Random) -> None:
    with casebook.IndexWriter(path) as writer:
        for number in range(400):
            sex = chance.choice(["man", "woman"])
            text = f"A {chance.randint(1, 90)}-year-old {sex} was treated with {chance.choice(WORDS)}. "
            text += " ".join(chance.choices(WORDS, k=chance.randint(10, 60))) + "."
            writer.add(
                {"embedding": make_vector(chance) if chance.random() < 0.7 else None,
                 "id": f"r{number}", "title": " ".join(chance.choices(WORDS, k=4)), "text": text,
                 "language": chance.choice(["en", "en", "de"]), "journal": chance.choice(JOURNALS),
                 "year": chance.randint(1995, 2010)}
            )  # fmt: skip


def make_vector(chance: random.Random) -> list[float]:
    # Numbers that 32 bits and few digits hold exactly, so that every door reads the same ones.
    return [chance.randint(-64, 64) / 64 for _ in range(DIMENSIONS)]


def make_query(chance: random.Random) -> str:
    words = chance.choices(WORDS + ODD, k=chance.randint(1, 9))
    form = chance.randrange(6)
    if form == 0:
        return f'"{chance.choice(WORDS)} {chance.choice(WORDS)}" {words[0]}'
    if form == 1:
        return f"{words[0]} -{chance.choice(WORDS)}"
    if form == 2:
        return f"({words[0]} OR {chance.choice(WORDS)}) {chance.choice(WORDS)}"
    if form == 3:
        return f"title:{words[0]} year:{chance.randint(1995, 2000)}..{chance.randint(2001, 2010)}"
    if form == 4:
        return f'{words[0]} "{chance.choice(WORDS)}'  # what it does not close is pointed at
    return " ".join(words)


def make_request(chance: random.Random) -> list[tuple[str, str]]:
    """The request as the command line's options, without their dashes, and the query."""
    options = [("query", make_query(chance)), ("top", str(chance.choice([1, 5, 10, 40])))]
    values = {
        "year": f"{chance.randint(1995, 2003)}..{chance.randint(2004, 2010)}",
        "language": chance.choice(["en", "de"]),
        "journal": chance.choice(JOURNALS),
        "therapy": chance.choice(["ATG", "prednisone", "cyclophosphamide"]),
        "sex": chance.choice(["female", "male"]),
    }
    for field in chance.sample(list(values), chance.choice([0, 1, 1, 2])):
        options.append(("filter", f"{field}={values[field]}"))
    facets = ["year", "language", "journal", "therapy", "diagnosis", "age_group", "outcome"]
    for field in chance.sample(facets, chance.choice([0, 1, 2, 3])):
        options.append(("facet", f"{field}:{chance.choice(['2', '10', 'all'])}"))
        if ("facet-sort", "label") not in options and chance.random() < 0.2:
            options.append(("facet-sort", "label"))
    # The order of facets is the last option, so that it holds for all of them.
    options.sort(key=lambda option: option[0] == "facet-sort")
    if chance.random() < 0.3:
        options.append(("offset", str(chance.randint(1, 30))))
    if chance.random() < 0.4:
        options.append(("match", chance.choice(["all", "most", "any"])))
    if chance.random() < 0.2:
        options.append(("sort", "year"))
    by_vector = chance.random() < 0.3
    if by_vector:
        if chance.random() < 0.2:
            options[0] = ("query", "")  # the vector alone
        options.append(("embedding", ",".join(str(n) for n in make_vector(chance))))
        if chance.random() < 0.5:
            options.append(("fusion-depth", str(chance.randint(1, 60))))
        if chance.random() < 0.3:
            options.append(("fusion-k", str(chance.choice([0, 1.5, 10]))))
    elif chance.random() < 0.08:
        options[0] = ("query", "")  # every report
    for switch in ("boolean", "fast", "no-synonyms", "explain"):
        if chance.random() < 0.15 and not (by_vector and switch == "boolean"):
            options.append((switch, ""))
    return options


def as_json(options: list[tuple[str, str]]) -> str:
    request: dict = {}
    label = ("facet-sort", "label") in options
    for key, value in options:
        if key == "filter":
            field, _, wanted = value.partition("=")
            request.setdefault("filters", []).append({"field": field, "value": wanted})
        elif key == "facet":
            field, _, limit = value.partition(":")
            facet = {"field": field, "limit": limit if limit == "all" else int(limit)}
            request.setdefault("facets", []).append(facet | ({"order": "label"} if label else {}))
        elif key == "embedding":
            request["embedding"] = [float(number) for number in value.split(",")]
        elif key.startswith("fusion-"):
            fusion = request.setdefault("fusion", {})
            fusion[key[7:]] = int(value) if key == "fusion-depth" else float(value)
        elif key == "fast":
            request |= {"feedback": False, "correct": False}
        elif key == "no-synonyms":
            request["synonyms"] = False
        elif key in ("boolean", "explain"):
            request[key] = True
        elif key in ("top", "offset"):
            request[key] = int(value)
        elif key != "facet-sort":
            request[key] = value
    return json.dumps(request)


def by_command_line(path: str, options: list[tuple[str, str]]) -> str:
    command = [program, "search", "--db", path, "--format", "json"]
    vector = None
    for key, value in options[1:]:
        if key == "embedding":
            key, value, vector = "vector", "-", f"[{value}]"
        command += [f"--{key}"] + ([value] if value else [])
    done = subprocess.run(
        command + ["--", options[0][1]], input=(vector or "").encode(), capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.decode()


def by_cpp(path: str, requests: list[list[tuple[str, str]]]) -> list[str]:
    lines = ["\t".join(f"{key}={value}" for key, value in request) for request in requests]
    done = subprocess.run(
        [answer_requests, path], input="\n".join(lines).encode() + b"\n", capture_output=True,
        check=True,
    )  # fmt: skip
    return done.stdout.decode().splitlines()


class ByC:
    def __init__(self, path: str) -> None:
        self.library = ctypes.CDLL(library_path)
        self.searcher, error = ctypes.c_void_p(), ctypes.c_void_p()
        status = self.library.casebook_open_searcher(
            path.encode(), ctypes.byref(self.searcher), ctypes.byref(error)
        )
        assert status == 0

    def search(self, request: str) -> str:
        answer, error = ctypes.c_void_p(), ctypes.c_void_p()
        status = self.library.casebook_search(
            self.searcher, request.encode(), None, ctypes.byref(answer), ctypes.byref(error)
        )
        assert status == 0, ctypes.string_at(error.value)
        text = ctypes.string_at(answer.value).decode()
        self.library.casebook_free(answer)
        return text


class ByProtocol:
    """The door of assistants."""

    def __init__(self, path: str) -> None:
        self.process = subprocess.Popen(
            [program, "mcp", "--db", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.ask("initialize", {"protocolVersion": "2025-06-18", "capabilities": {}})

    def ask(self, method: str, params: dict) -> dict:
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())["result"]

    def search(self, request: str, max_bytes: int) -> dict:
        arguments = json.loads(request) | {"max_bytes": max_bytes}
        result = self.ask("tools/call", {"name": "search_case_reports", "arguments": arguments})
        assert not result["isError"], result
        size = len(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode())
        assert size <= max_bytes, (size, max_bytes)
        return result["structuredContent"]

    def close(self) -> None:
        self.process.stdin.close()
        assert self.process.wait() == 0


def cut_as_told(answer: dict, whole: dict, offset: int) -> bool:
    """Whether `answer` is `whole`, or so much of it as `truncated` and `next_offset` say."""
    truncated, following = answer.pop("truncated"), answer.pop("next_offset")
    advice = answer.pop("advice")
    del answer["took_ms"], whole["took_ms"]
    kept = len(answer["hits"])
    if kept < len(whole["hits"]) and (not truncated or following != offset + kept):
        return False
    if not truncated:
        return json.dumps(answer) == json.dumps(whole)
    for field, values in whole["facets"].items():
        whole["facets"][field] = values[: len(answer["facets"][field])]
    if "explanation" not in answer:
        whole.pop("explanation", None)
    whole["hits"] = whole["hits"][:kept]
    return bool(advice) and json.dumps(answer) == json.dumps(whole)


class ByHttp:
    def __init__(self, path: str) -> None:
        self.server = subprocess.Popen(
            [program, "serve", "--db", path, "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        atexit.register(self.server.kill)  # whatever fails
        url = urllib.parse.urlsplit(self.server.stdout.readline())
        self.client = http.client.HTTPConnection(url.hostname, url.port, timeout=60)

    def answer(self, method: str, target: str, body: str | None = None) -> str:
        fields = {"Content-Type": "application/json"} if body else {}
        self.client.request(method, target, body, fields)
        answer = self.client.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, text
        return text

    def get(self, options: list[tuple[str, str]]) -> str:
        names = {"query": "q", "facet-sort": "facet_sort", "no-synonyms": "synonyms"}
        parameters = [
            (names.get(key, key),
             value if value or key == "query" else "false" if key == "no-synonyms" else "true")
            for key, value in options  # fmt: skip
        ]
        return self.answer("GET", "/api/v1/search?" + urllib.parse.urlencode(parameters))

    def post(self, request: str) -> str:
        return self.answer("POST", "/api/v1/search", request)

    def end(self) -> None:
        self.client.close()
        self.server.terminate()
        assert self.server.wait(timeout=60) == 0


def but_for_time(answer: str) -> str:
    value = json.loads(answer)
    del value["took_ms"]
    return json.dumps(value)  # the order of keys is kept


def main() -> None:
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/doors.db"
        make_index(pathlib.Path(path), chance)
        requests = [make_request(chance) for _ in range(REQUESTS)]
        by_python, by_c, by_http = casebook.Searcher(path), ByC(path), ByHttp(path)
        by_protocol = ByProtocol(path)
        hits = facets = cut = fused = 0
        for options, cpp in zip(requests, by_cpp(path, requests), strict=True):
            request = as_json(options)
            wanted = but_for_time(cpp)
            answers = {
                "command line": by_command_line(path, options),
                "C": by_c.search(request),
                "Python": by_python._searcher.search(request, None),
                "HTTP POST": by_http.post(request),
            }
            has_vector = "embedding" in json.loads(request)
            if not has_vector:  # no parameter of an address, and nothing that an assistant has
                answers["HTTP GET"] = by_http.get(options)
            for door, answer in answers.items():
                if but_for_time(answer) != wanted:
                    sys.exit(f"{door} differs from C++ on {options}:\n{answer}\n{cpp}")
            if not has_vector:
                max_bytes = chance.choice([8_000, 60_000, 1_000_000])
                answer = by_protocol.search(request, max_bytes)
                cut += answer["truncated"]
                offset = json.loads(request).get("offset", 0)
                if not cut_as_told(answer, json.loads(cpp), offset):
                    sys.exit(f"the protocol differs from C++ on {options}:\n{answer}\n{cpp}")
            result = json.loads(cpp)
            hits += len(result["hits"])
            fused += sum(1 for hit in result["hits"] if "fusion" in hit)
            facets += sum(len(values) for values in result["facets"].values())
        by_http.end()
        by_protocol.close()
        assert hits > 5 * REQUESTS and facets > REQUESTS and fused > REQUESTS, (hits, facets, fused)
        assert REQUESTS / 10 < cut < REQUESTS * 2 / 3, cut
        print(
            f"{REQUESTS} requests, {hits} hits, {facets} values of facets: six doors agree; "
            f"the protocol cut {cut} answers"
        )


main()
