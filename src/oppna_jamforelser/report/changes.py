"""What changed since the year before, and why: which answers differ, or that the rule does."""

from dataclasses import dataclass

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.report.texts import Texts

Proof = dict[str, str | None]
"""What each answer of an outcome was read as, by the name of its role."""


@dataclass(frozen=True)
class Change:
    """One unit's outcome in one indicator that is another than the year before."""

    enhet_kod: str
    indikator_id: str
    kortnamn: str
    overgang_kod: str
    fran_text: str
    till_text: str
    fran_kolumn: str
    till_kolumn: str
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

    indikator_id: str
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
            {scope.texts.indicator_name} as kortnamn,
            coalesce({column("fran.utfall_text")}, {column("fran_orsak.orsak_text")}, '')
                as fran_text,
            coalesce({column("till.utfall_text")}, {column("till_orsak.orsak_text")}, '')
                as till_text,
            case when overgang.fran_utfall is null then 'orsak_kod' else 'utfall' end
                as fran_kolumn,
            case when overgang.till_utfall is null then 'orsak_kod' else 'utfall' end
                as till_kolumn,
            {_reason(scope.texts)} as caveat
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
        row["caveat"] = row["caveat"] and _in_words(scope.texts, row["caveat"])
        changes.setdefault(row["enhet_kod"], []).append(Change(**row, why=why))
    return changes


def _proofs(scope: Scope) -> dict[tuple[int, str, str], Proof]:
    """Return what each answer was read as, in the year and the year before."""
    column = scope.texts.column
    rows = scope.warehouse.rows(
        f"""
        select bevis.matar, bevis.enhet_kod, bevis.indikator_id,
            {column("roll.roll_namn")} as roll_namn,
            {column("klass.svarsklass_text")} as svarsklass_text
        from marts.mart_bevis_svar as bevis
        inner join regler.roll as roll on bevis.roll = roll.roll
        inner join marts.fct_enhetsovergang as overgang
            on
                overgang.till_matar = ?
                and bevis.enhet_kod = overgang.enhet_kod
                and bevis.indikator_id = overgang.indikator_id
                and overgang.overgang_kod in
                    ('till_ja', 'fran_ja', 'annan_andring', 'in_i_svar', 'ut_ur_svar')
        left join metadata.svarsklass as klass on bevis.svarsklass = klass.svarsklass
        where bevis.matar in (?, ?) and bevis.enhet_kod in (select unnest(?::varchar[]))
        order by roll.ordning
        """,
        scope.matar, scope.matar - 1, scope.matar, scope.enheter,
    )  # fmt: skip
    proofs: dict[tuple[int, str, str], Proof] = {}
    for row in rows:
        proof = proofs.setdefault((row["matar"], row["enhet_kod"], row["indikator_id"]), {})
        proof[row["roll_namn"]] = row["svarsklass_text"]
    return proofs


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
    moves = [
        change
        for kod in subject.enheter
        for change in changes.get(kod, [])
        if change.overgang_kod in ("till_ja", "fran_ja")
    ]
    names = {one.indikator_id: (one.kortnamn, one.caveat) for one in moves}
    till_ja, fran_ja = (
        grouped((one.indikator_id, one.enhet_kod) for one in moves if one.overgang_kod == way)
        for way in ("till_ja", "fran_ja")
    )
    moved = [
        Moved(id, kortnamn, tuple(till_ja.get(id, ())), tuple(fran_ja.get(id, ())), caveat)
        for id, (kortnamn, caveat) in names.items()
    ]
    return sorted(moved, key=lambda one: -len(one.till_ja) - len(one.fran_ja))


def _reason(texts: Texts) -> str:
    """Return the SQL of why years do not compare; in English its kind, by code."""
    return "par.orsak_text" if texts.language == "sv" else "par.orsak_typ"


def read_breaks(scope: Scope) -> list[Break]:
    """Return what cannot be compared with the year before; composites follow their parts."""
    rows = scope.warehouse.rows(
        f"""
        select {_reason(scope.texts)} as orsak_text, {scope.texts.indicator_name} as kortnamn
        from marts.dim_jamforbarhet as par
        inner join marts.dim_indikator as indikator on par.indikator_id = indikator.indikator_id
        where par.till_matar = ? and par.klass = 'ej' and par.till_stalld
            and indikator.indikator_typ <> 'sammansatt'
        order by par.orsak_text, indikator.kortnamn collate sv
        """,
        scope.matar,
    )
    breaks = grouped((row["orsak_text"], row["kortnamn"]) for row in rows)
    return [Break(_in_words(scope.texts, text), tuple(names)) for text, names in breaks.items()]


def _in_words(texts: Texts, reason: str) -> str:
    return reason if texts.language == "sv" else texts(f"brott_{reason}")
