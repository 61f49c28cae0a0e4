"""How long the language server takes from a keystroke to its findings, as an editor sees it.

    python -m benchmarks.lsp_latency [--edits 300] [--memory-edits 1000] [--starts 5]

Writes a Markdown table for docs/editors.md. The server is the real process, spoken to over its standard streams; times
include writing and reading the messages. The documents are reports with findings in every paragraph.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measuring import BLAMELINT, LINT, installed, machine, table
from blamelint.archive import NO_CACHE

EXAMPLES = Path(__file__).parent.parent / "examples"
BLAMEFUL = ("checkout-outage-before.md", "dns-change-before.md", "batch-payroll.md", "hospital-integration.md")


class Server:
    """The server process and the least of an editor that can speak with it."""

    def __init__(self, folder: Path, *, knows: bool = False) -> None:
        """Start it; it asks for what was found in earlier runs only when it may know that."""
        self.started = time.perf_counter()
        self.process = psutil.Popen(
            [*BLAMELINT, "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**installed(), NO_CACHE: "" if knows else "1"},
        )
        self._ids = itertools.count()
        self._versions = itertools.count(1)
        options = {"debounce": 0}
        params = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}, "initializationOptions": options}
        self.ask("initialize", params)
        self.tell("initialized", {})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> None:
        """Send a request and wait for its answer."""
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while self._receive().get("id") != number:
            pass

    def open(self, uri: str, text: str) -> int:
        """Open a document and wait for its findings; return how many there are."""
        version = next(self._versions)
        item = {"uri": uri, "languageId": "markdown", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self._findings(version)

    def type(self, uri: str, line: int, character: int, text: str, *, instead_of: int = 0) -> float:
        """Type something and return the seconds until its findings are there."""
        version, started = next(self._versions), time.perf_counter()
        start, end = {"line": line, "character": character}, {"line": line, "character": character + instead_of}
        change = {"range": {"start": start, "end": end}, "text": text}
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        self._findings(version)
        return time.perf_counter() - started

    def _findings(self, version: int) -> int:
        while True:
            message = self._receive()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params.get("version") == version:
                return len(params["diagnostics"])

    def memory(self) -> float:
        """Return how much memory the process holds, in MiB."""
        return self.process.memory_info().rss / 2**20

    def computed(self) -> float:
        """Return the seconds that the process has computed; those of others on a busy machine do not count."""
        times = self.process.cpu_times()
        return times.user + times.system

    def stop(self) -> None:
        """End the server as an editor does."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait()


def blameful(words: int) -> str:
    """Put the paragraphs of blameful reports together until there are so many words."""
    texts = [(EXAMPLES / name).read_text(encoding="utf-8") for name in BLAMEFUL]
    bodies = [text.split("\n---\n", 1)[-1] for text in texts]
    paragraphs = itertools.cycle(paragraph for body in bodies for paragraph in body.split("\n\n"))
    chosen, count = [], 0
    while count < words:
        chosen.append(next(paragraphs))
        count += len(chosen[-1].split())
    return "\n\n".join(chosen) + "\n"


def typed(server: Server, uri: str, text: str, edits: int) -> list[float]:
    """Type a word into sentences all over a document, letter by letter, and take it out again."""
    chance, lines = random.Random(7), text.split("\n")
    prose = [number for number, line in enumerate(lines) if len(line.split()) > 6 and line[0].isalpha()]
    times: list[float] = []
    while len(times) < edits:
        line = chance.choice(prose)
        at = lines[line].index(" ", len(lines[line]) // 2)
        times += [server.type(uri, line, at + number, char) for number, char in enumerate(" again")]
        times.append(server.type(uri, line, at, "", instead_of=len(" again")))
    return times


def first_findings(folder: Path, name: str, *, knows: bool) -> tuple[int, float]:
    """Start a server, open a document of 2,000 words in it, and return its findings and the seconds until they came."""
    server = Server(folder, knows=knows)
    found = server.open((folder / name).as_uri(), blameful(2000))
    seconds = time.perf_counter() - server.started
    server.stop()
    return found, seconds


def starts(folder: Path, times: int) -> list[tuple[str, str]]:
    """Measure how long an editor waits at its start, for a document that is new and for one that was linted before."""
    (folder / "known.md").write_text(blameful(2000), encoding="utf-8")
    subprocess.run([*LINT, "known.md"], cwd=folder, env={**installed(), NO_CACHE: ""}, check=True, capture_output=True)
    rows = []
    for name, knows, which in (("new", False, "never seen before"), ("known", True, "linted before")):
        runs = [first_findings(folder, f"{name}.md", knows=knows) for _ in range(times)]
        [found], seconds = {found for found, _ in runs}, statistics.median(seconds for _, seconds in runs)
        rows.append((f"first findings after the start, 2,000 words, {found} findings, {which}", f"{seconds:.1f} s"))
    return rows


def p95(times: list[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return statistics.quantiles(times, n=20)[-1] * 1000


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--memory-edits", type=int, default=1000)
    parser.add_argument("--starts", type=int, default=5)
    chosen = parser.parse_args()
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows += starts(folder, chosen.starts)
        server = Server(folder)
        for words, many in ((2000, chosen.edits), (20000, chosen.edits // 3)):
            text = blameful(words)
            uri = (folder / f"{words}.md").as_uri()
            found = server.open(uri, text)
            typed(server, uri, text, 14)
            before = server.computed()
            times = typed(server, uri, text, many)
            computed = (server.computed() - before) / len(times) * 1000
            label = f"a keystroke, {words:,} words, {found} findings"
            middle = statistics.median(times) * 1000
            rows.append((label, f"p50 {middle:.0f} ms, p95 {p95(times):.0f} ms; {computed:.0f} ms computed on average"))
            server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        uri = (folder / "memory.md").as_uri()
        text = blameful(2000)
        server.open(uri, text)
        typed(server, uri, text, 100)
        before = server.memory()
        typed(server, uri, text, chosen.memory_edits)
        rows.append(
            (f"memory before and after {chosen.memory_edits:,} edits", f"{before:.0f} and {server.memory():.0f} MiB")
        )
        server.stop()
    print(f"{machine()}\n\n{table(('what', 'measured'), rows)}")


if __name__ == "__main__":
    main()
