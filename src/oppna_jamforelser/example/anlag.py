"""How strongly a unit is drawn to Ja: lasting habits, the year before, and some chance."""

from dataclasses import dataclass

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import Indikator
from oppna_jamforelser.example.underlag import Underlag

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


def dragning(underlag: Underlag, enhet: Enhet, indikator: Indikator) -> float:
    """Return the draw to having the thing: questions alike, neighbours and large ones go along."""
    normal, fraga_kod = underlag.slump.normal, indikator.bas.fraga_kod
    return (
        0.6 * normal(enhet.stam, "allmänt")
        + 0.9 * normal(enhet.stam, fraga_kod)
        + 0.6 * normal(enhet.stam, indikator.indikator_id)
        + 0.4 * normal("län", enhet.kommun_kod[:2], fraga_kod)
        + 0.4 * underlag.storlek[enhet.kommun_kod]
        + 0.2 * normal(enhet.stam, indikator.indikator_id, underlag.enkat.matar)
    )


def dragning_uppfoljning(
    underlag: Underlag, enhet: Enhet, indikator: Indikator, fonster: int, forra: Forra | None
) -> float:
    """Return the draw to having followed it up, which is done now and then.

    What was followed up last year still counts when the window has become longer; what did not
    exist last year was set up recently.
    """
    normal, matar, fraga_kod = underlag.slump.normal, underlag.enkat.matar, indikator.bas.fraga_kod
    uppfoljd = forra is not None and forra.uppfoljd
    return (
        0.4 * normal(enhet.stam, "allmänt")
        + 0.7 * normal(enhet.stam, fraga_kod, "uppföljning")
        + 0.6 * normal(enhet.stam, fraga_kod, "uppföljning", matar)
        + 0.4 * normal(enhet.stam, indikator.indikator_id, "uppföljning")
        + 0.5 * normal(enhet.stam, indikator.indikator_id, "uppföljning", matar)
        + (0.8 if uppfoljd else 0.0)
        + (1.5 if forra and forra.bas == "nej" else 0.0)
        + (100.0 if forra and uppfoljd and fonster > forra.fonster else 0.0)
    )
