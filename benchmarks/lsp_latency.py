"""How long the language server takes from a keystroke to its findings, as an editor sees it.

    python benchmarks/lsp_latency.py [--edits 300] [--memory-edits 1000]

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
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parent.parent / "examples"
BLAMEFUL = ("checkout-outage-before.md", "dns-change-before.md", "batch-payroll.md", "hospital-integration.md")


class Server:
    """The server process and the least of an editor that can speak with it."""

    def __init__(self, folder: Path) -> None:
        self.started = time.perf_counter()
        command = [sys.executable, "-m", "blamelint", "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
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

    def type(self, uri: str, line: int, character: int, text: str, *, instead_of: int = 0) -> tuple[float, float]:
        """Type something and return the seconds until its findings are there, and those computed for them."""
        version, started, before = next(self._versions), time.perf_counter(), self.computed()
        start, end = {"line": line, "character": character}, {"line": line, "character": character + instead_of}
        change = {"range": {"start": start, "end": end}, "text": text}
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        self._findings(version)
        return time.perf_counter() - started, self.computed() - before

    def _findings(self, version: int) -> int:
        while True:
            message = self._receive()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params.get("version") == version:
                return len(params["diagnostics"])

    def memory(self) -> float:
        """Return how much memory the process holds, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def computed(self) -> float:
        """Return the seconds that the process has computed; those of others on a busy machine do not count."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9

    def stop(self) -> None:
        """End the server as an editor does."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait()


def report(words: int) -> str:
    """Put the paragraphs of blameful reports together until there are so many words."""
    texts = [(EXAMPLES / name).read_text(encoding="utf-8") for name in BLAMEFUL]
    bodies = [text.split("\n---\n", 1)[-1] for text in texts]
    paragraphs = itertools.cycle(paragraph for body in bodies for paragraph in body.split("\n\n"))
    chosen, count = [], 0
    while count < words:
        chosen.append(next(paragraphs))
        count += len(chosen[-1].split())
    return "\n\n".join(chosen) + "\n"


def typed(server: Server, uri: str, text: str, edits: int) -> list[tuple[float, float]]:
    """Type a word into sentences all over a document, letter by letter, and take it out again."""
    chance, lines = random.Random(7), text.split("\n")
    prose = [number for number, line in enumerate(lines) if len(line.split()) > 6 and line[0].isalpha()]
    times: list[tuple[float, float]] = []
    while len(times) < edits:
        line = chance.choice(prose)
        at = lines[line].index(" ", len(lines[line]) // 2)
        times += [server.type(uri, line, at + number, char) for number, char in enumerate(" again")]
        times.append(server.type(uri, line, at, "", instead_of=len(" again")))
    return times


def percentiles(times: Sequence[float]) -> str:
    """Write the 50th and the 95th percentile."""
    return f"p50 {statistics.median(times) * 1000:.0f} ms, p95 {statistics.quantiles(times, n=20)[-1] * 1000:.0f} ms"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--memory-edits", type=int, default=1000)
    chosen = parser.parse_args()
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uri = (folder / "report.md").as_uri()
        server = Server(folder)
        first = report(2000)
        found = server.open(uri, first)
        started = time.perf_counter() - server.started
        label = f"first findings after the start, 2,000 words, {found} findings"
        rows.append((label, f"{started:.1f} s; computed: {server.computed():.1f} s"))
        for words, many in ((2000, chosen.edits), (20000, chosen.edits // 3)):
            text = report(words)
            uri = (folder / f"{words}.md").as_uri()
            found = server.open(uri, text)
            typed(server, uri, text, 14)
            passed, computed = zip(*typed(server, uri, text, many), strict=True)
            label = f"a keystroke, {words:,} words, {found} findings"
            rows.append((label, f"{percentiles(passed)}; computed: {percentiles(computed)}"))
            server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        uri = (folder / "memory.md").as_uri()
        server.open(uri, first)
        typed(server, uri, first, 100)
        before = server.memory()
        typed(server, uri, first, chosen.memory_edits)
        rows.append(
            (f"memory before and after {chosen.memory_edits:,} edits", f"{before:.0f} and {server.memory():.0f} MiB")
        )
        server.stop()
    print("| what | measured |\n|---|---|")
    for label, value in rows:
        print(f"| {label} | {value} |")


if __name__ == "__main__":
    main()
