"""What clients that mean no good send: each gets its refusal in bounded time and memory, and the
server goes on.   usage: hostile.py PROGRAM"""

import io
import json
import pathlib
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile

from serving import (
    WORDS,
    Server,
    body_of,
    make_index,
    read_all,
    serving,
    status_of,
    temporary_folder,
    write_reports,
)

program = sys.argv[1]
HOST = b"Host: 127.0.0.1\r\n"
failures: list[str] = []


def check(what: str, good: bool, seen: object = "") -> None:
    print(("ok   " if good else "FAIL ") + what + ("" if good else f": {seen!r}"[:400]))
    if not good:
        failures.append(what)


def check_status(what: str, answer: bytes, *wanted: int) -> None:
    status = status_of(answer)
    good = status in wanted
    if good and status >= 400:
        error = json.JSONDecoder().raw_decode(body_of(answer).decode())[0]["error"]
        good = bool(error["code"] and error["message"])
    check(f"{what}: {status}", good, answer[:300])


def targets(server: Server) -> None:
    for path in ("/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd",
                 "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2fetc%2fpasswd", "/assets/",
                 "/assets/.", "/assets/..", "/etc/passwd", "//etc/passwd", "/api/v1/../../x",
                 "/api/v1/search/", "/api/v2/search"):  # fmt: skip
        check_status(f"traversal {path}", server.get(path), 404)
    for path in ("/assets/%00", "/%", "/%G1", "/?q=%FF%FE", "http://evil.example/", "*", "evil:80"):
        check_status(f"bad target {path}", server.get(path), 400)
    check_status("a long address", server.get("/api/v1/search?q=" + "a" * 20_000), 414)
    check_status("a longer address", server.get("/api/v1/search?q=" + "a" * 200_000), 414)
    check_status("a large header", server.get("/", "X-Large: " + "a" * 100_000), 431)
    check_status("many fields", server.get("/", *[f"X-{i}: {i}" for i in range(20_000)]), 431)
    check_status("no method of ours", server.get("/", method="BREW"), 405)
    check_status("a method that changes", server.get("/api/v1/reports/r1", method="DELETE"), 405)
    check_status("CONNECT", server.ask(b"CONNECT evil:443 HTTP/1.1\r\n" + HOST + b"\r\n"), 400)


