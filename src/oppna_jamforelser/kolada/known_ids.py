"""Which of Kolada's ids the warehouse knows, and which known one an unknown id is nearest."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

from oppna_jamforelser.project import read_seed

_NAMED = 5
_CANDIDATES = 20


def known_ids() -> dict[str, str]:
    """Return Kolada's ids with our indicator."""
    return {row["kolada_id"]: row["indikator_id"] for row in read_seed("metadata/indikator_kolada")}


def unknown_ids(ids: Iterable[str]) -> list[str]:
    """Return the ids that no indicator has or had, sorted."""
    return sorted(set(ids) - known_ids().keys())


def describe_unknown(ids: Sequence[str]) -> str:
    """Return one line on unknown ids, the first few each with the nearest known one, if any."""
    known = known_ids()
    parts = []
    for kolada_id in ids[:_NAMED]:
        near = _nearest(kolada_id, known)
        parts.append(f"{kolada_id} (närmast {near}, {known[near]})" if near else kolada_id)
    rest = f" och {len(ids) - _NAMED} till" if len(ids) > _NAMED else ""
    return ", ".join(parts) + rest


def _nearest(kolada_id: str, known: Iterable[str]) -> str | None:
    """Return the most alike id; among equals the one whose number is nearest."""
    near = get_close_matches(kolada_id, known, n=_CANDIDATES, cutoff=0.8)
    return max(
        near,
        key=lambda other: (
            SequenceMatcher(None, kolada_id, other).ratio(),
            -abs(_number(kolada_id) - _number(other)),
        ),
        default=None,
    )


def _number(kolada_id: str) -> int:
    return int("".join(char for char in kolada_id if char in "0123456789") or 0)
