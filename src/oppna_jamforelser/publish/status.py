"""``status.js``, beside the publications: tells the pages of each that a newer one exists.

A publication is never changed: an old page reads this script if it is there.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from oppna_jamforelser.publish.index import Entry, read_index
from oppna_jamforelser.publish.news import NAME as PAGE
from oppna_jamforelser.publish.news import STATES, read_news

NAME = "status.js"


def newer_than(entries: Sequence[Entry], entry: Entry) -> Entry | None:
    """Return the last publication listed after *entry* of the same survey year or a later one."""
    after = entries[entries.index(entry) + 1 :]
    return next((one for one in reversed(after) if one.matar >= entry.matar), None)


def write_status(folder: Path) -> None:
    """Write the script of the publications listed in *folder*, whole or not at all."""
    entries = read_index(folder)
    news = read_news(folder, entries)
    told = {}
    for entry in entries:
        newer = newer_than(entries, entry)
        if newer is None:
            continue
        changed = news.sentences if newer == news.entry and entry == news.forerunner else ()
        told[entry.mapp] = {
            "text": " ".join(
                (
                    f"Det finns en nyare publikation: mätår {newer.matar}, "
                    f"{STATES[newer.tillstand]}, {newer.datum}.",
                    *changed,
                )
            ),
            "nyare": f"{quote(newer.mapp)}/webb/index.html",
            "alla": PAGE,
        }
    unfinished = folder / f".{NAME}.ofardig"
    text = json.dumps(told, ensure_ascii=True, sort_keys=True)
    unfinished.write_text(f"window.OJstatus({text});\n", encoding="utf-8", newline="\n")
    os.replace(unfinished, folder / NAME)
