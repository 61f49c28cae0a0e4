"""Measure everything: the tables of docs/performance.md, editors.md and dependencies.md, one after the other."""

import subprocess
import sys

TABLES = {
    "targets": "Targets",
    "compare": "Beside other tools",
    "archive": "An archive",
    "lsp_latency": "In an editor",
    "dependencies": "Dependencies",
}
"""Modules beside this one, by the heading of what they write."""


def main() -> None:
    """Print one table after the other."""
    for module, heading in TABLES.items():
        print(f"## {heading}\n", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{module}"], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
