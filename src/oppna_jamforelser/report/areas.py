"""The same routine between the verksamhetsområden of a unit: where it is, and where it is not."""

from collections import Counter
from dataclasses import dataclass

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Row


@dataclass(frozen=True)
class Family:
    """One routine of one unit: the områden that have it, and those that lack it."""

    familj: str
    namn: str
    ja_antal: int
    omraden_antal: int
    omraden_ja: tuple[str, ...]
    omraden_saknar: tuple[str, ...]


@dataclass(frozen=True)
class FamilyOfGroup:
    """One routine of a group: in how many units every område has it, and which områden lack it."""

    familj: str
    namn: str
    enheter_antal: int
    alla_antal: int
    saknar: tuple[tuple[str, int], ...]


def read_families(scope: Scope) -> dict[str, list[Family]]:
    """Return by unit each routine that at least two of its områden can be compared in."""
    column = scope.texts.column
    names = {
        row["omrade_kod"]: row["namn"]
        for row in scope.warehouse.rows(
            f"select omrade_kod, {column('omrade_namn')} as namn from metadata.verksamhetsomrade"
        )
    }
    rows = scope.warehouse.rows(
        """
        with familj as (
            select distinct indikator_familj as familj,
                jamforelse_namn as familj_namn
            from metadata.jamforbar_mellan_omraden
            where indikator_familj is not null
        )

        select mart.enhet_kod, mart.familj, familj.familj_namn, mart.ja_antal, mart.omraden_antal,
            mart.omraden_ja, mart.omraden_saknar
        from marts.mart_omraden as mart
        inner join familj on mart.familj = familj.familj
        where mart.matar = ? and mart.enhet_kod in (select unnest(?::varchar[]))
            and mart.orsak_kod is null
        order by familj.familj_namn collate sv, mart.enhet_kod
        """,
        scope.matar, scope.enheter,
    )  # fmt: skip
    for row in rows:
        if scope.texts.language != "sv":
            row["familj_namn"] = scope.texts(f"familj_{row['familj']}")
    return grouped((row["enhet_kod"], _family(names, row)) for row in rows)


def _family(names: dict[str, str], row: Row) -> Family:
    def listed(koder: str | None) -> tuple[str, ...]:
        return tuple(names[kod] for kod in (koder or "").split(",") if kod)

    return Family(
        row["familj"], row["familj_namn"], row["ja_antal"], row["omraden_antal"],
        listed(row["omraden_ja"]), listed(row["omraden_saknar"]),
    )  # fmt: skip


def families_of_group(families: dict[str, list[Family]], subject: Subject) -> list[FamilyOfGroup]:
    """Return each routine of a group, the område that most often lacks it first."""
    found = grouped(
        ((family.familj, family.namn), family)
        for kod in subject.enheter
        for family in families.get(kod, [])
    )
    return [_of_group(*names, members) for names, members in found.items()]


def _of_group(familj: str, name: str, members: list[Family]) -> FamilyOfGroup:
    lacking = Counter(omrade for family in members for omrade in family.omraden_saknar)
    return FamilyOfGroup(
        familj,
        name,
        enheter_antal=len(members),
        alla_antal=sum(family.ja_antal == family.omraden_antal for family in members),
        saknar=tuple(lacking.most_common()),
    )
