"""Read one saved file, JSON or CSV: whole, or not at all."""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from oppna_jamforelser.kolada.envelope import read_envelopes
from oppna_jamforelser.kolada.flat_csv import read_csv_values
from oppna_jamforelser.kolada.value import KoladaError, KoladaValue
from oppna_jamforelser.matching import restore_enhet_koder

LARGEST_BYTES = 32 * 2**20  # read whole, it takes many times that in memory
_KOD = re.compile(r"[0-9]{4}|G[0-9]+")  # a kommun, region or group of Kolada's


def read_file(path: Path) -> list[KoladaValue]:
    """Return the values of a saved file, in its order."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise KoladaError(
                f"{path.name}: filen är större än {LARGEST_BYTES // 2**20} MB. Dela upp den."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise KoladaError(f"{path.name}: filen kan inte läsas ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise KoladaError(f"{path.name}: filen är inte sparad i UTF-8.") from error
    if text.lstrip()[:1] in ("{", "["):
        document = parse_json(text, path.name)
        _refuse_our_own(document, path.name)
        return _one_each(read_envelopes(document, path.name), path.name)
    return _one_each(read_csv_values(text, path.name), path.name)


def _one_each(values: Iterable[KoladaValue], fil: str) -> list[KoladaValue]:
    """Return the values with their kommuner's codes, as deliveries' are read; refuse two in one."""
    read = list(values)
    odd = {value.kommun_kod for value in read if not _KOD.fullmatch(value.kommun_kod)}
    restored = restore_enhet_koder(odd) if odd else {}
    kept: dict[tuple[str, str, int, str], KoladaValue] = {}
    for number, value in enumerate(read):
        kod = restored.get(value.kommun_kod, value.kommun_kod)
        if not _KOD.fullmatch(kod):
            raise KoladaError(f"{fil}: {value.kommun_kod[:40]} är ingen känd kommun.")
        read[number] = value = value._replace(kommun_kod=kod)
        key = (value.kolada_id, kod, value.matar, value.kon)
        other = kept.setdefault(key, value)
        if (other.varde, other.status, other.ar_borttagen) != (
            value.varde, value.status, value.ar_borttagen,
        ):  # fmt: skip
            shown = " och ".join(str(one.varde if one.varde is not None else one.status or "tomt")
                                 for one in (other, value))  # fmt: skip
            raise KoladaError(
                f"{fil}: {value.kolada_id}, {kod}, {value.matar}, {value.kon} har flera värden "
                f"({shown}). Behåll ett; gäller de var sitt kön, ange det i kolumnen gender."
            )
    return read


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
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise KoladaError(f"{fil}: innehållet är ingen JSON som kan läsas.") from error
