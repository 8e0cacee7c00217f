"""Numbers, shares and sentences as Swedish writes them."""

FEW = 5
"""Shares of fewer units are read with their counts, and never ranked (METHOD section 4)."""


def comma(value: object) -> str:
    """Return a number with the decimal comma; a dash where there is none."""
    return "–" if value is None else str(value).replace(".", ",")


def percent(value: object) -> str:
    """Return a percentage; a dash where there is none."""
    return "–" if value is None else f"{comma(value)} %"


def percent_of(part: int, whole: int) -> str:
    """Return a part in percent with one decimal, rounded half up from the integers."""
    tenths = (2000 * part + whole) // (2 * whole)
    return percent(f"{tenths // 10}.{tenths % 10}")


def part_of(yes: int, denominator: int) -> str:
    """Return a numerator and its denominator in words."""
    return f"{yes} av {denominator}"


def part_and_percent(yes: int, denominator: int, percent: int) -> str:
    """Return a share with its counts beside the percent."""
    return f"{percent} % ({part_of(yes, denominator)})"


def is_few(denominator: int) -> bool:
    """Tell whether a share is of so few units that its counts must stand beside it."""
    return denominator < FEW


def number(value: object) -> str:
    """Return a number with its thousands apart; no line breaks within it."""
    return comma(f"{value:,}".replace(",", "\N{NO-BREAK SPACE}"))


def amount(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many}"


def clause(sentence: str) -> str:
    """Return a sentence as part of another one."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
