"""A page for the terminal: headings, indented texts and tables, whatever the texts hold."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_WIDTH = 100
_INDENT = 2


class Page:
    """A page in the making: at most 100 columns wide, and just so many when piped."""

    def __init__(self, console: Console) -> None:
        console.width = min(console.width, _WIDTH) if console.is_terminal else _WIDTH
        self._console = console
        self._section = 0
        self._lines: list[str] = []

    def title(self, text: str) -> None:
        """Print a line that stands out."""
        self._print(Text(printable(text), style="bold"), indent=0)

    def section(self, text: str) -> None:
        """Print a numbered heading."""
        self._section += 1
        self._print(Text(""), indent=0)
        self._print(Text(f"{self._section}. {printable(text)}", style="bold"), indent=0)

    def line(self, text: str = "", level: int = 0, style: str = "") -> None:
        """Print a paragraph."""
        self._print(Text(printable(text), style=style), indent=_INDENT * (1 + level))

    def pairs(self, pairs: Iterable[tuple[str, str]], level: int = 0) -> None:
        """Print names with what they stand for, in two columns."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column()
        for name, text in pairs:
            grid.add_row(Text(printable(name), style="dim"), Text(printable(text)))
        self._print(grid, indent=_INDENT * (1 + level))

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
        """Print a table; numbers stand to the right."""
        rows = list(rows)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for place, column in enumerate(columns):
            is_number = all(isinstance(row[place], int) for row in rows)
            table.add_column(column, justify="right" if is_number else "left")
        for row in rows:
            table.add_row(*(Text(printable(str(cell))) for cell in row))
        self._print(table, indent=_INDENT)

    def as_text(self) -> str:
        """Return the page, without blanks at the ends of its lines."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)

    def _print(self, renderable: RenderableType, indent: int) -> None:
        with self._console.capture() as captured:
            self._console.print(Padding(renderable, (0, 0, 0, indent)), highlight=False)
        self._lines.extend(captured.get().splitlines())


def printable(text: str) -> str:
    """Return *text* with the number of each sign that nobody sees or that steers the terminal."""
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char in "\t\n\r\xa0" else f"⟨U+{ord(char):04X}⟩"
