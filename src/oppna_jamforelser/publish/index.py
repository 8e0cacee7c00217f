"""``publikationer.json``, beside the publications: what was published when, and what it replaced.

A publication holds no clock: its date stands here only. An entry is never changed or taken away.

States of a publication, for each mätår: *preliminar* as often as needed, until there is a
*slutlig*; one *slutlig*; after it only *rattad*, as often as needed.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from oppna_jamforelser.publish.errors import PublishError

NAME = "publikationer.json"
TILLSTAND = ("preliminar", "slutlig", "rattad")


@dataclass(frozen=True)
class Entry:
    """A listed publication. *ersatter* is the id of the one that it replaced, if any."""

    id: str
    mapp: str
    matar: int
    tillstand: str
    datum: str
    ersatter: str | None


def read_index(folder: Path) -> list[Entry]:
    """Return the publications listed in *folder*, in the order of listing."""
    path = folder / NAME
    if not path.is_file():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        entries = [
            Entry(**{field.name: row[field.name] for field in fields(Entry)}) for row in rows
        ]
        for entry in entries:
            date.fromisoformat(entry.datum)
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{path} är skadad och kan inte läsas. Återställ filen.") from error
    return entries


def check_next(entries: Iterable[Entry], matar: int, tillstand: str, datum: str) -> Entry | None:
    """Return the entry that the next of *matar* replaces; raise PublishError if it may not come."""
    of_year = [entry for entry in entries if entry.matar == matar]
    is_final = any(entry.tillstand != "preliminar" for entry in of_year)
    if tillstand == "rattad" and not is_final:
        raise PublishError(
            f"mätår {matar} har ingen slutlig publikation att rätta. Välj preliminar eller slutlig."
        )
    if tillstand != "rattad" and is_final:
        raise PublishError(
            f"mätår {matar} är redan slutligt publicerat. En ändring är en rättelse: rattad."
        )
    if of_year and datum < of_year[-1].datum:
        raise PublishError(
            f"mätår {matar} publicerades senast {of_year[-1].datum}: {datum} är före det."
        )
    return of_year[-1] if of_year else None


def list_publication(folder: Path, entry: Entry) -> bool:
    """Add *entry* to the index of *folder*; return False when it already stands there."""
    entries = read_index(folder)
    for known in entries:
        if known.mapp == entry.mapp and known.id == entry.id and known.datum == entry.datum:
            return False
        if known.id == entry.id or known.mapp == entry.mapp:
            raise PublishError(
                f"publikationen står redan i {folder / NAME}: {known.mapp}, {known.datum}. "
                "En publikation ändras inte."
            )
    replaced = check_next(entries, entry.matar, entry.tillstand, entry.datum)
    added = Entry(**{**asdict(entry), "ersatter": replaced.id if replaced else None})
    text = json.dumps([asdict(one) for one in [*entries, added]], ensure_ascii=False, indent=2)
    unfinished = folder / f".{NAME}.ofardig"
    unfinished.write_text(text + "\n", encoding="utf-8", newline="\n")
    os.replace(unfinished, folder / NAME)
    return True


def in_force(entries: Iterable[Entry], datum: str) -> list[Entry]:
    """Return, for each mätår, the publication that was the latest on the day *datum*."""
    latest = {entry.matar: entry for entry in entries if entry.datum <= datum}
    return [latest[matar] for matar in sorted(latest)]
