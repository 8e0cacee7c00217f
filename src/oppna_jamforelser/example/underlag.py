"""What the making of a year's answers starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oppna_jamforelser.example.bortfall import Svarslage
from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import Enkat, Indikator
from oppna_jamforelser.example.regelsvar import Tal
from oppna_jamforelser.example.slump import Slump


@dataclass(frozen=True)
class Underlag:
    """The year's questionnaire, who answers it, and the numbers that decide what they answer."""

    enkat: Enkat
    svarande: Sequence[Enhet]
    lagen: Mapping[str, Svarslage]
    storlek: Mapping[str, float]
    slump: Slump

    def vana(self, enhet: Enhet, indikator: Indikator) -> Tal:
        """Return the unit's lasting numbers for an indicator, by what they decide."""
        return lambda vad: self.slump.tal(enhet.stam, indikator.indikator_id, vad)

    def tal(self, enhet: Enhet, indikator: Indikator) -> Tal:
        """Return the unit's numbers of this year for an indicator, by what they decide."""
        matar = self.enkat.matar
        return lambda vad: self.slump.tal(enhet.stam, indikator.indikator_id, matar, vad)
