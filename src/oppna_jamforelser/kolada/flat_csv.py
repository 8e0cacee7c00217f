"""The values of a flat CSV file, one value a row, as tools for R and Python save them."""

import csv
import io
import re
from collections.abc import Iterator

from oppna_jamforelser.kolada.envelope import rename
from oppna_jamforelser.kolada.fields import SEXES, read_value
from oppna_jamforelser.kolada.value import KoladaError, KoladaValue
from oppna_jamforelser.matching import fold

_REQUIRED = {"kolada_id": "kpi", "kommun_kod": "municipality_id", "matar": "year", "varde": "value"}
_VERSION_COLUMNS = ("api_version", "dump")
_VERSIONS = ("v2", "v3")
# What the column of the sex is called, folded; Kolada's own is gender.
_SEX_NAMES = re.compile(
    r"(k[oø]n|kj[oø]nn|sex|sexe|gender|geschlecht|genre|genero|sukupuoli)"
    r"([ _.-]?(namn|name|kod|code|text|id))?"
)
# Other columns that would make a value one of a part; and Kolada's K and L, kommun and region.
_PART_NAMES = re.compile(r"alder|age([ _.-]|$)|aldersgrupp|age_?group|kvartal|quarter|manad|month")
_TYPE_NAMES = ("type", "typ", "municipality_type", "kommuntyp")


def read_csv_values(text: str, fil: str) -> Iterator[KoladaValue]:
    """Give the values of a CSV file with comma, semicolon or tab between the columns."""
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = ["kon" if _SEX_NAMES.fullmatch(fold(name)) else name.strip().lower()
             for name in reader.fieldnames or ()]  # fmt: skip
    known = rename({name: name for name in names})
    for ours, theirs in _REQUIRED.items():
        if known[ours] is None:
            raise KoladaError(f"{fil}: kolumnen {theirs} saknas i rubrikraden.")
    if names.count("kon") > 1:
        raise KoladaError(f"{fil}: flera kolumner kan vara kön. Behåll en, med namnet gender.")
    reader.fieldnames = names
    rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise KoladaError(f"{fil}: rad {number} har inte lika många fält som rubrikraden.")
    unknown = [name for name in names if name not in known.values()]
    if parts := [name for name in unknown if _PART_NAMES.match(fold(name))]:
        raise KoladaError(
            f"{fil}: kolumnen {parts[0]} delar upp värdena, och ett delvärde är inte kommunens. "
            "Behåll raderna för alla, och ta bort kolumnen."
        )
    if "kon" not in names:
        _refuse_sex_by_another_name(rows, unknown, fil)
    for number, row in enumerate(rows, start=1):
        yield read_value(rename(row), _version(row), fil, number)


def _refuse_sex_by_another_name(rows: list[dict[str, str]], names: list[str], fil: str) -> None:
    """Refuse a file with a column of sexes under a name that is not known: no row is a total."""
    for name in names:
        values = {fold(row[name]).upper() for row in rows} - {""}
        if values & SEXES.keys() and name not in _TYPE_NAMES:
            raise KoladaError(
                f"{fil}: kolumnen {name or '(utan namn)'} ser ut att vara kön. Kalla den gender."
            )


def _version(row: dict[str, str]) -> str | None:
    """Return the API's version, from a column that begins with it."""
    for column in _VERSION_COLUMNS:
        version = (row.get(column) or "").strip().lower()[:2]
        if version in _VERSIONS:
            return version
    return None
