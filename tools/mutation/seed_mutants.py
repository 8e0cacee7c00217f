"""Mutants of the seeds: every row dropped, every deciding cell given another value."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from tools.mutation.mutant import Mutant, project_files

FOLDER = "seeds/regler/*.csv"
PROPERTIES = "seeds/regler/*.yml"
YEARS = "seeds/metadata/matar.csv"
# Words for people, and where they come from: no figure depends on them.
DOCUMENTATION = ("text", "_namn", "_en", "kalla", "atgard", "kolumner", "fraga_om")
FEW = 5  # of so few different values, all are tried

Row = dict[str, str]


def seed_mutants(root: Path) -> Iterator[Mutant]:
    """Yield every mutant of every seed of the rules."""
    types = column_types(root)
    years = [row["matar"] for row in read_rows((root / YEARS).read_text(encoding="utf-8"))]
    for path in project_files(root, FOLDER):
        text = (root / path).read_text(encoding="utf-8")
        yield from mutants_of(path, text, types[Path(path).stem], years)


def column_types(root: Path) -> dict[str, Mapping[str, str]]:
    """Return the types of the columns of each seed."""
    return {
        seed["name"]: seed["config"]["column_types"]
        for path in project_files(root, PROPERTIES)
        for seed in yaml.safe_load((root / path).read_text(encoding="utf-8"))["seeds"]
    }


def read_rows(text: str) -> list[Row]:
    """Return the rows of a seed as text."""
    return list(csv.DictReader(io.StringIO(text)))


def mutants_of(
    path: str, text: str, types: Mapping[str, str], years: list[str]
) -> Iterator[Mutant]:
    """Yield the mutants of one seed. Its rows have one line each."""
    lines, rows = text.splitlines(keepends=True), read_rows(text)
    assert len(lines) == len(rows) + 1, f"{path}: a cell with a line break"
    for place, row in enumerate(rows, start=1):

        def mutant(line: str, change: str, place: int = place) -> Mutant:
            changed = "".join([*lines[:place], line, *lines[place + 1 :]])
            return Mutant(path, place + 1, lines[place], change, changed)

        yield mutant("", "rad -> (borta)")
        for column, kind in types.items():
            if column.endswith(DOCUMENTATION):
                continue
            for value in others(rows, column, kind, row[column], years):
                shown = f"{column}: {row[column] or '(tom)'} -> {value or '(tom)'}"
                yield mutant(_written({**row, column: value}), shown)


def others(rows: list[Row], column: str, kind: str, value: str, years: list[str]) -> list[str]:
    """Return the values that are plausible in place of one."""
    values = sorted({row[column] for row in rows} - {""})
    empty = [""] if value and any(not row[column] for row in rows) else []
    if column.endswith("_matar"):
        return _years_beside(value, years) + (empty if column.startswith("giltig_till") else [])
    if set(values) <= {"0", "1"}:
        return [flag for flag in ("0", "1") if flag != value] + empty
    if kind == "integer":
        beside = [str(int(value) - 1), str(int(value) + 1)] if value else values[-1:]
        return beside + empty
    if len(values) <= FEW:
        return [other for other in values if other != value] + empty
    return [_next(values, value), *empty]


def _years_beside(value: str, years: list[str]) -> list[str]:
    """Return the years before and after one; without a last year: the one before the last."""
    if not value:
        return [years[-2]]
    return [str(year) for year in (int(value) - 1, int(value) + 1) if str(year) in years]


def _next(values: list[str], value: str) -> str:
    """Return the value that follows in the list, the first after the last."""
    later = [other for other in values if other > value]
    return (later or values)[0]


def _written(row: Row) -> str:
    """Return a row as a line of the seed."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(row.values())
    return buffer.getvalue()
