"""What is certainly worse than among others, and got worse as well."""

from dataclasses import dataclass

from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import UNIT, Subject
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.warehouse import Row


@dataclass(frozen=True)
class Falling:
    """One indicator: what it was the year before and is, and what it is among others."""

    indikator_id: str
    kortnamn: str
    fran_text: str
    text: str
    beside: str


def read_falling(scope: Scope) -> dict[str, dict[str, Falling]]:
    """Return by subject (``enhet:2080``, ``lan:20``) and indicator what is worse and worsening."""
    rows = scope.warehouse.rows(
        f"""
        select mart.gruppindelning || ':' || mart.grupp_kod as nyckel, mart.indikator_id,
            {scope.texts.indicator_name} as kortnamn, mart.jamfort_med,
            {scope.texts.column("fran.utfall_text")} as fran_utfall_text,
            {scope.texts.column("till.utfall_text")} as utfall_text,
            mart.fran_andel_procent, mart.andel_procent, mart.ja_antal, mart.namnare_antal,
            mart.ovriga_andel_procent, mart.ovriga_ja_antal, mart.ovriga_namnare_antal
        from marts.mart_samre_och_forsamras as mart
        inner join marts.dim_indikator as indikator on mart.indikator_id = indikator.indikator_id
        left join regler.utfall as fran on mart.fran_utfall = fran.utfall
        left join regler.utfall as till on mart.utfall = till.utfall
        where mart.matar = ? and nyckel in (select unnest(?::varchar[]))
            and indikator.indikator_typ <> 'sammansatt'
        order by nyckel, kortnamn collate sv, mart.jamfort_med = 'riket:00', mart.jamfort_med
        """,
        scope.matar, [*scope.grupper, *(written((UNIT, kod)) for kod in scope.enheter)],
    )  # fmt: skip
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        found.setdefault(row["nyckel"], {}).setdefault(row["indikator_id"], []).append(row)
    return {
        key: {id: _falling(scope, wholes) for id, wholes in indicators.items()}
        for key, indicators in found.items()
    }


def _falling(scope: Scope, wholes: list[Row]) -> Falling:
    texts, own = scope.texts, wholes[0]
    return Falling(
        own["indikator_id"],
        own["kortnamn"],
        own["fran_utfall_text"] or texts.percent(own["fran_andel_procent"]),
        own["utfall_text"]
        or _share(texts, own["ja_antal"], own["namnare_antal"], own["andel_procent"]),
        "; ".join(
            f"{_whole(scope, row['jamfort_med'])}: "
            + _share(
                texts,
                row["ovriga_ja_antal"],
                row["ovriga_namnare_antal"],
                row["ovriga_andel_procent"],
            )
            for row in wholes
        ),
    )


def _share(texts: Texts, ja: int, n: int, percent: int) -> str:
    return f"{texts.percent(percent)} ({texts('of', ja=ja, n=n)})"


def _whole(scope: Scope, jamfort_med: str) -> str:
    """Return what is left of a group, as a sentence names it."""
    indelning, _, kod = jamfort_med.partition(":")
    kind = "rest_of_riket" if indelning == "riket" else "rest_of"
    group = scope.frame.groups[indelning, kod]
    return scope.texts(f"{kind}_in_sentence", namn=group.namn)


def falling_of(falling: dict[str, dict[str, Falling]], subject: Subject) -> list[Falling]:
    """Return the subject's own, by name."""
    return list(falling.get(written(subject.key), {}).values())
