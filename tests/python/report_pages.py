"""What a report says, read back from its HTML: its tables."""

from html.parser import HTMLParser


class _Tables(HTMLParser):
    """The cells of every table as text, each with its heading in the narrow view."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            row = self.tables[-1][-1]
            row[-1] = " ".join(row[-1].split())
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def tables_of(html: str) -> list[list[list[str]]]:
    """Return the tables of a page: rows of cells."""
    parser = _Tables()
    parser.feed(html)
    return parser.tables
