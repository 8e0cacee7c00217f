"""A comparison for people, for programs, and as a file."""

import csv
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from oppna_jamforelser.publish.cells import CELL
from oppna_jamforelser.revision.compare import COLUMNS, Revision

SHOWN = 20  # the page names about this many cells, of every cause as many


def write_csv(revision: Revision, path: Path) -> None:
    """Write every changed cell to *path*; without any, the header alone."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            ["ja" if value is True else "nej" if value is False else value for value in row]
            for row in _rows(revision)
        )


def as_json(revision: Revision) -> str:
    """Return every changed cell, and the files behind each cause, as JSON."""
    content = {
        "orsaker": {cause.value: files for cause, files in revision.files.items()},
        "andringar": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(revision)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def print_page(revision: Revision, console: Console) -> None:
    """Print how many cells changed for which cause, and the first of each; nothing for none."""
    counts = revision.connection.execute(
        "select orsak, tabell, count(*) from andring group by 1, 2 order by 1, 2"
    ).fetchall()
    if not counts:
        return
    summary = Table("orsak", "tabell", "celler")
    for orsak, tabell, antal in counts:
        summary.add_row(orsak or "–", tabell, str(antal))
    console.print(summary)
    for cause, files in revision.files.items():
        console.print(f"{cause.value}: {', '.join(files)}", highlight=False, markup=False)
    cells = Table(*(Column(name, overflow="fold") for name in ("cell", "från", "till", "orsak")))
    rows = _rows(revision, SHOWN // len({orsak for orsak, _, _ in counts}) or 1)
    for row in rows:
        *place, old, new, orsak, _ = row
        cells.add_row(
            " ".join(part for part in place if part is not None),
            old or "–",
            new or "–",
            orsak or "–",
        )
    console.print(cells)
    total = sum(antal for _, _, antal in counts)
    if total > len(rows):
        console.print(f"… och {total - len(rows)} celler till: --out FIL.csv ger alla.")


def _rows(revision: Revision, limit: int | None = None) -> list[tuple[Any, ...]]:
    """Return the changed cells, with *limit* so many of each cause."""
    order = ", ".join(f"{column} nulls first" for column in CELL)
    condition = f"where nr <= {limit}" if limit else ""
    return revision.connection.execute(
        f"select {', '.join(COLUMNS)} from (select *, row_number() over (partition by orsak "
        f"order by {order}) as nr from andring) {condition} order by {order}"
    ).fetchall()
