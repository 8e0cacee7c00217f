"""Write the workbook, with any state of the start sheet."""

from copy import deepcopy
from datetime import datetime
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.workbook.change_sheet import write_changes
from oppna_jamforelser.publish.workbook.content import Content, read_content
from oppna_jamforelser.publish.workbook.group_sheet import write_groups
from oppna_jamforelser.publish.workbook.guide_sheets import (
    write_contents,
    write_notes,
    write_quality,
)
from oppna_jamforelser.publish.workbook.kommun_sheet import write_kommuner
from oppna_jamforelser.publish.workbook.language import SwedishWorkbook
from oppna_jamforelser.publish.workbook.list_sheet import write_lists
from oppna_jamforelser.publish.workbook.lookups import write_lookups
from oppna_jamforelser.publish.workbook.persons import read_persons
from oppna_jamforelser.publish.workbook.persons_sheet import write_persons
from oppna_jamforelser.publish.workbook.persons_start import write_person_lookup
from oppna_jamforelser.publish.workbook.plain_sheets import write_plain
from oppna_jamforelser.publish.workbook.selection import Selection, first_selection, write_steps
from oppna_jamforelser.publish.workbook.series_sheet import add_series, write_series
from oppna_jamforelser.publish.workbook.sheets import Book
from oppna_jamforelser.publish.workbook.start import add_start, write_start
from oppna_jamforelser.publish.workbook.start_cells import Chosen
from oppna_jamforelser.publish.workbook.styles import FONT
from oppna_jamforelser.publish.workbook.way_sheet import add_ways, write_ways

# a file holds no clock: the same warehouse gives the same bytes
CREATED = datetime(2000, 1, 1)
# column widths are measured in the default font, so it is the one that cells are written in
OPTIONS = {
    "in_memory": True,
    "default_format_properties": {"font_name": FONT["font_name"], "font_size": FONT["font_size"]},
}


def write_workbook(connection: duckdb.DuckDBPyConnection, matar: int, path: Path) -> None:
    """Write the workbook of *matar*, with that year and all before it, to *path*.

    *connection* is to the built warehouse and is only read from.
    """
    content = read_content(connection, matar)
    write_content(connection, content, path, first_selection(content))


def write_content(
    connection: duckdb.DuckDBPyConnection, content: Content, path: Path, selection: Selection
) -> None:
    """Write *content* to *path*, with *selection* made on the start sheet."""
    persons = read_persons(connection, content.matar)
    heading = f"Öppna jämförelser {content.matar}: våld i nära relationer"
    # XlsxWriter writes in what it is given, and the next book must be like the first
    with SwedishWorkbook(str(path), deepcopy(OPTIONS)) as workbook:
        workbook.set_properties(
            {"title": heading, "subject": content.marking, "created": CREATED, "author": ""}
        )
        words = {
            (table, column): (title, meaning)
            for table, column, title, meaning in connection.execute(
                "select tabell, kolumn, titel_sv, beskrivning_sv from marts.dim_kolumn"
            ).fetchall()
        }
        book = Book(workbook, content.marking, heading, words)
        start = add_start(book, content)
        write_contents(book, connection, content)
        series = add_series(book)
        ways = add_ways(book)
        write_kommuner(book, content)
        write_plain(book, connection, content, "Mellan områden")
        write_groups(book, content)
        write_lists(book, connection, content)
        write_persons(book, connection, content, persons)
        write_changes(book, connection, content)
        rest = ("Försämrat", "Indikatorer", "Indikatorlista", "Läsguide", "Metod", "Jämförbarhet")
        write_plain(book, connection, content, *rest)
        write_quality(book, connection, content)
        write_notes(book, connection)
        lookups = write_lookups(book, content)
        person_lookup = write_person_lookup(book, content, persons)
        steps = write_steps(book, content, lookups, selection, person_lookup)
        chosen = Chosen(content, lookups, steps, selection)
        write_start(book, start, chosen, persons, person_lookup)
        write_series(book, series, chosen)
        write_ways(book, ways, connection, chosen)
