"""What is new in the latest publication, and what comes next: ``publikationer.html``.

The page stands beside the index and not in a publication, which neither knows what came before it
nor changes afterwards.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oppna_jamforelser.publish.index import Entry
from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.manifest import NAME as MANIFEST
from oppna_jamforelser.publish.manifest import Manifest
from oppna_jamforelser.publish.quality.calendar import Event, calendar_of
from oppna_jamforelser.templates import environment
from oppna_jamforelser.whole_file import write_whole

NAME = "publikationer.html"
STATES = {"preliminar": "preliminär", "slutlig": "slutlig", "rattad": "rättad"}


@dataclass(frozen=True)
class News:
    """The latest publication, the one that it is new against (if any), and what is new."""

    entry: Entry
    forerunner: Entry | None
    sentences: tuple[str, ...]


def forerunner_of(entries: Sequence[Entry], entry: Entry) -> Entry | None:
    """Return what *entry* replaced, else the last publication of an earlier survey year."""
    before = entries[: entries.index(entry)]
    for one in reversed(before):
        if one.id == entry.ersatter:
            return one
    earlier = [one for one in before if one.matar < entry.matar]
    return max(earlier, key=lambda one: one.matar, default=None)


def read_news(folder: Path, entries: Sequence[Entry]) -> News:
    """Return what is new in the last listed publication."""
    entry = entries[-1]
    forerunner = forerunner_of(entries, entry)
    if forerunner is None:
        return News(entry, None, (f"Den första publikationen för mätår {entry.matar}.",))
    return News(entry, forerunner, tuple(changes_between(folder, forerunner, entry)))


def changes_between(folder: Path, earlier: Entry, later: Entry) -> list[str]:
    """Return in words what *later* has that *earlier*, another listed publication, has not."""
    old, new = _manifest(folder, earlier), _manifest(folder, later)
    if old is None or new is None:
        missing = earlier.mapp if old is None else later.mapp
        return [f"Vad som är nytt kan inte sägas: {missing} saknas."]
    return _sentences(old, new, earlier, later)


def _manifest(folder: Path, entry: Entry) -> Manifest | None:
    """Return the manifest of a listed publication, or None when it does not stand there whole."""
    path = folder / entry.mapp / MANIFEST
    if not path.is_file() or sha256_of(path) != entry.id:
        return None
    manifest: Manifest = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def _sentences(old: Manifest, new: Manifest, forerunner: Entry, entry: Entry) -> list[str]:
    """Return the differences between two manifests in words."""
    said = []
    if new["matar"] != old["matar"]:
        said.append(f"Mätår {new['matar']} har kommit till.")
    if new["tillstand"] != old["tillstand"]:
        said.append(f"Den är {STATES[new['tillstand']]}; den förra var {STATES[old['tillstand']]}.")
    delivered = _deliveries(new) - _deliveries(old)
    withdrawn = _withdrawn(new) - _withdrawn(old)
    if delivered:
        said.append(f"Leveranser som har kommit till: {len(delivered)}.")
    if withdrawn:
        said.append(f"Leveranser som har dragits tillbaka: {len(withdrawn)}.")
    tables = sorted(set(new["rad_antal"]) - set(old["rad_antal"]))
    if tables:
        said.append(f"Nya tabeller: {', '.join(tables)}.")
    if new["version"]["kod"] != old["version"]["kod"]:
        said.append("Reglerna, uppgifterna om enheter och frågor, eller beräkningen är ändrade.")
    if _tables(new) == _tables(old):
        said.append("Varje siffra är oförändrad.")
    else:
        said.append(
            f"Vilka siffror som skiljer, och varför, visar: oj diff {forerunner.mapp} {entry.mapp}"
        )
    return said


def _tables(manifest: Manifest) -> dict[str, object]:
    """Return the published tables with their checksums."""
    return {name: told for name, told in manifest["filer"].items() if name.startswith("parquet/")}


def _deliveries(manifest: Manifest) -> set[str]:
    return {row["leverans_id"] for row in manifest["leveranser"]}


def _withdrawn(manifest: Manifest) -> set[str]:
    return {row["leverans_id"] for row in manifest["leveranser"] if row["ar_tillbakadragen"]}


def coming(entries: Sequence[Entry]) -> list[Event]:
    """Return what comes after the latest survey year that is published."""
    latest = max(entry.matar for entry in entries)
    first, *rest = calendar_of(latest)
    is_final = any(e.matar == latest and e.tillstand != "preliminar" for e in entries)
    return rest if is_final else [first, *rest]


def write_page(folder: Path, entries: Sequence[Entry]) -> None:
    """Write the page of the publications listed in *folder*: *entries*."""
    template = environment(keep_trailing_newline=True).get_template("publish/news.html.j2")
    page = template.render(
        entries=list(reversed(entries)),
        news=read_news(folder, entries),
        coming=coming(entries),
        states=STATES,
    )
    write_whole(folder / NAME, page)
