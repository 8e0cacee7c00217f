"""What to ask for, and at which addresses: at most 25 ids in a segment of the path."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from oppna_jamforelser.kolada.value import KoladaError

IDS_PER_SEGMENT = 25
VALUES_PER_PAGE = 5000
_KOMMUN = re.compile(r"[0-9]{4}|G[0-9]+")


def data_urls(
    base_url: str, kpi: Sequence[str], matar: Sequence[int], kommun: Sequence[str]
) -> list[str]:
    """Return the addresses that together give the values; no kommun is all of them."""
    segments = [[f"kpi/{part}" for part in _parts(kpi)]]
    if kommun:
        segments.append([f"municipality/{part}" for part in _parts(kommun)])
    segments.append([f"year/{part}" for part in _parts([str(year) for year in matar])])
    return [
        f"{base_url.rstrip('/')}/data/{'/'.join(parts)}?per_page={VALUES_PER_PAGE}"
        for parts in product(*segments)
    ]


def read_list(text: str) -> list[str]:
    """Return the parts of a comma-separated option in upper case, each once."""
    return list(dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip()))


def read_kommuner(text: str) -> list[str]:
    """Return Kolada's ids of kommuner, regions or groups."""
    kommuner = read_list(text)
    for kommun in kommuner:
        if not _KOMMUN.fullmatch(kommun):
            raise KoladaError(f"--kommun: {kommun} är ingen kod med fyra siffror, som 2080.")
    return kommuner


def read_years(text: str) -> list[int]:
    """Return the years of an option such as ``2017-2024`` or ``2017,2019``."""
    years: set[int] = set()
    for part in read_list(text):
        found = re.fullmatch(r"([12][0-9]{3})(?:-([12][0-9]{3}))?", part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise KoladaError(f"--matar: {part} är inget år eller en följd av år, som 2017-2024.")
        years.update(range(first, last + 1))
    return sorted(years)


def _parts(ids: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(ids), IDS_PER_SEGMENT):
        yield ",".join(ids[start : start + IDS_PER_SEGMENT])
