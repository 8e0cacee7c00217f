"""Kommuner that are like a kommun, as its page shows them: ``likhet.html.j2``."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from oppna_jamforelser.publish.webb.site import Site
from oppna_jamforelser.warehouse import Row


@dataclass(frozen=True)
class Neighbour:
    """A kommun that is like another: how far, and each variable's share of that in percent.

    *href* is the neighbour's page seen from ``webb/``, empty where it has none.
    """

    kod: str
    namn: str
    href: str
    avstand_promille: int
    bidrag: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Likeness:
    """Those who are like a kommun, nearest first; or the variables that it lacks, and the reason.

    *vikter*: the variables that likeness is counted on, with their weights.
    """

    grannar: tuple[Neighbour, ...]
    saknade: tuple[str, ...]
    orsak_text: str | None
    vikter: tuple[tuple[str, int], ...]


def read_likeness(site: Site) -> dict[str, Likeness]:
    """Return, by kommun, who is like it in the survey year of the publication."""
    hrefs = {
        place.kod: place.href for place in site.facts.subjects if place.typ in ("storstad", "enhet")
    }
    rows = site.warehouse.rows(_ROWS, site.matar)
    weights = tuple(
        (row["variabel_namn"], row["vikt"]) for row in site.warehouse.rows(_WEIGHTS, site.matar)
    )
    return {
        kommun_kod: _likeness(list(of_kommun), hrefs, weights)
        for kommun_kod, of_kommun in groupby(rows, itemgetter("kommun_kod"))
    }


def _likeness(
    rows: list[Row], hrefs: dict[str, str], weights: tuple[tuple[str, int], ...]
) -> Likeness:
    if rows[0]["orsak_kod"]:
        missing = tuple(row["variabel_namn"] for row in rows)
        return Likeness((), missing, rows[0]["orsak_text"], weights)
    neighbours = []
    for _, group in groupby(rows, itemgetter("ordning")):
        parts = list(group)
        kod = parts[0]["liknande_kommun_kod"]
        neighbours.append(
            Neighbour(
                kod,
                parts[0]["liknande_kommun_namn"],
                hrefs.get(kod, ""),
                parts[0]["avstand_promille"],
                tuple((part["variabel_namn"], part["bidrag_procent"]) for part in parts),
            )
        )
    return Likeness(tuple(neighbours), (), None, weights)


_ROWS = """
    select mart.*, orsak.orsak_text
    from marts.mart_liknande_kommun as mart
    left join regler.likhet_orsak as orsak on mart.orsak_kod = orsak.orsak_kod
    where mart.matar = ?
    order by mart.kommun_kod, mart.ordning, mart.variabel_namn collate sv
"""
_WEIGHTS = """
    select variabel_namn, vikt
    from regler.likhet_variabel
    where giltig_fran_matar <= $1 and coalesce(giltig_till_matar, $1) >= $1
    order by variabel_namn collate sv
"""
