"""A delivered file as rows: which reader takes it, and what every reader gives.

A new kind of file (Excel, the wide form, other encodings) is a new reader beside ``long_csv`` and
a line in :func:`read_delivery`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oppna_jamforelser.intake.errors import UnreadableFile, file_name
from oppna_jamforelser.intake.long_csv import LongCsv
from oppna_jamforelser.intake.rows import DeliveredRow

_SPARA_SOM_CSV = "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen."


@dataclass(frozen=True)
class Delivery:
    """One delivered file. ``rows`` is read as it is used, once, and may find it unreadable."""

    fil: str
    leverans_id: str
    okanda_kolumner: tuple[str, ...]
    rows: Iterator[DeliveredRow]


def read_delivery(path: Path) -> Delivery:
    """Open a delivered file; raise :class:`UnreadableFile` when it cannot be read at all."""
    if path.is_dir():
        raise UnreadableFile(path, "är en mapp, ingen fil", "Ange filerna i mappen.")
    if not path.is_file():
        raise UnreadableFile(path, "filen finns inte", "Kontrollera sökvägen.")
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            file.seek(0)
            leverans_id = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            path,
            f"filen kan inte läsas ({error.strerror})",
            "Kontrollera filen och rättigheterna.",
        ) from error
    if not start:
        raise UnreadableFile(path, "filen är tom", "Skicka filen med svaren.")
    if b"\0" in start:
        raise UnreadableFile(path, "filen är ingen textfil", _SPARA_SOM_CSV)
    reader = LongCsv(path)
    return Delivery(file_name(path), leverans_id, reader.okanda_kolumner, reader.rows())
