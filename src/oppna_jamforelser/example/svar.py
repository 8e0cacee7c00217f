"""A year's answers: every indicator's national share is decided first, then who carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from oppna_jamforelser.example.bortfall import VINR, Svarslage
from oppna_jamforelser.example.enheter import Enhet
from oppna_jamforelser.example.enkat import FRI_TEXT, Enkat, Indikator, Post
from oppna_jamforelser.example.malandel import EJ_UPPFOLJDA, Ankare, andel, antal_ja
from oppna_jamforelser.example.regelsvar import (
    ANDRA_METODER,
    FOLJDROLL,
    INGA_METODER,
    REGLER,
    Fall,
    Tal,
)
from oppna_jamforelser.example.slump import Slump

# Answers that are refused; the texts are made where the answer is written.
OGILTIGT, MOTSTRIDIGT = "ogiltigt", "motstridigt"
KAN_INTE_SVARA = "kan_inte_svara"
POSITIVA = ("ja", "nyligen")
JOURTIDER = ["Vardagar 16–22, helger 10–18", "Fredag och lördag kväll", "Alla dagar till kl. 01"]
JOURBEMANNING = ["Socialsekreterare i beredskap", "Avtal med grannkommun", "Beredskap per telefon"]
UPPTACKTSMETODER = ["HITS", "WAST", "AAS", "Egen frågeguide", "Frågor om våld, egen mall"]


@dataclass
class Enhetssvar:
    """A unit's answers of a year: class by question, and free text where there is any."""

    klasser: dict[Post, str] = field(default_factory=dict)
    fritext: dict[Post, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Forra:
    """What a unit said about an indicator the year before."""

    bas: str | None
    foljd: str | None
    fonster: int

    @property
    def uppfoljd(self) -> bool:
        return self.bas == "ja" and self.foljd in POSITIVA


Minne = dict[tuple[str, str], Forra]


class Ar:
    """The making of one year's answers."""

    def __init__(
        self,
        enkat: Enkat,
        enheter: Sequence[Enhet],
        lagen: Mapping[str, Svarslage],
        storlek: Mapping[str, float],
        slump: Slump,
    ) -> None:
        self.enkat = enkat
        self.svarande = [enhet for enhet in enheter if enhet.enhet_kod in lagen]
        self.lagen = lagen
        self.storlek = storlek
        self.slump = slump
        self.svar = {enhet.enhet_kod: Enhetssvar() for enhet in self.svarande}

    def besvara(self, ankare: Mapping[str, Ankare], minne: Minne) -> dict[str, Enhetssvar]:
        """Return all answers by unit code; *minne* is last year's and becomes this year's."""
        forra = dict(minne)
        minne.clear()
        for enhet in self.svarande:
            for omrade_kod, klass in self.lagen[enhet.enhet_kod].omraden.items():
                if klass:
                    self.svar[enhet.enhet_kod].klasser[Post("OMR", omrade_kod)] = klass
        for indikator in self.enkat.indikatorer:
            mal = andel(ankare[indikator.indikator_id], self.enkat.matar)
            self._besvara_indikator(indikator, mal, forra, minne)
        for enhet in self.svarande:
            self._besvara_ovrigt(enhet)
            self._kryssa(enhet)
        return self.svar

    def _besvara_indikator(
        self, indikator: Indikator, mal: int, forra: Minne, minne: Minne
    ) -> None:
        bas = indikator.bas
        foljd = indikator.roller.get(FOLJDROLL.get(indikator.regel_id, ""))
        fonster = self.enkat.fonster.get(foljd.fraga_kod, 0) if foljd else 0
        svarare = [
            enhet
            for enhet in self.svarande
            if self.enkat.oppnas_av[bas.fraga_kod] != VINR
            or self.lagen[enhet.enhet_kod].svarar_vinr
        ]
        roller = {enhet: self._svar_utanfor_namnaren(enhet, indikator) for enhet in svarare}
        namnare = [enhet for enhet in svarare if roller[enhet] is None]
        behovs_inte = {enhet for enhet in namnare if self._behovs_inte(enhet, bas)}
        ja = antal_ja(mal, len(namnare)) - len(behovs_inte)
        har_procent = mal + (100 - mal) * EJ_UPPFOLJDA[bas.fraga_kod] // 100 if foljd else mal
        har = antal_ja(har_procent, len(namnare)) - len(behovs_inte)

        def dragning(enhet: Enhet) -> float:
            return self._dragning(enhet, indikator)

        def uppfoljning(enhet: Enhet) -> float:
            """Follow-ups come and go; what a longer window reaches back to still counts."""
            nyckel = (enhet.stam, indikator.indikator_id)
            fore = forra.get(nyckel, Forra(None, None, fonster))
            tacks = fore.uppfoljd and fonster > fore.fonster
            normal = self.slump.normal
            return (
                0.4 * normal(enhet.stam, "allmänt")
                + 0.7 * normal(enhet.stam, bas.fraga_kod, "uppföljning")
                + 0.6 * normal(enhet.stam, bas.fraga_kod, "uppföljning", self.enkat.matar)
                + 0.4 * normal(*nyckel, "uppföljning")
                + 0.5 * normal(*nyckel, "uppföljning", self.enkat.matar)
                + (0.8 if fore.uppfoljd else 0.0)
                + (1.5 if fore.bas == "nej" else 0.0)
                + (100.0 if tacks else 0.0)
            )

        ovriga = [enhet for enhet in namnare if enhet not in behovs_inte]
        harare = sorted(ovriga, key=dragning, reverse=True)[:har]
        traffar = set(sorted(harare, key=uppfoljning, reverse=True)[:ja] if foljd else harare)
        har_mangd = set(harare)

        for enhet in svarare:
            nyckel = (enhet.stam, indikator.indikator_id)
            fore = forra.get(nyckel)
            if enhet in behovs_inte:
                roller[enhet] = {"bas": "behovs_inte"}
            elif roller[enhet] is None:
                fall = Fall(
                    traff=enhet in traffar,
                    har=enhet in har_mangd,
                    forra_bas=fore.bas if fore else None,
                    nyligen_finns=bool(foljd) and "nyligen" in self.enkat.klasser(foljd),
                    bas_utan_ej_aktuellt=not self._ej_aktuella(bas),
                    tal=self._tal(enhet, indikator),
                    vana=self._vana(enhet, indikator),
                )
                roller[enhet] = REGLER[indikator.regel_id](fall)
            svar = roller[enhet] or {}
            foljdsvar = svar.get(FOLJDROLL.get(indikator.regel_id, ""))
            minne[nyckel] = Forra(svar.get("bas"), foljdsvar, fonster)
            self._skriv(enhet, indikator, svar)

    def _vana(self, enhet: Enhet, indikator: Indikator) -> Tal:
        """Return this unit's lasting numbers for the indicator, by what they decide."""
        return lambda vad: self.slump.tal(enhet.stam, indikator.indikator_id, vad)

    def _tal(self, enhet: Enhet, indikator: Indikator) -> Tal:
        """Return this unit's numbers for the indicator's year, by what they decide."""
        return lambda vad: self.slump.tal(enhet.stam, indikator.indikator_id, self.enkat.matar, vad)

    def _dragning(self, enhet: Enhet, indikator: Indikator) -> float:
        """Return how strongly a unit is drawn to Ja: lasting habits, size, län and some chance."""
        normal, fraga_kod = self.slump.normal, indikator.bas.fraga_kod
        return (
            0.6 * normal(enhet.stam, "allmänt")
            + 0.9 * normal(enhet.stam, fraga_kod)
            + 0.6 * normal(enhet.stam, indikator.indikator_id)
            + 0.4 * normal("län", enhet.kommun_kod[:2], fraga_kod)
            + 0.4 * self.storlek[enhet.kommun_kod]
            + 0.2 * normal(enhet.stam, indikator.indikator_id, self.enkat.matar)
        )

    def _ej_aktuella(self, post: Post) -> list[str]:
        """Return the answers of a base question that leave the denominator."""
        klasser = self.enkat.klasser(post)
        return [klass for klass in ("omradet_finns_inte", "for_fa") if klass in klasser]

    def _behovs_inte(self, enhet: Enhet, bas: Post) -> bool:
        if "behovs_inte" not in self.enkat.klasser(bas):
            return False
        return self.slump.tal(enhet.stam, bas.delfraga_kod, "behövs inte") < 0.012

    def _svar_utanfor_namnaren(self, enhet: Enhet, indikator: Indikator) -> dict[str, str] | None:
        """Return the answers of a unit that is ej aktuellt or missing here, else None."""
        bas, tal = indikator.bas, self._tal(enhet, indikator)
        liten = self.storlek[enhet.kommun_kod] < 0
        for klass in self._ej_aktuella(bas):
            grans = {"for_fa": 0.05, "omradet_finns_inte": 0.02}[klass] if liten else 0.005
            finns_inte = self.slump.tal(enhet.stam, indikator.indikator_id, klass) < grans
            nej = self.lagen[enhet.enhet_kod].omraden.get(bas.omrade_kod) == "nej"
            if finns_inte or (nej and bas.omrade_kod != VINR):
                return {"bas": klass}
        slarv = self.slump.tal(enhet.stam, "slarv", self.enkat.matar) ** 3
        if tal("bortfall") >= 0.05 * slarv:
            return None
        return self._bortfallssvar(indikator, tal("sort"))

    def _bortfallssvar(self, indikator: Indikator, sort: float) -> dict[str, str]:
        """Return answers that leave the result missing, each kind in its proportion."""
        if indikator.regel_id == "minst_en_metod":
            nej = dict.fromkeys(indikator.roller, "nej")
            sista = KAN_INTE_SVARA if sort < 0.15 else OGILTIGT
            return {**nej, "metod_annan": sista} if sort < 0.25 else {}
        foljdroll = FOLJDROLL.get(indikator.regel_id)
        # The content of a plan, so that only the follow-up is missing.
        hel = {roll: "ja" for roll in indikator.roller if roll == "bas" or "innehall" in roll}
        if foljdroll and sort >= 0.6:
            if sort < 0.85:
                return hel
            return {**hel, foljdroll: KAN_INTE_SVARA if sort < 0.95 else OGILTIGT}
        if sort < 0.06:
            return {"bas": MOTSTRIDIGT if sort < 0.02 else OGILTIGT}
        if sort < 0.2:
            return {"bas": KAN_INTE_SVARA}
        if sort < 0.25 and foljdroll == "uppfoljning":
            return {"uppfoljning": "ja"}
        return {}

    def _skriv(self, enhet: Enhet, indikator: Indikator, roller: Mapping[str, str]) -> None:
        """Put an indicator's answers into the unit's, with what the rule does not look at."""
        svar, vana = self.svar[enhet.enhet_kod], self._vana(enhet, indikator)
        for roll, klass in roller.items():
            post = indikator.roller[roll]
            annan_metod = klass == "nej" and "annan_metod" in self.enkat.klasser(post)
            if annan_metod and self.slump.tal(enhet.stam, "annan metod") < 0.12:
                klass = "annan_metod"
            if roll == "metod_annan" and klass == "ja":
                svar.fritext[post] = self.slump.val(ANDRA_METODER, enhet.stam, "metod")
            if klass == "ja_utan_namn":
                klass, namn = "ja", self.slump.val(INGA_METODER, enhet.stam, "metodnamn")
                if namn:
                    svar.fritext[post] = namn
            svar.klasser[post] = klass
        if "innehall_a" in roller:
            for delfraga_kod, grans in (("c", 0.3), ("d", 0.15)):
                post = indikator.roller["innehall_a"]._replace(delfraga_kod=delfraga_kod)
                # A plan without A and B holds something else.
                ensam = delfraga_kod == "c" and roller["innehall_b"] == "nej"
                svar.klasser[post] = "ja" if ensam or vana(delfraga_kod) < grans else "nej"
        if indikator.regel_id == "anvant_resultat" and roller.get("bas") == "ja":
            kon = vana("kön")
            if self.slump.tal(enhet.stam, "kön saknas", self.enkat.matar) > 0.03:
                klass = "ja" if kon < 0.6 else "for_fa" if kon < 0.65 else "nej"
                svar.klasser[Post("V7a")] = klass

    def _besvara_ovrigt(self, enhet: Enhet) -> None:
        """Answer the questions that no indicator uses."""
        svar, matar = self.svar[enhet.enhet_kod], self.enkat.matar

        def skriv(post: Post, klass: str, text: str = "") -> None:
            if post in self.enkat.skala:
                svar.klasser[post] = klass
                if self.enkat.skala[post] == FRI_TEXT:
                    svar.fritext[post] = text

        if svar.klasser.get(Post("G1")) == "nej":
            jour = self.slump.tal(enhet.stam, "jour") < 0.6
            skriv(Post("G1a"), "ja" if jour else "nej")
            if jour and self.slump.tal(enhet.stam, "jourtid", matar) < 0.7:
                skriv(Post("G1b"), FRI_TEXT, self.slump.val(JOURTIDER, enhet.stam, "tid"))
                skriv(Post("G1c"), FRI_TEXT, self.slump.val(JOURBEMANNING, enhet.stam, "jour"))
        if "annan_metod" in svar.klasser.values():
            metod = self.slump.val(UPPTACKTSMETODER, enhet.stam, "upptäcka")
            skriv(Post("G8a"), FRI_TEXT, metod)

    def _kryssa(self, enhet: Enhet) -> None:
        """Some units tick only what they have: the other boxes of the question are left empty."""
        if self.slump.tal(enhet.stam, "kryssar") > 0.25:
            return
        klasser = self.svar[enhet.enhet_kod].klasser
        kryss = [post for post in klasser if post.fraga_kod in ("G6a", "V1")]
        besvarade = {post[:2] for post in kryss if klasser[post] == "ja"}
        for post in kryss:
            if klasser[post] == "nej" and post[:2] in besvarade:
                del klasser[post]
