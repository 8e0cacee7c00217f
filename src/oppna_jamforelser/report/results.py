"""Where the subject stands: own outcomes beside the shares of its groups, by indicator area."""

from dataclasses import dataclass

from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Row, Warehouse

SMALL_GROUP = 5


@dataclass(frozen=True)
class Share:
    """A group's share of Ja, or the reason why there is none."""

    ja_antal: int
    namnare_antal: int
    andel_procent: int | None
    orsak_text: str | None

    @property
    def is_small(self) -> bool:
        """Say whether the share rests on fewer than five units (method, section 4)."""
        return self.namnare_antal < SMALL_GROUP


@dataclass(frozen=True)
class Result:
    """One indicator: the subject's outcome (or its parts' share) and its groups' shares."""

    indikator_id: str
    kortnamn: str
    kvalitetsomrade: str
    indikatoromrade: str
    is_composite: bool
    utfall: str | None
    utfall_text: str | None
    orsak_text: str | None
    own: Share | None
    shares: tuple[Share | None, ...]


def read_results(warehouse: Warehouse, subject: Subject) -> list[Result]:
    """Return the indicators that were asked in the year, in the order of the areas."""
    outcomes = _outcomes(warehouse, subject)
    own = _shares(warehouse, subject.matar, "storstad", subject.kod) if subject.has_parts else {}
    groups = [
        _shares(warehouse, subject.matar, group.gruppindelning, group.grupp_kod)
        for group in subject.grupper
    ]
    rows = warehouse.rows(
        """
        select indikator_id, kortnamn, kvalitetsomrade, indikatoromrade,
            indikator_typ = 'sammansatt' as is_composite
        from marts.dim_indikator
        where indikator_id in (select indikator_id from marts.fct_enhetsutfall where matar = ?)
        order by kvalitetsomrade collate sv, indikatoromrade collate sv,
            indikator_typ = 'sammansatt', kortnamn collate sv, indikator_id
        """,
        subject.matar,
    )
    return [
        Result(
            **row,
            **outcomes.get(row["indikator_id"], _NO_OUTCOME),
            own=own.get(row["indikator_id"]),
            shares=tuple(shares.get(row["indikator_id"]) for shares in groups),
        )
        for row in rows
    ]


_NO_OUTCOME: Row = {"utfall": None, "utfall_text": None, "orsak_text": None}


def _outcomes(warehouse: Warehouse, subject: Subject) -> dict[str, Row]:
    """Return the outcome by indicator of a subject that answers itself."""
    if subject.has_parts:
        return {}
    rows = warehouse.rows(
        """
        select fakta.indikator_id, fakta.utfall, utfall.utfall_text, orsak.orsak_text
        from marts.fct_enhetsutfall as fakta
        left join regler.utfall as utfall on fakta.utfall = utfall.utfall
        left join regler.orsak as orsak on fakta.orsak_kod = orsak.orsak_kod
        where fakta.matar = ? and fakta.enhet_kod = ?
        """,
        subject.matar, subject.kod,
    )  # fmt: skip
    return {row.pop("indikator_id"): row for row in rows}


def _shares(warehouse: Warehouse, matar: int, gruppindelning: str, kod: str) -> dict[str, Share]:
    rows = warehouse.rows(
        """
        select varde.indikator_id, varde.ja_antal, varde.namnare_antal, varde.andel_procent,
            orsak.orsak_text
        from marts.fct_gruppvarde as varde
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        where varde.matar = ? and varde.gruppindelning = ? and varde.grupp_kod = ?
        """,
        matar, gruppindelning, kod,
    )  # fmt: skip
    return {row.pop("indikator_id"): Share(**row) for row in rows}
