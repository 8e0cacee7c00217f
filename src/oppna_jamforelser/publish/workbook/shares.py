"""Shares of a group from its counts, in integers (METHOD section 4)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Policy:
    """When a share is hidden: the limit in percent, and whether *ej aktuellt* counts to it."""

    limit_percent: int
    counts_not_applicable: bool


@dataclass(frozen=True)
class Counts:
    """A group's units for an indicator and year."""

    units: int
    yes: int
    partly: int
    no: int
    not_applicable: int
    missing: int
    denominator: int

    def without(self, part: "Counts") -> "Counts":
        """Return the rest of the group when *part*, which it holds, is taken away."""
        return Counts(
            units=self.units - part.units,
            yes=self.yes - part.yes,
            partly=self.partly - part.partly,
            no=self.no - part.no,
            not_applicable=self.not_applicable - part.not_applicable,
            missing=self.missing - part.missing,
            denominator=self.denominator - part.denominator,
        )


@dataclass(frozen=True)
class Share:
    """A group's share as readers see it; *reason* is set exactly when *percent* is not."""

    counts: Counts
    percent: int | None
    reason: str | None
    lowest: Decimal | None
    highest: Decimal | None


def share(counts: Counts, policy: Policy) -> Share:
    """Return the share of *counts*, or why it is hidden (METHOD section 4, 20 percent rule)."""
    return Share(counts, *_percent_or_reason(counts, policy), *_range(counts))


def is_certain(one: Counts, other: Counts) -> bool:
    """Tell whether the ranges that the missing leave open do not meet."""
    below = one.denominator + one.missing, other.denominator + other.missing
    if not all(below):
        return False
    highest_one, highest_other = one.yes + one.missing, other.yes + other.missing
    return highest_one * below[1] < other.yes * below[0] or (
        highest_other * below[0] < one.yes * below[1]
    )


def _percent_or_reason(counts: Counts, policy: Policy) -> tuple[int | None, str | None]:
    if counts.denominator == 0:
        reason = "for_stort_bortfall" if counts.missing else "inga_tillampliga_svar"
        return None, reason
    hidden = counts.missing + counts.not_applicable * policy.counts_not_applicable
    if 100 * hidden > policy.limit_percent * counts.units:
        return None, "for_stort_bortfall"
    return _half_up(100 * counts.yes, counts.denominator), None


def _range(counts: Counts) -> tuple[Decimal | None, Decimal | None]:
    below = counts.denominator + counts.missing
    if below == 0:
        return None, None
    lowest, highest = (
        Decimal(_half_up(1000 * yes, below)).scaleb(-1)
        for yes in (counts.yes, counts.yes + counts.missing)
    )
    return lowest, highest


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
