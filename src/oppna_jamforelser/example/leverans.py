"""A year's deliveries: the first large one, and later ones with corrections and late answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import FRI_TEXT, Enkat, Post
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.example.svar import MOTSTRIDIGT, OGILTIGT, Enhetssvar
from oppna_jamforelser.example.svarstext import UTANFOR_SKALAN, handstil, skriv_svar

# Years whose corrections came in two rounds.
MED_TREDJE_LEVERANS = (2017, 2021)
SEN_ENHET, RATTANDE_ENHET, RATTAT_SVAR = 0.01, 0.05, 0.12


class Rad(NamedTuple):
    """A delivered row: the eight columns of an answer, or a text that could not be split."""

    matar: str | None = None
    enhet_kod: str | None = None
    fraga_kod: str | None = None
    omrade_kod: str | None = None
    delfraga_kod: str | None = None
    svar: str | None = None
    fritext: str | None = None
    inlamnad: str | None = None
    rad: str | None = None
    lasfel_kod: str | None = None


class Tider(NamedTuple):
    """When a unit sent its answers, by delivery; ``tidigast`` is before all of them."""

    tidigast: str
    forsta: str | None
    rattelser: tuple[str, ...]


def bygg_leveranser(
    enkat: Enkat, svarande: Sequence[Enhet], svar: Mapping[str, Enhetssvar], slump: Slump
) -> list[list[Rad]]:
    """Return the rows of each delivery; the last answer of every question is the one in *svar*."""
    antal = 3 if enkat.matar in MED_TREDJE_LEVERANS else 2
    leveranser: list[list[Rad]] = [[] for _ in range(antal)]
    for enhet in svarande:
        _leverera(enkat, enhet, svar[enhet.enhet_kod], leveranser, slump)
    return leveranser


def _leverera(
    enkat: Enkat, enhet: Enhet, svar: Enhetssvar, leveranser: list[list[Rad]], slump: Slump
) -> None:
    matar, stam = enkat.matar, enhet.stam
    hand = handstil(stam, matar, slump)
    tider = {enkatdel: _tider(stam, matar, enkatdel, slump) for enkatdel in "GV"}
    enhet_kod = enhet.enhet_kod
    if enhet_kod.isdigit() and slump.tal(stam, "nolla", matar) < 0.03:
        enhet_kod = enhet_kod.removeprefix("0")  # a spreadsheet took it for a number
    sen = slump.tal(stam, "sen", matar) < SEN_ENHET
    rattar = not sen and slump.tal(stam, "rättar", matar) < RATTANDE_ENHET

    def rad(post: Post, text: str | None, inlamnad: str | None, fritext: str | None = None) -> Rad:
        delar = (del_kod or None for del_kod in post)
        return Rad(str(matar), enhet_kod, *delar, text, fritext, inlamnad)

    for post in enkat.skala:
        klass = svar.klasser.get(post)
        tid = tider["V" if post.fraga_kod[0] in "VX" else "G"]
        if klass is None:
            if hand.tomma:
                leveranser[0].append(rad(post, None, tid.forsta))
            continue
        tal = slump.tal(stam, *post, matar, "text")
        if klass == OGILTIGT:
            text = slump.val(UTANFOR_SKALAN, stam, *post, matar)
            leveranser[0].append(rad(post, text, tid.forsta))
            continue
        if klass == MOTSTRIDIGT:
            for sida in ("ja", "nej"):
                text = skriv_svar(enkat, post, sida, hand, tal)
                leveranser[0].append(rad(post, text, tid.forsta))
            continue
        fritext = svar.fritext.get(post)
        if klass == FRI_TEXT:
            leveranser[0].append(rad(post, fritext, tid.forsta))
            continue
        text = skriv_svar(enkat, post, klass, hand, tal)
        galler = 0
        if sen:
            galler = 1
        elif rattar and post.fraga_kod != "OMR" and tal < RATTAT_SVAR:
            galler = 1 if tal < RATTAT_SVAR * 0.7 else len(leveranser) - 1
            for nr in range(galler):
                tidigare = _tidigare_svar(enkat, post, klass, nr, slump.tal(stam, *post, nr))
                inlamnad = tid.rattelser[nr - 1] if nr else tid.forsta
                leveranser[nr].append(rad(post, tidigare, inlamnad))
        elif rattar and tid.forsta and tal > 0.98 and post.fraga_kod != "OMR":
            # An older form turns up late: what was answered first does not win by arriving last.
            tidigare = _tidigare_svar(enkat, post, klass, 0, 0.5)
            leveranser[1].append(rad(post, tidigare, tid.tidigast))
        inlamnad = tid.rattelser[galler - 1] if galler else tid.forsta
        leveranser[galler].append(rad(post, text, inlamnad, fritext))


def _tidigare_svar(enkat: Enkat, post: Post, klass: str, nr: int, tal: float) -> str:
    """Return another answer than *klass*, now and then one that was refused."""
    if nr == 0 and tal < 0.1:
        return UTANFOR_SKALAN[int(tal * 60)]
    andra = [annan for annan in enkat.klasser(post) if annan != klass]
    return enkat.texter(post, andra[int(tal * len(andra))])[0]


def _tider(stam: str, matar: int, enkatdel: str, slump: Slump) -> Tider:
    """Return when a unit answered a part: winter first, corrections in April and May."""

    def tidpunkt(manad: int, dag: int, dagar: int, vad: str) -> str:
        minuter = int(slump.tal(stam, matar, enkatdel, vad) * dagar * 9 * 60)
        dagnr, minut = divmod(minuter, 9 * 60)
        tid = datetime(matar, manad, dag, 8) + timedelta(days=dagnr, minutes=minut)
        return tid.isoformat()

    forsta: str | None = tidpunkt(1, 26, 55, "första")
    form = slump.tal(stam, matar, "tidsform")
    if form < 0.04:
        forsta = None
    elif form < 0.14:
        forsta = forsta[:10]
    rattelser = (tidpunkt(4, 3, 25, "rättelse"), tidpunkt(5, 2, 20, "andra rättelsen"))
    return Tider(f"{matar}-01-24T08:00:00", forsta, rattelser)
