"""The values of a flat CSV file, one value a row, as tools for R and Python save them."""

import csv
import io
from collections.abc import Iterator

from oppna_jamforelser.kolada.envelope import rename
from oppna_jamforelser.kolada.errors import KoladaError
from oppna_jamforelser.kolada.fields import read_value
from oppna_jamforelser.kolada.value import KoladaValue

_REQUIRED = {"kolada_id": "kpi", "kommun_kod": "municipality_id", "matar": "year", "varde": "value"}
_VERSION_COLUMNS = ("api_version", "dump")
_VERSIONS = ("v2", "v3")


def read_csv_values(text: str, fil: str) -> Iterator[KoladaValue]:
    """Give the values of a CSV file with comma, semicolon or tab between the columns."""
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    known = rename({name: name for name in names})
    for ours, theirs in _REQUIRED.items():
        if known[ours] is None:
            raise KoladaError(f"{fil}: kolumnen {theirs} saknas i rubrikraden.")
    reader.fieldnames = names
    for number, row in enumerate(reader, start=1):
        if None in row or None in row.values():
            raise KoladaError(f"{fil}: rad {number + 1} har inte lika många fält som rubrikraden.")
        yield read_value(rename(row), _version(row), fil, number)


def _version(row: dict[str, str]) -> str | None:
    """Return the API's version, from a column that begins with it."""
    for column in _VERSION_COLUMNS:
        version = (row.get(column) or "").strip().lower()[:2]
        if version in _VERSIONS:
            return version
    return None
