"""The records of a CSV text, each with its raw text; a broken one costs no other record.

A quotation mark that is opened and never closed would make one field of the rest of the file.
Here only the line where it stands is lost: the lines after it are read again, as records.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

RawRecord = tuple[list[str] | None, str]


class _Lines:
    """Lines that remember what was taken since the last record, and can be taken back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.taken.append(line)
        return line

    def keep_only_first(self) -> None:
        self._again.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def take(self, count: int) -> list[str]:
        lines = list(islice(self._lines, max(count - len(self._again), 0)))
        return [*(self._again.popleft() for _ in range(min(count, len(self._again)))), *lines]

    def give_back(self, lines: list[str]) -> None:
        self._again.extendleft(reversed(lines))


class CsvRecords:
    """The records of *lines*, which keep their line breaks: one by one, or whole blocks at once."""

    def __init__(self, lines: Iterable[str], delimiter: str = ",") -> None:
        self._delimiter = delimiter
        self._source = _Lines(lines)
        self._reader = csv.reader(self._source, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[RawRecord]:
        """Yield the fields of each record, null when its quotation marks are wrong, and its text.

        A blank line is a record without fields. A field may hold line breaks and up to 131 072
        characters (the csv module's limit).
        """
        return self

    def __next__(self) -> RawRecord:
        self._source.taken.clear()
        fields: list[str] | None
        try:
            fields = next(self._reader)
        except csv.Error:
            fields = None
            self._source.keep_only_first()
        return fields, "".join(self._source.taken).rstrip("\r\n")

    def block(self, size: int, width: int) -> tuple[list[str], list[list[str]]]:
        """Take the next *size* lines at once, when each is a record of *width* fields.

        Otherwise nothing is taken, and both lists are empty. It reads just as one by one does, at
        several times the speed.
        """
        lines = self._source.take(size)
        try:
            rows = list(csv.reader(lines, delimiter=self._delimiter, strict=True))
        except csv.Error:
            rows = []
        if len(rows) == len(lines) and all(len(row) == width for row in rows):
            return lines, rows
        self._source.give_back(lines)
        return [], []


def read_records(lines: Iterable[str], delimiter: str = ",") -> Iterator[RawRecord]:
    """Yield the records of *lines* one by one; see :meth:`CsvRecords.__iter__`."""
    return iter(CsvRecords(lines, delimiter))
