"""The records of a CSV text, each with its raw text; a broken one costs no other record.

A quotation mark that is opened and never closed would make one field of the rest of the file.
Here only the line where it stands is lost: the lines after it are read again, as records.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator

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


def read_records(lines: Iterable[str], delimiter: str = ",") -> Iterator[RawRecord]:
    """Yield the fields of each record, null when its quotation marks are wrong, and its text.

    *lines* keep their line breaks. A blank line is a record without fields. A field may hold line
    breaks and up to 131 072 characters (the csv module's limit).
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        source.taken.clear()
        fields: list[str] | None
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            fields = None
            source.keep_only_first()
        yield fields, "".join(source.taken).rstrip("\r\n")
