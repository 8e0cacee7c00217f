"""Page breaks that keep a table on one page of A4, where the sheet is one page wide."""

from collections.abc import Iterable

PAGE_INCHES = (10.8, 6.7)
"""What A4 in landscape leaves within the margins, a little less to be on the safe side."""


def page_height(widths: Iterable[float]) -> float:
    """Return how many points of rows a page holds when columns of these *widths* fit its width."""
    # a column is 7 pixels a character and 5 of padding, at 96 pixels an inch
    inches = sum(7 * width + 5 for width in widths) / 96
    return 72 * PAGE_INCHES[1] * max(1.0, inches / PAGE_INCHES[0])


class PageBreaks:
    """The rows before which a page ends."""

    def __init__(self, height: float) -> None:
        """Fill pages that have room for *height* points of rows."""
        self.rows: list[int] = []
        self._height = height
        self._left = height

    def add(self, row: int, height: float) -> None:
        """Break before *row* when the *height* that begins there has no room left.

        A page that is still empty is never left so: what is higher than a page runs over.
        """
        if self._left < min(height, self._height):
            self.rows.append(row)
            self._left = self._height
        self._left -= height
