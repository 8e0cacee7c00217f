"""The questionnaire, year by year: which questions are asked, their scales and known texts.

Written from the method and the delivery contract alone. It shares nothing with the warehouse's own
metadata, so that an error in one of the two shows as a difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

# The classes of an answer.
JA = "ja"
NEJ = "nej"
BEHOVS_INTE = "behovs_inte"
OMRADET_FINNS_INTE = "omradet_finns_inte"
NYLIGEN = "nyligen"
FOR_FA = "for_fa"
BESLUT_FATTAT = "beslut_fattat"
ANNAN_METOD = "annan_metod"
JA_UTAN_NAMN = "ja_utan_namn"
KAN_INTE_SVARA = "kan_inte_svara"
FRITT_SVAR = "fritt_svar"  # any text, on questions that no indicator uses

Nyckel = tuple[str, str, str]  # fraga_kod, omrade_kod, delfraga_kod
Texter = Mapping[str, tuple[str, ...]]  # class -> the texts that mean it

KANDA_AR = range(2016, 2025)
TILL_2021 = range(2016, 2022)

ATTA_OMRADEN = (
    "ekonomiskt_bistand", "missbruk", "socialpsykiatri", "barn_unga",
    "lss_barn", "lss_vuxna", "aldreomsorg", "vinr_vuxna",
)  # fmt: skip
OMR_OMRADEN = (*ATTA_OMRADEN[:-1], "vinr")
FREDA_OMRADEN = (
    "ekonomiskt_bistand", "missbruk", "socialpsykiatri", "barn_unga", "lss_vuxna", "aldreomsorg",
)  # fmt: skip
AKTORER = (
    "primarvard", "vuxenpsykiatri", "akutmottagning", "ungdomsmottagning", "polis", "kvinnojour",
)  # fmt: skip
PLAN_OMRADEN = ("vinr_barn", "vinr_vuxna")
METODER = ("freda_beskrivning", "freda_farlighet", "sara_sv", "patriark", "annan")
UTBILDNINGAR = ("fortbildning", "vidareutbildning")
KON = ("kvinnor", "man")
BRUKARE = ("myndighet", "utforare")
INDIVIDBASERAD = ("behov", "insatser", "resultat")

JA_NEJ: Texter = {JA: ("Ja",), NEJ: ("Nej",)}
BAS: Texter = {
    **JA_NEJ,
    OMRADET_FINNS_INTE: (
        "Ej aktuellt, området finns inte i vår socialtjänst/kommun",
        "Ej aktuellt",
    ),
}
SAMVERKAN: Texter = {
    **BAS,
    BEHOVS_INTE: (
        "Nej, behövs inte, samverkan sker genom att verksamheten har samma ansvariga chef",
        "Nej, behövs inte, samma ansvariga chef",
        "Nej, behövs inte",
    ),
}
MED_BISTAND: Texter = {JA: ("Ja, erbjuds med biståndsbeslut", "Ja"), NEJ: ("Nej",)}
FREDA: Texter = {JA: ("Ja, FREDA-kortfrågor",), ANNAN_METOD: ("Ja, annan",), NEJ: ("Nej",)}
AUDIT: Texter = {**BAS, JA: ("Ja, AUDIT", "Ja")}
DUDIT: Texter = {**BAS, JA: ("Ja, DUDIT", "Ja")}
ANNAN: Texter = {**JA_NEJ, JA_UTAN_NAMN: ()}  # told from ja by the free text, never by the answer
SAMMANSTALLT: Texter = {
    JA: ("Ja, har sammanställt på gruppnivå", "Ja"),
    NEJ: ("Nej, har inte sammanställt på gruppnivå", "Nej"),
    FOR_FA: (
        "Ej aktuellt, har inte sammanställt resultatet på gruppnivå pga. att individerna i "
        "gruppen varit för få",
        "Ej aktuellt",
    ),
}
PA_KON: Texter = {
    **JA_NEJ,
    FOR_FA: (
        "Ej aktuellt, har inte sammanställt resultatet på gruppnivå uppdelat på kön pga. att "
        "individerna varit för få",
        "Ej aktuellt",
    ),
}
ANVANT: Texter = {**JA_NEJ, BESLUT_FATTAT: ("Nej, men vi har fattat beslut om att göra det",)}


def fonster_manader(fraga_kod: str, matar: int) -> int:
    """Return how many months a follow-up question looks back that year."""
    if fraga_kod == "V4a" or (fraga_kod == "G3a" and matar >= 2024):
        return 24
    return 12


@dataclass(frozen=True)
class Fraga:
    """One question: when it is asked, of which areas and items, on which scale."""

    kod: str
    ar: range = KANDA_AR
    omraden: tuple[str, ...] = ("",)
    delfragor: tuple[str, ...] = ("",)
    texter: Texter | None = field(default_factory=lambda: JA_NEJ)  # None: any text
    egna_texter: Mapping[str, Texter] = field(default_factory=dict)  # item -> its own scale
    nyligen_om: str = ""  # what was drawn up recently: makes the question a dated follow-up

    def svarstexter(self, delfraga_kod: str, matar: int) -> Texter | None:
        """Return the texts of every class of one item in one year."""
        texter = self.egna_texter.get(delfraga_kod, self.texter)
        if texter is None or not self.nyligen_om:
            return texter
        forsta_ar = matar - fonster_manader(self.kod, matar) // 12
        lang = (
            f"Ej aktuellt, då {self.nyligen_om} upprättades nyligen, "
            f"dvs. efter den 1 feb {forsta_ar}"
        )
        return {**texter, NYLIGEN: (lang, "Ej aktuellt")}


FRAGOR: tuple[Fraga, ...] = (
    Fraga("OMR", omraden=OMR_OMRADEN),
    Fraga("G1", ar=TILL_2021),
    Fraga("G1a", ar=TILL_2021, texter=None),
    Fraga("G1b", ar=TILL_2021, texter=None),
    Fraga("G1c", ar=TILL_2021, texter=None),
    Fraga("G3", omraden=("vinr",), delfragor=AKTORER, texter=SAMVERKAN),
    Fraga("G3a", omraden=("vinr",), delfragor=AKTORER, nyligen_om="överenskommelsen"),
    Fraga("G6", ar=TILL_2021, omraden=PLAN_OMRADEN, texter=BAS),
    Fraga("G6a", ar=TILL_2021, omraden=PLAN_OMRADEN, delfragor=("a", "b", "c", "d")),
    Fraga("G6b", ar=TILL_2021, omraden=PLAN_OMRADEN, nyligen_om="planen"),
    Fraga("G7", omraden=ATTA_OMRADEN, texter=BAS),
    Fraga("G7a", omraden=ATTA_OMRADEN, nyligen_om="rutinen"),
    Fraga("G8", omraden=FREDA_OMRADEN, texter=FREDA),
    Fraga("G8a", omraden=("", *FREDA_OMRADEN), texter=None),
    Fraga(
        "G9",
        omraden=("vinr",),
        delfragor=("audit", "dudit"),
        egna_texter={"audit": AUDIT, "dudit": DUDIT},
    ),
    Fraga("G20", ar=TILL_2021),
    Fraga("G21", ar=TILL_2021, omraden=ATTA_OMRADEN, texter=BAS),
    Fraga("G21a", ar=range(2017, 2022), omraden=ATTA_OMRADEN, nyligen_om="rutinen"),
    Fraga("G23", ar=TILL_2021, omraden=OMR_OMRADEN, texter=BAS),
    Fraga("G23a", ar=TILL_2021, omraden=OMR_OMRADEN, nyligen_om="rutinen"),
    Fraga("V1", delfragor=METODER, egna_texter={"annan": ANNAN}),
    Fraga("V2", delfragor=KON, texter=MED_BISTAND),
    Fraga("V3", delfragor=KON, texter=MED_BISTAND),
    Fraga("V4"),
    Fraga("V4a", nyligen_om="rutinen"),
    Fraga("V5", delfragor=UTBILDNINGAR),
    Fraga("V6", delfragor=UTBILDNINGAR),
    Fraga("V7", texter=SAMMANSTALLT),
    Fraga("V7a", texter=PA_KON),
    Fraga("V7b", texter=ANVANT),
    Fraga("X1", ar=range(2019, 2025), delfragor=BRUKARE),
    Fraga("X1a", ar=range(2019, 2025), delfragor=BRUKARE),
    Fraga("X2", ar=range(2022, 2025), delfragor=INDIVIDBASERAD),
    Fraga("X3", ar=range(2019, 2025), delfragor=KON),
)
FRAGA: dict[str, Fraga] = {fraga.kod: fraga for fraga in FRAGOR}
KRYSSFRAGOR = ("G6a", "V1")  # tick boxes: an option left out is not ticked


@lru_cache(maxsize=200_000)
def normalisera(text: str) -> str:
    """Fold a text for matching: NFC, case, white space, no final full stop, feb as februari."""
    vikt = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    vikt = vikt.removesuffix(".").rstrip()
    return re.sub(r"\bfeb\b", "februari", vikt)


@cache
def fragor_i_ar(matar: int) -> dict[str, Fraga]:
    """Return the questions asked in a year by their code in lower case."""
    return {fraga.kod.casefold(): fraga for fraga in FRAGOR if matar in fraga.ar}


@cache
def nycklar_i_ar(matar: int) -> tuple[Nyckel, ...]:
    """Return every question, area and item asked in a year, in the order of the questionnaire."""
    return tuple(
        (fraga.kod, omrade, delfraga)
        for fraga in fragor_i_ar(matar).values()
        for omrade in fraga.omraden
        for delfraga in fraga.delfragor
    )


@cache
def skala(fraga_kod: str, delfraga_kod: str, matar: int) -> frozenset[str]:
    """Return the classes that an answer can have ("Kan inte svara" is none of them)."""
    return frozenset(FRAGA[fraga_kod].svarstexter(delfraga_kod, matar) or ())


@cache
def _klass_av_text(fraga_kod: str, delfraga_kod: str, matar: int) -> dict[str, str] | None:
    texter = FRAGA[fraga_kod].svarstexter(delfraga_kod, matar)
    if texter is None:
        return None
    return {normalisera(text): klass for klass in texter for text in texter[klass]}


def klassa(fraga_kod: str, delfraga_kod: str, matar: int, svar: str) -> str | None:
    """Return the class of a text on a question version, or None outside its scale."""
    text = normalisera(svar)
    if text == "kan inte svara":
        return KAN_INTE_SVARA
    kanda = _klass_av_text(fraga_kod, delfraga_kod, matar)
    return FRITT_SVAR if kanda is None else kanda.get(text)
