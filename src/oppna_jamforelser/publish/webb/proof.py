"""Where each figure of a page is proved: its key, and a link to the page that says why."""

from markupsafe import Markup, escape

from oppna_jamforelser.publish.webb.address import indicator_page, why_page
from oppna_jamforelser.report.proof import NoProof
from oppna_jamforelser.report.subject import Key


class Proof(NoProof):
    """Marks the figures of a page that lies at *root* from ``webb/``.

    A key is year, gruppindelning (or ``enhet``), code, indicator and column, and the whole of a
    rest. It stands in ``data-n``. What a row has in common stands at the row, and ends in a bar: a
    cell leaves those parts empty, or out where all of them, or all but the year, are the row's; a
    column's own stands at its head (``data-k``). The column of a rest is ``andel_procent``
    where none is said. The pages are many and long: each of these saves some per cent.
    """

    stacks = False

    def __init__(self, root: str = "../") -> None:
        """Start a page."""
        self.root = root
        self._row: tuple[str, ...] = ("",) * 4

    def row(self, key: Key, indikator_id: str, matar: int | None = None) -> Markup:
        """Return a row's key; the year is left out where the cells are of different years."""
        self._row = (str(matar or ""), *key, indikator_id)
        return Markup(f' data-n="{"|".join(self._row)}|"')

    def year(self, matar: int) -> Markup:
        """Return the key of a row of one year, among the rows of an indicator."""
        self._row = (str(matar), *self._row[1:])
        return Markup(f' data-n="{matar}|"')

    def key(
        self, key: Key, indikator_id: str, matar: int, kolumn: str, whole: str | None = None
    ) -> Markup:
        """Return the key of a cell of the row."""
        own = (str(matar), *key, indikator_id)
        whose = ""
        if own != self._row:
            parts = ["" if one == two else one for one, two in zip(own, self._row, strict=True)]
            whose = f"{matar}|" if parts[1:] == [""] * 3 else f"{'|'.join(parts)}|"
        if whole:
            what = f"|{whole}" if kolumn == "andel_procent" else f"{kolumn}|{whole}"
            return Markup(f' data-n="{whose}{what}"')
        return Markup(f' data-n="{whose}{kolumn}"' if whose else f" data-n={kolumn}")

    def column(self, kolumn: str) -> Markup:
        """Return the key of a column, at its head: that of each of its cells without one."""
        return Markup(f' data-k="{kolumn}"')

    def count(self, key: Key, text: object) -> Markup:
        """Return a count of several figures, which leads to the page that proves each of them."""
        return Markup(f'<a href="{self.root}{why_page(key)}">{escape(text)}</a>')

    def figure(self, key: Key, indikator_id: str, matar: int, text: str, css: str = "") -> Markup:
        """Return a figure that leads to what proves it."""
        kind = f'class="{css}" ' if css else ""
        return Markup(
            f'<a {kind}href="{self.root}{why_page(key)}#{indikator_id}-{matar}">{escape(text)}</a>'
        )

    def indicator(self, indikator_id: str, name: str) -> Markup:
        """Return an indicator's name that leads to its page."""
        return Markup(f'<a href="{self.root}{indicator_page(indikator_id)}">{escape(name)}</a>')
