"""Whom a report is about: a unit, a city with its parts, or a group; and what it is beside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.explain.lookup import find_enhet, find_grupp
from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.matching import Candidate, find, restore_enhet_kod
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.warehouse import Warehouse

UNIT = "enhet"
_ORDER = ("skr", "storleksgrupp", "lan", "egen", "riket")

Key = tuple[str, str]
"""A group: gruppindelning and grupp_kod; a unit: ``enhet`` and its code."""


@dataclass(frozen=True)
class Choice:
    """What was asked for on the command line; one of the first three, or everybody."""

    kommun: str | None = None
    enhet: str | None = None
    grupp: str | None = None
    alla: bool = False


@dataclass(frozen=True)
class Unit:
    """A unit in the frame of the year."""

    kod: str
    namn: str
    kommun_kod: str
    kommun_namn: str

    @property
    def full_name(self) -> str:
        """Return the name, with the city where it is a part of one."""
        return self.namn if self.kod == self.kommun_kod else f"{self.namn}, {self.kommun_namn}"


@dataclass(frozen=True)
class Group:
    """A group of the year, with its units in Swedish order."""

    gruppindelning: str
    gruppindelning_namn: str
    kod: str
    namn: str
    enheter: tuple[str, ...]

    @property
    def key(self) -> Key:
        """Return what the warehouse knows it by."""
        return self.gruppindelning, self.kod


@dataclass(frozen=True)
class Compared:
    """What a subject stands beside: a whole group (of a unit), or the rest of one (of a group).

    *i_mening* is its name within a sentence. *same_as* names groups that have the same units, so
    that they are told once.
    """

    group: Group
    namn: str
    i_mening: str
    enheter: tuple[str, ...]
    is_rest: bool
    same_as: tuple[str, ...] = ()

    @property
    def whole(self) -> str | None:
        """Return the whole that it is the rest of, as the warehouse writes it."""
        return ":".join(self.group.key) if self.is_rest else None

    def key_of(self, subject: "Subject") -> Key:
        """Return whose row holds its figures: a rest stands at the subject."""
        return subject.key if self.is_rest else self.group.key


@dataclass(frozen=True)
class Subject:
    """Whom one report is about, with its units in Swedish order and what it is compared with.

    *itself* names groups of the year that are just this subject: nobody is compared with itself.
    """

    gruppindelning: str
    kod: str
    namn: str
    full_name: str
    enheter: tuple[str, ...]
    compared: tuple[Compared, ...]
    itself: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Return what the warehouse knows it by."""
        return self.gruppindelning, self.kod

    @property
    def is_unit(self) -> bool:
        """Say whether it is one unit, with outcomes of its own."""
        return self.gruppindelning == UNIT

    @property
    def file_name(self) -> str:
        """Return what its report is called among all."""
        kind = self.gruppindelning
        if kind == "storstad" or (self.is_unit and "-" not in self.kod):
            kind = "kommun"
        return f"{kind}_{self.kod}.html"


@dataclass(frozen=True)
class Frame:
    """The year: its units and groups, and who answered nothing.

    *silent_before* is None where the warehouse does not hold the year before.
    """

    matar: int
    markning: str | None
    units: dict[str, Unit]
    groups: dict[Key, Group]
    pairs: dict[Key, tuple[Key, ...]]
    silent: frozenset[str]
    silent_before: frozenset[str] | None

    def names(self, koder: Iterable[str]) -> list[str]:
        """Return the names of units, in the order given."""
        return [self.units[kod].namn for kod in koder]


def read_frame(warehouse: Warehouse, texts: Texts, matar: int | None) -> Frame:
    """Return the frame of *matar*, or of the latest year; OjError when there is no such year."""
    held = [
        row["matar"]
        for row in warehouse.rows(
            "select distinct matar from marts.fct_svarsfrekvens order by matar"
        )
    ]
    year = _find_year(held, matar)
    rows = warehouse.rows(
        """
        select enhet.enhet_kod as kod, enhet.enhet_namn as namn, kommun.kommun_kod,
            kommun.kommun_namn
        from marts.bridge_enhet_grupp as bridge
        inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
        inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
        where bridge.matar = ? and bridge.gruppindelning = 'riket'
        order by enhet.enhet_namn collate sv, enhet.enhet_kod
        """,
        year,
    )
    units = {row["kod"]: Unit(**row) for row in rows}
    marking = warehouse.rows(
        "select max(markning) as markning from marts.fct_svarsfrekvens where matar = ?", year
    )
    return Frame(
        matar=year,
        markning=marking[0]["markning"],
        units=units,
        groups=_groups(warehouse, texts, units, year),
        pairs=_pairs(warehouse, year),
        silent=_silent(warehouse, year),
        silent_before=_silent(warehouse, year - 1) if year - 1 in held else None,
    )


def _find_year(held: list[int], matar: int | None) -> int:
    if not held:
        raise OjError("lagret har inga svar")
    if matar is None:
        return held[-1]
    if matar not in held:
        raise OjError(f"mätår {matar} finns inte i lagret. Det har {', '.join(map(str, held))}")
    return matar


def _groups(
    warehouse: Warehouse, texts: Texts, units: dict[str, Unit], matar: int
) -> dict[Key, Group]:
    rows = warehouse.rows(
        f"""
        select grupp.gruppindelning, {texts.column("grupp.gruppindelning_namn")} as indelning_namn,
            grupp.grupp_kod, {texts.column("grupp.grupp_namn")} as grupp_namn, bridge.enhet_kod
        from marts.bridge_enhet_grupp as bridge
        inner join marts.dim_redovisningsgrupp as grupp
            on bridge.gruppindelning = grupp.gruppindelning and bridge.grupp_kod = grupp.grupp_kod
        where bridge.matar = ?
        order by grupp.gruppindelning, grupp.grupp_kod
        """,
        matar,
    )
    place = {kod: number for number, kod in enumerate(units)}
    members: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        *group, enhet_kod = row.values()
        members.setdefault(tuple(group), []).append(enhet_kod)
    return {
        (indelning, kod): Group(
            indelning, indelning_namn, kod, namn, tuple(sorted(koder, key=place.__getitem__))
        )
        for (indelning, indelning_namn, kod, namn), koder in members.items()
    }


