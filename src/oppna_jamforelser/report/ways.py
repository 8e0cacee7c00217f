"""What stands between the subject and Ja: the shortest way in each indicator."""

from dataclasses import dataclass

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.warehouse import Row


@dataclass(frozen=True)
class Step:
    """One unit's shortest way to Ja in one indicator; *roller* are the answers that it changes."""

    indikator_id: str
    kortnamn: str
    steg_antal: int
    lage_text: str
    forslag_text: str
    roller: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A shortest way to Ja, and the units that stand there."""

    step: Step
    enheter: tuple[str, ...]


@dataclass(frozen=True)
class Lacking:
    """An indicator of a group: how many of its units are Nej or Delvis, by the steps left."""

    indikator_id: str
    kortnamn: str
    inte_ja_antal: int
    ett_steg_antal: int
    tva_steg_antal: int
    fler_steg_antal: int


def read_ways(scope: Scope) -> dict[str, list[Step]]:
    """Return by unit the shortest way of action in each indicator, the shortest ways first.

    Circumstances that spare the action ("behövs inte") are no advice and are left out; so are
    composites, whose parts are listed themselves.
    """
    rows = scope.warehouse.rows(
        f"""
        with vag as (
            select vag.*,
                row_number() over (
                    partition by vag.enhet_kod, vag.indikator_id
                    order by vag.steg_antal, vag.forslag_nr
                ) as ordning
            from marts.mart_vagen_till_ja as vag
            where vag.matar = ? and vag.enhet_kod in (select unnest(?::varchar[]))
                and vag.ar_atgard = 1
        )

        select vag.enhet_kod, vag.indikator_id,
            {scope.texts.indicator_name} as kortnamn, vag.steg_antal,
            vag.lage_text, vag.forslag_text, vag.andring_kod, vag.utfall
        from vag
        inner join marts.dim_indikator as indikator on vag.indikator_id = indikator.indikator_id
        where vag.ordning = 1 and indikator.indikator_typ <> 'sammansatt'
        order by vag.steg_antal, indikator.indikatoromrade collate sv,
            indikator.kortnamn collate sv, vag.lage_text
        """,
        scope.matar, scope.enheter,
    )  # fmt: skip
    words = _words(scope)
    return grouped((row["enhet_kod"], _step(scope.texts, words, row)) for row in rows)


def _words(scope: Scope) -> dict[str, str]:
    """Return what roles and classes of answers are called, where the language is not Swedish."""
    if scope.texts.language == "sv":
        return {}
    rows = scope.warehouse.rows(
        f"select svarsklass as kod, {scope.texts.column('svarsklass_text')} as namn "
        "from metadata.svarsklass "
        f"union all select roll, {scope.texts.column('roll_namn')} from regler.roll"
    )
    return {row["kod"]: row["namn"] for row in rows}


def _step(texts: Texts, words: dict[str, str], row: Row) -> Step:
    """Return a way in the warehouse's words; in English made of its codes."""
    lage, forslag = row["lage_text"], row["forslag_text"]
    if texts.language != "sv":
        lage, forslag = texts(f"way_{row['utfall']}"), _coded(texts, words, row["andring_kod"])
    roller = tuple(change.partition(": ")[0] for change in row["andring_kod"].split("; "))
    return Step(row["indikator_id"], row["kortnamn"], row["steg_antal"], lage, forslag, roller)


def _coded(texts: Texts, words: dict[str, str], andring_kod: str) -> str:
    """Return a coded change (``uppfoljning: nej -> ja; …``) in words."""
    changes = []
    for change in andring_kod.split("; "):
        roll, _, answers = change.partition(": ")
        old, _, new = answers.partition(" -> ")
        changes.append(
            texts("way_change", roll=words[roll], fran=words.get(old, texts("no_answer")),
                  till=words.get(new, new))
        )  # fmt: skip
    return "; ".join(changes)


def ways_of(ways: dict[str, list[Step]], subject: Subject) -> list[Way]:
    """Return the shortest ways, those that units share as one, the shortest first."""
    found = grouped((step, kod) for kod in subject.enheter for step in ways.get(kod, []))
    return sorted(
        (Way(step, tuple(koder)) for step, koder in found.items()),
        key=lambda way: way.step.steg_antal,
    )


def read_lacking(scope: Scope) -> dict[str, list[Lacking]]:
    """Return by group what its units lack, that which most are one step from first."""
    rows = scope.warehouse.rows(
        f"""
        select nara.gruppindelning || ':' || nara.grupp_kod as grupp, nara.indikator_id,
            {scope.texts.indicator_name} as kortnamn, nara.inte_ja_antal,
            nara.ett_steg_antal, nara.tva_steg_antal, nara.fler_steg_antal
        from marts.mart_nara_ja as nara
        inner join marts.dim_indikator as indikator on nara.indikator_id = indikator.indikator_id
        where nara.matar = ? and grupp in (select unnest(?::varchar[]))
            and indikator.indikator_typ <> 'sammansatt' and nara.inte_ja_antal > 0
        order by nara.ett_steg_antal desc, nara.inte_ja_antal desc,
            indikator.kortnamn collate sv
        """,
        scope.matar, scope.grupper,
    )  # fmt: skip
    return grouped((row.pop("grupp"), Lacking(**row)) for row in rows)


def one_step_from_ja(ways: dict[str, list[Step]], subject: Subject) -> dict[str, list[str]]:
    """Return by indicator the units of the subject that are one step from Ja."""
    return grouped(
        (step.indikator_id, kod)
        for kod in subject.enheter
        for step in ways.get(kod, [])
        if step.steg_antal == 1
    )
