"""A year's answers: every indicator's national share is decided first, then who carries it."""

from collections.abc import Mapping

from oppna_jamforelser.example.anlag import Forra, Minne, dragning, dragning_uppfoljning
from oppna_jamforelser.example.bortfall import VINR
from oppna_jamforelser.example.delbortfall import EJ_AKTUELLA, svar_utanfor_namnaren
from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import Indikator, Post
from oppna_jamforelser.example.ifyllnad import Enhetssvar, fyll_i, fyll_i_ovrigt
from oppna_jamforelser.example.malandel import (
    ANTAGEN_EJ_UPPFOLJD,
    EJ_UPPFOLJDA,
    Ankare,
    andel,
    antal_ja,
)
from oppna_jamforelser.example.regelsvar import FOLJDROLL, REGLER, Fall, Svarsroller
from oppna_jamforelser.example.underlag import Underlag

BEHOVS_INTE_SANNOLIKHET = 0.012


def besvara(
    underlag: Underlag, ankare: Mapping[str, Ankare], forra: Minne
) -> tuple[dict[str, Enhetssvar], Minne]:
    """Return the answers by unit code, and what next year needs to remember of them."""
    svar = {enhet.enhet_kod: Enhetssvar() for enhet in underlag.svarande}
    minne: Minne = {}
    for indikator in underlag.enkat.indikatorer:
        foljdroll = FOLJDROLL.get(indikator.regel_id, "")
        fonster = _fonster(underlag, indikator)
        procent = andel(ankare[indikator.indikator_id], underlag.enkat.matar)
        for enhet, roller in _fordela(underlag, indikator, procent, forra).items():
            fyll_i(underlag, enhet, indikator, roller, svar[enhet.enhet_kod])
            minne[enhet.stam, indikator.indikator_id] = Forra(
                roller.get("bas"), roller.get(foljdroll), fonster
            )
    for enhet in underlag.svarande:
        fyll_i_ovrigt(underlag, enhet, svar[enhet.enhet_kod])
    return svar, minne


def _fordela(
    underlag: Underlag, indikator: Indikator, procent: int, forra: Minne
) -> dict[Enhet, Svarsroller]:
    """Return every unit's answers by role, such that *procent* of the denominator is "ja"."""
    bas, foljd = indikator.bas, _foljd(indikator)
    fonster = _fonster(underlag, indikator)
    fardiga: dict[Enhet, Svarsroller] = {}
    namnare: list[Enhet] = []
    for enhet in _svarande(underlag, bas):
        utanfor = svar_utanfor_namnaren(underlag, enhet, indikator)
        if utanfor is None:
            namnare.append(enhet)
        else:
            fardiga[enhet] = utanfor
    behovs_inte = [enhet for enhet in namnare if _behovs_inte(underlag, enhet, bas)]
    fardiga |= {enhet: {"bas": "behovs_inte"} for enhet in behovs_inte}
    kvar = [enhet for enhet in namnare if enhet not in fardiga]

    def fore(enhet: Enhet) -> Forra | None:
        return forra.get((enhet.stam, indikator.indikator_id))

    # First those that have the thing, among them those that have followed it up.
    ej_uppfoljd = EJ_UPPFOLJDA.get(bas.fraga_kod, ANTAGEN_EJ_UPPFOLJD) if foljd else 0
    har_procent = procent + (100 - procent) * ej_uppfoljd // 100
    harare = sorted(kvar, key=lambda e: dragning(underlag, e, indikator), reverse=True)
    harare = harare[: antal_ja(har_procent, len(namnare)) - len(behovs_inte)]
    traffar = harare
    if foljd:
        traffar = sorted(
            harare,
            key=lambda e: dragning_uppfoljning(underlag, e, indikator, fonster, fore(e)),
            reverse=True,
        )[: antal_ja(procent, len(namnare)) - len(behovs_inte)]
    har_mangd, traff_mangd = set(harare), set(traffar)

    klasser = underlag.enkat.klasser
    for enhet in kvar:
        forra_svar = fore(enhet)
        fall = Fall(
            traff=enhet in traff_mangd,
            har=enhet in har_mangd,
            forra_bas=forra_svar.bas if forra_svar else None,
            nyligen_finns=foljd is not None and "nyligen" in klasser(foljd),
            bas_utan_ej_aktuellt=not set(EJ_AKTUELLA) & set(klasser(bas)),
            tal=underlag.tal(enhet, indikator),
            vana=underlag.vana(enhet, indikator),
        )
        fardiga[enhet] = REGLER[indikator.regel_id](fall)
    return fardiga


def _foljd(indikator: Indikator) -> Post | None:
    return indikator.roller.get(FOLJDROLL.get(indikator.regel_id, ""))


def _fonster(underlag: Underlag, indikator: Indikator) -> int:
    """Return how many months the follow-up looks back, 0 without one."""
    foljd = _foljd(indikator)
    return underlag.enkat.fonster.get(foljd.fraga_kod, 0) if foljd else 0


def _svarande(underlag: Underlag, bas: Post) -> list[Enhet]:
    """Return the units that answer the part of the questionnaire where the question stands."""
    i_vinr = underlag.enkat.oppnas_av[bas.fraga_kod] == VINR
    return [e for e in underlag.svarande if not i_vinr or underlag.lagen[e.enhet_kod].svarar_vinr]


def _behovs_inte(underlag: Underlag, enhet: Enhet, bas: Post) -> bool:
    """Say whether the same head answers for both sides, so that no agreement is needed."""
    if "behovs_inte" not in underlag.enkat.klasser(bas):
        return False
    tal = underlag.slump.tal(enhet.stam, "behövs inte", bas.delfraga_kod)
    return tal < BEHOVS_INTE_SANNOLIKHET
