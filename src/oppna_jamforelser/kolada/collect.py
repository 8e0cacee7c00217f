"""Read files, fetch from Kolada, store the values, and say what was done."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from pathlib import Path

from oppna_jamforelser.kolada.known_ids import describe_unknown, unknown_ids
from oppna_jamforelser.kolada.query import data_urls, read_kommuner, read_list, read_years
from oppna_jamforelser.kolada.reading import read_file
from oppna_jamforelser.kolada.store import store_values
from oppna_jamforelser.kolada.value import VARDEKLASSER, KoladaError, KoladaValue
from oppna_jamforelser.project import read_seed

KALLA = "Källa: Kolada."
_KLASS_TEXT = {
    "varde": "med värde",
    "saknas_null": "utan värde",
    "saknas_status": "utan värde, med status",
    "borttagen": "borttagna i Kolada",
}
Say = Callable[[str], None]


class Outcome(IntEnum):
    """The exit codes of ``oj kolada``."""

    ALL_STORED = 0
    SOMETHING_AMISS = 2


@dataclass(frozen=True)
class Request:
    """What to fetch, and how."""

    kpi: str
    matar: str | None
    kommun: str | None
    base_url: str
    cache: Path
    cache_days: int


def read_kolada(
    files: Sequence[Path], request: Request | None, out: Path, say: Say, complain: Say
) -> Outcome:
    """Store the values of the files and of the request; one line for each thing that is amiss."""
    outcome = Outcome.ALL_STORED
    sources: list[Callable[[], list[KoladaValue]]] = [partial(read_file, path) for path in files]
    if request:
        sources.append(lambda: _fetch(request, say))
    for source in sources:
        try:
            values = source()
            _store(values, out, say)
        except KoladaError as error:
            complain(str(error))
            outcome = Outcome.SOMETHING_AMISS
            continue
        if unknown := unknown_ids(value.kolada_id for value in values):
            complain(f"Okända nyckeltal, sparade men utan indikator: {describe_unknown(unknown)}.")
            outcome = Outcome.SOMETHING_AMISS
    return outcome


def _fetch(request: Request, say: Say) -> list[KoladaValue]:
    """Fetch what is asked for; an unknown id is an error before anything is sent."""
    from oppna_jamforelser.kolada.fetch import fetch_values
    from oppna_jamforelser.kolada.session import open_session

    kpi = read_list(request.kpi)
    if unknown := unknown_ids(kpi):
        raise KoladaError(f"Okända nyckeltal, inget är hämtat: {describe_unknown(unknown)}.")
    years = read_years(request.matar) if request.matar else _all_years()
    kommuner = read_kommuner(request.kommun) if request.kommun else []
    with open_session(request.cache, request.cache_days) as session:
        fetched = fetch_values(session, data_urls(request.base_url, kpi, years, kommuner))
    say(f"Hämtade sidor {fetched.page_count}, varav {fetched.cached_count} ur cachen.")
    if fetched.stale_count:
        say(
            f"{fetched.stale_count} sidor är äldre än {request.cache_days} dagar: Kolada kunde "
            "inte nås, så cachen gäller."
        )
    return fetched.values


def _all_years() -> list[int]:
    return sorted(int(row["matar"]) for row in read_seed("metadata/matar"))


def _store(values: list[KoladaValue], out: Path, say: Say) -> None:
    if not values:
        say("Inga värden: Kolada har inga för det som söktes, eller filen är tom. Inget sparat.")
        return
    stored = store_values(values, out, say)
    counts = Counter(value.vardeklass for value in values)
    parts = ", ".join(
        f"{counts[klass]} {_KLASS_TEXT[klass]}" for klass in VARDEKLASSER if counts[klass]
    )
    verb = "Fanns redan i" if stored.fanns_redan else "Sparade i"
    say(f"{verb} {stored.path}: {len(values)} rader ({parts}). {KALLA}")
