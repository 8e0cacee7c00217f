"""``status.js``, beside the publications: tells the pages of each that a newer one exists.

A publication is never changed: an old page reads this script if it is there.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from oppna_jamforelser.publish.index import Entry, read_index
from oppna_jamforelser.publish.news import NAME as PAGE
from oppna_jamforelser.publish.news import (
    STATES,
    changes_between,
    coming,
    forerunner_of,
    write_page,
)
from oppna_jamforelser.whole_file import write_whole

NAME = "status.js"


def newer_than(entries: Sequence[Entry], entry: Entry) -> Entry | None:
    """Return the last publication listed after *entry* of the same survey year or a later one."""
    after = entries[entries.index(entry) + 1 :]
    return next((one for one in reversed(after) if one.matar >= entry.matar), None)


def write_beside(folder: Path) -> None:
    """Write the page and the script of the publications listed in *folder*."""
    entries = read_index(folder)
    if not entries:
        return
    write_page(folder, entries)
    told = {}
    for entry in entries:
        newer = newer_than(entries, entry)
        coming_text = [f"{event.nar.capitalize()}: {event.vad}" for event in coming(entries)]
        if newer is None:  # its own calendar says what is new in it
            before = forerunner_of(entries, entry)
            told[entry.mapp] = {
                "text": "Nytt i den här publikationen.",
                "nytt": changes_between(folder, before, entry) if before else [],
                "kommer": coming_text,
                "alla": PAGE,
            }
            continue
        told[entry.mapp] = {
            "text": f"Det finns en nyare publikation: mätår {newer.matar}, "
            f"{STATES[newer.tillstand]}, {newer.datum}.",
            "nytt": changes_between(folder, entry, newer),
            "kommer": coming_text,
            "nyare": f"{quote(newer.mapp)}/webb/index.html",
            "alla": PAGE,
        }
    text = json.dumps(told, ensure_ascii=True, sort_keys=True)
    write_whole(folder / NAME, f"window.OJstatus({text});\n")
