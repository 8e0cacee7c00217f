"""Numbers and sentences as Swedish writes them."""


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


def number(value: object) -> str:
    """Return a number with its thousands apart; no line breaks within it."""
    return comma(f"{value:,}".replace(",", "\N{NO-BREAK SPACE}"))


def amount(count: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{count} {one if count == 1 else many}"


def clause(sentence: str) -> str:
    """Return a sentence as part of another one."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
