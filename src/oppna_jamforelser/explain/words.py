"""Swedish words and numbers that readers see."""

from typing import Any

BELAGG = {
    "kalla": "Källa för mätår {}",
    "antagen": "Antagande för mätår {}",
    "antagen_oforandrad": "Antas oförändrad mätår {}",
}


def percent(value: object) -> str:
    """Return a percentage with the decimal comma."""
    return f"{value} %".replace(".", ",")


def percent_of(part: int, whole: int) -> str:
    """Return a part in percent with one decimal, rounded half up from the integers."""
    tenths = (2000 * part + whole) // (2 * whole)
    return percent(f"{tenths // 10}.{tenths % 10}")


def units(count: int) -> str:
    """Return a number of units in words."""
    return f"{count} {'enhet' if count == 1 else 'enheter'}"


def unit_name(enhet: dict[str, Any]) -> str:
    """Return a unit's name, with the city where it is a part of one."""
    is_part = "-" in enhet["enhet_kod"]
    return f"{enhet['enhet_namn']} ({enhet['kommun_namn']})" if is_part else enhet["enhet_namn"]


def verdict(row: dict[str, Any]) -> str:
    """Return the outcome, or that there is none, and what decided."""
    outcome = row["utfall_text"] or "Saknas"
    return f"{outcome} – {row['gren_text'] or row['orsak_text']}"


def clause(sentence: str) -> str:
    """Return a sentence as part of another one."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
