"""Groups: counts, shares, the 20 percent rule and bounds. Integers until the last step."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from typing import Any

from .fragor import JA, KANDA_AR, NEJ, OMR_OMRADEN
from .regler import DELVIS, EJ_AKTUELLT, Domslut
from .svar import Enhetssvar, Rad, Ramar, las_landning
from .utfall import Cell

Medlemskap = tuple[int, str, str, str]  # matar, enhet_kod, gruppindelning, grupp_kod
Gruppcell = tuple[int, str, str, str]  # matar, gruppindelning, grupp_kod, indikator_id / omrade


def gruppera(
    utfall: Mapping[Cell, Domslut], medlemskap: Iterable[Medlemskap]
) -> dict[Gruppcell, dict[str, Any]]:
    """Return the columns of fct_gruppvarde for every group, indicator and year."""
    per_enhet: dict[tuple[int, str], list[tuple[str, str | None]]] = {}
    for (matar, enhet_kod, indikator_id), (resultat, _) in utfall.items():
        per_enhet.setdefault((matar, enhet_kod), []).append((indikator_id, resultat))
    antal: dict[Gruppcell, dict[str | None, int]] = {}
    for matar, enhet_kod, gruppindelning, grupp_kod in set(medlemskap):
        for indikator_id, resultat in per_enhet.get((matar, enhet_kod), ()):
            cell = antal.setdefault((matar, gruppindelning, grupp_kod, indikator_id), {})
            cell[resultat] = cell.get(resultat, 0) + 1
    return {cell: gruppvarde(raknat) for cell, raknat in antal.items()}


def gruppvarde(antal: Mapping[str | None, int]) -> dict[str, Any]:
    """Return the columns that follow from how many units have each outcome (None: missing)."""
    ja, delvis, nej = antal.get(JA, 0), antal.get(DELVIS, 0), antal.get(NEJ, 0)
    ej_aktuellt, bortfall = antal.get(EJ_AKTUELLT, 0), antal.get(None, 0)
    enheter = ja + delvis + nej + ej_aktuellt + bortfall
    namnare = enheter - ej_aktuellt - bortfall
    redovisas = namnare > 0 and not over_20_procent(ej_aktuellt + bortfall, enheter)
    return {
        "enheter_antal": enheter,
        "ja_antal": ja,
        "delvis_antal": delvis,
        "nej_antal": nej,
        "ej_aktuellt_antal": ej_aktuellt,
        "bortfall_antal": bortfall,
        "namnare_antal": namnare,
        "redovisas": redovisas,
        "andel_procent": hel_procent(ja, namnare) if redovisas else None,
        "orsak_kod": None if redovisas else _orsak(namnare, bortfall),
        "redovisas_lasning_b": namnare > 0 and not over_20_procent(bortfall, enheter),
        "lagsta_procent": procent_en_decimal(ja, namnare + bortfall),
        "hogsta_procent": procent_en_decimal(ja + bortfall, namnare + bortfall),
    }


def svarsfrekvens(
    rader: Iterable[Rad],
    ramar: Ramar,
    medlemskap: Iterable[Medlemskap],
    ar_kan_ha: Container[int] = KANDA_AR,
) -> dict[Gruppcell, dict[str, Any]]:
    """Return the columns of fct_svarsfrekvens for every group, area and year."""
    landning = las_landning(rader, ramar, ar_kan_ha)
    svarande = {
        (matar, enhet_kod): svarar_i(landning.enhet(matar, enhet_kod))
        for matar in landning.ar
        for enhet_kod in ramar[matar]
    }
    antal: dict[Gruppcell, list[int]] = {}
    for matar, enhet_kod, gruppindelning, grupp_kod in set(medlemskap):
        for omrade_kod, svarar in svarande.get((matar, enhet_kod), {}).items():
            par = antal.setdefault((matar, gruppindelning, grupp_kod, omrade_kod), [0, 0])
            par[0] += 1
            par[1] += svarar
    return {
        cell: {
            "enheter_antal": enheter,
            "svarande_antal": svarande_antal,
            "svarsfrekvens_procent": hel_procent(svarande_antal, enheter),
        }
        for cell, (enheter, svarande_antal) in antal.items()
    }


def svarar_i(svar: Enhetssvar) -> dict[str, bool]:
    """Tell in which areas a unit counts as answering."""
    oppning = {omrade: svar.klass(("OMR", omrade, "")) for omrade in OMR_OMRADEN}
    svarar = {omrade: klass == JA for omrade, klass in oppning.items()}
    if oppning["vinr"] not in (JA, NEJ):  # left open: an answer in the area tells
        svarar["vinr"] = svar.har_svarat("V", "X")
    svarar["lss"] = svarar["lss_barn"] or svarar["lss_vuxna"]
    svarar["gemensam"] = svarar["alla"] = svar.har_svarat()
    return svarar


def over_20_procent(antal: int, enheter: int) -> bool:
    """Strictly more than 20 percent: 1 of 5 is not."""
    return 5 * antal > enheter


def hel_procent(taljare: int, namnare: int) -> int:
    """Return a whole percent, rounded half up from the integers."""
    return _avrunda_halva_upp(100 * taljare, namnare)


def procent_en_decimal(taljare: int, namnare: int) -> Decimal | None:
    """Return a percent with one decimal, rounded half up from the integers."""
    if namnare == 0:
        return None
    return Decimal(_avrunda_halva_upp(1000 * taljare, namnare)).scaleb(-1)


def _avrunda_halva_upp(taljare: int, namnare: int) -> int:
    return (2 * taljare + namnare) // (2 * namnare)


def _orsak(namnare: int, bortfall: int) -> str:
    return "inga_tillampliga_svar" if namnare == 0 and bortfall == 0 else "for_stort_bortfall"
