"""What publications show of the counts of persons, as everyone can read it in their tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.protect.batch import Batch, Batches, Deliveries
from oppna_jamforelser.protect.read import Measure, Place
from oppna_jamforelser.protect.table import ENHET, TOTALT, Atom, Key, Table
from oppna_jamforelser.publish.index import read_index
from oppna_jamforelser.publish.inputs import sha256_of

TABLES = "parquet"  # the folder of a publication's tables
MANIFEST = "manifest.json"
OF_PERSONS = "personer"  # what a manifest says of the protection of persons
MARTS = {
    "fct_enhetsvarde": f"'{ENHET}', enhet_kod, '{TOTALT}'",
    "fct_gruppvarde_tal": "gruppindelning, grupp_kod, kon",
}


@dataclass(frozen=True)
class Shown:
    """The counts that one publication shows, and which are hidden or had not been reported.

    *deliveries*: what it was made of, when its manifest says so. A measure of it may have waited.
    """

    name: str
    values: Mapping[Place, int | None]  # None: a value is shown, and so its count is known
    hidden: frozenset[Place] = frozenset()
    not_reported: frozenset[tuple[int, str, str]] = frozenset()  # matar, indikator_id, enhet_kod
    means: Mapping[Place, Decimal] = field(default_factory=dict)  # groups' means of their units
    deliveries: Deliveries | None = None


@dataclass(frozen=True)
class Earlier:
    """What an earlier publication showed of one measure, and the counts that it was made of.

    *number*: its place among the earlier ones.
    """

    number: int
    name: str
    batch: Batch
    table: Table
    cells: NDArray[np.bool_]


def read_shown(tables: Path, name: str, deliveries: Deliveries | None = None) -> Shown:
    """Return what the parquet files in the folder *tables* show."""
    values: dict[Place, int | None] = {}
    means: dict[Place, Decimal] = {}
    hidden: set[Place] = set()
    missing: set[tuple[int, str, str]] = set()
    with duckdb.connect() as connection:
        for mart, where in MARTS.items():
            path = tables / f"{mart}.parquet"
            if not path.is_file():
                continue
            rows = connection.from_parquet(str(path).replace("[", "[[]")).project(
                f"matar, indikator_id, {where}, antal, namnare_antal, orsak_kod, varde, "
                "varde_lasning_b"
            )
            for matar, indikator, division, code, kon, *numbers in rows.fetchall():
                antal, namnare, orsak, varde, mean = numbers
                place = Place(matar, indikator, Key(division, code, kon), False)
                if orsak == "ej_rapporterad" and division == ENHET:
                    missing.add((matar, indikator, code))
                if orsak == "skyddad":
                    hidden.add(place)
                if antal is not None or varde is not None:
                    values[place] = antal
                if mean is not None and division != ENHET:
                    means[place] = mean
                if namnare is not None:
                    values[place._replace(is_namnare=True)] = namnare
    return Shown(name, values, frozenset(hidden), frozenset(missing), means, deliveries)


def earlier_publications(folder: Path, first_matar: int, before: str = "") -> list[Shown]:
    """Return what the publications listed in *folder* show, in the order of listing.

    Only those that reach *first_matar*, and those that were listed before the folder *before*.
    """
    return [
        _read_publication(folder, mapp) for _, mapp in listed_before(folder, first_matar, before)
    ]


def listed_before(folder: Path, first_matar: int, before: str = "") -> list[tuple[str, str]]:
    """Return the id and the folder of those publications."""
    found = []
    for entry in read_index(folder):
        if entry.mapp == before:
            break
        if entry.matar >= first_matar:
            found.append((entry.id, entry.mapp))
    return found


def _read_publication(folder: Path, mapp: str) -> Shown:
    """Return what a listed publication shows; its tables must be there, as its manifest says."""
    try:
        manifest = json.loads((folder / mapp / MANIFEST).read_text(encoding="utf-8"))
        for mart in MARTS:
            name = f"{TABLES}/{mart}.parquet"
            told = manifest["filer"].get(name)
            if told and sha256_of(folder / mapp / name) != told["sha256"]:
                raise OjError(
                    f"publikationen {mapp} i {folder} är ändrad ({name}). "
                    "Det går inte att veta vad som har visats. Återställ den."
                )
        return read_shown(folder / mapp / TABLES, mapp, _deliveries_of(manifest))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OjError(
            f"publikationen {mapp} är upptagen i {folder} men saknas där eller är skadad. "
            "Utan den går det inte att veta vad som har visats."
        ) from error


def _deliveries_of(manifest: Mapping[str, Any]) -> Deliveries | None:
    told = manifest.get(OF_PERSONS)
    if told is None:
        return None
    return Deliveries(frozenset(told["leveranser"]), frozenset(told["tillbakadragna"]))


def shown_cells(table: Table, measure: Measure, shown: Shown, batch: Batch) -> NDArray[np.bool_]:
    """Return which cells of *table*, which is of *batch*, are shown."""
    keys = {
        batch.places[place][1]
        for place in shown.values
        if place in batch.places and batch.places[place][0] == measure
    }
    return np.array([cell.key in keys for cell in table.cells], dtype=bool)


def agrees(shown: Shown, measure: Measure, batch: Batch) -> bool:
    """Return whether a publication can have been made of these counts."""
    table = batch.tables.get(measure)
    values = {cell.key: table.values[i] for i, cell in enumerate(table.cells)} if table else {}
    for place, antal in shown.values.items():
        if place not in batch.places:  # its count is gone: of this measure, if the figure was
            if (place.matar, place.indikator_id) == measure and not place.is_namnare:
                return False
            continue
        of, key = batch.places[place]
        if of == measure and antal is not None and values.get(key) != antal:
            return False
    atoms = set(table.atoms) if table else set()
    for place in shown.hidden:
        if (place.matar, place.indikator_id) == measure and place not in batch.places:
            return False
    return not any(
        (matar, indikator) == measure and Atom(enhet) in atoms
        for matar, indikator, enhet in shown.not_reported
    )


class History:
    """The earlier publications, each with the counts that its figures of a measure were made of."""

    def __init__(self, batches: Batches, earlier: Sequence[Shown]) -> None:
        self.batches = batches
        self.earlier = earlier

    def of(self, measure: Measure) -> tuple[list[Earlier], str]:
        """Return what each showed of *measure*, in order.

        Also the name of the first that none of the known counts can have made.
        """
        found: list[Earlier] = []
        for number, shown in enumerate(self.earlier):
            if not self._is_of(shown, measure):
                continue
            batch = next(
                (one for one in self._tried(shown, found) if agrees(shown, measure, one)), None
            )
            if batch is None or measure not in batch.tables:
                return found, shown.name
            table = batch.tables[measure]
            cells = shown_cells(table, measure, shown, batch)
            if cells.any():
                found.append(Earlier(number, shown.name, batch, table, cells))
        return found, ""

    def _tried(self, shown: Shown, found: Sequence[Earlier]) -> Iterator[Batch]:
        """Yield what a publication may have been made of, the likeliest first.

        A measure that waited had the counts of an earlier publication.
        """
        now = self.batches.deliveries()
        if shown.deliveries == now:
            yield self.batches.built()
        if shown.deliveries is not None:
            yield self.batches.of(shown.deliveries)
        yield from (one.batch for one in reversed(found))
        yield self.batches.built()
        yield self.batches.of(now)

    def _is_of(self, shown: Shown, measure: Measure) -> bool:
        places = self.batches.built().places
        return any(
            (places[place][0] if place in places else (place.matar, place.indikator_id)) == measure
            for place in shown.values
        )
