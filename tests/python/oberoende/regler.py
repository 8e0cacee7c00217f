"""The rules, for complete answers only, and one engine that completes what is missing.

A rule below never sees a missing answer. What a missing answer does follows from trying every
possible answer in its place, for all the missing ones at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from .fragor import (
    BEHOVS_INTE,
    BESLUT_FATTAT,
    FOR_FA,
    JA,
    METODER,
    NEJ,
    NYLIGEN,
    OMRADET_FINNS_INTE,
)

DELVIS = "delvis"
EJ_AKTUELLT = "ej_aktuellt"
OGILTIGT = "ogiltigt"  # an answer was given and refused

ENHETSBORTFALL = "enhetsbortfall"
OMRADESBORTFALL = "omradesbortfall"
OGILTIGT_SVAR = "ogiltigt_svar"
PARTIELLT_BORTFALL = "partiellt_bortfall"
OFULLSTANDIGT_SVAR = "ofullstandigt_svar"
STARKAST_FORST = (
    ENHETSBORTFALL,
    OMRADESBORTFALL,
    OGILTIGT_SVAR,
    PARTIELLT_BORTFALL,
    OFULLSTANDIGT_SVAR,
)

METODROLLER = tuple(f"metod_{metod}" for metod in METODER)

Fullstandigt = Mapping[str, str]  # role -> class
Domslut = tuple[str | None, str | None]  # outcome, reason: exactly one of them
Svarspar = tuple[tuple[str, str | None], ...]
Skalpar = tuple[tuple[str, frozenset[str]], ...]


def _ja(svar: Fullstandigt) -> str:
    if svar["bas"] == OMRADET_FINNS_INTE:
        return EJ_AKTUELLT
    return JA if svar["bas"] == JA else NEJ


def _ja_uppfoljning(svar: Fullstandigt) -> str:
    if svar["bas"] == OMRADET_FINNS_INTE:
        return EJ_AKTUELLT
    if svar["bas"] == BEHOVS_INTE:
        return JA
    return JA if svar["bas"] == JA and svar["uppfoljning"] in (JA, NYLIGEN) else NEJ


def _samlad_plan(svar: Fullstandigt) -> str:
    if svar["bas"] == OMRADET_FINNS_INTE:
        return EJ_AKTUELLT
    innehall = svar["innehall_a"] == JA and svar["innehall_b"] == JA
    uppfoljd = svar["uppfoljning"] in (JA, NYLIGEN)
    return JA if svar["bas"] == JA and innehall and uppfoljd else NEJ


def _minst_en_metod(svar: Fullstandigt) -> str:
    return JA if any(svar[roll] == JA for roll in METODROLLER) else NEJ


def _anvant_resultat(svar: Fullstandigt) -> str:
    if svar["bas"] == FOR_FA:
        return EJ_AKTUELLT
    return _av_anvandning(svar) if svar["bas"] == JA else NEJ


def _uppdelat_pa_kon(svar: Fullstandigt) -> str:
    if svar["bas"] == FOR_FA or (svar["bas"] == JA and svar["kon"] == FOR_FA):
        return EJ_AKTUELLT
    return JA if svar["bas"] == JA and svar["kon"] == JA else NEJ


def _anvant_resultat_kon(svar: Fullstandigt) -> str:
    uppdelat = _uppdelat_pa_kon(svar)
    return _av_anvandning(svar) if uppdelat == JA else uppdelat


def _av_anvandning(svar: Fullstandigt) -> str:
    return {JA: JA, BESLUT_FATTAT: DELVIS}.get(svar["anvant"], NEJ)


REGLER: dict[str, Callable[[Fullstandigt], str]] = {
    "ja": _ja,
    "ja_uppfoljning": _ja_uppfoljning,
    "samlad_plan": _samlad_plan,
    "namngiven_metod": _ja,  # "another method" is simply not Ja
    "minst_en_metod": _minst_en_metod,
    "anvant_resultat": _anvant_resultat,
    "uppdelat_pa_kon": _uppdelat_pa_kon,
    "anvant_resultat_kon": _anvant_resultat_kon,
}
ROLLER: dict[str, tuple[str, ...]] = {
    "ja": ("bas",),
    "ja_uppfoljning": ("bas", "uppfoljning"),
    "samlad_plan": ("bas", "innehall_a", "innehall_b", "uppfoljning"),
    "namngiven_metod": ("bas",),
    "minst_en_metod": METODROLLER,
    "anvant_resultat": ("bas", "anvant"),
    "uppdelat_pa_kon": ("bas", "kon"),
    "anvant_resultat_kon": ("bas", "kon", "anvant"),
}


def utvardera_regel(
    regel_id: str, svar: Mapping[str, str | None], skalor: Mapping[str, Iterable[str]]
) -> Domslut:
    """Return outcome and reason of a rule: one of them is always None.

    `svar` has a class, None (missing) or "ogiltigt" (refused) by role, `skalor` the classes that
    each role can have.
    """
    return _utvardera(regel_id, *_frys(regel_id, svar, skalor))


def mojliga_utfall(
    regel_id: str, svar: Mapping[str, str | None], skalor: Mapping[str, Iterable[str]]
) -> frozenset[str]:
    """Return every outcome that the rule could give, whatever the missing answers are."""
    return _mojliga(regel_id, *_frys(regel_id, svar, skalor))


def _frys(
    regel_id: str, svar: Mapping[str, str | None], skalor: Mapping[str, Iterable[str]]
) -> tuple[Svarspar, Skalpar]:
    roller = ROLLER[regel_id]
    return (
        tuple((roll, svar.get(roll)) for roll in roller),
        tuple((roll, frozenset(skalor[roll])) for roll in roller),
    )


@cache
def _mojliga(regel_id: str, svar: Svarspar, skalor: Skalpar) -> frozenset[str]:
    regel = REGLER[regel_id]
    return frozenset(regel(komplett) for komplett in _kompletteringar(svar, skalor))


@cache
def _utvardera(regel_id: str, svar: Svarspar, skalor: Skalpar) -> Domslut:
    utfall = _mojliga(regel_id, svar, skalor)
    if len(utfall) == 1:
        return min(utfall), None
    given = dict(svar)
    if any(given[roll] == OGILTIGT for roll in _behovda(regel_id, svar, skalor)):
        return None, OGILTIGT_SVAR
    if _bas_saknas(regel_id, given):
        return None, PARTIELLT_BORTFALL
    return None, OFULLSTANDIGT_SVAR


def _saknas(klass: str | None) -> bool:
    return klass is None or klass == OGILTIGT


def _bas_saknas(regel_id: str, svar: Mapping[str, str | None]) -> bool:
    """Tell whether the base is missing; of five tick boxes, whether all of them are."""
    bas = METODROLLER if regel_id == "minst_en_metod" else ("bas",)
    return all(_saknas(svar[roll]) for roll in bas)


def _kompletteringar(svar: Svarspar, skalor: Skalpar) -> Iterator[dict[str, str]]:
    """Yield every complete set of answers that agrees with the given ones."""
    skala = dict(skalor)
    roller = [roll for roll, _ in svar]
    val = [sorted(skala[roll]) if _saknas(klass) else [klass] for roll, klass in svar]
    for klasser in product(*val):
        yield dict(zip(roller, klasser, strict=True))


def _behovda(regel_id: str, svar: Svarspar, skalor: Skalpar) -> list[str]:
    """Return the missing roles that alone can change the outcome, for some answer of the others."""
    regel = REGLER[regel_id]
    behovda = []
    for roll in (roll for roll, klass in svar if _saknas(klass)):
        per_ovriga: dict[tuple[str, ...], set[str]] = {}
        for komplett in _kompletteringar(svar, skalor):
            ovriga = tuple(klass for annan, klass in komplett.items() if annan != roll)
            per_ovriga.setdefault(ovriga, set()).add(regel(komplett))
        if any(len(utfall) > 1 for utfall in per_ovriga.values()):
            behovda.append(roll)
    return behovda
