"""Answers that keep a unit out of an indicator's denominator: ej aktuellt, or partly missing."""

from oppna_jamforelser.example.bortfall import VINR
from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import Indikator
from oppna_jamforelser.example.regelsvar import FOLJDROLL, Svarsroller
from oppna_jamforelser.example.underlag import Underlag

# Answers that are refused; their texts are chosen where they are delivered.
OGILTIGT, MOTSTRIDIGT = "ogiltigt", "motstridigt"
KAN_INTE_SVARA = "kan_inte_svara"
EJ_AKTUELLA = ("omradet_finns_inte", "for_fa")
# How often, in kommuner below and above the middling size.
EJ_AKTUELLT_SANNOLIKHET = {"omradet_finns_inte": (0.02, 0.005), "for_fa": (0.05, 0.005)}
STORSTA_BORTFALL = 0.05  # the part that the most careless units leave out


def svar_utanfor_namnaren(
    underlag: Underlag, enhet: Enhet, indikator: Indikator
) -> Svarsroller | None:
    """Return the answers of a unit that is ej aktuellt or missing here; None for all others."""
    bas, tal, vana = (
        indikator.bas,
        underlag.tal(enhet, indikator),
        underlag.vana(enhet, indikator),
    )
    har_svarat_nej = underlag.lagen[enhet.enhet_kod].omraden.get(bas.omrade_kod) == "nej"
    for klass in EJ_AKTUELLA:
        if klass in underlag.enkat.klasser(bas):
            ar_stor = underlag.storlek[enhet.kommun_kod] > 0
            finns_inte = vana(klass) < EJ_AKTUELLT_SANNOLIKHET[klass][ar_stor]
            if finns_inte or (har_svarat_nej and bas.omrade_kod != VINR):
                return {"bas": klass}
    slarv = underlag.slump.tal(enhet.stam, "slarv", underlag.enkat.matar) ** 3
    if tal("bortfall") < STORSTA_BORTFALL * slarv:
        return _ofullstandiga_svar(indikator, tal("sort"))
    return None


def _ofullstandiga_svar(indikator: Indikator, sort: float) -> Svarsroller:
    """Return answers that leave the result missing; *sort* (0 to 1) chooses the kind."""
    if indikator.regel_id == "minst_en_metod":
        nej = dict.fromkeys(indikator.roller, "nej")
        sista = KAN_INTE_SVARA if sort < 0.15 else OGILTIGT
        return {**nej, "metod_annan": sista} if sort < 0.25 else {}
    foljdroll = FOLJDROLL.get(indikator.regel_id)
    # Everything but the follow-up, so that nothing else is missing.
    hel = {roll: "ja" for roll in indikator.roller if roll == "bas" or "innehall" in roll}
    if foljdroll and sort >= 0.6:
        if sort < 0.85:
            return hel
        return {**hel, foljdroll: KAN_INTE_SVARA if sort < 0.95 else OGILTIGT}
    if sort < 0.06:
        return {"bas": MOTSTRIDIGT if sort < 0.02 else OGILTIGT}
    if sort < 0.2:
        return {"bas": KAN_INTE_SVARA}
    if sort < 0.25 and foljdroll == "uppfoljning":
        return {"uppfoljning": "ja"}
    return {}
