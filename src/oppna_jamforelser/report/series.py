"""The years: the subject's own beside those of what it is compared with, with breaks and gaps."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import UNIT, Compared, Subject
from oppna_jamforelser.report.texts import Texts

UTFALL = ("ja", "delvis", "nej", "ej_aktuellt", "saknas")


class Point(NamedTuple):
    """One year of one indicator: an outcome or a share, or the reason why there is none.

    *jamforbarhet* is how it compares with the year before; a segment is years without a break.
    """

    utfall: str | None
    andel_procent: int | None
    ja_antal: int | None
    namnare_antal: int | None
    orsak_kod: str | None
    jamforbarhet: str | None
    segment_nr: int | None


Line = dict[int, Point]


@dataclass(frozen=True)
class Years:
    """Every year until the report's, by ``enhet:2080``, ``lan:20`` or a pair of group and whole.

    *belagg* is what an indicator's figures of a year rest on; *assumed* holds the pairs of years
    (by the later one) that may be compared only by assumption.
    """

    years: tuple[int, ...]
    lines: dict[str, dict[str, Line]]
    rests: dict[tuple[str, str], dict[str, Line]]
    belagg: dict[tuple[str, int], str]
    assumed: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Counts:
    """Counts of outcomes by year over one fixed set of indicators."""

    indikator_antal: int
    years: dict[int, Counter[str]]

    def text(self, texts: Texts) -> str:
        """Return in words what the bars show."""
        fran, till = min(self.years), max(self.years)
        finding = texts(
            "counts_label", n=self.indikator_antal, fran=fran, till=till,
            ja_fran=self.years[fran]["ja"], ja_till=self.years[till]["ja"],
        )  # fmt: skip
        return f"{finding} " + " ".join(
            f"{matar}: "
            + ", ".join(
                f"{counts[utfall]} {texts(f'utfall_{utfall}')}"
                for utfall in UTFALL
                if counts[utfall]
            )
            + "."
            for matar, counts in self.years.items()
        )


def read_years(scope: Scope) -> Years:
    """Read the years of the subjects, and of what they are compared with."""
    belagg = scope.warehouse.rows(
        """
        select indikator_id, matar, belagg
        from marts.fct_gruppvarde
        where gruppindelning = 'riket' and matar <= ?
        order by matar
        """,
        scope.matar,
    )
    assumed = scope.warehouse.rows(
        """
        select indikator_id, till_matar
        from marts.dim_jamforbarhet
        where till_matar <= ? and fran_stalld and till_stalld
            and klass = 'direkt' and jamforbarhet_belagg <> 'kalla'
        """,
        scope.matar,
    )
    lines, rests = _lines(scope)
    return Years(
        years=tuple(dict.fromkeys(row["matar"] for row in belagg)),
        lines=lines,
        rests=rests,
        belagg={(row["indikator_id"], row["matar"]): row["belagg"] for row in belagg},
        assumed=frozenset((row["indikator_id"], row["till_matar"]) for row in assumed),
    )


def _lines(
    scope: Scope,
) -> tuple[dict[str, dict[str, Line]], dict[tuple[str, str], dict[str, Line]]]:
    """Return the years of units and groups, and by group and whole those of the rest."""
    rows = scope.warehouse.rows(
        """
        with serie as (
            select * from marts.fct_tidsserie
            union all by name
            select * from marts.fct_gruppvarde_ovriga
        )

        select gruppindelning || ':' || grupp_kod as nyckel, jamfort_med, indikator_id, matar,
            utfall, andel_procent, ja_antal, namnare_antal, orsak_kod, jamforbarhet, segment_nr
        from serie
        where matar <= ? and nyckel in (select unnest(?::varchar[]))
        order by nyckel, jamfort_med, indikator_id, matar
        """,
        scope.matar, [*scope.grupper, *(written((UNIT, kod)) for kod in scope.enheter)],
    )  # fmt: skip
    lines: dict[str, dict[str, Line]] = {}
    rests: dict[tuple[str, str], dict[str, Line]] = {}
    for row in rows:
        key, whole, indikator_id, matar, *point = row.values()
        of = rests.setdefault((key, whole), {}) if whole else lines.setdefault(key, {})
        of.setdefault(indikator_id, {})[matar] = Point(*point)
    return lines, rests


def own_lines(years: Years, subject: Subject) -> dict[str, Line]:
    """Return the subject's own years by indicator."""
    return years.lines.get(written(subject.key), {})


def beside_lines(years: Years, subject: Subject, compared: Compared) -> dict[str, Line]:
    """Return the years of what the subject is compared with, by indicator."""
    if compared.is_rest:
        return years.rests.get((written(subject.key), written(compared.group.key)), {})
    return years.lines.get(written(compared.group.key), {})


def counts_of(lines: dict[str, Line], composites: set[str], matar: int) -> Counts | None:
    """Return a unit's outcomes over its longest comparable past, or None when there is no past.

    The set is the indicators whose unbroken segment began no later than that of most indicators:
    a sum over the years never crosses years that may not be compared.
    """
    segments: dict[str, Line] = {}
    for indikator_id, line in lines.items():
        last = line[matar].segment_nr if matar in line else None
        if last is not None and indikator_id not in composites:
            segments[indikator_id] = {
                year: point for year, point in line.items() if point.segment_nr == last
            }
    first = {indikator_id: min(segment) for indikator_id, segment in segments.items()}
    if not first:
        return None
    start = min(Counter(first.values()).items(), key=lambda item: (-item[1], item[0]))[0]
    chosen = [segments[indikator_id] for indikator_id, year in first.items() if year <= start]
    years: dict[int, Counter[str]] = {}
    for segment in chosen:
        for year, point in segment.items():
            if year >= start:
                years.setdefault(year, Counter())[point.utfall or "saknas"] += 1
    return Counts(len(chosen), dict(sorted(years.items()))) if len(years) > 1 else None
