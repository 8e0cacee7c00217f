"""Who answers: the units that send nothing, and the areas that a unit leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.project import read_seed

VINR = "vinr"
LSS = ("lss_barn", "lss_vuxna")
# Answering units and units in all. 2016 and 2017 are documented, the later years are guesses.
SVARANDE = {
    2016: (288, 316),
    2017: (301, 316),
    2018: (296, 312),
    2019: (291, 312),
    2020: (288, 312),
    2021: (283, 305),
    2022: (280, 305),
    2023: (286, 305),
    2024: (287, 303),
}
OPPNING_UTELAMNAD = 2  # units that leave the opening question open and answer the area all the same


@dataclass
class Svarslage:
    """How far a unit answers: the opening questions, and whether it answers the part on vinr."""

    omraden: dict[str, str | None] = field(default_factory=dict)
    svarar_vinr: bool = True


def bedom_svarande(
    matar: int, enheter: Sequence[Enhet], storlek: Mapping[str, float], slump: Slump
) -> dict[str, Svarslage]:
    """Return the answering units by code, each with how far it answers."""

    def villiga(vad: str, bland: Sequence[Enhet]) -> list[Enhet]:
        # Small kommuner, and those that have done it before, leave out more.
        return sorted(
            bland,
            key=lambda e: (
                slump.normal(e.stam, vad)
                + 0.7 * slump.normal(e.stam, vad, matar)
                + 0.4 * storlek[e.kommun_kod]
            ),
            reverse=True,
        )

    svar, alla = SVARANDE[matar]
    antal = round(len(enheter) * svar / alla)
    svarande = villiga("enhetsbortfall", enheter)[:antal]
    lagen = {enhet.enhet_kod: Svarslage() for enhet in svarande}
    for omrade_kod, antal_omrade in _antal_per_omrade(antal).items():
        ordning = villiga(omrade_kod, svarande)
        utan = ordning[antal_omrade:]
        for enhet in svarande:
            for kod in LSS if omrade_kod == "lss" else (omrade_kod,):
                lagen[enhet.enhet_kod].omraden[kod] = "ja"
        for plats, enhet in enumerate(utan):
            lage = lagen[enhet.enhet_kod]
            if omrade_kod == VINR:
                # One unit of the area's missing says Nej and answers all the same.
                lage.svarar_vinr = plats == 0
                lage.omraden[VINR] = None if plats in (1, 2) else "nej"
            else:
                for kod in LSS if omrade_kod == "lss" else (omrade_kod,):
                    lage.omraden[kod] = "nej"
        for plats, enhet in enumerate(ordning[antal_omrade - 3 : antal_omrade]):
            if omrade_kod == "lss":
                lagen[enhet.enhet_kod].omraden[LSS[plats % 2]] = "nej"
            elif omrade_kod == VINR and plats < OPPNING_UTELAMNAD:
                lagen[enhet.enhet_kod].omraden[VINR] = None
    return lagen


def _antal_per_omrade(svarande: int) -> dict[str, int]:
    """Return how many answer each area, in the proportions of the documented year 2017."""
    tabell = {
        rad["omrade_kod"]: int(rad["svarande_antal"])
        for rad in read_seed("facit/publicerad_svarsfrekvens")
        if rad["matar"] == "2017"
    }
    alla, _ = tabell.pop("alla"), tabell.pop("gemensam")
    return {omrade_kod: round(svarande * antal / alla) for omrade_kod, antal in tabell.items()}
