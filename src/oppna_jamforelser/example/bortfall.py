"""Who answers: the units that send nothing, and the areas that a unit leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.project import read_seed

Oppningar = dict[str, str | None]  # the opening answer of each area
VINR = "vinr"
LSS, LSS_OMRADEN = "lss", ("lss_barn", "lss_vuxna")
LSS_ENBART = ("lss_barn", "lss_vuxna", "lss_vuxna")  # units that answer one of the two only
# Of vinr: units that leave the opening question open, with and without answers in the area, and
# units that say Nej to it and answer all the same.
OPPNA_MED_SVAR, OPPNA_UTAN_SVAR, SVARAR_EFTER_NEJ = 2, 2, 1
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


@dataclass
class Svarslage:
    """How far a unit answers: the opening questions, and whether it answers the part on vinr."""

    omraden: Oppningar = field(default_factory=dict)
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

    svarande_ar, enheter_ar = SVARANDE[min(matar, max(SVARANDE))]
    antal = round(len(enheter) * svarande_ar / enheter_ar)
    svarande = villiga("enhetsbortfall", enheter)[:antal]
    lagen = {enhet.enhet_kod: Svarslage() for enhet in svarande}
    for omrade_kod, antal_omrade in _antal_per_omrade(antal).items():
        ordning = [lagen[enhet.enhet_kod] for enhet in villiga(omrade_kod, svarande)]
        med, utan = ordning[:antal_omrade], ordning[antal_omrade:]
        for koder, lage in zip(_olika_ja(omrade_kod, len(med)), med, strict=True):
            lage.omraden |= koder
        for koder, lage in zip(_olika_nej(omrade_kod, len(utan)), utan, strict=True):
            lage.omraden |= koder
        if omrade_kod == VINR:
            for lage in utan[SVARAR_EFTER_NEJ:]:
                lage.svarar_vinr = False
    return lagen


def _olika_ja(omrade_kod: str, antal: int) -> list[Oppningar]:
    """Return the opening answers of units that answer an area, the most willing first."""
    if omrade_kod == LSS:
        # Either of its two areas is enough.
        delvis: list[Oppningar] = [
            {kod: "ja" if kod == en else "nej" for kod in LSS_OMRADEN} for en in LSS_ENBART
        ]
        alla: Oppningar = dict.fromkeys(LSS_OMRADEN, "ja")
        return [alla] * (antal - len(delvis)) + delvis
    return _enkla(omrade_kod, "ja", antal, OPPNA_MED_SVAR)


def _olika_nej(omrade_kod: str, antal: int) -> list[Oppningar]:
    """Return the opening answers of units that do not answer an area."""
    if omrade_kod == LSS:
        return [dict.fromkeys(LSS_OMRADEN, "nej") for _ in range(antal)]
    return _enkla(omrade_kod, "nej", antal, OPPNA_UTAN_SVAR)


def _enkla(omrade_kod: str, klass: str, antal: int, lamnade: int) -> list[Oppningar]:
    """Return the same opening answer for all, but those of vinr that leave it open."""
    oppna = lamnade if omrade_kod == VINR else 0
    lamnad: list[Oppningar] = [{omrade_kod: None}] * oppna
    satt: list[Oppningar] = [{omrade_kod: klass}] * (antal - oppna)
    return satt + lamnad


def _antal_per_omrade(svarande: int) -> dict[str, int]:
    """Return how many answer each area, in the proportions of the documented year 2017."""
    tabell = {
        rad["omrade_kod"]: int(rad["svarande_antal"])
        for rad in read_seed("facit/publicerad_svarsfrekvens")
        if rad["matar"] == "2017"
    }
    alla, _ = tabell.pop("alla"), tabell.pop("gemensam")
    return {omrade_kod: round(svarande * antal / alla) for omrade_kod, antal in tabell.items()}
