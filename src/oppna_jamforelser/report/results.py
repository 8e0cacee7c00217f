"""Where the subject stands: outcome or share, beside others, by indicator area."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import Key, Subject
from oppna_jamforelser.swedish import is_few


@dataclass(frozen=True)
class Indicator:
    """An indicator that was asked in the year; *belagg* is what its figures that year rest on."""

    indikator_id: str
    kortnamn: str
    kvalitetsomrade: str
    indikatoromrade: str
    is_composite: bool
    kolada_id: str | None
    belagg: str


@dataclass(frozen=True)
class Share:
    """A share of Ja with what the missing leave open, or the reason why there is none.

    *skillnad* is how the subject differs from it; None where nothing is compared.
    """

    ja_antal: int
    namnare_antal: int
    andel_procent: int | None
    lagsta_procent: Decimal | None
    hogsta_procent: Decimal | None
    orsak_text: str | None
    skillnad: str | None
    skillnad_text: str | None

    @property
    def is_small(self) -> bool:
        """Say whether the share rests on few units."""
        return is_few(self.namnare_antal)


@dataclass(frozen=True)
class Outcome:
    """A unit's outcome, or the reason why there is none."""

    utfall: str | None
    utfall_text: str | None
    orsak_kod: str | None
    orsak_text: str | None


@dataclass(frozen=True)
class Result:
    """One indicator: the subject's outcome or share, and the shares it stands beside."""

    indicator: Indicator
    outcome: Outcome | None
    share: Share | None
    beside: tuple[Share | None, ...]


@dataclass(frozen=True)
class Results:
    """The outcomes and shares of a run: by unit, by group, and by group and whole for the rest."""

    indicators: tuple[Indicator, ...]
    outcomes: dict[str, dict[str, Outcome]]
    shares: dict[str, dict[str, Share]]
    rests: dict[tuple[str, str], dict[str, Share]]


def read_results(scope: Scope) -> Results:
    """Read the year's outcomes and shares."""
    return Results(_indicators(scope), _outcomes(scope), *_shares(scope))


def _indicators(scope: Scope) -> tuple[Indicator, ...]:
    column = scope.texts.column
    rows = scope.warehouse.rows(
        f"""
        with fraga as (
            select indikator_id, max(belagg) as belagg
            from marts.fct_gruppvarde
            where matar = ? and gruppindelning = 'riket'
            group by indikator_id
        )

        select indikator.indikator_id, {scope.texts.indicator_name} as kortnamn,
            {column("indikator.kvalitetsomrade")} as kvalitetsomrade,
            {column("indikator.indikatoromrade")} as indikatoromrade,
            indikator.indikator_typ = 'sammansatt' as is_composite, indikator.kolada_id,
            fraga.belagg
        from fraga
        inner join marts.dim_indikator as indikator
            on fraga.indikator_id = indikator.indikator_id
        order by indikator.kvalitetsomrade collate sv, indikator.indikatoromrade collate sv,
            is_composite, indikator.kortnamn collate sv, indikator.indikator_id
        """,
        scope.matar,
    )
    return tuple(Indicator(**row) for row in rows)


def read_belagg_texts(scope: Scope) -> list[tuple[str, str]]:
    """Return what the year's figures rest on, each in a word and in a sentence."""
    rows = scope.warehouse.rows(
        f"""
        select belagg, {scope.texts.column("belagg_text")} as text
        from metadata.belagg
        where belagg in (select belagg from marts.fct_gruppvarde where matar = ?)
        order by styrka
        """,
        scope.matar,
    )
    return [(scope.texts(f"belagg_{row['belagg']}"), row["text"]) for row in rows]


def _outcomes(scope: Scope) -> dict[str, dict[str, Outcome]]:
    rows = scope.warehouse.rows(
        f"""
        select fakta.enhet_kod, fakta.indikator_id, fakta.utfall,
            {scope.texts.column("utfall.utfall_text")} as utfall_text, fakta.orsak_kod,
            {scope.texts.column("orsak.orsak_text")} as orsak_text
        from marts.fct_enhetsutfall as fakta
        left join regler.utfall as utfall on fakta.utfall = utfall.utfall
        left join regler.orsak as orsak on fakta.orsak_kod = orsak.orsak_kod
        where fakta.matar = ? and fakta.enhet_kod in (select unnest(?::varchar[]))
        """,
        scope.matar, scope.enheter,
    )  # fmt: skip
    outcomes: dict[str, dict[str, Outcome]] = {}
    for row in rows:
        outcome = Outcome(row["utfall"], row["utfall_text"], row["orsak_kod"], row["orsak_text"])
        outcomes.setdefault(row["enhet_kod"], {})[row["indikator_id"]] = outcome
    return outcomes


def _shares(scope: Scope) -> tuple[dict[str, dict[str, Share]], dict[Key, dict[str, Share]]]:
    """Return the groups' shares, and by group and whole those of the rest of the whole."""
    rows = scope.warehouse.rows(
        f"""
        with varde as (
            select * from marts.fct_gruppvarde
            union all by name
            select * from marts.fct_gruppvarde_ovriga
        )

        select varde.gruppindelning || ':' || varde.grupp_kod as grupp, varde.jamfort_med,
            varde.indikator_id, varde.ja_antal, varde.namnare_antal, varde.andel_procent,
            varde.lagsta_procent, varde.hogsta_procent,
            {scope.texts.column("orsak.orsak_text")} as orsak_text, varde.skillnad,
            {scope.texts.column("skillnad.skillnad_text")} as skillnad_text
        from varde
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        left join regler.skillnad as skillnad on varde.skillnad = skillnad.skillnad
        where varde.matar = ? and grupp in (select unnest(?::varchar[]))
        """,
        scope.matar, scope.grupper,
    )  # fmt: skip
    shares: dict[str, dict[str, Share]] = {}
    rests: dict[Key, dict[str, Share]] = {}
    for row in rows:
        group, whole, indikator_id, *share = row.values()
        of = rests.setdefault((group, whole), {}) if whole else shares.setdefault(group, {})
        of[indikator_id] = Share(*share)
    return shares, rests


def results_of(results: Results, subject: Subject) -> list[Result]:
    """Return the subject's results in the order of the areas."""
    outcomes = results.outcomes.get(subject.kod, {}) if subject.is_unit else {}
    own = results.shares.get(written(subject.key), {})
    beside = [_beside(results, subject, one.group.key, one.is_rest) for one in subject.compared]
    return [
        Result(
            indicator,
            outcomes.get(indicator.indikator_id),
            own.get(indicator.indikator_id),
            tuple(shares.get(indicator.indikator_id) for shares in beside),
        )
        for indicator in results.indicators
    ]


def _beside(results: Results, subject: Subject, whole: Key, is_rest: bool) -> dict[str, Share]:
    if is_rest:
        return results.rests[written(subject.key), written(whole)]
    return results.shares[written(whole)]


def by_area(results: list[Result]) -> list[dict[str, object]]:
    """Return the results by quality area and indicator area."""
    return [
        {"kvalitetsomrade": quality, "indikatoromrade": area, "results": list(members)}
        for (quality, area), members in groupby(
            results,
            key=lambda one: (one.indicator.kvalitetsomrade, one.indicator.indikatoromrade),
        )
    ]
