"""Made-up counts of persons, and a made-up adult population: nothing here has ever been real.

Each year's counts come in spring the year after, in two deliveries; the second has late units and
corrections. The population is each kommun's real total × one share of adults × one share of each
sex; a city's adults are shared equally among its parts.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.project import read_seed

KALENDERAR = (2023, 2024)
ANDEL_VUXNA = 0.79
ANDEL_KVINNOR = 0.503
SAKNAS, BARA_TOTALT, SEN, RATTAR = 0.05, 0.05, 0.03, 0.02
INGEN_INSATS, INGET_AVSLUTAT = 0.04, 0.07
# per 10 000 adults, in a middling kommun
NIVA = 14
MATT = ("nyckeltal_aktualiserade_vinr", "nyckeltal_insatser_vinr", "nyckeltal_avslutade_mal_vinr")


class Varde(NamedTuple):
    """A delivered row of a value file."""

    matar: str
    enhet_kod: str
    indikator_id: str
    kon: str
    taljare: str
    namnare: str | None
    inlamnad: str | None
    fritext: str | None = None


class Befolkning(NamedTuple):
    """A delivered row of a population file."""

    ar: str
    kommun_kod: str
    enhet_kod: str | None
    kon: str
    alder_fran: str
    alder_till: str | None
    antal: str


def befolkning(matar: int, enheter: Sequence[Enhet]) -> Iterator[Befolkning]:
    """Yield the population of 31 December, of kommuner and of the parts of cities."""
    for kommun_kod, antal in sorted(_folkmangd(matar).items()):
        delar = [enhet for enhet in enheter if enhet.kommun_kod == kommun_kod]
        for kon, andel in (("kvinnor", ANDEL_KVINNOR), ("man", 1 - ANDEL_KVINNOR)):
            vuxna = round(antal * ANDEL_VUXNA * andel)
            barn = round(antal * (1 - ANDEL_VUXNA) * andel)
            yield Befolkning(str(matar), kommun_kod, None, kon, "0", "17", str(barn))
            yield Befolkning(str(matar), kommun_kod, None, kon, "18", None, str(vuxna))
            if len(delar) > 1:
                for enhet in delar:
                    yield Befolkning(
                        str(matar), kommun_kod, enhet.enhet_kod, kon, "18", None,
                        str(vuxna // len(delar)),
                    )  # fmt: skip


def varden(matar: int, enheter: Sequence[Enhet], slump: Slump) -> tuple[list[Varde], list[Varde]]:
    """Return the rows of the year's two deliveries."""
    folkmangd = _folkmangd(matar)
    forsta: list[Varde] = []
    andra: list[Varde] = []
    for enhet in enheter:
        delar = sum(annan.kommun_kod == enhet.kommun_kod for annan in enheter)
        vuxna = folkmangd[enhet.kommun_kod] * ANDEL_VUXNA / delar
        rader = list(_enhetens(matar, enhet, vuxna, slump))
        stam = enhet.stam
        if slump.tal(stam, "tal", "sen", matar) < SEN:
            andra += [rad._replace(inlamnad=f"{matar + 1}-05-20") for rad in rader]
            continue
        forsta += rader
        if rader and slump.tal(stam, "tal", "rättar", matar) < RATTAR:
            forsta_matt = rader[0].indikator_id
            for rad in rader:
                if rad.indikator_id == forsta_matt:
                    antal = int(rad.taljare) + (1 if rad.kon in ("totalt", "kvinnor") else 0)
                    andra.append(rad._replace(taljare=str(antal), inlamnad=f"{matar + 1}-05-22"))
    return forsta, andra


def _enhetens(matar: int, enhet: Enhet, vuxna: float, slump: Slump) -> Iterator[Varde]:
    stam = enhet.stam
    if slump.tal(stam, "tal", "saknas", matar) < SAKNAS:
        return
    bara_totalt = slump.tal(stam, "tal", "bara totalt") < BARA_TOTALT
    niva = NIVA * 2 ** (0.7 * slump.normal(stam, "tal", "nivå"))
    niva *= 2 ** (0.25 * slump.normal(stam, "tal", "nivå", matar))
    aktualiserade = round(vuxna * niva / 10_000)
    if vuxna < 6_000 and slump.tal(stam, "tal", "noll", matar) < 0.1:
        aktualiserade = 0
    insatser = round(aktualiserade * (0.45 + 0.35 * slump.tal(stam, "tal", "insats", matar)))
    avslutade = round(insatser * (0.15 + 0.4 * slump.tal(stam, "tal", "mål", matar)))
    antal = dict(zip(MATT, (aktualiserade, insatser, avslutade), strict=True))
    if slump.tal(stam, "tal", "ingen insats") < INGEN_INSATS:
        del antal[MATT[1]]
    if slump.tal(stam, "tal", "inget avslutat") < INGET_AVSLUTAT:
        del antal[MATT[2]]
    dag = 1 + int(slump.tal(stam, "tal", "dag", matar) * 28)
    inlamnad = f"{matar + 1}-03-{dag:02d}"
    for matt, totalt in antal.items():
        man = round(totalt * (0.1 + 0.2 * slump.tal(stam, "tal", "män", matt, matar)))
        okant = int(totalt > 20 and slump.tal(stam, "tal", "okänt", matt, matar) < 0.05)
        per_kon = {"totalt": totalt, "kvinnor": totalt - man - okant, "man": man}
        for kon in ("totalt",) if bara_totalt else tuple(per_kon):
            yield Varde(str(matar), enhet.enhet_kod, matt, kon, str(per_kon[kon]), None, inlamnad)


def _folkmangd(matar: int) -> dict[str, int]:
    """Return each kommun's population on 31 December, of the last year that is known before it."""
    dagar = sorted({rad["folkmangd_datum"] for rad in read_seed("referens/folkmangd")})
    dag = max(dag for dag in dagar if dag <= f"{matar}-12-31")
    return {
        rad["kommun_kod"]: int(rad["folkmangd_antal"])
        for rad in read_seed("referens/folkmangd")
        if rad["folkmangd_datum"] == dag
    }
