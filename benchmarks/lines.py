"""Count the lines of SQL, YAML and Python by folder, in two commits of this repository.

python -m benchmarks.lines [BEFORE [NOW]]
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

BEFORE = "18e9011"
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"  # git's, the same in every repository
KINDS = {".sql": "SQL", ".yml": "YAML", ".py": "Python", ".json": "JSON", ".toml": "TOML"}


def lines_of(commit: str) -> Counter[tuple[str, str]]:
    """Return the lines by folder and kind; those of tests in Python stand apart from their data."""
    command = ["git", "diff", "--numstat", "--no-renames", EMPTY_TREE, commit]
    listed = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    found: Counter[tuple[str, str]] = Counter()
    for row in listed.splitlines():
        added, _, name = row.split("\t")
        kind = KINDS.get(Path(name).suffix)
        if kind and added != "-" and "/" in name:
            found[name.split("/")[0], kind] += int(added)
    return found


def main() -> None:
    """Print a table."""
    before, now = (sys.argv[1:] + [BEFORE, "HEAD"][len(sys.argv) - 1 :])[:2]
    counts = lines_of(before), lines_of(now)
    print(f"| folder | kind | {before} | {now} |\n|---|---|---:|---:|")
    for folder, kind in sorted({*counts[0], *counts[1]}):
        print(f"| {folder} | {kind} | {counts[0][folder, kind]} | {counts[1][folder, kind]} |")
    print(f"| all | | {counts[0].total()} | {counts[1].total()} |")


if __name__ == "__main__":
    main()
