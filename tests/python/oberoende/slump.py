"""Random landings, the same for the same seed: every kind of answer, of fault and of absence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from .fragor import FRAGA, JA, KANDA_AR, NEJ, NYLIGEN, Nyckel, nycklar_i_ar, skala
from .svar import Ramar

Slumprad = dict[str, Any]

LEVERANSER = 4
FRITEXTER = (
    None, "", " ", "-", "Ingen", "vet ej.", "VET INTE", "Finns ej", "ingen  metod", "Nej",
    "PATRIARK-liknande", "Egen mall", "SAVRY", "DA",
)  # fmt: skip
OKANDA_SVAR = (
    "Kanske", "Delvis", "ja nej", "J", "1", "Ej tillämpligt", "Ja, delvis", "Nej, inte än",
    "Vet ej", "Ej aktuellt, då rutinen upprättades nyligen, dvs. efter den 1 feb 1999",
)  # fmt: skip
FRIA_SVAR = ("Vardagar 17-22", "Ja", "Nej", "Socialchef", "Kan inte svara", "SAVRY; egen mall")
TIDER = (
    None, "", "{ar}-02-03", "{ar}-02-03T00:00:00", "{ar}-02-03T10:00:00", "{ar}-02-03 10:00:00",
    "{ar}-02-03T10:00:00Z", "{ar}-02-03T12:00:00+02:00", "{ar}-02-04", "{ar}-03-01T08:30",
    "{ar}-02-03T10:00:00.250",
)  # fmt: skip
TRASIGA_TIDER = ("3 februari", "{ar}-13-01", "03/02/{ar}", "{ar}-02-30", "i går")
BLANKA = (" ", "\u00a0", "  ", "\t", "\u202f")


@dataclass
class _Leveranser:
    """Rows on their way into numbered deliveries."""

    rng: Random
    formfel: bool
    rader: dict[int, list[Slumprad]] = field(default_factory=dict)

    def lagg(self, rad: Slumprad, leverans_nr: int) -> None:
        self.rader.setdefault(leverans_nr, []).append(rad)

    def alla(self) -> list[Slumprad]:
        resultat = []
        for leverans_nr in sorted(self.rader):
            rader = self.rader[leverans_nr]
            self.rng.shuffle(rader)
            for rad_nr, rad in enumerate(rader, start=1):
                resultat.append({**rad, "leverans_nr": leverans_nr, "rad_nr": rad_nr})
        return resultat


def slumpade_rader(
    rng: Random, ramar: Ramar, matar: int | Iterable[int], *, formfel: bool = True
) -> list[Slumprad]:
    """Return random delivered rows for one year or several.

    With `formfel` False every key, code and time is well formed, and only the answers are odd.
    """
    leveranser = _Leveranser(rng, formfel)
    for ar in [matar] if isinstance(matar, int) else list(matar):
        enheter = sorted(ramar[ar])
        lugnt_ar = rng.random() < 0.5  # few missing: groups keep within the 20 percent rule
        for enhet_kod in enheter:
            _enhet(leveranser, ar, enhet_kod, lugnt_ar)
        if formfel and enheter:
            for _ in range(rng.randint(3, 12)):
                leveranser.lagg(_felaktig_rad(rng, ar, enheter), rng.randint(1, LEVERANSER))
    return leveranser.alla()


def _enhet(leveranser: _Leveranser, ar: int, enhet_kod: str, lugnt_ar: bool) -> None:
    rng = leveranser.rng
    satt = rng.choices(
        ("normal", "tyst", "bara_okant", "bara_kan_inte", "bara_oppning", "bara_oanvanda"),
        (94, 2, 1, 1, 1, 1) if lugnt_ar else (80, 6, 4, 3, 4, 3),
    )[0]
    if satt == "tyst":
        return
    bortfall = rng.choice((0.0, 0.01, 0.05) if lugnt_ar else (0.0, 0.02, 0.1, 0.3, 0.7))
    krangel = rng.choice((0.0, 0.05, 0.2, 0.5))
    utan_vinr = rng.random() < (
        0.05 if lugnt_ar else 0.25
    )  # nothing answered in the part on violence
    fordelning: dict[str, dict[str, float]] = {}
    for nyckel in nycklar_i_ar(ar):
        fraga = nyckel[0]
        if satt == "bara_oppning" and fraga != "OMR":
            continue
        if satt == "bara_oanvanda" and FRAGA[fraga].texter is not None:
            continue  # only the questions that no indicator uses
        if utan_vinr and fraga[0] in "VX" and rng.random() < 0.97:
            continue
        if rng.random() < bortfall or (fraga == "OMR" and rng.random() < 0.2):
            continue
        tyngd = fordelning.setdefault(fraga, _tyngder(rng, fraga, nyckel[2], ar))
        svar = _svarstext(rng, nyckel, ar, satt, tyngd)
        _lamna(leveranser, ar, enhet_kod, nyckel, svar, krangel)


def _tyngder(rng: Random, fraga: str, delfraga: str, ar: int) -> dict[str, float]:
    """Lean one unit's answers to a question one way, so that composites come near deciding."""
    klasser = sorted(skala(fraga, delfraga, ar))
    tyngd = {klass: 1.0 for klass in klasser}
    if klasser and rng.random() < 0.7:
        tyngd[rng.choice(klasser)] = rng.choice((5.0, 50.0))
    return tyngd


