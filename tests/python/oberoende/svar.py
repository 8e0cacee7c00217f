"""From delivered rows to the current answers of each unit, and the rows that were refused."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from .fragor import (
    FRAGA,
    JA,
    JA_UTAN_NAMN,
    KAN_INTE_SVARA,
    KANDA_AR,
    KRYSSFRAGOR,
    NEJ,
    Nyckel,
    fragor_i_ar,
    klassa,
    normalisera,
)
from .regler import OGILTIGT

Rad = Mapping[str, Any]
Ramar = Mapping[int, Iterable[str]]
EnhetAr = tuple[int, str]

ICKE_NAMN = {
    "", "-", "nej", "ingen", "ingen metod", "vet ej", "vet inte", "finns ej",
}  # fmt: skip
# What a refused row says when it is an answer of a scale, and not perhaps a method's name.
KORTA_SVAR = {"ja", "nej", "kan inte svara", "true", "false"}
TIDIGAST = datetime.min.replace(tzinfo=UTC)  # an answer without a time is earlier than any other

_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}"
    r"([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?",
    re.IGNORECASE,
)
_ENHET = re.compile(r"(\d{1,4})(?:\.0+)?(-\d{2})?")
_AR = re.compile(r"(\d{4})(?:\.0+)?")


@dataclass
class Enhetssvar:
    """The current answers of one unit in one year."""

    accepterade: dict[Nyckel, str] = field(default_factory=dict)  # "Kan inte svara" is one of them
    ogiltiga: set[Nyckel] = field(default_factory=set)  # refused, with no accepted answer

    def klass(self, nyckel: Nyckel) -> str | None:
        """Return the class of an answer, None when missing, "ogiltigt" when refused."""
        if nyckel in self.accepterade:
            klass = self.accepterade[nyckel]
            return None if klass == KAN_INTE_SVARA else klass
        if nyckel in self.ogiltiga:
            return OGILTIGT
        fraga_kod, omrade_kod, _ = nyckel
        if fraga_kod in KRYSSFRAGOR and any(
            self._besvarad((fraga_kod, omrade_kod, annan)) for annan in FRAGA[fraga_kod].delfragor
        ):
            return NEJ
        return None

    def har_svarat(self, *forsta_tecken: str) -> bool:
        """Tell whether any question (whose code starts so) has an answer that says something."""
        return any(
            klass != KAN_INTE_SVARA and (not forsta_tecken or nyckel[0].startswith(forsta_tecken))
            for nyckel, klass in self.accepterade.items()
        )

    def _besvarad(self, nyckel: Nyckel) -> bool:
        return self.accepterade.get(nyckel, KAN_INTE_SVARA) != KAN_INTE_SVARA


@dataclass
class Landning:
    """All deliveries read together."""

    ar: set[int] = field(default_factory=set)
    enheter: dict[EnhetAr, Enhetssvar] = field(default_factory=dict)
    avvisade: list[tuple[int, int, str]] = field(default_factory=list)  # leverans, rad, reason
    # leverans, mätår and unit of refused texts that may name the unit's other method
    mojliga_namn: set[tuple[int, int, str]] = field(default_factory=set)
    # free text on rows of its own, by leverans and place
    ensam_fritext: dict[tuple[int, tuple[int, str, Nyckel]], set[str]] = field(default_factory=dict)

    def enhet(self, matar: int, enhet_kod: str) -> Enhetssvar:
        """Return the answers of a unit, none at all for one that delivered nothing."""
        return self.enheter.get((matar, enhet_kod)) or Enhetssvar()


@dataclass(frozen=True)
class _Given:
    """One answer with a known place in the questionnaire."""

    matar: int
    enhet_kod: str
    nyckel: Nyckel
    inlamnad: datetime | None
    leverans_nr: int
    rad_nr: int
    klass: str | None  # None: outside the scale
    text: str
    fritext: str

    @property
    def plats(self) -> tuple[int, str, Nyckel]:
        return self.matar, self.enhet_kod, self.nyckel

    @property
    def tillfalle(self) -> tuple[int, datetime | None]:
        return self.leverans_nr, self.inlamnad

    @property
    def innebord(self) -> tuple[str, str]:
        """What the answer says: its class, or its text where the scale does not know it."""
        kand = self.klass is not None and (
            FRAGA[self.nyckel[0]].texter is not None or self.klass == KAN_INTE_SVARA
        )
        return ("klass", self.klass or "") if kand else ("text", self.text)

    @property
    def ordning(self) -> tuple[bool, datetime, int, bool, int]:
        tid = self.inlamnad or TIDIGAST
        return self.inlamnad is not None, tid, self.leverans_nr, self.fritext != "", self.rad_nr

    def slutlig_klass(self, mojliga_namn: Container[tuple[int, int, str]]) -> str:
        """The class with the free text weighed in: another method needs a name."""
        if self.nyckel != ("V1", "", "annan") or self.klass != JA or self.fritext not in ICKE_NAMN:
            return str(self.klass)
        om_namnet = self.leverans_nr, self.matar, self.enhet_kod
        return OGILTIGT if not self.fritext and om_namnet in mojliga_namn else JA_UTAN_NAMN


def las_landning(
    rader: Iterable[Rad], ramar: Ramar, ar_kan_ha: Container[int] = KANDA_AR
) -> Landning:
    """Read delivered rows: match, refuse what does not fit, and let the latest answer win."""
    landning = Landning()
    ram = {matar: frozenset(enheter) for matar, enheter in ramar.items()}
    per_plats: dict[tuple[int, str, Nyckel], list[_Given]] = {}
    for rad in rader:
        given = _las_rad(rad, ram, ar_kan_ha, landning)
        if isinstance(given, str):
            landning.avvisade.append((rad["leverans_nr"], rad["rad_nr"], given))
        elif given is not None:
            per_plats.setdefault(given.plats, []).append(given)
    _for_in_ensam_fritext(landning, per_plats)
    for (matar, enhet_kod, nyckel), givna in per_plats.items():
        enhet = landning.enheter.setdefault((matar, enhet_kod), Enhetssvar())
        motsagda = _motsagda_tillfallen(givna)
        accepterade = []
        for given in givna:
            if given.tillfalle in motsagda:
                landning.avvisade.append((given.leverans_nr, given.rad_nr, "motsagelse"))
            elif given.klass is None:
                landning.avvisade.append((given.leverans_nr, given.rad_nr, "okant_svar"))
            else:
                accepterade.append(given)
        if accepterade:
            vinnare = max(accepterade, key=lambda given: given.ordning)
            enhet.accepterade[nyckel] = vinnare.slutlig_klass(landning.mojliga_namn)
        else:
            enhet.ogiltiga.add(nyckel)
    return landning


def _for_in_ensam_fritext(
    landning: Landning, per_plats: dict[tuple[int, str, Nyckel], list[_Given]]
) -> None:
    """Give a free text on a row of its own to its answer in the delivery, or refuse it."""
    for (leverans_nr, plats), texter in landning.ensam_fritext.items():
        givna = per_plats.get(plats, [])
        text = min(texter)
        tar_emot = len(texter) == 1 and any(
            given.leverans_nr == leverans_nr and given.klass and given.fritext in {"", text}
            for given in givna
        )
        if not tar_emot:
            landning.mojliga_namn.add((leverans_nr, plats[0], plats[1]))
            continue
        per_plats[plats] = [
            replace(given, fritext=text)
            if given.leverans_nr == leverans_nr and not given.fritext
            else given
            for given in givna
        ]


def _motsagda_tillfallen(givna: list[_Given]) -> set[tuple[int, datetime | None]]:
    """Return the deliveries and times that say two different things about one question."""
    innebord: dict[tuple[int, datetime | None], set[tuple[str, str]]] = {}
    for given in givna:
        innebord.setdefault(given.tillfalle, set()).add(given.innebord)
    return {tillfalle for tillfalle, olika in innebord.items() if len(olika) > 1}


def _las_rad(
    rad: Rad, ram: Mapping[int, frozenset[str]], ar_kan_ha: Container[int], landning: Landning
) -> _Given | str | None:
    """Return the row's answer, the reason why it was refused, or None for an empty answer."""
    matar = _las_ar(rad.get("matar"))
    if matar is None or matar not in ar_kan_ha:
        return "okant_ar"
    enhet_kod = las_enhet_kod(rad.get("enhet_kod"))
    if enhet_kod not in ram.get(matar, frozenset()):
        return "okand_enhet"
    landning.ar.add(matar)
    svar, fritext = _text(rad.get("svar")), normalisera(_text(rad.get("fritext")))
    fraga = fragor_i_ar(matar).get(_vik_kod(rad.get("fraga_kod")))
    omrade_kod, delfraga_kod = _vik_kod(rad.get("omrade_kod")), _vik_kod(rad.get("delfraga_kod"))
    if fraga is None or omrade_kod not in fraga.omraden or delfraga_kod not in fraga.delfragor:
        if fritext or _kan_vara_namn(normalisera(svar)):
            landning.mojliga_namn.add((rad["leverans_nr"], matar, enhet_kod))
        if fraga is None:
            return "okand_fraga"
        return "okant_omrade" if omrade_kod not in fraga.omraden else "okand_delfraga"
    if not svar.strip():
        if fritext:
            plats = matar, enhet_kod, (fraga.kod, omrade_kod, delfraga_kod)
            landning.ensam_fritext.setdefault((rad["leverans_nr"], plats), set()).add(fritext)
        return None
    try:
        inlamnad = las_tid(rad.get("inlamnad"))
    except (ValueError, OverflowError):
        return "olasbar_inlamnad"
    return _Given(
        matar=matar,
        enhet_kod=enhet_kod,
        nyckel=(fraga.kod, omrade_kod, delfraga_kod),
        inlamnad=inlamnad,
        leverans_nr=rad["leverans_nr"],
        rad_nr=rad["rad_nr"],
        klass=klassa(fraga.kod, delfraga_kod, matar, svar),
        text=normalisera(svar),
        fritext=fritext,
    )


def _kan_vara_namn(svar: str) -> bool:
    return svar.lower() != svar.upper() and svar[0] not in "0123456789" and svar not in KORTA_SVAR


def las_enhet_kod(varde: object) -> str:
    """Return a unit's code with its lost leading zeros restored."""
    kod = _vik_kod(varde)
    traff = _ENHET.fullmatch(kod)
    return traff[1].zfill(4) + (traff[2] or "") if traff else kod


def las_tid(varde: object) -> datetime | None:
    """Return when an answer was given; a time without a zone is taken as it stands (UTC)."""
    text = _text(varde).strip()
    if not text:
        return None
    if not _ISO.fullmatch(text):
        raise ValueError(f"not an ISO date or timestamp: {text!r}")
    tid = datetime.fromisoformat(text.upper())
    return tid.replace(tzinfo=UTC) if tid.tzinfo is None else tid.astimezone(UTC)


def _las_ar(varde: object) -> int | None:
    traff = _AR.fullmatch(_text(varde).strip())
    return int(traff[1]) if traff else None


def _vik_kod(varde: object) -> str:
    return " ".join(_text(varde).casefold().split())


def _text(varde: object) -> str:
    return "" if varde is None else str(varde)
