"""Colours and formats: contrast 4.5 or more, outcomes told apart in grey too."""

from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK = "#1F2933"
MUTED = "#52606D"
HEAD = "#1F3A5F"
LINE = "#C3CCD5"
WARNING = "#FFF3C4"
INPUT = "#FFFFFF"
# outcomes differ in lightness as well as in hue, and each cell says its outcome in words
OUTCOMES = {
    "Ja": {"bg_color": "#1B6E53", "font_color": "#FFFFFF"},
    "Delvis": {"bg_color": "#F6D55C", "font_color": "#1F2933"},
    "Nej": {"bg_color": "#F8C9BC", "font_color": "#6B1D0E"},
    "Ej aktuellt": {"bg_color": "#E4E7EB", "font_color": "#1F2933"},
}
FONT = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "vcenter"}
CELL = {**FONT, "text_wrap": True, "bottom": 1, "bottom_color": LINE}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Make formats in *book* as they are asked for."""
        self._book = book

    def _format(self, **properties: object) -> Format:
        return self._book.add_format(properties)

    @cached_property
    def title(self) -> Format:
        """A sheet's title."""
        return self._format(**{**FONT, "font_size": 18, "bold": True, "font_color": HEAD})

    @cached_property
    def marking(self) -> Format:
        """What these figures are not."""
        return self._format(**{**FONT, "font_size": 11, "bold": True, "bg_color": WARNING})

    @cached_property
    def note(self) -> Format:
        """A line of explanation."""
        return self._format(**{**FONT, "font_color": MUTED})

    @cached_property
    def explanation(self) -> Format:
        """What a colour or mark means."""
        return self._format(**FONT, indent=1)

    @cached_property
    def band(self) -> Format:
        """A quality area's heading."""
        return self._format(
            **{**FONT, "font_size": 13, "bold": True, "font_color": HEAD, "bottom": 2}
            | {"bottom_color": HEAD}
        )

    @cached_property
    def header(self) -> Format:
        """A column's header."""
        return self._format(
            **{**FONT, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": HEAD}
            | {"indent": 1}
        )

    @cached_property
    def header_centre(self) -> Format:
        """A narrow column's header."""
        return self._format(
            **{**FONT, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": HEAD}
            | {"align": "center"}
        )

    @cached_property
    def header_upright(self) -> Format:
        """The header of a column that is narrower than its name."""
        return self._format(
            **{**FONT, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": HEAD}
            | {"rotation": 90, "align": "center", "valign": "bottom"}
        )

    @cached_property
    def label(self) -> Format:
        """The name of a choice to make."""
        return self._format(**{**FONT, "font_size": 11, "bold": True})

    @cached_property
    def choice(self) -> Format:
        """A cell to choose in."""
        return self._format(
            **{**FONT, "font_size": 12, "bold": True, "bg_color": INPUT, "border": 2}
            | {"border_color": HEAD, "align": "left", "text_wrap": True}
        )

    @cached_property
    def text(self) -> Format:
        """Running text in a table."""
        # an indent is for text that is aligned: without it columns run together
        return self._format(**{**CELL, "valign": "top", "align": "left", "indent": 1})

    @cached_property
    def middle(self) -> Format:
        """Text in a table of results."""
        return self._format(**CELL, indent=1)

    @cached_property
    def strong(self) -> Format:
        """The first column of a table of results."""
        return self._format(**CELL, bold=True, indent=1)

    @cached_property
    def centre(self) -> Format:
        """A short result."""
        return self._format(**{**CELL, "align": "center"})

    @cached_property
    def percent(self) -> Format:
        """A whole percentage, or the reason why there is none."""
        return self._format(**{**CELL, "align": "center", "num_format": '0" %"'})

    @cached_property
    def tenths(self) -> Format:
        """A percentage of one decimal, or the reason why there is none."""
        return self._format(**{**CELL, "align": "center", "num_format": '0.0" %"'})

    @cached_property
    def rate(self) -> Format:
        """A rate of one decimal, or the reason why there is none."""
        return self._format(**{**CELL, "align": "center", "num_format": "#,##0.0"})

    @cached_property
    def one_decimal(self) -> Format:
        """What makes a number among outcomes one of one decimal."""
        return self._format(num_format="#,##0.0")

    @cached_property
    def whole_percent(self) -> Format:
        """What makes a rate's cell that of a whole percentage."""
        return self._format(num_format='0" %"')

    @cached_property
    def whole(self) -> Format:
        """A count of persons or units, or the reason why there is none."""
        return self._format(**{**CELL, "align": "center", "num_format": "#,##0"})

    @cached_property
    def integer(self) -> Format:
        """A count."""
        return self._format(**{**CELL, "num_format": "#,##0"})

    @cached_property
    def points(self) -> Format:
        """A change in percentage points."""
        return self._format(**{**CELL, "align": "center", "num_format": "+0.0;−0.0;0.0"})

    @cached_property
    def link(self) -> Format:
        """A link within the workbook."""
        return self._format(**{**CELL, "font_color": "#0B5394", "underline": 1, "valign": "top"})

    @cached_property
    def outcomes(self) -> dict[str, Format]:
        """The colours of each outcome, for conditional formats and legends."""
        return {
            outcome: self._format(bold=outcome == "Ja", **colours)
            for outcome, colours in OUTCOMES.items()
        }

    @cached_property
    def legends(self) -> dict[str, Format]:
        """The colours of each outcome, as they stand in the legend."""
        return {
            outcome: self._format(**{**FONT, **colours, "align": "center"})
            for outcome, colours in OUTCOMES.items()
        }

    @cached_property
    def missing(self) -> Format:
        """A reason instead of a result."""
        return self._format(italic=True, font_color=MUTED)
