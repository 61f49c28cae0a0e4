"""Check the findings that the installed wheel reports for the sample of `.ci/run`."""

import json
import sys
from pathlib import Path


def main(path: str) -> None:
    """Fail unless the person is found, and only the person."""
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    [file] = report["files"]
    assert file["error"] is None, file["error"]
    assert "reports/postmortem.md" == file["path"], file["path"]
    found = {(finding["rule"], finding["range"]["start"]["line"]) for finding in file["diagnostics"]}
    assert ("person/omission", 5) in found, found
    assert not [rule for rule, line in found if line == 7], "the health check is a system"
    for finding in file["diagnostics"]:
        assert finding["message"], finding
        assert finding["text"], finding
    assert len(file["diagnostics"]) == report["summary"]["findings"], report["summary"]


if __name__ == "__main__":
    main(sys.argv[1])
