"""A server of the tests' own: an index of made-up reports, a free port, and plain sockets."""

import contextlib
import json
import pathlib
import random
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

WORDS = (
    "leukemia remission aplastic anemia thymoglobulin ATG hypoplastic sepsis fever rash biopsy "
    "marrow prednisone cyclophosphamide dialysis renal failure transplant relapse died improved "
    "wrist fracture seizure stroke hepatitis jaundice edema cough pneumonia leucemia Fieber"
).split()


def write_reports(path: pathlib.Path, count: int, seed: int = 7) -> None:
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = f"A {chance.randint(1, 90)}-year-old {chance.choice(['man', 'woman'])} was "
            text += f"treated with {chance.choice(WORDS)}. "
            text += " ".join(chance.choices(WORDS, k=chance.randint(20, 200))) + "."
            report = {"id": f"r{number}", "title": " ".join(chance.choices(WORDS, k=4)),
                      "text": text, "language": "en", "year": chance.randint(1995, 2010),
                      "journal": chance.choice(["Annals of Marrow", "Wrist Letters"])}  # fmt: skip
            lines.write(json.dumps(report) + "\n")


def make_index(program: str, folder: pathlib.Path, count: int = 200, seed: int = 7) -> pathlib.Path:
    reports, index = folder / f"reports{seed}.jsonl", folder / f"index{seed}.db"
    write_reports(reports, count, seed)
    subprocess.run([program, "index", "--db", index, reports], check=True, capture_output=True)
    return index


class Server:
    def __init__(self, program: str, index: pathlib.Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [program, "serve", "--db", index, "--listen", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise RuntimeError(self.process.stderr.read())
        parts = urllib.parse.urlsplit(self.url)
        self.address = (parts.hostname, parts.port)

    def connect(self, timeout: float = 30) -> socket.socket:
        return socket.create_connection(self.address, timeout)

    def ask(self, request: bytes, timeout: float = 30) -> bytes:
        """Sends the bytes and reads until the server closes."""
        with self.connect(timeout) as client:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                client.sendall(request)
            return read_all(client)

    def get(self, target: str, *fields: str, method: str = "GET", body: bytes = b"") -> bytes:
        lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *fields]
        return self.ask("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def memory(self) -> int:
        """Resident bytes now."""
        return self._status("VmRSS")

    def peak_memory(self) -> int:
        """The most resident bytes so far."""
        return self._status("VmHWM")

    def _status(self, name: str) -> int:
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError(f"no {name}")

    def is_alive(self) -> bool:
        return status_of(self.get("/api/v1/health")) == 200

    def stop(self, sign: int = signal.SIGTERM) -> tuple[int, str, float]:
        """Exit status, what it said on standard error, and the seconds that it took to end."""
        start = time.monotonic()
        self.process.send_signal(sign)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err, time.monotonic() - start


def read_all(client: socket.socket) -> bytes:
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := client.recv(65536):
            parts.append(part)
    return b"".join(parts)


def status_of(answer: bytes) -> int:
    """Of the first answer; 0 if there is none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def body_of(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


@contextlib.contextmanager
def serving(program: str, index: pathlib.Path, *options: str):
    server = Server(program, index, *options)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.communicate()


def temporary_folder() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="casebook-http-")
