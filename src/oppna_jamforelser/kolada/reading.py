"""Read one saved file, JSON or CSV: whole, or not at all."""

import json
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
        return list(read_envelopes(parse_json(text, path.name), path.name))
    return list(read_csv_values(text, path.name))


def parse_json(text: str, fil: str) -> object:
    """Return the document, with numbers as they are written and not as floating point."""
    try:
        return json.loads(text, parse_float=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise KoladaError(f"{fil}: innehållet är ingen JSON som kan läsas.") from error