def shapes(server: Server) -> None:
    post = b"POST /api/v1/search HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
    smuggled = b"GET /api/v1/metrics HTTP/1.1\r\n" + HOST + b"\r\n"
    for what, fields, body in (
        ("two lengths", b"Content-Length: 2\r\nContent-Length: 40\r\n", b"{}"),
        ("two equal lengths", b"Content-Length: 2\r\nContent-Length: 2\r\n", b"{}"),
        ("a length and chunks", b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        ("chunks and a length", b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", b"0\r\n\r\n"),
        ("two encodings", b"Transfer-Encoding: gzip, chunked\r\n", b"0\r\n\r\n"),
        ("chunks named twice", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
         b"0\r\n\r\n"),
        ("an encoding that is not known", b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n"),
        ("a space before the colon", b"Transfer-Encoding : chunked\r\n", b"0\r\n\r\n"),
        ("a length below nothing", b"Content-Length: -1\r\n", b""),
        ("a length with a sign", b"Content-Length: +2\r\n", b"{}"),
        ("a length in hex", b"Content-Length: 0x2\r\n", b"{}"),
        ("a length beyond numbers", b"Content-Length: 99999999999999999999999\r\n", b""),
        ("a chunk of no size", b"Transfer-Encoding: chunked\r\n", b"zz\r\nab\r\n0\r\n\r\n"),
        ("a chunk below nothing", b"Transfer-Encoding: chunked\r\n", b"-1\r\nab\r\n0\r\n\r\n"),
        ("a chunk beyond numbers", b"Transfer-Encoding: chunked\r\n", b"f" * 40 + b"\r\nab\r\n"),
        ("a chunk without its end", b"Transfer-Encoding: chunked\r\n", b"2\r\n{}xx0\r\n\r\n"),
    ):  # fmt: skip
        answer = server.ask(post + fields + b"\r\n" + body + smuggled)
        check_status(what, answer, 400, 413)
        check(f"{what}: nothing is smuggled", len(re.findall(rb"HTTP/1\.1 \d{3} ", answer)) == 1, answer)
    for what, request in (
        ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20),
        ("no version", b"GET /\r\n\r\n"),
        ("another version", b"GET / HTTP/3.7\r\n" + HOST + b"\r\n"),
        ("no Host", b"GET / HTTP/1.1\r\n\r\n"),
        ("two Hosts", b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n"),
        ("a bare line feed in a field", b"GET / HTTP/1.1\r\nX: a\nHost: evil\r\n\r\n"),
        ("a NUL in a field", b"GET / HTTP/1.1\r\nX: a\0b\r\n" + HOST + b"\r\n"),
    ):
        check_status(what, server.ask(request), 400)
    split = server.get("/api/v1/search?q=x%0d%0aSet-Cookie:%20a=b&nope%0d%0aX-Injected:%20y=1")
    check("no field is injected", b"\nSet-Cookie" not in split and b"\nX-Injected" not in split, split)
    check_status("a name with a line end", split, 400)


def origins(server: Server) -> None:
    for host in ("evil.example", "evil.example:8080", "127.0.0.1.evil.example", "0.0.0.0"):
        request = f"GET /api/v1/health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        check_status(f"Host {host}", server.ask(request.encode()), 421)
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "file://"):
        check_status(f"Origin {origin}", server.get("/api/v1/health", f"Origin: {origin}"), 403)
        answer = server.get("/api/v1/search", f"Origin: {origin}",
                            "Access-Control-Request-Method: POST", method="OPTIONS")  # fmt: skip
        check_status(f"preflight of {origin}", answer, 403)
        check("it is told nothing", b"Access-Control-Allow" not in answer, answer)
    check_status("the own Origin", server.get("/api/v1/health", "Origin: http://127.0.0.1"), 200)
    check_status("an image elsewhere", server.get("/api/v1/health", "Sec-Fetch-Site: cross-site",
                                                  "Sec-Fetch-Mode: no-cors"), 403)  # fmt: skip


def bodies(server: Server) -> None:
    json_type = "Content-Type: application/json"

    def post(body: bytes, path: str = "/api/v1/search", kind: str = json_type) -> bytes:
        return server.get(path, kind, f"Content-Length: {len(body)}", method="POST", body=body)

    before = server.memory()
    check_status("a length too large",
                 server.get("/api/v1/search", json_type, "Content-Length: 999999999999",
                            method="POST"), 413)  # fmt: skip
    check_status("a body too large", post(b"x" * 3_000_000), 413)
    chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    check_status("chunks too large",
                 server.get("/api/v1/search", json_type, "Transfer-Encoding: chunked",
                            method="POST", body=chunk * 400), 413)  # fmt: skip
    check_status("no JSON", post(b"{"), 400)
    check_status("deep JSON", post(b"[" * 500_000), 400)
    check_status("JSON that is no UTF-8", post(b'{"query":"\xff"}'), 400)
    check_status("no type", post(b"{}", kind="X-No: type"), 415)
    check_status("a form", post(b"q=1", kind="Content-Type: application/x-www-form-urlencoded"), 415)
    check_status("packed", server.get("/api/v1/search", json_type, "Content-Encoding: gzip",
                                      "Content-Length: 2", method="POST", body=b"{}"), 415)  # fmt: skip
    check_status("an unknown expectation", server.get("/api/v1/search", json_type, "Expect: more",
                                                      "Content-Length: 2", method="POST"), 417)  # fmt: skip
    check_status("a report that is none",
                 post(b"\x00\x01\x02" * 999, "/api/v1/annotate", "Content-Type: text/plain"), 422)
    check_status("too many filters", post(json.dumps(
        {"filters": [{"field": "year", "value": "1999"}] * 5000}).encode()), 400)  # fmt: skip
    check_status("all hits of a large top", server.get("/api/v1/search?q=a&top=99999999999"), 400)
    check("memory is bounded", server.memory() - before < 100 << 20, server.memory() - before)


def texts(index: pathlib.Path) -> None:
    """What is sent to be analysed: its length is bounded, and with it memory and time."""

    def post(server: Server, path: str, kind: str, body: bytes) -> bytes:
        return server.get(path, f"Content-Type: {kind}", f"Content-Length: {len(body)}",
                          method="POST", body=body)  # fmt: skip

    words = b"A 43-year-old woman with aplastic anemia was treated with ATG and died of sepsis. "
    with serving(program, index) as server:
        before = server.peak_memory()
        for path in ("/api/v1/annotate", "/api/v1/annotate?format=jsonl", "/api/v1/similar"):
            answer = post(server, path, "text/plain", (words * 60_000)[:4_000_000])
            check_status(f"{path} with 4 MB", answer, 413)
            check("it says what to do", b"--max-text" in answer, answer)
        check("refusing costs little", server.peak_memory() - before < 60 << 20,
              server.peak_memory() - before)  # fmt: skip
        longest = (words * 8_000)[: 500 << 10]
        start = time.monotonic()
        check_status("the longest text", post(server, "/api/v1/annotate", "text/plain", longest), 200)
        print(f"     it took {time.monotonic() - start:.2f} s and "
              f"{(server.peak_memory() - before) / 2**20:.0f} MB")  # fmt: skip
        check("and memory is bounded", server.peak_memory() - before < 150 << 20,
              server.peak_memory() - before)  # fmt: skip
        line = json.dumps({"id": "x", "text": "a " * 100_000}).encode() + b"\n"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(900):
                archive.writestr(f"r{number}.jsonl", line)
        answer = post(server, "/api/v1/annotate?format=jsonl", "application/zip", packed.getvalue())
        check_status("what unpacks to 180 MB", answer, 413)
        check("unpacking it is bounded", server.peak_memory() - before < 250 << 20,
              server.peak_memory() - before)  # fmt: skip
    many = b"".join(json.dumps({"id": f"r{i}", "text": (words * 48).decode()}).encode() + b"\n"
                    for i in range(990))  # fmt: skip
    hard = " ".join(f"(leuk* OR remis*) NEAR/9 {word}" for word in WORDS * 12)
    for path, kind, body, milliseconds in (
        ("/api/v1/annotate?format=jsonl", "application/x-ndjson", many, "100"),
        ("/api/v1/record", "application/json", json.dumps({"query": hard}).encode(), "1"),
    ):
        with serving(program, index, "--timeout", milliseconds) as server:
            for _ in range(20):  # one that waited for a thread that long is not begun
                start = time.monotonic()
                answer = post(server, path, kind, body)
                took = time.monotonic() - start
                if b'"busy"' not in answer:
                    break
            check_status(f"{path} longer than its time, {took:.1f} s", answer, 503)
            check("it is told that the time was over", b'"timed_out"' in answer, answer)
            check("soon after", took < 5, took)


def exports(folder: pathlib.Path) -> None:
    """Lists longer than an answer may be come whole, in parts, or are seen to have broken off."""
    index = make_index(program, folder, 400, seed=8)
    with serving(program, index, "--max-hits", "5") as server:
        target = "/api/v1/search?q=&top=all&sort=year&format="
        for form in ("csv", "ris", "bibtex", "jsonl"):
            answer = server.get(target + form)
            check("it comes in chunks", b"\r\nTransfer-Encoding: chunked\r\n" in answer, answer[:500])
            wanted = subprocess.run(
                [program, "search", "--db", index, "--top", "all", "--sort", "year", "--format", form,
                 ""], capture_output=True, check=True).stdout  # fmt: skip
            check(f"the {form} is the command line's", unchunked(answer) == wanted, answer[-200:])
        check_status("the same as JSON", server.get(target + "json"), 400)
        old = b"GET " + target.encode() + b"csv HTTP/1.0\r\n" + HOST + b"\r\n"
        check_status("to HTTP/1.0", server.ask(old), 400)
        head = server.get(target + "csv", method="HEAD")
        check("a HEAD has no parts", status_of(head) == 200 and body_of(head) == b"", head)
        with server.connect() as client:  # several on one connection
            request = f"GET {target}csv HTTP/1.1\r\n".encode() + HOST
            client.sendall((request + b"\r\n") * 3 + request + b"Connection: close\r\n\r\n")
            check("one after another", read_all(client).count(b"\r\n0\r\n\r\n") == 4)
        with server.connect() as client:  # a client that goes in the middle
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(f"GET {target}ris HTTP/1.1\r\n".encode() + HOST + b"\r\n")
            client.recv(100)
        check("who leaves in the middle harms nobody", server.is_alive())
        check("a commit breaks it off", broken_off(server, folder, index, target))
        code, said, _ = server.stop()
        check("and the server tells why", code == 0 and "changed" in said, said)


def broken_off(server: Server, folder: pathlib.Path, index: pathlib.Path, target: str) -> bool:
    """Whether an answer that a client takes slowly ends without its last part when a writer comes.
    The writer may also come between two answers, which then are whole: that is tried again."""
    asked, request = 30, f"GET {target}jsonl HTTP/1.1\r\n".encode() + HOST
    for attempt in range(5):
        with server.connect() as client:
            # Less than the answers have, so that the server waits; and more than a packet of the
            # loopback, below which the system lets a few kilobytes through five times a second.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 18)
            client.sendall((request + b"\r\n") * (asked - 1) + request + b"Connection: close\r\n\r\n")
            begun = client.recv(100)
            more = folder / "more.jsonl"
            write_reports(more, 3 + attempt, seed=9 + attempt)
            subprocess.run([program, "index", "--db", index, more], check=True, capture_output=True)
            if (begun + read_all(client)).count(b"\r\n0\r\n\r\n") < asked:
                return True
    return False


def unchunked(answer: bytes) -> bytes:
    """The content of an answer in chunks; nothing if it broke off."""
    rest, content = body_of(answer), b""
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        if length == 0:
            return content
        content, rest = content + rest[:length], rest[length + 2 :]
    return b""


def queries(server: Server) -> None:
    words = " ".join(f"word{i}" for i in range(10_000))
    known = " ".join(["leukemia remission fever"] * 3_333)
    for what, query in (
        ("10,000 words", words), ("10,000 known words", known), ("stars", "****"),
        ("starred", " ".join(["*a*", "b*", "*"] * 300)), ("quotes", '"' * 9_999),
        ("parentheses", "(" * 9_999), ("pairs", "(" * 5_000 + "a" + ")" * 5_000),
        ("NOTs", "NOT " * 3_000 + "a"), ("ORs", "a OR " * 3_000 + "b"),
        ("NEARs", "a NEAR/5 " * 3_000 + "b"), ("colons", "title:" * 2_000),
        ("a long word", "a" * 60_000), ("controls", "\x01\x1b[2J\u202e" * 500),
    ):  # fmt: skip
        for path in ("/api/v1/search", "/api/v1/record"):
            body = json.dumps({"query": query}).encode()
            start = time.monotonic()
            answer = server.get(path, "Content-Type: application/json",
                                f"Content-Length: {len(body)}", method="POST", body=body)  # fmt: skip
            took = time.monotonic() - start
            too_long = path.endswith("record") and len(query) > 16_384
            check_status(f"{path} with {what}, {took:.1f} s", answer, 400 if too_long else 200)
            check("in time", took < 30, took)


def slow(index: pathlib.Path) -> None:
    with serving(program, index, "--client-timeout", "1000", "--max-connections", "8") as server:
        post = b"POST /api/v1/search HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
        heads = [b"GET /api/v1/search?q=x HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200,
                 post + b"Content-Length: 200\r\n\r\n" + b" " * 200,
                 post + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 40]  # fmt: skip
        for request in heads:
            start = time.monotonic()
            with server.connect() as client:
                answer = b""
                client.settimeout(0.1)
                for at in range(len(request) - 1):
                    try:
                        client.sendall(request[at : at + 1])
                        answer += client.recv(4096)
                        break
                    except TimeoutError:
                        continue
                    except OSError:
                        break
            check_status("a byte at a time", answer, 408)
            check("bounded as a whole", time.monotonic() - start < 5, time.monotonic() - start)
        # As many slow ones as there is room for: others are told so, and then there is room again.
        held = [server.connect() for _ in range(8)]
        for client in held:
            client.sendall(b"GET / HT")
        answer = server.ask(b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")
        check_status("one too many", answer, 503)
        check("told when to come again", b"Retry-After: " in answer, answer)
        for client in held:
            check_status("each of the slow", read_all(client), 408)
            client.close()
        check("room again", server.is_alive())
        with server.connect() as client:  # says nothing
            check("silence is closed", read_all(client) == b"")
        with server.connect() as client:  # asks and does not read
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            body = b'{"top":"all","query":"leukemia","boolean":true}'
            client.sendall((post + b"Content-Length: %d\r\n\r\n" % len(body) + body) * 200)
            until = time.monotonic() + 60
            alone = b"\ncasebook_connections 1\n"
            while alone not in server.get("/api/v1/metrics") and time.monotonic() < until:
                time.sleep(0.2)
            check("who does not read is let go", alone in server.get("/api/v1/metrics"))
            check("and is sent no more", len(read_all(client)) < 50_000_000)


def pipelined(server: Server) -> None:
    one = b"GET /api/v1/suggest?prefix=leuk&top=1 HTTP/1.1\r\n" + HOST + b"\r\n"
    last = b"GET /api/v1/health HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    answer = server.ask(one * 500 + last)
    check("500 requests at once are answered in turn",
          answer.count(b"HTTP/1.1 200 OK") == 501 and answer.endswith(b"}\n"), answer[-200:])  # fmt: skip
    check_status("a good one before a bad one", server.ask(one + b"BAD\r\n\r\n"), 200)


def tokens(folder: pathlib.Path, index: pathlib.Path) -> None:
    done = subprocess.run([program, "serve", "--db", index, "--listen", "0.0.0.0:0"],
                          capture_output=True, text=True, timeout=20, check=False)  # fmt: skip
    check("an open address without a token is refused",
          done.returncode == 2 and "--token-file" in done.stderr, done.stderr)  # fmt: skip
    secret = folder / "token"
    secret.write_text("correct-horse-battery\n")
    with serving(program, index, "--token-file", str(secret)) as server:
        path = "/api/v1/search?q=leukemia"
        for field in ("X: y", "Authorization: Bearer wrong", "Authorization: Bearer ",
                      "Authorization: Basic correct-horse-battery",
                      "Authorization: Bearer correct-horse-batter"):  # fmt: skip
            answer = server.get(path, field)
            check_status(f"with {field}", answer, 401)
            check("it says how", b"WWW-Authenticate: Bearer" in answer)
        check_status("with the token", server.get(path, "Authorization: Bearer correct-horse-battery"),
                     200)  # fmt: skip
        check_status("the page needs none", server.get("/"), 200)


def gone(server: Server) -> None:
    """Clients that leave before their answer is there."""
    body = json.dumps({"query": " ".join(f"w{i}" for i in range(3000))}).encode()
    for _ in range(50):
        with server.connect() as client:
            client.sendall(b"POST /api/v1/search HTTP/1.1\r\n" + HOST +
                           b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
                           + body)  # fmt: skip
    check("50 that left hold nothing", server.is_alive())


def endings(index: pathlib.Path) -> None:
    with serving(program, index, "--log") as server:
        answers: list[bytes] = []
        body = json.dumps({"query": "secretword " * 2000, "top": "all"}).encode()
        asking = threading.Thread(target=lambda: answers.append(
            server.get("/api/v1/search", "Content-Type: application/json",
                       f"Content-Length: {len(body)}", method="POST", body=body)))  # fmt: skip
        asking.start()
        server.get("/api/v1/reports/secretid?format=json")
        idle = server.connect()
        time.sleep(0.05)
        code, said, seconds = server.stop()
        asking.join()
        idle.close()
        check("what had begun is answered", status_of(answers[0]) in (200, 503), answers[0][:200])
        check("it ends at once and well", code == 0 and seconds < 15, (code, seconds))
        check("the log tells no query", "secret" not in said and "/api/v1/reports/{id}" in said, said)
    with serving(program, index, "--log-queries") as server:
        server.get("/api/v1/search?q=told%0a")
        check("unless that is wanted", "q=told" in server.stop()[1])


def main() -> None:
    with temporary_folder() as name:
        folder = pathlib.Path(name)
        index = make_index(program, folder)
        with serving(program, index, "--max-body", "1MB") as server:
            for attack in (targets, shapes, origins, bodies, queries, pipelined, gone):
                print(f"-- {attack.__name__}")
                attack(server)
                check("the server lives", server.is_alive())
            print(f"memory at the end: {server.memory() / 2**20:.0f} MB")
            check("memory at the end", server.memory() < 400 << 20, server.memory())
        print("-- texts, exports, slow, tokens, endings")
        texts(index)
        exports(folder)
        slow(index)
        tokens(folder, index)
        endings(index)
    if failures:
        sys.exit(f"{len(failures)} failed: " + "; ".join(failures[:20]))


main()
