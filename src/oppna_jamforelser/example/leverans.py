"""A year's deliveries: the first large one, and later ones with corrections and late answers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from oppna_jamforelser.example.delbortfall import MOTSTRIDIGT, OGILTIGT
from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import FRI_TEXT, Enkat, Post
from oppna_jamforelser.example.ifyllnad import Enhetssvar
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.example.svarstext import UTANFOR_SKALAN, handstil, skriv_svar

# Years whose corrections came in two rounds.
MED_TREDJE_LEVERANS = (2017, 2021)
# How often: units that come late or correct, and of the latter's answers those that they change
# or that turn up once more in an old form.
SEN_ENHET, RATTANDE_ENHET, RATTAT_SVAR, INAKTUELLT_SVAR = 0.01, 0.05, 0.12, 0.02
TAPPAD_NOLLA, UTAN_TID, BARA_DATUM = 0.03, 0.04, 0.1
ARBETSDAG = 9 * 60  # minutes


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


def bygg_leveranser(
    enkat: Enkat, svarande: Sequence[Enhet], svar: Mapping[str, Enhetssvar], slump: Slump
) -> list[list[Rad]]:
    """Return the rows of each delivery; the last answer of every question is the one in *svar*."""
    leveranser: list[list[Rad]] = [
        [] for _ in range(3 if enkat.matar in MED_TREDJE_LEVERANS else 2)
    ]
    for enhet in svarande:
        avsandare = _Avsandare(enkat, enhet, svar[enhet.enhet_kod], len(leveranser), slump)
        for post in enkat.skala:
            for nr, rad in avsandare.rader(post):
                leveranser[nr].append(rad)
    return leveranser


class _Avsandare:
    """A unit that sends its answers, with its habits of the year."""

    def __init__(
        self, enkat: Enkat, enhet: Enhet, svar: Enhetssvar, leveranser_antal: int, slump: Slump
    ) -> None:
        matar, stam = enkat.matar, enhet.stam
        self.enkat, self.stam, self.svar, self.slump = enkat, stam, svar, slump
        self.sista = leveranser_antal - 1
        self.hand = handstil(stam, matar, slump)
        self.tider = {enkatdel: svarstider(stam, matar, enkatdel, slump) for enkatdel in "GV"}
        self.enhet_kod = enhet.enhet_kod
        if enhet.enhet_kod.isdigit() and slump.tal(stam, "nolla", matar) < TAPPAD_NOLLA:
            self.enhet_kod = enhet.enhet_kod.removeprefix("0")  # taken for a number on the way
        self.ar_sen = slump.tal(stam, "sen", matar) < SEN_ENHET
        self.rattar = not self.ar_sen and slump.tal(stam, "rättar", matar) < RATTANDE_ENHET

    def rader(self, post: Post) -> Iterator[tuple[int, Rad]]:
        """Yield a question's rows, each with the delivery (from 0) in which it comes."""
        klass = self.svar.klasser.get(post)
        fritext = self.svar.fritext.get(post)
        tider = self.tider["V" if post.fraga_kod[0] in "VX" else "G"]
        tal = self.slump.tal(self.stam, *post, self.enkat.matar, "text")
        if klass is None:
            if self.hand.tomma:
                yield 0, self._rad(post, None, tider[0])
        elif klass == FRI_TEXT:
            yield 0, self._rad(post, fritext, tider[0])
        elif klass == OGILTIGT:
            yield 0, self._rad(post, UTANFOR_SKALAN[int(tal * len(UTANFOR_SKALAN))], tider[0])
        elif klass == MOTSTRIDIGT:
            for sida in ("ja", "nej"):
                yield 0, self._rad(post, self._text(post, sida, tal), tider[0])
        else:
            galler = self._galler_fran(post, tal)
            for nr in range(0 if self.ar_sen else galler):
                yield nr, self._rad(post, self._tidigare(post, klass, nr), tider[nr])
            yield galler, self._rad(post, self._text(post, klass, tal), tider[galler], fritext)
            if self.rattar and tider[0] and tal > 1 - INAKTUELLT_SVAR and post.fraga_kod != "OMR":
                # An older form turns up late: it does not win by arriving last.
                tidigast = f"{self.enkat.matar}-01-24T08:00:00"
                yield 1, self._rad(post, self._tidigare(post, klass, 1), tidigast)

    def _galler_fran(self, post: Post, tal: float) -> int:
        """Return the delivery that holds the answer that is to count."""
        if self.rattar and post.fraga_kod != "OMR" and tal < RATTAT_SVAR:
            return 1 if tal < 0.7 * RATTAT_SVAR else self.sista
        return int(self.ar_sen)

    def _rad(
        self, post: Post, text: str | None, inlamnad: str | None, fritext: str | None = None
    ) -> Rad:
        fraga, omrade, delfraga = (kod or None for kod in post)
        return Rad(
            str(self.enkat.matar), self.enhet_kod, fraga, omrade, delfraga, text, fritext, inlamnad
        )

    def _text(self, post: Post, klass: str, tal: float) -> str:
        return skriv_svar(self.enkat, post, klass, self.hand, tal)

    def _tidigare(self, post: Post, klass: str, nr: int) -> str:
        """Return another answer than *klass*; a first one is now and then one that is refused."""
        nyckel = (self.stam, *post, self.enkat.matar, "tidigare", nr)
        if nr == 0 and self.slump.tal(*nyckel, "ogiltigt") < 0.1:
            return self.slump.val(UTANFOR_SKALAN, *nyckel)
        andra = [annan for annan in self.enkat.klasser(post) if annan != klass]
        return self.enkat.texter(post, self.slump.val(andra, *nyckel))[0]


def svarstider(stam: str, matar: int, enkatdel: str, slump: Slump) -> tuple[str | None, ...]:
    """Return when a unit answered, by delivery: in the winter, corrections in April and May."""

    def tidpunkt(fran: datetime, dagar: int) -> str:
        minuter = int(slump.tal(stam, matar, enkatdel, fran) * dagar * ARBETSDAG)
        dag, minut = divmod(minuter, ARBETSDAG)
        return (fran + timedelta(days=dag, minutes=minut)).isoformat()

    forsta: str | None = tidpunkt(datetime(matar, 1, 26, 8), 55)
    form = slump.tal(stam, matar, "tidsform")
    if form < UTAN_TID:
        forsta = None
    elif form < UTAN_TID + BARA_DATUM:
        forsta = tidpunkt(datetime(matar, 1, 26, 8), 55)[:10]
    return (
        forsta,
        tidpunkt(datetime(matar, 4, 3, 8), 25),
        tidpunkt(datetime(matar, 5, 2, 8), 20),
    )
