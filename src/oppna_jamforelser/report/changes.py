"""What changed since the year before, and why: which answers differ, or that the rule does."""

from dataclasses import dataclass

from oppna_jamforelser.explain.chain_units import klass_texts, roles
from oppna_jamforelser.explain.words import roll_name
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.report.texts import Texts

Proof = dict[str, str | None]
"""What each answer of an outcome was read as, by role."""


@dataclass(frozen=True)
class Change:
    """One unit's outcome in one indicator that is another than the year before."""

    enhet_kod: str
    indikator_id: str
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


@dataclass(frozen=True)
class Moved:
    """An indicator of a group: whose outcome became Ja, and whose was Ja and is something else."""

    kortnamn: str
    till_ja: tuple[str, ...]
    fran_ja: tuple[str, ...]
    caveat: str | None


def read_changes(scope: Scope) -> dict[str, list[Change]]:
    """Return by unit the changed outcomes of comparable indicators; composites follow their parts.

    What a unit's silence in one of the years did to all its outcomes is said once, by the report.
    """
    column = scope.texts.column
    rows = scope.warehouse.rows(
        f"""
        select overgang.enhet_kod, overgang.indikator_id, overgang.overgang_kod,
            {column("indikator.kortnamn")} as kortnamn,
            coalesce({column("fran.utfall_text")}, {column("fran_orsak.orsak_text")}, '')
                as fran_text,
            coalesce({column("till.utfall_text")}, {column("till_orsak.orsak_text")}, '')
                as till_text,
            {column("par.orsak_text")} as caveat
        from marts.fct_enhetsovergang as overgang
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
            and overgang.enhet_kod in (select unnest(?::varchar[]))
            and overgang.jamforbarhet <> 'ej'
            and overgang.overgang_kod in
                ('till_ja', 'fran_ja', 'annan_andring', 'in_i_svar', 'ut_ur_svar')
            and coalesce(overgang.fran_orsak_kod, '') <> 'enhetsbortfall'
            and coalesce(overgang.till_orsak_kod, '') <> 'enhetsbortfall'
            and indikator.indikator_typ <> 'sammansatt'
        order by indikator.indikatoromrade collate sv, indikator.kortnamn collate sv,
            overgang.enhet_kod
        """,
        scope.matar, scope.enheter,
    )  # fmt: skip
    proofs = _proofs(scope)
    changes: dict[str, list[Change]] = {}
    for row in rows:
        key = row["enhet_kod"], row["indikator_id"]
        why = _why(
            proofs.get((scope.matar - 1, *key), {}), proofs.get((scope.matar, *key), {}),
            scope.texts,
        )  # fmt: skip
        changes.setdefault(row["enhet_kod"], []).append(Change(**row, why=why))
    return changes


def _proofs(scope: Scope) -> dict[tuple[int, str, str], Proof]:
    """Return what each answer was read as, in the year and the year before."""
    rows = scope.warehouse.rows(
        """
        select bevis.*
        from marts.mart_bevis_enhet as bevis
        inner join marts.fct_enhetsovergang as overgang
            on
                overgang.till_matar = ?
                and bevis.enhet_kod = overgang.enhet_kod
                and bevis.indikator_id = overgang.indikator_id
                and overgang.overgang_kod in
                    ('till_ja', 'fran_ja', 'annan_andring', 'in_i_svar', 'ut_ur_svar')
        where bevis.matar in (?, ?) and bevis.enhet_kod in (select unnest(?::varchar[]))
        """,
        scope.matar, scope.matar - 1, scope.matar, scope.enheter,
    )  # fmt: skip
    names = klass_texts(scope.warehouse)
    return {
        (row["matar"], row["enhet_kod"], row["indikator_id"]): {
            roll_name(roll): names.get(row[f"{roll}_klass"]) or row[f"{roll}_svar"]
            for roll in roles(row)
        }
        for row in rows
    }


def _why(before: Proof, after: Proof, texts: Texts) -> str:
    """Return the answers that differ between the years, else that the rule reads them anew."""
    none = texts("no_answer")
    answers = [
        (roll, before.get(roll) or none, after.get(roll) or none)
        for roll in dict.fromkeys([*before, *after])
    ]
    differing = [f"{roll}: {old} → {new}" for roll, old, new in answers if old != new]
    return "; ".join(differing) or texts("same_answers")


def moved_of(changes: dict[str, list[Change]], subject: Subject) -> list[Moved]:
    """Return a group's moves to and from Ja by indicator, those with most moves first."""
    names: dict[str, tuple[str, str | None]] = {}
    till_ja: dict[str, list[str]] = {}
    fran_ja: dict[str, list[str]] = {}
    for kod in subject.enheter:
        for change in changes.get(kod, []):
            if change.overgang_kod in ("till_ja", "fran_ja"):
                names[change.indikator_id] = change.kortnamn, change.caveat
                moves = till_ja if change.overgang_kod == "till_ja" else fran_ja
                moves.setdefault(change.indikator_id, []).append(kod)
    moved = [
        Moved(kortnamn, tuple(till_ja.get(id, ())), tuple(fran_ja.get(id, ())), caveat)
        for id, (kortnamn, caveat) in names.items()
    ]
    return sorted(moved, key=lambda one: -len(one.till_ja) - len(one.fran_ja))


def read_breaks(scope: Scope) -> list[Break]:
    """Return what cannot be compared with the year before; composites follow their parts."""
    column = scope.texts.column
    rows = scope.warehouse.rows(
        f"""
        select {column("par.orsak_text")} as orsak_text, {column("indikator.kortnamn")} as kortnamn
        from marts.dim_jamforbarhet as par
        inner join marts.dim_indikator as indikator on par.indikator_id = indikator.indikator_id
        where par.till_matar = ? and par.klass = 'ej' and par.till_stalld
            and indikator.indikator_typ <> 'sammansatt'
        order by par.orsak_text, indikator.kortnamn collate sv
        """,
        scope.matar,
    )
    breaks: dict[str, list[str]] = {}
    for row in rows:
        breaks.setdefault(row["orsak_text"], []).append(row["kortnamn"])
    return [Break(text, tuple(names)) for text, names in breaks.items()]
