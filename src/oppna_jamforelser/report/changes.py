"""What changed since the year before, and why: which answers differ, or that the rule does."""

from dataclasses import dataclass

from oppna_jamforelser.explain.chain_units import klass_texts, roles
from oppna_jamforelser.explain.words import roll_name
from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Row, Warehouse

_NO_ANSWER = "inget svar"


@dataclass(frozen=True)
class Change:
    """One indicator whose outcome is another than the year before."""

    enhet_namn: str
    kortnamn: str
    overgang_kod: str
    fran_text: str
    till_text: str
    why: str
    caveat: str | None


@dataclass(frozen=True)
class Break:
    """Indicators that may not be compared with the year before, and why."""

    orsak_text: str
    kortnamn: tuple[str, ...]


def read_changes(warehouse: Warehouse, subject: Subject) -> list[Change]:
    """Return the changed outcomes of comparable indicators; composites follow their parts.

    What a unit's silence in one of the years did to all its outcomes is said once, by the subject.
    """
    codes = list(subject.enheter)
    rows = warehouse.rows(
        """
        select overgang.*, enhet.enhet_namn, indikator.kortnamn,
            coalesce(fran.utfall_text, fran_orsak.orsak_text, '') as fran_text,
            coalesce(till.utfall_text, till_orsak.orsak_text, '') as till_text,
            par.orsak_text as caveat
        from marts.fct_enhetsovergang as overgang
        inner join marts.dim_enhet as enhet on overgang.enhet_kod = enhet.enhet_kod
        inner join marts.dim_indikator as indikator
            on overgang.indikator_id = indikator.indikator_id
        left join marts.dim_jamforbarhet as par
            on
                overgang.indikator_id = par.indikator_id
                and overgang.till_matar = par.till_matar
                and overgang.jamforbarhet = 'delvis'
        left join regler.utfall as fran on overgang.fran_utfall = fran.utfall
        left join regler.utfall as till on overgang.till_utfall = till.utfall
        left join regler.orsak as fran_orsak on overgang.fran_orsak_kod = fran_orsak.orsak_kod
        left join regler.orsak as till_orsak on overgang.till_orsak_kod = till_orsak.orsak_kod
        where overgang.till_matar = ?
            and list_contains(?, overgang.enhet_kod)
            and overgang.jamforbarhet <> 'ej'
            and overgang.overgang_kod in
                ('till_ja', 'fran_ja', 'annan_andring', 'in_i_svar', 'ut_ur_svar')
            and coalesce(overgang.fran_orsak_kod, '') <> 'enhetsbortfall'
            and coalesce(overgang.till_orsak_kod, '') <> 'enhetsbortfall'
            and indikator.indikator_typ <> 'sammansatt'
        order by indikator.indikatoromrade collate sv, indikator.kortnamn collate sv,
            enhet.enhet_namn collate sv
        """,
        subject.matar, codes,
    )  # fmt: skip
    proofs = _proofs(warehouse, subject)
    texts = klass_texts(warehouse)
    return [
        Change(
            enhet_namn=row["enhet_namn"],
            kortnamn=row["kortnamn"],
            overgang_kod=row["overgang_kod"],
            fran_text=row["fran_text"],
            till_text=row["till_text"],
            why=_why(proofs, row, texts),
            caveat=row["caveat"],
        )
        for row in rows
    ]


def _proofs(warehouse: Warehouse, subject: Subject) -> dict[tuple[int, str, str], Row]:
    rows = warehouse.rows(
        """
        select * from marts.mart_bevis_enhet
        where matar in (?, ?) and list_contains(?, enhet_kod)
        """,
        subject.matar - 1, subject.matar, list(subject.enheter),
    )  # fmt: skip
    return {(row["matar"], row["enhet_kod"], row["indikator_id"]): row for row in rows}


def _why(proofs: dict[tuple[int, str, str], Row], change: Row, texts: dict[str, str]) -> str:
    """Return the answers that differ between the years, else that the rule reads them anew."""
    key = change["enhet_kod"], change["indikator_id"]
    before = proofs[change["fran_matar"], *key]
    after = proofs[change["till_matar"], *key]
    answers = [
        (roll, _answer(before, roll, texts), _answer(after, roll, texts))
        for roll in dict.fromkeys([*roles(before), *roles(after)])
    ]
    differing = [f"{roll_name(roll)}: {old} → {new}" for roll, old, new in answers if old != new]
    return "; ".join(differing) or "Samma svar; regeln bedömer dem på ett annat sätt"


def _answer(proof: Row, roll: str, texts: dict[str, str]) -> str:
    """Return what an answer means: JA and Ja are one; as it stood, where it means nothing."""
    return texts.get(proof[f"{roll}_klass"]) or proof[f"{roll}_svar"] or _NO_ANSWER


def read_breaks(warehouse: Warehouse, subject: Subject) -> list[Break]:
    """Return what cannot be compared with the year before; composites follow their parts."""
    rows = warehouse.rows(
        """
        select par.orsak_text, indikator.kortnamn
        from marts.dim_jamforbarhet as par
        inner join marts.dim_indikator as indikator on par.indikator_id = indikator.indikator_id
        where par.till_matar = ? and par.klass = 'ej' and par.till_stalld
            and indikator.indikator_typ <> 'sammansatt'
        order by par.orsak_text, indikator.kortnamn collate sv
        """,
        subject.matar,
    )
    breaks: dict[str, list[str]] = {}
    for row in rows:
        breaks.setdefault(row["orsak_text"], []).append(row["kortnamn"])
    return [Break(text, tuple(names)) for text, names in breaks.items()]
