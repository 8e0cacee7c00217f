"""The values of one JSON answer from Kolada: the envelopes of v2 and v3, or their rows alone.

v2: ``{"values": [...], "count": n, "next_page": url}``; v3: ``{"values": [...], "next_url": url}``.
A row has one value a sex in ``values``; tools that flatten the rows give one value a row.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from oppna_jamforelser.kolada.fields import read_value
from oppna_jamforelser.kolada.value import KoladaError, KoladaValue

_NAMES = {
    "kolada_id": ("kpi", "kpi_id", "kolada_id"),
    "kommun_kod": ("municipality_id", "municipality", "kommun_kod"),
    "matar": ("period", "year", "matar"),
    "kon": ("gender", "kon"),
    "varde": ("value", "varde"),
    "status": ("status",),
    "antal": ("count", "antal"),
    "ar_borttagen": ("isdeleted", "is_deleted", "ar_borttagen"),
}
_V3_KEYS = {"next_url", "previous_url", "isdeleted"}
_V2_KEYS = {"next_page", "previous_page", "is_deleted"}


def read_envelopes(
    document: object, fil: str, api_version: str | None = None
) -> Iterator[KoladaValue]:
    """Give the values of a saved answer: one envelope, several in a list, or a list of rows."""
    number = 0
    for envelope in _envelopes(document, fil):
        rows = envelope["values"]
        if not isinstance(rows, list):
            raise KoladaError(f"{fil}: ”values” är ingen lista, så filen är inget svar med värden.")
        version = api_version or _version(envelope, rows)
        for row in rows:
            for fields in _flat(row, fil):
                number += 1
                yield read_value(fields, version, fil, number)


def rename(fields: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields by our names; the first name that is there counts."""
    return {
        ours: next((fields[name] for name in theirs if name in fields), None)
        for ours, theirs in _NAMES.items()
    }


def _envelopes(document: object, fil: str) -> list[Mapping[str, Any]]:
    if isinstance(document, list):
        if all(_is_envelope(part) for part in document):
            return document
        return [{"values": document}]
    if isinstance(document, Mapping) and "values" in document:
        return [{"values": [document]}] if "kpi" in document else [document]
    raise KoladaError(f"{fil}: det finns inga ”values”, så filen är inget svar med värden.")


def _is_envelope(part: object) -> bool:
    return isinstance(part, Mapping) and "values" in part and "kpi" not in part


def _flat(row: object, fil: str) -> Iterator[dict[str, object]]:
    if not isinstance(row, Mapping):
        raise KoladaError(f"{fil}: en rad i ”values” är inget objekt.")
    if "ou" in row:
        raise KoladaError(f"{fil}: värdena gäller enheter (ou), inte kommuner.")
    nested = row.get("values")
    if nested is None:
        yield rename(row)
        return
    if not isinstance(nested, list) or not all(isinstance(part, Mapping) for part in nested):
        raise KoladaError(f"{fil}: ”values” i en rad är ingen lista av värden.")
    common = {name: field for name, field in row.items() if name not in ("values", "count")}
    for part in nested:
        yield rename({**common, **part})


def _version(envelope: Mapping[str, Any], rows: list[Any]) -> str | None:
    """Return which API answered, where the names of the fields tell."""
    keys = set(envelope)
    for row in rows[:1]:
        if isinstance(row, Mapping):
            keys.update(row)
            for part in row.get("values") or []:
                keys.update(part)
    if keys & _V3_KEYS:
        return "v3"
    return "v2" if keys & _V2_KEYS or "count" in envelope else None
