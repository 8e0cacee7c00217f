"""Whom a report is about: a kommun that answers itself, a city with its parts, or one such part."""

from dataclasses import dataclass

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.matching import Candidate, find, restore_enhet_kod
from oppna_jamforelser.warehouse import Warehouse

_GROUP_ORDER = ("skr", "storleksgrupp", "lan", "egen", "riket")


@dataclass(frozen=True)
class Group:
    """A group that the subject belongs to in the year."""

    gruppindelning: str
    gruppindelning_namn: str
    grupp_kod: str
    grupp_namn: str
    enheter_antal: int


@dataclass(frozen=True)
class Subject:
    """The kommun or part of a city, its units in the frame of the year, and their groups.

    *silent* and *silent_before* are the names of the units that did not answer in the year and in
    the year before; *silent_before* is None where the warehouse does not have the year before.
    """

    kod: str
    namn: str
    kommun_kod: str
    kommun_namn: str
    lan_namn: str
    matar: int
    enheter: dict[str, str]
    grupper: tuple[Group, ...]
    markning: str | None
    silent: tuple[str, ...]
    silent_before: tuple[str, ...] | None

    @property
    def is_silent(self) -> bool:
        """Say whether no unit of the subject answered in the year."""
        return len(self.silent) == len(self.enheter)

    @property
    def has_parts(self) -> bool:
        """Say whether the subject is a city that answers in parts."""
        return self.kod not in self.enheter

    @property
    def full_name(self) -> str:
        """Return the name, with the city where it is a part of one."""
        if self.kod == self.kommun_kod:
            return self.namn
        return f"{self.namn}, {self.kommun_namn}"


def find_subject(warehouse: Warehouse, given: str, matar: int | None) -> Subject:
    """Return the kommun or part of a city that *given* names, in *matar* or the latest year.

    Raises OjError, in one line: no such kommun or year, or no unit in that year's frame.
    """
    held = _years(warehouse)
    year = _find_year(held, matar)
    rows = warehouse.rows("""
        select kommun_kod as kod, kommun_namn as namn, kommun_kod, kommun_namn, lan_namn
        from marts.dim_kommun
        union
        select enhet.enhet_kod, enhet.enhet_namn, kommun.kommun_kod, kommun.kommun_namn,
            kommun.lan_namn
        from marts.dim_enhet as enhet
        inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
        where enhet.enhet_kod <> enhet.kommun_kod
        order by kod
    """)
    candidates = [Candidate(row["kod"], row["namn"]) for row in rows]
    kod = find(given, candidates, f"kommunen {given}", restore_enhet_kod).kod
    row = next(row for row in rows if row["kod"] == kod)
    enheter = _units(warehouse, kod, year)
    if not enheter:
        raise OjError(f"{row['namn']} ({kod}) ingår inte i undersökningen mätår {year}")
    return Subject(
        **row,
        matar=year,
        enheter=enheter,
        grupper=_groups(warehouse, tuple(enheter), year),
        markning=_markning(warehouse, year),
        silent=_silent(warehouse, enheter, year),
        silent_before=_silent(warehouse, enheter, year - 1) if year - 1 in held else None,
    )


def _years(warehouse: Warehouse) -> list[int]:
    rows = warehouse.rows("select distinct matar from marts.fct_enhetsutfall order by matar")
    return [row["matar"] for row in rows]


def _find_year(held: list[int], matar: int | None) -> int:
    if not held:
        raise OjError("lagret har inga svar")
    if matar is None:
        return held[-1]
    if matar not in held:
        raise OjError(f"mätår {matar} finns inte i lagret. Det har {', '.join(map(str, held))}")
    return matar


def _units(warehouse: Warehouse, kod: str, matar: int) -> dict[str, str]:
    rows = warehouse.rows(
        """
        select bridge.enhet_kod, enhet.enhet_namn
        from marts.bridge_enhet_grupp as bridge
        inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
        where bridge.matar = ? and bridge.gruppindelning = 'riket'
            and (enhet.enhet_kod = ? or enhet.kommun_kod = ?)
        order by enhet.enhet_namn collate sv, enhet.enhet_kod
        """,
        matar, kod, kod,
    )  # fmt: skip
    return {row["enhet_kod"]: row["enhet_namn"] for row in rows}


def _groups(warehouse: Warehouse, enheter: tuple[str, ...], matar: int) -> tuple[Group, ...]:
    """Return the groups that all units of the subject share, the most alike first."""
    rows = warehouse.rows(
        """
        with medlem as (
            select gruppindelning, grupp_kod
            from marts.bridge_enhet_grupp
            where matar = ? and enhet_kod = ?
        )

        select grupp.gruppindelning, grupp.gruppindelning_namn, grupp.grupp_kod, grupp.grupp_namn,
            count(*) as enheter_antal
        from medlem
        inner join marts.dim_redovisningsgrupp as grupp
            on medlem.gruppindelning = grupp.gruppindelning and medlem.grupp_kod = grupp.grupp_kod
        inner join marts.bridge_enhet_grupp as bridge
            on grupp.gruppindelning = bridge.gruppindelning and grupp.grupp_kod = bridge.grupp_kod
        where bridge.matar = ?
        group by 1, 2, 3, 4
        order by grupp.grupp_kod
        """,
        matar, enheter[0], matar,
    )  # fmt: skip
    found = [Group(**row) for row in rows if row["gruppindelning"] in _GROUP_ORDER]
    return tuple(sorted(found, key=lambda group: _GROUP_ORDER.index(group.gruppindelning)))


def _silent(warehouse: Warehouse, enheter: dict[str, str], matar: int) -> tuple[str, ...]:
    """Return the names of the units that answered nothing in the year."""
    rows = warehouse.rows(
        """
        select distinct enhet_kod from marts.fct_enhetsutfall
        where matar = ? and list_contains(?, enhet_kod) and orsak_kod = 'enhetsbortfall'
        """,
        matar, list(enheter),
    )  # fmt: skip
    found = {row["enhet_kod"] for row in rows}
    return tuple(name for kod, name in enheter.items() if kod in found)


def _markning(warehouse: Warehouse, matar: int) -> str | None:
    rows = warehouse.rows(
        "select max(markning) as markning from marts.fct_enhetsutfall where matar = ?", matar
    )
    markning: str | None = rows[0]["markning"]
    return markning
