"""Answer what was published, and what was in force on a day."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.index import NAME, Entry, in_force, read_index
from oppna_jamforelser.publish.manifest import NAME as MANIFEST
from oppna_jamforelser.publish.manifest import read_publication
from oppna_jamforelser.publish.news import STATES, coming, read_news


def write_listing(folder: Path, datum: str | None, to_json: bool) -> None:
    """Print the publications listed in *folder*, or those in force on the day *datum*."""
    entries = read_index(folder)
    if not entries:
        raise PublishError(f"inga publikationer är upptagna i {folder / NAME}.")
    chosen = in_force(entries, datum) if datum else entries
    if not chosen:
        first = min(entry.datum for entry in entries)
        raise PublishError(f"inget var publicerat {datum}: det första kom {first}.")
    rows = [{**asdict(entry), "finns": _condition(folder, entry)} for entry in chosen]
    if to_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("mätår", "datum", "tillstånd", "mapp", "id", "ersätter", "finns")
    for row in rows:
        table.add_row(
            str(row["matar"]),
            row["datum"],
            STATES[row["tillstand"]],
            row["mapp"],
            row["id"][:12],
            (row["ersatter"] or "")[:12],
            row["finns"],
        )
    console = Console()
    console.print(table)
    news = read_news(folder, entries)
    console.print(f"Nytt i {news.entry.mapp}: {' '.join(news.sentences)}", highlight=False)
    for event in coming(entries):
        console.print(f"Kommer {event.nar}: {event.vad}", highlight=False)


def _condition(folder: Path, entry: Entry) -> str:
    """Say whether the publication stands where it did: ja, nej, ändrad (another), or skadad."""
    place = folder / entry.mapp
    if not (place / MANIFEST).is_file():
        return "nej"
    try:
        return "ja" if read_publication(place).id == entry.id else "ändrad"
    except PublishError:
        return "skadad"
