"""What is certainly lower than the rest and has fallen as well: only where both can be said."""

from dataclasses import dataclass
from decimal import Decimal

from oppna_jamforelser.report.results import Result
from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import Subject


@dataclass(frozen=True)
class Fall:
    """A group's share that falls: certainly since the year before, or as a trend over years."""

    fran_matar: int
    procentenheter: Decimal
    is_trend: bool


def read_falls(scope: Scope) -> dict[str, dict[str, list[Fall]]]:
    """Return by group and indicator how a share falls, among years that may be compared.

    A change counts where the ranges that the missing leave open do not meet; a trend where five or
    more comparable shares in a row lead to the year.
    """
    rows = scope.warehouse.rows(
        """
        select gruppindelning || ':' || grupp_kod as grupp, indikator_id, fran_matar,
            forandring_procentenheter as procentenheter, false as is_trend
        from marts.fct_forandring
        where till_matar = ? and ar_saker and forandring_procentenheter < 0
            and grupp in (select unnest(?::varchar[]))
        union all
        select gruppindelning || ':' || grupp_kod as grupp, indikator_id, fran_matar,
            lutning_procentenheter as procentenheter, true as is_trend
        from marts.mart_trend
        where till_matar = ? and lutning_procentenheter < 0
            and grupp in (select unnest(?::varchar[]))
        order by grupp, indikator_id, is_trend
        """,
        scope.matar, scope.grupper, scope.matar, scope.grupper,
    )  # fmt: skip
    falls: dict[str, dict[str, list[Fall]]] = {}
    for row in rows:
        group, indikator_id, *fall = row.values()
        falls.setdefault(group, {}).setdefault(indikator_id, []).append(Fall(*fall))
    return falls


def falling_of(
    falls: dict[str, dict[str, list[Fall]]], results: list[Result], subject: Subject
) -> list[tuple[Result, list[str], list[Fall]]]:
    """Return the indicators where a group is certainly lower than some rest, and falls."""
    own = falls.get(written(subject.key), {})
    found = []
    for result in results:
        lower = [
            one.i_mening
            for one, share in zip(subject.compared, result.beside, strict=True)
            if share and share.skillnad == "sakert_lagre"
        ]
        if lower and result.indicator.indikator_id in own and not result.indicator.is_composite:
            found.append((result, lower, own[result.indicator.indikator_id]))
    return found
