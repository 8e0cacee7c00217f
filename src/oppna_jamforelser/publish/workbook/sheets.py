"""Sheets with a title, the marking, a print set-up, and real tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.publish.workbook.styles import Styles
from oppna_jamforelser.publish.workbook.texts import table_name

Value = str | int | Decimal
A4 = 9
INDENT = 2
"""The width, in characters, that an indent takes."""
NOTE = {"author": "", "x_scale": 2, "y_scale": 1.6}
NOTHING_TO_SHOW = "Inget att visa"
FIRST_ROW = 3
"""Where a sheet's table has its header, counted from 0."""


@dataclass(frozen=True)
class Column:
    """A table's column: header, width in characters, format."""

    header: str
    width: float
    style: Format | None
    is_upright: bool = False
    """Whether the header stands on its side: a narrow column with a long name."""
    note: str = ""
    """What the column means, as a note on its header."""


@dataclass(frozen=True)
class Area:
    """Where a table stands on its sheet: header row, last row, last column, counted from 0."""

    header: int
    last: int
    last_column: int


class Book:
    """A workbook whose sheets all carry the marking."""

    def __init__(
        self,
        book: Workbook,
        marking: str,
        heading: str,
        words: Mapping[tuple[str, str], tuple[str, str]],
    ) -> None:
        """Give every sheet *marking* (empty for none), and *heading* on paper.

        *words*: the Swedish title and description of each public column, by table and column.
        """
        self._book = book
        self.styles = Styles(book)
        self._marking = marking
        self._heading = heading
        self._words = words
        self._said: dict[str, tuple[str, str]] = {}

    def add(self, name: str, title: str, note: str, pages_wide: int = 1) -> Worksheet:
        """Add a sheet with its title, the marking and a line that says what it is for.

        On paper it is *pages_wide* pages wide.
        """
        sheet = self._book.add_worksheet(name)
        self._said[name] = title, note
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.styles.title)
        sheet.set_row(0, 30)
        if self._marking:
            line = f"{self._marking}: inga verkliga resultat."
            sheet.write_string(1, 0, line, self.styles.marking)
            for column in range(1, 4):
                sheet.write_blank(1, column, None, self.styles.marking)
        sheet.write_string(2, 0, note, self.styles.note)
        sheet.set_row(1, 18)
        sheet.set_row(2, 20)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.set_header(f"&L{self._marking}&R{self._heading}")
        sheet.set_footer(f"&L{self._marking}&C&A&RSida &P av &N")
        sheet.fit_to_pages(pages_wide, 0)
        return sheet

    def add_plain(
        self,
        name: str,
        title: str,
        note: str,
        columns: Sequence[tuple[str, float, str]],
        rows: Iterable[Sequence[Value]],
        frozen: int = 0,
    ) -> tuple[Worksheet, Area]:
        """Add a sheet that is one table; a column is its header, width and style's name."""
        sheet = self.add(name, title, note)
        made = [
            Column(header, width, getattr(self.styles, style)) for header, width, style in columns
        ]
        area = self.table(sheet, table_name(name), made, rows)
        self.freeze(sheet, area, frozen)
        return sheet, area

    def column(self, table: str, column: str, width: float, style: Format) -> Column:
        """Return a column that holds a mart's: its title and, as a note, what it means."""
        title, meaning = self._words[table, column]
        return Column(title, width, style, note=meaning)

    def add_hidden(self, name: str, note: str) -> Worksheet:
        """Add a sheet that formulas read: out of sight, and not printed with the rest."""
        sheet = self.add(name, name, note)
        sheet.hide()
        return sheet

    def table(
        self,
        sheet: Worksheet,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        header_height: float = 32,
        fit_rows: bool = True,
    ) -> Area:
        """Write *rows* as a table called *name* and set its columns' widths.

        *fit_rows* makes room for wrapped text: LibreOffice does not do so by itself.
        """
        last = FIRST_ROW
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        styles = [column.style for column in columns]
        for last, row in enumerate(rows, FIRST_ROW + 1):
            if fit_rows:
                sheet.set_row(last, _height(row, columns))
            for number, (value, style) in enumerate(zip(row, styles, strict=True)):
                if isinstance(value, str):
                    sheet.write_string(last, number, value, style)
                else:
                    sheet.write_number(last, number, value, style)
        if last == FIRST_ROW:
            last += 1
            for number, style in enumerate(styles):
                sheet.write_string(last, number, NOTHING_TO_SHOW, style)
        sheet.set_row(FIRST_ROW, header_height)
        for number, column in enumerate(columns):
            if column.note:
                sheet.write_comment(FIRST_ROW, number, column.note, NOTE)
        sheet.add_table(
            *(FIRST_ROW, 0, last, len(columns) - 1),
            {
                "name": name,
                "style": None,
                **self.alternative_text(sheet),
                "columns": [
                    {
                        "header": column.header,
                        "header_format": self.styles.header_upright
                        if column.is_upright
                        else self.styles.header,
                    }
                    for column in columns
                ],
            },
        )
        return Area(FIRST_ROW, last, len(columns) - 1)

    def freeze_hidden(self, sheet: Worksheet, area: Area, columns: int = 0) -> None:
        """Freeze a hidden sheet too; LibreOffice prints those, so its title is all there is."""
        self.freeze(sheet, area, columns)
        sheet.print_area(0, 0, area.header, 2)

    def alternative_text(self, sheet: Worksheet) -> dict[str, str]:
        """Return what a screen reader says of a table: the sheet's title and its line."""
        title, note = self._said[sheet.get_name()]
        return {"title": title, "description": note}

    def add_start_table(
        self, sheet: Worksheet, place: tuple[int, int, int, int], name: str, headers: Sequence[str]
    ) -> None:
        """Make a table of *place* on Start: no filter; first and last column begin at the left."""
        styles = self.styles
        sheet.add_table(
            *place,
            {
                "name": name,
                "style": None,
                **self.alternative_text(sheet),
                "autofilter": False,
                "columns": [
                    {
                        "header": header,
                        "header_format": styles.header
                        if n in (0, len(headers) - 1)
                        else styles.header_centre,
                    }
                    for n, header in enumerate(headers)
                ],
            },
        )

    def freeze(
        self, sheet: Worksheet, area: Area, columns: int = 0, printed: int | None = None
    ) -> None:
        """Keep the header of *area* and the first *columns* in sight and on every page.

        Of a wide table the first *printed* columns are on paper, so that they can be read there.
        """
        sheet.freeze_panes(area.header + 1, columns)
        sheet.repeat_rows(area.header)
        if columns:
            sheet.repeat_columns(0, columns - 1)
        last = area.last_column if printed is None else printed - 1
        sheet.print_area(0, 0, area.last, last)


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Return the height in points that a row's longest wrapped text needs."""
    heights = (
        text_height(value, column.width)
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str)
        and len(value) > column.width - (0 if column.is_upright else INDENT)
    )
    return max(heights, default=16)


def text_height(text: str, width: float) -> float:
    """Return the height in points of a wrapped text; Excel has no row higher than 409."""
    # a line breaks between words, so several lines hold a little less each
    held = width - INDENT
    lines = (1 if len(line) <= held else ceil(len(line) / held) for line in text.split("\n"))
    return min(409, 13 * sum(lines) + 3)
