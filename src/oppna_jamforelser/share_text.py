"""How a share is written wherever a person reads it (METHOD section 4)."""

FEW = 5
"""Shares of fewer units than this are read with their counts, and never ranked."""


def part_of(yes: int, denominator: int) -> str:
    """Return a numerator and its denominator in words."""
    return f"{yes} av {denominator}"


def part_and_percent(yes: int, denominator: int, percent: int) -> str:
    """Return a share with its counts beside the percent."""
    return f"{percent} % ({part_of(yes, denominator)})"


def is_few(denominator: int) -> bool:
    """Tell whether a share is of so few units that its counts must stand beside it."""
    return denominator < FEW
