"""Answers that give a unit the outcome it was chosen for, one function per rule type.

A function returns the answer class of each of the indicator's questions, by role; a role that is
left out is not answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Svarsroller = dict[str, str]
Tal = Callable[[str], float]


@dataclass(frozen=True)
class Fall:
    """One unit's turn at one indicator in one year."""

    traff: bool  # the outcome is to be "ja"
    har: bool  # the thing exists (a plan, a routine), followed up or not
    forra_bas: str | None  # last year's answer to the base question
    nyligen_finns: bool  # the follow-up question has the answer "set up recently"
    # The base question has no answer that leaves the denominator: then a missing base is nej when
    # the follow-up says Nej (the method, section 3, decision 1).
    bas_utan_ej_aktuellt: bool
    tal: Tal  # numbers of this year
    vana: Tal  # numbers that are the same in every year


def _foljd_ja(fall: Fall) -> str:
    """Return a positive follow-up: recent where there was nothing last year."""
    sannolikhet = {"nej": 0.7, None: 0.08}.get(fall.forra_bas, 0.01)
    return "nyligen" if fall.nyligen_finns and fall.tal("nyligen") < sannolikhet else "ja"


def ja(fall: Fall) -> Svarsroller:
    """One question."""
    return {"bas": "ja" if fall.traff else "nej"}


def ja_uppfoljning(fall: Fall) -> Svarsroller:
    """A base question and whether the thing was followed up; a few skip-logic faults."""
    if fall.traff:
        return {"bas": "ja", "uppfoljning": _foljd_ja(fall)}
    if fall.har:
        return {"bas": "ja", "uppfoljning": "nej"}
    if fall.bas_utan_ej_aktuellt and fall.tal("bas hoppas över") < 0.01:
        return {"uppfoljning": "nej"}
    if fall.tal("följdfråga efter nej") < 0.005:
        return {"bas": "nej", "uppfoljning": "nej" if fall.tal("vilken") < 0.7 else "ja"}
    return {"bas": "nej"}


def samlad_plan(fall: Fall) -> Svarsroller:
    """A plan, what it holds, and its follow-up."""
    if fall.traff:
        hel = {"bas": "ja", "innehall_a": "ja", "innehall_b": "ja"}
        return {**hel, "uppfoljning": _foljd_ja(fall)}
    if not fall.har:
        return {"bas": "nej"}
    brist = fall.vana("brist")
    plan = {
        "bas": "ja",
        "innehall_a": "nej" if brist < 0.35 else "ja",
        "innehall_b": "nej" if brist < 0.05 else "ja",
        "uppfoljning": "ja" if brist < 0.2 else "nej",
    }
    if brist < 0.02:
        del plan["uppfoljning"]  # without the content no follow-up can make it a ja
    return plan


def minst_en_metod(fall: Fall) -> Svarsroller:
    """The four named methods and "annan", which counts with a name only."""
    namngivna = ("freda_beskrivning", "freda_farlighet", "sara_sv", "patriark")
    vanlighet = (0.75, 0.8, 0.3, 0.35)
    svar = {
        f"metod_{metod}": "ja" if fall.traff and fall.vana(metod) < grans else "nej"
        for metod, grans in zip(namngivna, vanlighet, strict=True)
    }
    annan = fall.vana("annan")
    svar["metod_annan"] = "nej"
    if fall.traff:
        if annan < 0.1 or "ja" not in svar.values():
            svar["metod_annan"] = "ja"
    elif annan < 0.1:
        svar["metod_annan"] = "ja_utan_namn"
    return svar


def anvant_resultat(fall: Fall) -> Svarsroller:
    """Results put together, and used or to be used."""
    if not fall.har:
        return {"bas": "nej"}
    if fall.traff:
        return {"bas": "ja", "anvant": "ja"}
    return {"bas": "ja", "anvant": "beslut_fattat" if fall.vana("beslut") < 0.5 else "nej"}


REGLER: Mapping[str, Callable[[Fall], Svarsroller]] = {
    "ja": ja,
    "ja_uppfoljning": ja_uppfoljning,
    "samlad_plan": samlad_plan,
    "namngiven_metod": ja,  # annan_metod is put in where the scale has it
    "minst_en_metod": minst_en_metod,
    "anvant_resultat": anvant_resultat,
}
# The role whose answer is needed once the base says Ja.
FOLJDROLL = {
    "ja_uppfoljning": "uppfoljning",
    "samlad_plan": "uppfoljning",
    "anvant_resultat": "anvant",
}