def _svarstext(
    rng: Random, nyckel: Nyckel, ar: int, satt: str, tyngd: dict[str, float]
) -> str | None:
    sort = rng.choices(
        ("kand", "tom", "kan_inte", "okand"),
        {"bara_okant": (0, 2, 0, 8), "bara_kan_inte": (0, 2, 8, 0)}.get(satt, (90, 3, 3, 4)),
    )[0]
    if sort == "tom":
        return rng.choice((None, "", "  ", "\u00a0"))
    if sort == "kan_inte":
        return _vanstall(rng, "Kan inte svara")
    if FRAGA[nyckel[0]].texter is None:
        return rng.choice(FRIA_SVAR)
    if sort == "okand":
        return rng.choice(OKANDA_SVAR)
    return _kand_text(rng, nyckel, ar, tyngd)


def _kand_text(rng: Random, nyckel: Nyckel, ar: int, tyngd: dict[str, float]) -> str:
    fraga = FRAGA[nyckel[0]]
    texter = {k: t for k, t in (fraga.svarstexter(nyckel[2], ar) or {}).items() if t}
    klasser = sorted(texter)
    klass = rng.choices(klasser, [tyngd.get(klass, 1.0) for klass in klasser])[0]
    text = rng.choice(texter[klass])
    if klass == NYLIGEN:
        if rng.random() < 0.08:  # the window of another version: outside the scale
            text = re.sub(r"\d{4}$", str(ar - rng.randint(0, 3)), text)
        if rng.random() < 0.4:
            text = text.replace("1 feb ", "1 februari ")
    return _vanstall(rng, text)


def _vanstall(rng: Random, text: str) -> str:
    """Write a text as people do: case, white space, a full stop, decomposed letters."""
    if rng.random() < 0.5:
        return text
    text = rng.choice((str, str.upper, str.lower, str.title))(text)
    if rng.random() < 0.3:
        text = text.replace(" ", rng.choice(BLANKA))
    if rng.random() < 0.3:
        text = rng.choice(BLANKA) + text + rng.choice(BLANKA)
    if rng.random() < 0.3:
        text = text.rstrip() + "."
    if rng.random() < 0.2:
        text = unicodedata.normalize("NFD", text)
    return text


def _lamna(
    leveranser: _Leveranser,
    ar: int,
    enhet_kod: str,
    nyckel: Nyckel,
    svar: str | None,
    krangel: float,
) -> None:
    """Deliver an answer: once, or again, corrected, contradicted, doubled."""
    rng = leveranser.rng
    leverans_nr = rng.randint(1, LEVERANSER) if rng.random() < krangel else 1
    rad = _rad(rng, ar, enhet_kod, nyckel, svar, leveranser.formfel)
    leveranser.lagg(rad, leverans_nr)
    while rng.random() < krangel / 2:
        annat = _svarstext(rng, nyckel, ar, "normal", {})
        sort = rng.choice(("rattat", "motsagt", "dubblerat", "fritext", "samma_tid"))
        if sort == "rattat":
            ny = _rad(rng, ar, enhet_kod, nyckel, annat, leveranser.formfel)
            leveranser.lagg(ny, rng.randint(1, LEVERANSER))
        elif sort == "motsagt":
            leveranser.lagg({**rad, "svar": annat}, leverans_nr)
        elif sort == "dubblerat":
            leveranser.lagg(dict(rad), rng.choice((leverans_nr, rng.randint(1, LEVERANSER))))
        elif sort == "fritext":
            leveranser.lagg({**rad, "fritext": rng.choice(FRITEXTER)}, leverans_nr)
        else:
            leveranser.lagg({**rad, "svar": annat}, rng.randint(1, LEVERANSER))


