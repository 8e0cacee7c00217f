"""Outcomes per unit: every unit of the frame × every indicator asked × every year held."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from .fragor import JA, KANDA_AR, NEJ
from .indikatorer import Indikator, Sammansatt, indikatorer, sammansatta
from .regler import (
    EJ_AKTUELLT,
    ENHETSBORTFALL,
    OMRADESBORTFALL,
    STARKAST_FORST,
    Domslut,
    mojliga_utfall,
    utvardera_regel,
)
from .svar import Enhetssvar, Rad, Ramar, las_landning

Cell = tuple[int, str, str]  # matar, enhet_kod, indikator_id


@dataclass(frozen=True)
class Del:
    """A component of a composite: what it could be, and why it is not known."""

    mojliga: frozenset[str]
    orsak: str | None


def berakna(
    rader: Iterable[Rad], ramar: Ramar, ar_kan_ha: Container[int] = KANDA_AR
) -> dict[Cell, Domslut]:
    """Return outcome and reason of every cell, composites included."""
    landning = las_landning(rader, ramar, ar_kan_ha)
    celler: dict[Cell, Domslut] = {}
    for matar in sorted(landning.ar):
        for enhet_kod in ramar[matar]:
            svar = landning.enhet(matar, enhet_kod)
            for indikator_id, domslut in _enhetens_utfall(svar, matar).items():
                celler[matar, enhet_kod, indikator_id] = domslut
    return celler


def vinr_kan_inte_besvaras(svar: Enhetssvar) -> bool:
    """Whether the part on violence is a missing area: not opened, and nothing answered in it."""
    return svar.klass(("OMR", "vinr", "")) != JA and not svar.har_svarat("V", "X")


def _enhetens_utfall(svar: Enhetssvar, matar: int) -> dict[str, Domslut]:
    enhetsbortfall = not svar.har_svarat()
    omradesbortfall = vinr_kan_inte_besvaras(svar)
    utfall: dict[str, Domslut] = {}
    delar: dict[str, Del] = {}
    i_sammansatt = {led for sammansatt in sammansatta(matar) for led in sammansatt.delar}
    for indikator in indikatorer(matar):
        bortfall = None
        if enhetsbortfall:
            bortfall = ENHETSBORTFALL
        elif indikator.i_vinr_delen and omradesbortfall:
            bortfall = OMRADESBORTFALL
        givna = {} if bortfall else {roll: svar.klass(nyckel) for roll, nyckel in indikator.roller}
        utfall[indikator.indikator_id] = (
            (None, bortfall)
            if bortfall
            else utvardera_regel(indikator.regel_id, givna, indikator.skalor)
        )
        if indikator.indikator_id in i_sammansatt:
            delar[indikator.indikator_id] = _del(indikator, givna, utfall[indikator.indikator_id])
    for sammansatt in sammansatta(matar):
        utfall[sammansatt.indikator_id] = _sammansatt_utfall(sammansatt, delar)
    return utfall


def _del(indikator: Indikator, givna: dict[str, str | None], domslut: Domslut) -> Del:
    return Del(mojliga_utfall(indikator.regel_id, givna, indikator.skalor), domslut[1])


def _sammansatt_utfall(sammansatt: Sammansatt, delar: dict[str, Del]) -> Domslut:
    return utvardera_sammansatt(sammansatt.krav, tuple(delar[led] for led in sammansatt.delar))


@lru_cache(maxsize=100_000)
def utvardera_sammansatt(krav: str, delar: tuple[Del, ...]) -> Domslut:
    """Return outcome and reason of a composite ("minst_en" or "alla") of its components."""
    utfall = {_sammanvag(krav, olika) for olika in _uppnaeliga(delar)}
    if len(utfall) == 1:
        return min(utfall), None
    avgorande = {enskild.orsak for plats, enskild in enumerate(delar) if _avgor(krav, delar, plats)}
    return None, next(orsak for orsak in STARKAST_FORST if orsak in avgorande)


def _sammanvag(krav: str, olika: frozenset[str]) -> str:
    """Weigh components together: which outcomes occur among them is all that matters."""
    tillampliga = olika - {EJ_AKTUELLT}
    if not tillampliga:
        return EJ_AKTUELLT
    uppfyllt = JA in tillampliga if krav == "minst_en" else tillampliga == {JA}
    return JA if uppfyllt else NEJ


def _uppnaeliga(delar: Iterable[Del]) -> set[frozenset[str]]:
    """Return every set of outcomes that the components could have together."""
    uppnaeliga: set[frozenset[str]] = {frozenset()}
    for enskild in delar:
        uppnaeliga = {olika | {utfall} for olika in uppnaeliga for utfall in enskild.mojliga}
    return uppnaeliga


def _avgor(krav: str, delar: tuple[Del, ...], plats: int) -> bool:
    """Whether one component can change the composite, for some outcome of the other ones."""
    ovriga = _uppnaeliga(delar[:plats] + delar[plats + 1 :])
    return any(
        len({_sammanvag(krav, olika | {utfall}) for utfall in delar[plats].mojliga}) > 1
        for olika in ovriga
    )
