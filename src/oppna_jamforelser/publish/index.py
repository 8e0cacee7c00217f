"""``publikationer.json``, beside the publications: what was published when, and what it replaced.

A publication holds no clock: its date stands here only. An entry is never changed or taken away.

States of a publication, for each mätår: *preliminar* as often as needed, until there is a
*slutlig*; one *slutlig*; after it only *rattad*, as often as needed.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.whole_file import write_whole

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
        wrong = next((entry for entry in entries if not _is_well_formed(entry)), None)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PublishError(f"{path} är skadad och kan inte läsas. Återställ filen.") from error
    if wrong:
        raise PublishError(
            f"{path} är skadad: posten för mappen {wrong.mapp!r} har fel slags värden, eller pekar "
            "ut något annat än en mapp bredvid filen. Återställ filen."
        )
    return entries


def _is_well_formed(entry: Entry) -> bool:
    """Return whether an entry names a folder beside the index, and has values of the right kind."""
    texts = (entry.id, entry.mapp, entry.tillstand, entry.datum, entry.ersatter or "")
    return (
        all(isinstance(text, str) for text in texts)
        and type(entry.matar) is int
        and entry.tillstand in TILLSTAND
        and date.fromisoformat(entry.datum).isoformat() == entry.datum
        and entry.mapp not in ("", ".", "..")
        and not set(entry.mapp) & {"/", "\\", "\0", ":"}
    )


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


def next_entry(entries: Iterable[Entry], entry: Entry) -> Entry | None:
    """Return *entry* with what it replaces; None when it already stands there.

    Raises PublishError when its folder or its publication is listed in another way.
    """
    known = list(entries)
    check_folder(known, entry.mapp, entry.id)
    for one in known:
        if one.id == entry.id:
            if (one.mapp, one.datum) == (entry.mapp, entry.datum):
                return None
            raise PublishError(
                f"publikationen är redan upptagen: {one.mapp}, {one.datum}. Det ändras inte."
            )
    replaced = check_next(known, entry.matar, entry.tillstand, entry.datum)
    return replace(entry, ersatter=replaced.id if replaced else None)


def check_folder(entries: Iterable[Entry], mapp: str, id: str) -> None:
    """Raise PublishError when the folder *mapp* is listed as another publication."""
    for one in entries:
        if one.mapp == mapp and one.id != id:
            raise PublishError(
                f"{mapp} är upptagen som en annan publikation ({one.datum}). Välj en ny mapp."
            )


def add_entry(folder: Path, entry: Entry) -> None:
    """Write *entry* last in the index of *folder*, whole or not at all."""
    rows = [asdict(one) for one in [*read_index(folder), entry]]
    write_whole(folder / NAME, json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def in_force(entries: Iterable[Entry], datum: str) -> list[Entry]:
    """Return, for each mätår, the publication that was the latest on the day *datum*."""
    latest = {entry.matar: entry for entry in entries if entry.datum <= datum}
    return [latest[matar] for matar in sorted(latest)]
