"""Counts of persons, recomputed from the method's section 9: rates, groups, reasons.

Plain Python over delivered rows. Of the project's seeds only facts are read, by the caller: which
units there were, and which kommun is in which group. Nothing of how the warehouse computes is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

A, B, C = "nyckeltal_aktualiserade_vinr", "nyckeltal_insatser_vinr", "nyckeltal_avslutade_mal_vinr"
KVOTER = (A, B, C)
UTV = "utv_insatser_vinr"
ANDELAR = (UTV, "utv_rutin_anmalan_skola", "utv_sakerhetsbehov_barn",
           "utv_sakerhetsbehov_barn_anmalan")  # fmt: skip
KON = ("totalt", "kvinnor", "man")

# year, measure's table, gruppindelning, code, sex
Cell = tuple[int, str, str, str, str]


@dataclass(frozen=True)
class Tal:
    """What a unit has of an indicator and a sex: numerator, denominator, the two cells' code."""

    taljare: int
    namnare: int | None
    ar_narmevarde: bool = False
    stjarna: bool = False


@dataclass
class Fall:
    """Deliveries in the order of arrival, each a list of rows; facts; and what is hidden."""

    leveranser: list[list[dict]]
    vuxna: Mapping[tuple[int, str, str], int]  # year, unit or city, sex
    enheter: Mapping[int, Mapping[str, str]]  # year -> unit -> kommun, on 31 December
    grupper: Mapping[int, Mapping[str, set[tuple[str, str]]]]  # year -> unit -> its groups
    dold: Callable[[Cell], bool]
    galler: dict = field(default_factory=dict)


def half_up(tal: Fraction) -> int:
    return floor(tal + Fraction(1, 2))


def gallande(leveranser: Iterable[list[dict]]) -> dict[tuple[int, str, str, str], tuple]:
    """What holds after all deliveries; what would make women and men more than totalt is refused.

    Rows are taken as well formed. A value is (time of submission, numerator, denominator).
    """
    galler: dict[tuple[int, str, str, str], tuple] = {}
    for rader in leveranser:
        bringar = defaultdict(dict)
        for rad in rader:
            tid = rad.get("inlamnad") or ""
            nyckel = (rad["matar"], rad["enhet_kod"], rad["indikator_id"])
            fore = bringar[nyckel].get(rad["kon"])
            if fore is None or tid >= fore[0]:
                bringar[nyckel][rad["kon"]] = (tid, rad["taljare"], rad["namnare"])
        for nyckel, nya in bringar.items():
            efter = {kon: galler[(*nyckel, kon)] for kon in KON if (*nyckel, kon) in galler}
            for kon, varde in nya.items():
                if kon not in efter or varde[0] >= efter[kon][0]:
                    efter[kon] = varde
            if any(_for_manga(satt) for satt in (efter, nya)):
                continue
            galler.update({(*nyckel, kon): varde for kon, varde in efter.items()})
    return galler


def _for_manga(satt: Mapping[str, tuple]) -> bool:
    if "totalt" not in satt:
        return False
    return sum(satt[kon][1] for kon in KON[1:] if kon in satt) > satt["totalt"][1]


def enhetens_tal(fall: Fall) -> dict[tuple[int, str, str, str], Tal]:
    """Every number that a unit has; sexes only beside totalt and each other."""
    galler = fall.galler = gallande(fall.leveranser)
    rapporterat: dict[tuple[int, str, str], dict[str, tuple]] = defaultdict(dict)
    for (matar, enhet, indikator, kon), (_, taljare, namnare) in galler.items():
        rapporterat[matar, enhet, indikator][kon] = (taljare, namnare)
    rapporterat = {
        nyckel: (kon if len(kon) == 3 else {"totalt": kon["totalt"]})
        for nyckel, kon in rapporterat.items()
        if "totalt" in kon
    }
    tal = {}
    for (matar, enhet, indikator), per_kon in rapporterat.items():
        for kon, (taljare, namnare) in per_kon.items():
            if indikator in KVOTER and namnare is None:
                namnare = fall.vuxna.get((matar, enhet, kon))
            tal[matar, enhet, indikator, kon] = Tal(taljare, namnare, stjarna=indikator == UTV)
    for matar, enhet, indikator in list(rapporterat):
        if indikator == B and (matar, enhet, UTV) not in rapporterat:
            a, b = rapporterat.get((matar, enhet, A), {}), rapporterat[matar, enhet, B]
            for kon in a.keys() & b.keys():
                tal[matar, enhet, UTV, kon] = Tal(b[kon][0], a[kon][0], ar_narmevarde=True)
    return tal


