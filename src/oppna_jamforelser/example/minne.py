"""What units answered the year before."""

from dataclasses import dataclass

POSITIVA = ("ja", "nyligen")


@dataclass(frozen=True)
class Forra:
    """Last year's answers to an indicator's base and follow-up, and the window of the latter."""

    bas: str | None
    foljd: str | None
    fonster: int

    @property
    def uppfoljd(self) -> bool:
        """Say whether the thing existed and was followed up."""
        return self.bas == "ja" and self.foljd in POSITIVA


Minne = dict[tuple[str, str], Forra]  # by the unit's stam and the indicator
