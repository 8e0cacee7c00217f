"""From the rows of a reader to a table in the database, through a file on disk.

DuckDB reads a CSV file many times faster than it takes values one by one from Python, and the file
bounds the memory.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.rows import FEL_ANTAL_FALT, Formel, Record, Space, field_names

_TOLD_EACH = 10_000


def create_tables(space: Space, header: Header) -> None:
    """Create ``fil_rad`` and ``fil_formel``, empty."""
    fields = ", ".join(f"{name} varchar" for name in field_names(header))
    space.connection.execute(
        f"create table fil_rad (rad_nr bigint, {fields}, rad varchar, lasfel_kod varchar)"
    )
    space.connection.execute("create table fil_formel (rad_nr bigint, plats integer)")


def spool(space: Space, header: Header, records: Iterable[Record], path: Path) -> None:
    """Fill ``fil_rad`` with *records* of the file at *path*: whole to the header's width.

    A row that ends early has empty fields there; a value beyond the header is a fault.
    """
    create_tables(space, header)
    width, formulas, length = len(header.names), [], 0
    empty = [""] * width
    spooled = space.folder / "rader.csv"
    with spooled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for count, record in enumerate(records, start=1):
            fields, fault, text = record.fields, record.lasfel_kod, record.rad
            if fields is None or any(fields[width:]):
                fields, fault = empty, fault or FEL_ANTAL_FALT
            else:
                fields, text = fields[:width] + empty[len(fields) :], ""
            if Formel in map(type, fields):
                formulas += [(record.rad_nr, n) for n, f in enumerate(fields) if type(f) is Formel]
            length += len(text) + sum(map(len, fields))
            if length > limits.DECODED_BYTES:
                raise UnreadableFile(path, "filen har för mycket data", "Dela upp leveransen.")
            writer.writerow((record.rad_nr, *fields, text, fault))
            if count % _TOLD_EACH == 0:
                space.told(count)
    names = field_names(header)
    kinds = {"rad_nr": "bigint"} | dict.fromkeys([*names, "rad", "lasfel_kod"], "varchar")
    space.connection.execute(
        f"insert into fil_rad from read_csv($path, columns = {kinds}, force_not_null = {names}, "
        "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"new_line = '\\n', strict_mode = true, max_line_size = {2 * limits.TEXT_LINE_BYTES}, "
        "parallel = false, encoding = 'utf-8')",
        {"path": str(spooled)},
    )
    spooled.unlink()
    if formulas:
        rader, platser = map(list, zip(*formulas, strict=True))
        space.connection.execute(
            "insert into fil_formel select unnest($1::bigint[]), unnest($2::integer[])",
            [rader, platser],
        )
