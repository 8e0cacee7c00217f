"""Read one field of a value, from JSON or CSV; what cannot be read is an error, never a null."""

import re
from collections.abc import Mapping
from decimal import Decimal

from oppna_jamforelser.kolada.value import KoladaError, KoladaValue
from oppna_jamforelser.matching import fold

# Kolada's own letters (F in its old manual), and what tools and people write in their place.
SEXES = {
    **dict.fromkeys(("T", "TOTAL", "TOTALT", "ALLA", "BADA", "SAMTLIGA", "BOTH", "ALL"), "T"),
    **dict.fromkeys(("K", "F", "KVINNA", "KVINNOR", "WOMAN", "WOMEN", "FEMALE", "FLICKOR"), "K"),
    **dict.fromkeys(("M", "MAN", "MEN", "MALE", "POJKAR"), "M"),
}
_EMPTY = ("", "NA", "NULL", "NONE", "NAN")
_TRUE = ("1", "TRUE", "JA")
_FALSE = ("0", "FALSE", "NEJ")
_LARGEST, _LARGEST_COUNT, _SMALLEST = Decimal(10) ** 11, 2**31 - 1, Decimal("1e-8")
_NUMBER = re.compile(r"[-+]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][-+]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[.,]0+$")
_ID = re.compile(r"[A-Z][A-Z0-9_-]{0,80}")


def read_value(
    fields: Mapping[str, object], api_version: str | None, fil: str, number: int
) -> KoladaValue:
    """Return the value that *fields* (named as in KoladaValue) hold, the *number* of its file."""
    try:
        return KoladaValue(
            kolada_id=_id(fields),
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
    if not text.isprintable():
        raise ValueError(f"{text[:20]!r} har tecken som inte är text")
    return "" if text.upper() in _EMPTY else text


def _text(fields: Mapping[str, object], name: str) -> str:
    text = _written(fields.get(name))
    if not text:
        raise ValueError(f"{name} saknas")
    return text


def _id(fields: Mapping[str, object]) -> str:
    text = _text(fields, "kolada_id").upper()
    if not _ID.fullmatch(text):
        raise ValueError(f"kolada_id är {text[:20]!r}")
    return text


def _year(field: object) -> int:
    text = _WHOLE.sub("", _written(field))
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise ValueError(f"matar är {text!r}")
    return int(text)


def _kon(field: object) -> str:
    text = _written(field) or "T"
    if fold(text).upper() not in SEXES:
        raise ValueError(f"kon är {text!r}")
    return SEXES[fold(text).upper()]


def _decimal(field: object) -> Decimal | None:
    text = _written(field)
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"varde är {text[:20]!r}")
    number = Decimal(text.replace(",", "."))
    if abs(number) >= _LARGEST:
        raise ValueError(f"varde är {text[:20]!r}")
    return number if number == number.to_integral_value() else number.quantize(_SMALLEST)


def _count(field: object) -> int | None:
    number = _decimal(field)
    if number is None:
        return None
    if number != int(number) or abs(number) > _LARGEST_COUNT:
        raise ValueError(f"antal är {field!r}")
    return int(number)


def _flag(field: object) -> bool:
    text = _written(field).upper()
    if text and text not in (*_TRUE, *_FALSE):
        raise ValueError(f"ar_borttagen är {field!r}")
    return text in _TRUE
