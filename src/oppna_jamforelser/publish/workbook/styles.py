"""Colours and formats: contrast 4.5 or more, outcomes told apart in grey too."""

from xlsxwriter import Workbook

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
CENTRE = {**CELL, "align": "center"}
HEADER = {**FONT, "bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": HEAD}
BIG = {**FONT, "bold": True, "font_color": HEAD}


class Styles:
    """The formats of one workbook, each made once; one that no cell has is not in the file."""

    def __init__(self, book: Workbook) -> None:
        """Make the formats in *book*."""
        make = book.add_format
        # above the tables, and on Start
        self.title = make({**BIG, "font_size": 18})
        self.marking = make({**FONT, "font_size": 11, "bold": True, "bg_color": WARNING})
        self.note = make({**FONT, "font_color": MUTED})
        self.explanation = make({**FONT, "indent": 1})
        self.band = make({**BIG, "font_size": 13, "bottom": 2, "bottom_color": HEAD})
        self.label = make({**FONT, "font_size": 11, "bold": True})
        chosen = {"font_size": 12, "bold": True, "align": "left", "text_wrap": True}
        self.choice = make({**FONT, **chosen, "bg_color": INPUT, "border": 2, "border_color": HEAD})
        self.header = make({**HEADER, "indent": 1})
        self.header_centre = make({**HEADER, "align": "center"})
        # a column that is narrower than its name
        self.header_upright = make(
            {**HEADER, "rotation": 90, "align": "center", "valign": "bottom"}
        )
        # running text; an indent is for text that is aligned: without it columns run together
        self.text = make({**CELL, "valign": "top", "align": "left", "indent": 1})
        self.link = make({**CELL, "font_color": "#0B5394", "underline": 1, "valign": "top"})
        # results; a cell of numbers may hold the reason why there is none
        self.middle = make({**CELL, "indent": 1})
        self.strong = make({**CELL, "bold": True, "indent": 1})
        self.centre = make(CENTRE)
        self.percent = make({**CENTRE, "num_format": '0" %"'})
        self.tenths = make({**CENTRE, "num_format": '0.0" %"'})
        self.rate = make({**CENTRE, "num_format": "#,##0.0"})
        self.whole = make({**CENTRE, "num_format": "#,##0"})
        self.integer = make({**CELL, "num_format": "#,##0"})
        self.points = make({**CENTRE, "num_format": "+0.0;−0.0;0.0"})
        # what a condition makes of a cell: of one decimal, of a whole percentage, of a reason
        self.one_decimal = make({"num_format": "#,##0.0"})
        self.whole_percent = make({"num_format": '0" %"'})
        self.missing = make({"italic": True, "font_color": MUTED})
        self.outcomes = {
            outcome: make({"bold": outcome == "Ja", **colours})
            for outcome, colours in OUTCOMES.items()
        }
        self.legends = {
            outcome: make({**FONT, **colours, "align": "center"})
            for outcome, colours in OUTCOMES.items()
        }
