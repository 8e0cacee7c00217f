"""The indicators: which questions each builds on, by which rule, in which years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from .fragor import (
    AKTORER,
    ATTA_OMRADEN,
    BRUKARE,
    FREDA_OMRADEN,
    INDIVIDBASERAD,
    KANDA_AR,
    KON,
    METODER,
    OMR_OMRADEN,
    TILL_2021,
    UTBILDNINGAR,
    Nyckel,
    skala,
)


@dataclass(frozen=True)
class Indikator:
    """One indicator of one year, judged by one rule."""

    indikator_id: str
    matar: int
    regel_id: str
    roller: tuple[tuple[str, Nyckel], ...]  # role -> question, area, item

    @cached_property
    def skalor(self) -> dict[str, frozenset[str]]:
        return {roll: skala(fraga, item, self.matar) for roll, (fraga, _, item) in self.roller}

    @property
    def i_vinr_delen(self) -> bool:
        """Whether the questions depend on the opening question of the area vinr."""
        return self.roller[0][1][0][0] in "VX"


@dataclass(frozen=True)
class Sammansatt:
    """A composite of other indicators: at least one of them, or all."""

    indikator_id: str
    krav: str  # minst_en, alla
    delar: tuple[str, ...]


@cache
def indikatorer(matar: int) -> tuple[Indikator, ...]:
    """Return the indicators asked in a year, composites left out."""
    return tuple(
        Indikator(indikator_id, matar, regel_id, tuple(roller.items()))
        for indikator_id, ar, regel_id, roller in _alla(matar)
        if matar in ar
    )


@cache
def sammansatta(matar: int) -> tuple[Sammansatt, ...]:
    """Return the composites of a year (their components are asked every year)."""
    grupper = {
        "skyddat_boende": KON,
        "samverkan": AKTORER,
        "rutin_indikation": ATTA_OMRADEN,
    }
    fragade = {indikator.indikator_id for indikator in indikatorer(matar)}
    return tuple(
        Sammansatt(f"{stam}_{krav}", krav, tuple(f"{stam}_{led}" for led in leden))
        for stam, leden in grupper.items()
        if fragade.issuperset(f"{stam}_{led}" for led in leden)
        for krav in ("minst_en", "alla")
    )


def _alla(matar: int) -> Iterator[tuple[str, range, str, dict[str, Nyckel]]]:
    yield "socialjour", TILL_2021, "ja", {"bas": ("G1", "", "")}
    for aktor in AKTORER:
        yield (
            f"samverkan_{aktor}",
            KANDA_AR,
            "ja_uppfoljning",
            {"bas": ("G3", "vinr", aktor), "uppfoljning": ("G3a", "vinr", aktor)},
        )
    for grupp in ("barn", "vuxna"):
        omrade = f"vinr_{grupp}"
        yield (
            f"samlad_plan_{grupp}",
            TILL_2021,
            "samlad_plan",
            {
                "bas": ("G6", omrade, ""),
                "innehall_a": ("G6a", omrade, "a"),
                "innehall_b": ("G6a", omrade, "b"),
                "uppfoljning": ("G6b", omrade, ""),
            },
        )
    for utbildning in UTBILDNINGAR:
        yield f"{utbildning}_barn", KANDA_AR, "ja", {"bas": ("V6", "", utbildning)}
        yield f"{utbildning}_vuxna", KANDA_AR, "ja", {"bas": ("V5", "", utbildning)}
    yield from _rutiner("rutin_indikation", KANDA_AR, "G7", ATTA_OMRADEN)
    for kon in KON:
        yield f"stodsamtal_{kon}", KANDA_AR, "ja", {"bas": ("V2", "", kon)}
        yield f"skyddat_boende_{kon}", KANDA_AR, "ja", {"bas": ("V3", "", kon)}
        yield f"stodsamtal_utan_bistand_{kon}", range(2019, 2025), "ja", {"bas": ("X3", "", kon)}
    yield (
        "rutin_skolgang",
        KANDA_AR,
        "ja_uppfoljning",
        {"bas": ("V4", "", ""), "uppfoljning": ("V4a", "", "")},
    )
    for omrade in FREDA_OMRADEN:
        yield f"freda_{omrade}", KANDA_AR, "namngiven_metod", {"bas": ("G8", omrade, "")}
    yield (
        "minst_en_metod",
        KANDA_AR,
        "minst_en_metod",
        {f"metod_{metod}": ("V1", "", metod) for metod in METODER},
    )
    for metod in ("audit", "dudit"):
        yield metod, KANDA_AR, "namngiven_metod", {"bas": ("G9", "vinr", metod)}
    bas, kon_, anvant = ("V7", "", ""), ("V7a", "", ""), ("V7b", "", "")
    yield "anvant_resultat", KANDA_AR, "anvant_resultat", {"bas": bas, "anvant": anvant}
    yield "uppfoljning_kon", KANDA_AR, "uppdelat_pa_kon", {"bas": bas, "kon": kon_}
    yield (
        "anvant_resultat_kon",
        KANDA_AR,
        "anvant_resultat_kon",
        {"bas": bas, "kon": kon_, "anvant": anvant},
    )
    yield "kartlagt_vuxna", TILL_2021, "ja", {"bas": ("G20", "", "")}
    if matar == 2016:  # that year SIP had no follow-up question
        for omrade in ATTA_OMRADEN:
            yield f"rutin_sip_{omrade}", TILL_2021, "ja", {"bas": ("G21", omrade, "")}
    else:
        yield from _rutiner("rutin_sip", TILL_2021, "G21", ATTA_OMRADEN)
    yield from _rutiner("rutin_skyddade_uppgifter", TILL_2021, "G23", OMR_OMRADEN)
    for led in BRUKARE:
        yield (
            f"brukarinflytande_{led}",
            range(2019, 2025),
            "ja_uppfoljning",
            {"bas": ("X1", "", led), "uppfoljning": ("X1a", "", led)},
        )
    for led in INDIVIDBASERAD:
        yield f"individbaserad_{led}", range(2022, 2025), "ja", {"bas": ("X2", "", led)}


def _rutiner(
    stam: str, ar: range, fraga_kod: str, omraden: tuple[str, ...]
) -> Iterator[tuple[str, range, str, dict[str, Nyckel]]]:
    for omrade in omraden:
        yield (
            f"{stam}_{omrade}",
            ar,
            "ja_uppfoljning",
            {"bas": (fraga_kod, omrade, ""), "uppfoljning": (f"{fraga_kod}a", omrade, "")},
        )
