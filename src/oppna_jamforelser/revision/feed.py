"""``nytt.json`` and ``nytt.atom``, beside the publications: what changed, for those who poll.

Each listed publication is compared with the one that it follows, once: what is said of two
publications is kept, since neither ever changes. No clock: the dates are those of the index.
"""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb

from oppna_jamforelser.publish.cells import KEY_COLUMNS
from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.index import Entry, read_index
from oppna_jamforelser.publish.manifest import read_publication
from oppna_jamforelser.publish.news import STATES, forerunner_of
from oppna_jamforelser.revision.causes import Cause
from oppna_jamforelser.revision.compare import COLUMNS, Comparison, compare
from oppna_jamforelser.whole_file import write_whole

JSON_NAME, ATOM_NAME = "nytt.json", "nytt.atom"
_ATOM = "http://www.w3.org/2005/Atom"
Say = Callable[[str], None]
Told = dict[str, Any]


def write_feed(folder: Path, edition: Edition, say: Say, warn: Say) -> list[Told]:
    """Write both files beside the publications listed in *folder*; return what they say."""
    entries = read_index(folder)
    known = {
        (told["id"], told["mot"]["id"] if told["mot"] else None): told
        for told in _read(folder / JSON_NAME)
    }
    news = []
    for entry in entries:
        before = forerunner_of(entries, entry)
        told = known.get((entry.id, before.id if before else None))
        news.append(told or _tell(folder, entry, before, say, warn))
    document = {"senast": max((entry.datum for entry in entries), default=None), "nytt": news}
    write_whole(folder / JSON_NAME, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    write_whole(folder / ATOM_NAME, _atom(news, edition))
    return news


def _tell(folder: Path, entry: Entry, before: Entry | None, say: Say, warn: Say) -> Told:
    """Return what one publication changed against the one before it."""
    told: Told = {
        "datum": entry.datum,
        "id": entry.id,
        "mapp": entry.mapp,
        "matar": entry.matar,
        "tillstand": entry.tillstand,
        "mot": {"id": before.id, "mapp": before.mapp, "datum": before.datum} if before else None,
        "brytande": False,
        "brytande_skal": [],
        "andrade_celler_antal": 0,
        "orsaker": {},
        "andringar": [],
        "inte_jamfort": None,
    }
    if before is None:
        return told
    try:
        for one in (before, entry):
            if read_publication(folder / one.mapp).id != one.id:
                raise PublishError(f"{one.mapp} är en annan publikation än den som är upptagen.")
        say(f"Jämför {before.mapp} med {entry.mapp}")
        revision = compare(Comparison(folder / before.mapp, folder / entry.mapp), say, warn)
    except PublishError as error:
        return told | {"inte_jamfort": str(error).replace(f"{folder}{os.sep}", "")}
    with revision.connection as connection:
        told["orsaker"] = {
            cause or "okänd": count
            for cause, count in connection.execute(
                "select orsak, count(*) from andring group by 1 order by 1 nulls last"
            ).fetchall()
        }
        # cells of a year that only one of them holds are counted; the rest are told, each
        rows = connection.execute(
            f"select {', '.join(COLUMNS)} from andring where orsak is distinct from ?"
            f" order by {', '.join(f'{name} nulls first' for name in COLUMNS[:-4])}",
            [Cause.NYTT_MATAR.value],
        ).fetchall()
    told["andringar"] = [
        {name: value for name, value in zip(COLUMNS, row, strict=True) if value is not None}
        for row in rows
    ]
    told["andrade_celler_antal"] = len(rows)
    told["brytande_skal"] = [
        *_form_changes(folder / before.mapp, folder / entry.mapp),
        *_gone_rows(told["andringar"]),
    ]
    told["brytande"] = bool(told["brytande_skal"])
    return told


def _form_changes(old: Path, new: Path) -> list[str]:
    """Return what a client of the old tables would not find: tables, columns, types."""
    said = []
    before, after = _columns(old), _columns(new)
    for table in sorted(before):
        if table not in after:
            said.append(f"Tabellen {table} finns inte längre.")
            continue
        for column, kind in before[table].items():
            if column not in after[table]:
                said.append(f"Kolumnen {table}.{column} finns inte längre.")
            elif after[table][column] != kind:
                said.append(f"Kolumnen {table}.{column} är {after[table][column]}, inte {kind}.")
    return said


def _columns(folder: Path) -> dict[str, dict[str, str]]:
    """Return the types of each published table's columns."""
    with duckdb.connect() as connection:
        return {
            path.stem: {
                str(row[0]): str(row[1])
                for row in connection.execute(
                    "describe from read_parquet(?)", [str(path)]
                ).fetchall()
            }
            for path in sorted((folder / "parquet").glob("*.parquet"))
        }


def _gone_rows(changes: Sequence[Told]) -> list[str]:
    """Return how many rows of each table have lost every value that they had."""
    kept: dict[tuple[str, ...], bool] = {}
    for change in changes:
        row = (change["tabell"], *(str(change.get(name, "")) for name in KEY_COLUMNS))
        # a row that is still there keeps its marking, its counts or its reason
        gone = change["kolumn"] in _ALWAYS and "nytt_varde" not in change
        kept[row] = kept.get(row, False) or gone
    counts: dict[str, int] = {}
    for row, gone in kept.items():
        if gone:
            counts[row[0]] = counts.get(row[0], 0) + 1
    return [f"{count} rader i {table} finns inte längre." for table, count in counts.items()]


# columns that no row of their table is without
_ALWAYS = ("enheter_antal", "ingar_i_namnare", "namn")


def _atom(news: Sequence[Told], edition: Edition) -> str:
    """Return the feed, the latest publication first."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")

    def add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
        element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
        element.text = text or None

    base = edition.bas_adress
    add(feed, "title", "Öppna jämförelser: våld i nära relationer, publikationer")
    add(feed, "id", edition.name_of("flode"))
    add(feed, "updated", f"{max((told['datum'] for told in news), default='1970-01-01')}T00:00:00Z")
    add(feed, "link", rel="self", href=f"{base}{ATOM_NAME}")
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    add(author, "name", edition.utgivare)
    for told in reversed(news):
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        add(entry, "title", f"{told['mapp']}: mätår {told['matar']}, {STATES[told['tillstand']]}")
        add(entry, "id", f"urn:sha256:{told['id']}")
        add(entry, "updated", f"{told['datum']}T00:00:00Z")
        add(entry, "link", rel="alternate", href=f"{base}{told['mapp']}/")
        add(entry, "link", rel="related", type="application/json", href=f"{base}{JSON_NAME}")
        add(entry, "category", term="brytande" if told["brytande"] else "inte_brytande")
        add(entry, "summary", " ".join(sentences(told)))
    ElementTree.indent(feed)
    text: str = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def sentences(told: Told) -> list[str]:
    """Return in words what a publication changed."""
    if told["mot"] is None:
        return [f"Den första publikationen för mätår {told['matar']}."]
    if told["inte_jamfort"]:
        return [f"Vad som är nytt kan inte sägas: {told['inte_jamfort']}"]
    causes = ", ".join(f"{cause} {count}" for cause, count in told["orsaker"].items())
    return [
        f"Mot {told['mot']['mapp']}: {told['andrade_celler_antal']} värden är andra än förut.",
        *([f"Celler efter orsak: {causes}."] if causes else []),
        *told["brytande_skal"],
    ]


def _read(path: Path) -> list[Told]:
    """Return what was said before; nothing where the file is not there or is not ours."""
    try:
        news = json.loads(path.read_text(encoding="utf-8"))["nytt"]
        return [told for told in news if {"id", "mot", "andringar", "brytande"} <= told.keys()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
