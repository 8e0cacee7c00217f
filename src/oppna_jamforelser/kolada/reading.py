"""Read one saved file, JSON or CSV: whole, or not at all."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from oppna_jamforelser.kolada.envelope import read_envelopes
from oppna_jamforelser.kolada.errors import KoladaError
from oppna_jamforelser.kolada.flat_csv import read_csv_values
from oppna_jamforelser.kolada.value import KoladaValue


def read_file(path: Path) -> list[KoladaValue]:
    """Return the values of a saved file, in its order."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise KoladaError(f"{path.name}: filen kan inte läsas ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise KoladaError(f"{path.name}: filen är inte sparad i UTF-8.") from error
    if text.lstrip()[:1] in ("{", "["):
        document = parse_json(text, path.name)
        _refuse_our_own(document, path.name)
        return list(read_envelopes(document, path.name))
    return list(read_csv_values(text, path.name))


def _refuse_our_own(document: object, fil: str) -> None:
    """Refuse a file in Kolada's form that a publication of ours holds: its envelope says so."""
    envelopes = document if isinstance(document, list) else [document]
    if any(isinstance(envelope, Mapping) and "ursprung" in envelope for envelope in envelopes):
        raise KoladaError(
            f"{fil}: värdena är beräknade i ett öppet datalager (ursprung), inte publicerade av "
            "Kolada. Ange ett svar från Koladas API."
        )


def parse_json(text: str, fil: str) -> object:
    """Return the document, with numbers as they are written and not as floating point."""
    try:
        return json.loads(text, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise KoladaError(f"{fil}: innehållet är ingen JSON som kan läsas.") from error