def _orsak(skyddad, stort_bortfall, rapporterad, taljare, namnare, indikator) -> str | None:
    prov = {
        "skyddad": skyddad,
        "for_stort_bortfall": stort_bortfall,
        "befolkning_saknas": indikator in KVOTER and namnare is None,
        "taljare_over_namnare": rapporterad and None not in (taljare, namnare)
        and taljare > namnare,
        "inga_tillampliga_svar": rapporterad and namnare == 0,
        "ej_rapporterad": not rapporterad,
    }  # fmt: skip
    return next((orsak for orsak, galler in prov.items() if galler), None)


def _varde(orsak, taljare, namnare, indikator) -> Fraction | None:
    if orsak:
        return None
    if indikator in KVOTER:
        return Fraction(half_up(Fraction(100_000 * taljare, namnare)), 10)
    return Fraction(half_up(Fraction(100 * taljare, namnare)))


def _tabeller(indikator: str) -> tuple[str, str | None]:
    """The measures under which numerator and denominator are protected."""
    if indikator == UTV:
        return B, A
    return indikator, None if indikator in KVOTER else f"{indikator}.namnare"


def berakna_personer(fall: Fall) -> tuple[dict, dict]:
    """Return the rows of units (and cities), and those of groups, by their keys."""
    tal = enhetens_tal(fall)
    enheter: dict[tuple[int, str, str], tuple] = {}
    grupper: dict[tuple[int, str, str, str, str], tuple] = {}
    for matar in sorted({nyckel[0] for nyckel in fall.galler}):
        ram = fall.enheter[matar]
        for enhet in ram:
            for indikator in (*KVOTER, *ANDELAR):
                enheter[matar, enhet, indikator] = _enhet(fall, tal, matar, enhet, indikator)
        medlemmar = defaultdict(list)
        for enhet in ram:
            for grupp in fall.grupper[matar][enhet]:
                medlemmar[grupp].append(enhet)
        for (indelning, kod), med in medlemmar.items():
            for indikator in (*KVOTER, *ANDELAR):
                for kon in KON:
                    if indelning == "storstad" and kon != "totalt":
                        rad = (len(med), None, None, None, None, None, None, False,
                               "ej_delat_pa_kon")  # fmt: skip
                    else:
                        rad = _grupp(fall, tal, enheter, matar, indelning, kod, indikator, kon, med)
                    grupper[matar, indelning, kod, indikator, kon] = rad
                    if indelning == "storstad" and kon == "totalt":
                        enheter[matar, kod, indikator] = rad[3:]
    return enheter, grupper


def _enhet(fall, tal, matar, enhet, indikator) -> tuple:
    ett = tal.get((matar, enhet, indikator, "totalt"))
    skyddad = False
    namnare = fall.vuxna.get((matar, enhet, "totalt")) if indikator in KVOTER else None
    if ett:
        kod = enhet + ("*" if ett.stjarna else "")
        skyddad = any(
            fall.dold((matar, tabell, "enhet", kod, "totalt"))
            for tabell in _tabeller(indikator)
            if tabell
        )
        namnare = ett.namnare
    orsak = _orsak(skyddad, False, ett is not None, ett and ett.taljare, namnare, indikator)
    varde = _varde(orsak, ett and ett.taljare, namnare, indikator)
    return (
        None if skyddad or ett is None else ett.taljare,
        None if skyddad and indikator in ANDELAR else namnare,
        varde,
        varde if indikator in KVOTER else None,
        ett is not None and ett.ar_narmevarde,
        orsak,
    )


