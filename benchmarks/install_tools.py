"""Install what blamelint is compared with into a folder to throw away; blamelint itself needs none of it.

    python -m benchmarks.install_tools [--tools FOLDER]

Needs npm for alex, write-good and textlint. Vale's package on PyPI fetches the program when it is first run, for which
its releases must be reachable; a `vale` on the path is used as well.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WANTED = Path(__file__).parent / "tools"
TOOLS = Path(tempfile.gettempdir()) / "blamelint-benchmark-tools"


def option(parser: argparse.ArgumentParser) -> None:
    """Let the folder of the tools be chosen."""
    parser.add_argument("--tools", type=Path, default=TOOLS, metavar="FOLDER", help=f"default: {TOOLS}")


def programs(tools: Path) -> list[str]:
    """Give the folders of the tools' programs."""
    return [str(tools / "venv" / "bin"), str(tools / "node_modules" / ".bin")]


def install(tools: Path) -> list[str]:
    """Install all that can be had and return what could not."""
    shutil.copytree(WANTED, tools, dirs_exist_ok=True)
    missing = []
    pip = [str(tools / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", "requirements.txt"]
    steps = {
        "proselint": [[sys.executable, "-m", "venv", "venv"], pip],
        "Vale": [[str(tools / "venv" / "bin" / "vale"), "sync"]],
        "alex, write-good and textlint": [["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]],
    }
    for name, commands in steps.items():
        try:
            for command in commands:
                subprocess.run(command, cwd=tools, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            lines = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
            missing.append(f"{name}: {lines[-1]}")
    return missing


def main() -> None:
    """Install the tools and say what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    tools = parser.parse_args().tools
    missing = install(tools)
    print(f"installed into {tools}")
    for line in missing:
        print(f"could not be had: {line}")


if __name__ == "__main__":
    main()