def _pairs(warehouse: Warehouse, matar: int) -> dict[Key, tuple[Key, ...]]:
    """Return by group the wholes that it can be told apart from."""
    rows = warehouse.rows(
        """
        select distinct gruppindelning, grupp_kod, jamfort_med
        from marts.fct_gruppvarde_ovriga
        where matar = ?
        order by gruppindelning, grupp_kod, jamfort_med
        """,
        matar,
    )
    pairs: dict[Key, list[Key]] = {}
    for row in rows:
        indelning, _, kod = row["jamfort_med"].partition(":")
        pairs.setdefault((row["gruppindelning"], row["grupp_kod"]), []).append((indelning, kod))
    return {
        key: tuple(sorted(wholes, key=lambda whole: _ORDER.index(whole[0])))
        for key, wholes in pairs.items()
    }


def _silent(warehouse: Warehouse, matar: int) -> frozenset[str]:
    """Return the units that answered nothing in the year."""
    rows = warehouse.rows(
        """
        select distinct enhet_kod from marts.fct_enhetsutfall
        where matar = ? and orsak_kod = 'enhetsbortfall'
        """,
        matar,
    )
    return frozenset(row["enhet_kod"] for row in rows)


def choose(warehouse: Warehouse, texts: Texts, frame: Frame, choice: Choice) -> list[Subject]:
    """Return the subjects of a choice; OjError in one line when there is no such one."""
    if choice.alla:
        return every_subject(texts, frame)
    if choice.grupp is not None:
        grupp = find_grupp(warehouse, choice.grupp, frame.matar)
        return [_of_group(texts, frame, (grupp["gruppindelning"], grupp["grupp_kod"]))]
    if choice.enhet is not None:
        return [_of_unit(texts, frame, find_enhet(warehouse, choice.enhet, frame.matar))]
    return [_of_kommun(warehouse, texts, frame, choice.kommun or "")]


def every_subject(texts: Texts, frame: Frame) -> list[Subject]:
    """Return riket and every group, every kommun, and every part of a city."""
    groups = sorted(
        frame.groups, key=lambda key: (key[0] != "riket", key[0] == "storstad", key[0], key[1])
    )
    return [
        *(_of_group(texts, frame, key) for key in groups),
        *(_of_unit(texts, frame, kod) for kod in frame.units),
    ]


def _of_kommun(warehouse: Warehouse, texts: Texts, frame: Frame, given: str) -> Subject:
    """Return the kommun, the city with its parts, or the part of a city that *given* names."""
    rows = warehouse.rows("""
        select kommun_kod as kod, kommun_namn as namn from marts.dim_kommun
        union
        select enhet_kod, enhet_namn from marts.dim_enhet where enhet_kod <> kommun_kod
        order by kod
    """)
    candidates = [Candidate(row["kod"], row["namn"]) for row in rows]
    found = find(given, candidates, f"kommunen {given}", restore_enhet_kod)
    if found.kod in frame.units:
        return _of_unit(texts, frame, found.kod)
    if ("storstad", found.kod) in frame.groups:
        return _of_group(texts, frame, ("storstad", found.kod))
    raise OjError(f"{found.namn} ({found.kod}) ingår inte i undersökningen mätår {frame.matar}")


def _of_unit(texts: Texts, frame: Frame, kod: str) -> Subject:
    unit = frame.units[kod]
    groups = [group for group in frame.groups.values() if kod in group.enheter]
    compared = [
        Compared(group, group.namn, group.namn, group.enheter, is_rest=False)
        for group in groups
        if group.gruppindelning in _ORDER and len(group.enheter) > 1
    ]
    return Subject(
        UNIT, kod, unit.namn, unit.full_name, (kod,),
        compared=_told_once(compared),
        itself=tuple(group.namn for group in groups if len(group.enheter) == 1),
    )  # fmt: skip


def _of_group(texts: Texts, frame: Frame, key: Key) -> Subject:
    group = frame.groups[key]
    own = set(group.enheter)
    compared = []
    for whole in (frame.groups[whole] for whole in frame.pairs.get(key, ())):
        kind = "rest_of_riket" if whole.gruppindelning == "riket" else "rest_of"
        names = texts(kind, namn=whole.namn), texts(f"{kind}_in_sentence", namn=whole.namn)
        rest = tuple(kod for kod in whole.enheter if kod not in own)
        compared.append(Compared(whole, *names, rest, is_rest=True))
    return Subject(
        group.gruppindelning, group.kod, group.namn, group.namn, group.enheter,
        compared=_told_once(compared),
        itself=tuple(
            other.namn
            for other in frame.groups.values()
            if other.key != key and set(other.enheter) == own
        ),
    )  # fmt: skip


def _told_once(compared: list[Compared]) -> tuple[Compared, ...]:
    """Return the comparisons in their order, those with the same units as one."""
    in_order = sorted(compared, key=lambda one: _ORDER.index(one.group.gruppindelning))
    told = grouped((frozenset(one.enheter), one) for one in in_order)
    return tuple(
        replace(first, same_as=tuple(other.group.namn for other in others))
        for first, *others in told.values()
    )
