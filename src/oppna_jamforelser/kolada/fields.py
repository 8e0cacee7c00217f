"""Read one field of a value, from JSON or CSV; what cannot be read is an error, never a null."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from oppna_jamforelser.kolada.errors import KoladaError
from oppna_jamforelser.kolada.value import KoladaValue

_KON = {"T": "T", "K": "K", "M": "M", "F": "K"}  # F: Kolada's old manual; the data have K
_EMPTY = ("", "NA", "NULL", "NONE", "NAN")
_TRUE = ("1", "TRUE", "JA")
_FALSE = ("0", "FALSE", "NEJ")
_LARGEST = Decimal(10) ** 11


def read_value(
    fields: Mapping[str, object], api_version: str | None, fil: str, number: int
) -> KoladaValue:
    """Return the value that *fields* (named as in KoladaValue) hold, the *number* of its file."""
    try:
        return KoladaValue(
            kolada_id=_text(fields, "kolada_id").upper(),
            kommun_kod=_text(fields, "kommun_kod"),
            matar=_year(fields.get("matar")),
            kon=_kon(fields.get("kon")),
            varde=_decimal(fields.get("varde")),
            status=_written(fields.get("status")),
            antal=_count(fields.get("antal")),
            ar_borttagen=_flag(fields.get("ar_borttagen")),
            api_version=api_version,
            fil=fil,
        )
    except ValueError as error:
        raise KoladaError(f"{fil}: värde nr {number} kan inte läsas ({error}).") from error


def _written(field: object) -> str:
    """Return the field as text; what stands for "no value" is the empty text."""
    text = "" if field is None else str(field).strip()
    return "" if text.upper() in _EMPTY else text


def _text(fields: Mapping[str, object], name: str) -> str:
    text = _written(fields.get(name))
    if not text:
        raise ValueError(f"{name} saknas")
    return text


def _year(field: object) -> int:
    text = _written(field)
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise ValueError(f"matar är {text!r}")
    return int(text)


def _kon(field: object) -> str:
    text = _written(field) or "T"
    if text.upper() not in _KON:
        raise ValueError(f"kon är {text!r}")
    return _KON[text.upper()]


def _decimal(field: object) -> Decimal | None:
    text = _written(field)
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(f"varde är {text!r}") from error
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise ValueError(f"varde är {text!r}")
    return number


def _count(field: object) -> int | None:
    number = _decimal(field)
    if number is None:
        return None
    if number != int(number):
        raise ValueError(f"antal är {field!r}")
    return int(number)


def _flag(field: object) -> bool:
    text = _written(field).upper()
    if text and text not in (*_TRUE, *_FALSE):
        raise ValueError(f"ar_borttagen är {field!r}")
    return text in _TRUE
