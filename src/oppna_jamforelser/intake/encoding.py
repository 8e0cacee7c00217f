"""Which encoding a text file has, by a rule that can be told to a sender.

1. A byte order mark says so itself (UTF-8 or UTF-16).
2. A file that is UTF-8 throughout is UTF-8.
3. A file with some lines in UTF-8 beyond ASCII and some that are no UTF-8 is a damaged UTF-8 file:
   the lines that cannot be read are refused.
4. Any other file is Windows-1252 (which holds all of Latin-1's letters).
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1024 * 1024
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TITLES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
# Surrogates stand for bytes that mean nothing; NUL is no text.
UNREADABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Encoding:
    """How to decode a file; ``has_unreadable``: some of its lines hold what is no text."""

    name: str
    has_unreadable: bool

    @property
    def title(self) -> str:
        """What people call it."""
        return _TITLES[self.name]


def has_utf16_mark(start: bytes) -> bool:
    """Tell whether a file begins as UTF-16 with a byte order mark."""
    return start.startswith(_UTF16_MARKS) and not start.startswith(codecs.BOM_UTF32_LE)


def find_encoding(path: Path) -> Encoding:
    """Return how the text of *path* is encoded."""
    with path.open("rb") as file:
        start = file.read(4)
    if has_utf16_mark(start):
        return Encoding("utf-16", has_unreadable=True)
    is_utf8, has_nul = _scan(path)
    if is_utf8:
        return Encoding("utf-8-sig", has_nul)
    if start.startswith(codecs.BOM_UTF8) or _has_utf8_lines(path):
        return Encoding("utf-8-sig", has_unreadable=True)
    return Encoding("cp1252", has_unreadable=True)


def mended(text: str) -> str:
    """Return *text* with a sign in the place of everything that cannot be read."""
    return UNREADABLE.sub("\ufffd", text)


def _scan(path: Path) -> tuple[bool, bool]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_nul = False
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                has_nul = has_nul or b"\0" in chunk
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False, has_nul
    return True, has_nul


def _has_utf8_lines(path: Path) -> bool:
    """Tell whether some line beyond ASCII is UTF-8; by chance that is rare in Windows-1252."""
    with path.open("rb") as file:
        return any(_is_utf8(line) for line in file if not line.isascii())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