def _rad(
    rng: Random, ar: int, enhet_kod: str, nyckel: Nyckel, svar: str | None, formfel: bool
) -> Slumprad:
    fraga, omrade, delfraga = nyckel
    tid = rng.choice(TIDER) if rng.random() < 0.5 else rng.choice((None, "{ar}-02-03"))
    if formfel and rng.random() < 0.01:
        tid = rng.choice(TRASIGA_TIDER)
    rad: Slumprad = {
        "matar": str(ar),
        "enhet_kod": enhet_kod,
        "fraga_kod": fraga,
        "omrade_kod": omrade or rng.choice((None, "")),
        "delfraga_kod": delfraga or rng.choice((None, "")),
        "svar": svar,
        "fritext": rng.choice(FRITEXTER) if fraga in ("V1", "G8") else None,
        "inlamnad": tid.format(ar=ar) if tid else tid,
    }
    if formfel and rng.random() < 0.05:
        _missakta_koder(rng, rad)
    return rad


def _missakta_koder(rng: Random, rad: Slumprad) -> None:
    """Write the codes carelessly, but so that they can still be read."""
    kolumn = rng.choice(("enhet_kod", "fraga_kod", "omrade_kod", "delfraga_kod"))
    kod = rad[kolumn]
    if not kod:
        return
    if kolumn == "enhet_kod":
        kod = kod[1:] if kod.startswith("0") else kod
        rad[kolumn] = rng.choice((kod, f" {kod} ", kod if "-" in kod else f"{kod}.0"))
    else:
        rad[kolumn] = rng.choice((kod.upper(), kod.lower(), f" {kod}\u00a0"))


def _felaktig_rad(rng: Random, ar: int, enheter: list[str]) -> Slumprad:
    """Return a row that no landing can take: its key names nothing that was asked."""
    nyckel = rng.choice(nycklar_i_ar(ar))
    rad = _rad(rng, ar, rng.choice(enheter), nyckel, rng.choice(("Ja", "Nej", "Kanske")), False)
    rad.update(
        rng.choice(
            (
                {"matar": rng.choice(("2015", "2031", "", None, "i fjol"))},
                {"enhet_kod": rng.choice(("9999", "", None, "0180-99", "Stockholm"))},
                {"fraga_kod": rng.choice(("G99", "V", "", None, "G3b", "SIP"))},
                {"omrade_kod": "hemloshet"},
                {"omrade_kod": "skola"},
                {"delfraga_kod": "skola"},
                _ej_fragad(rng, ar),
            )
        )
    )
    return rad


def _ej_fragad(rng: Random, ar: int) -> dict[str, str]:
    """Return a key that is asked in other years only, if there is one."""
    andra = sorted({n for annat in KANDA_AR for n in nycklar_i_ar(annat)} - set(nycklar_i_ar(ar)))
    fraga, omrade, delfraga = rng.choice(andra) if andra else ("G99", "", "")
    return {"fraga_kod": fraga, "omrade_kod": omrade, "delfraga_kod": delfraga}


def fullstandiga_rader(matar: int, enhet_kod: str, svar: str = "Ja") -> list[Slumprad]:
    """Return one plain answer to every question of a unit, for tests that change a few of them."""
    rader = []
    for fraga, omrade, delfraga in nycklar_i_ar(matar):
        texter = FRAGA[fraga].svarstexter(delfraga, matar)
        text = svar if texter is None else (texter.get(JA if svar == "Ja" else NEJ) or (svar,))[0]
        rader.append(
            {
                "matar": str(matar), "enhet_kod": enhet_kod, "fraga_kod": fraga,
                "omrade_kod": omrade, "delfraga_kod": delfraga, "svar": text,
                "fritext": None, "inlamnad": None, "leverans_nr": 1, "rad_nr": len(rader) + 1,
            }
        )  # fmt: skip
    return rader