def _grupp(fall, tal, enheter, matar, indelning, kod, indikator, kon, medlemmar) -> tuple:
    har, med, stad = _i_summan(fall, tal, matar, indelning, kod, indikator, kon, medlemmar)
    hel_stad = stad is not None
    saknade = len(medlemmar) - len(med)
    stort_bortfall = 100 * saknade > 20 * len(medlemmar)
    taljare = sum(ett.taljare for ett in med.values()) if med else None
    namnare = stad if hel_stad else sum(ett.namnare for ett in med.values()) if med else None
    skyddad = bool(med) and not stort_bortfall and any(
        fall.dold(
            _gruppcell(fall, tal, matar, indelning, kod, indikator, kon, medlemmar, med, tabell)
        )
        for tabell in _tabeller(indikator)
        if tabell
    )  # fmt: skip
    orsak = _orsak(skyddad, stort_bortfall, bool(med), taljare, namnare, indikator)
    varde = _varde(orsak, taljare, namnare, indikator)
    lasning_b = None
    if orsak is None and kon == "totalt" and indikator in KVOTER:
        varden = [enheter[matar, e, indikator][2] for e in med]
        if None not in varden:
            lasning_b = Fraction(half_up(10 * sum(varden) / len(varden)), 10)
    return (
        len(medlemmar),
        len(med),
        _tackning(fall, tal, matar, indikator, kon, medlemmar, har, hel_stad),
        None if skyddad or stort_bortfall else taljare,
        None if stort_bortfall or (skyddad and indikator in ANDELAR) else namnare,
        varde,
        lasning_b,
        any(ett.ar_narmevarde for ett in med.values()),
        orsak,
    )


def _i_summan(fall, tal, matar, indelning, kod, indikator, kon, medlemmar) -> tuple:
    """Those who reported, those of them in the figure, and the adults of a city as a whole.

    A city whose parts all reported has the city's own adults where those of some part are unknown.
    """
    har = {e: tal[matar, e, indikator, kon] for e in medlemmar if (matar, e, indikator, kon) in tal}
    med = {e: ett for e, ett in har.items() if ett.namnare is not None}
    stad = fall.vuxna.get((matar, kod, kon)) if indelning == "storstad" else None
    saknar_vuxna = len(har) == len(medlemmar) and len(med) < len(har)
    if indikator in KVOTER and saknar_vuxna and stad is not None:
        return har, har, stad
    return har, med, None


def _gruppcell(fall, tal, matar, indelning, kod, indikator, kon, medlemmar, med, tabell) -> Cell:
    """A share made of two counts has cells of its own where other units are in it."""
    if indikator == UTV:
        _, egna, _ = _i_summan(fall, tal, matar, indelning, kod, tabell, kon, medlemmar)
        if set(egna) != set(med) or any(ett.stjarna for ett in med.values()):
            indelning += "_bada"
    return matar, tabell, indelning, kod, kon


def _tackning(fall, tal, matar, indikator, kon, medlemmar, har, hel_stad) -> int | None:
    if hel_stad:
        return 100
    vuxna = {}
    for enhet in medlemmar:
        antal = fall.vuxna.get((matar, enhet, kon))
        if indikator in KVOTER and enhet in har and har[enhet].namnare is not None:
            antal = har[enhet].namnare
        if antal is None:
            return None
        vuxna[enhet] = antal
    alla = sum(vuxna.values())
    if alla == 0:
        return None
    return half_up(Fraction(100 * sum(vuxna[e] for e in har), alla))
