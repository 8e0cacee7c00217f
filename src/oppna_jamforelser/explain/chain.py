"""The chain of a figure as data: what it means, the rule, the branches, units and answers.

The keys are those of the warehouse's columns. The same chain is printed and written as JSON.
"""

from typing import Any

from oppna_jamforelser.explain.chain_group import (
    read_grenar,
    read_lasningar,
    read_resten,
    read_varde,
)
from oppna_jamforelser.explain.chain_units import keep, read_units
from oppna_jamforelser.warehouse import Row, Warehouse

Chain = dict[str, Any]

_INDIKATOR = (
    "indikator_id", "namn", "kortnamn", "indikator_typ", "malvarde_text", "kolada_id", "kalla",
)  # fmt: skip
_GRUPP = ("gruppindelning", "gruppindelning_namn", "grupp_kod", "grupp_namn")


def group_chain(
    warehouse: Warehouse, indikator: Row, matar: int, grupp: Row, with_text: bool
) -> Chain:
    """Return the chain of a group's share."""
    where = (
        "utfall.enhet_kod in (select enhet_kod from marts.bridge_enhet_grupp "
        "where matar = ? and gruppindelning = ? and grupp_kod = ?)"
    )
    group_key = (matar, grupp["gruppindelning"], grupp["grupp_kod"])
    enheter = read_units(warehouse, indikator, matar, where, group_key, with_text)
    chain = _head(warehouse, indikator, matar)
    return {
        **chain,
        "grupp": keep(grupp, _GRUPP),
        "varde": read_varde(warehouse, indikator, group_key),
        "resten": read_resten(warehouse, indikator, group_key),
        "lasningar": read_lasningar(warehouse, indikator, group_key),
        "grenar": read_grenar(warehouse, indikator, matar, chain["regel"]["regel_id"], enheter),
        "enheter": enheter,
    }


def unit_chain(
    warehouse: Warehouse, indikator: Row, matar: int, enhet_kod: str, with_text: bool
) -> Chain:
    """Return the chain of a unit's outcome."""
    (enhet,) = read_units(
        warehouse, indikator, matar, "utfall.enhet_kod = ?", (enhet_kod,), with_text
    )
    return {**_head(warehouse, indikator, matar), "enhet": enhet}


def _head(warehouse: Warehouse, indikator: Row, matar: int) -> Chain:
    """Return what holds for every unit: the indicator, its rule and its questions."""
    indikator_id = indikator["indikator_id"]
    (regel,) = warehouse.rows(
        """
        select regel.regel_id, regel.regel_namn, text.regel_text, regel.kalla,
            per_ar.kalla as indikator_kalla, per_ar.belagg
        from regler.indikator_regel as per_ar
        inner join regler.regel as regel on per_ar.regel_id = regel.regel_id
        inner join intermediate.int_regel__text as text
            on per_ar.indikator_id = text.indikator_id and per_ar.regel_id = text.regel_id
            and text.gren_id is null
        where per_ar.indikator_id = ? and per_ar.giltig_fran_matar <= ?
            and (per_ar.giltig_till_matar is null or per_ar.giltig_till_matar >= ?)
        """,
        indikator_id, matar, matar,
    )  # fmt: skip
    return {
        "markning": read_marking(warehouse),
        "matar": matar,
        "indikator": keep(indikator, _INDIKATOR),
        "regel": regel,
        "fragor": _fragor(warehouse, indikator_id, matar),
        "delar": [
            {**row, "fragor": _fragor(warehouse, row["indikator_id"], matar)}
            for row in warehouse.rows(
                """
                select del.indikator_id, del.kortnamn
                from regler.indikator_komponent as komponent
                inner join marts.dim_indikator as del
                    on komponent.komponent_indikator_id = del.indikator_id
                where komponent.indikator_id = ?
                order by del.indikator_id
                """,
                indikator_id,
            )
        ],
    }


def read_marking(warehouse: Warehouse) -> str | None:
    """Return how every answer is marked, as the example's are; None for real ones."""
    (landing,) = warehouse.rows("select max(markning) as markning from marts.fct_gruppvarde")
    return landing["markning"]


def _fragor(warehouse: Warehouse, indikator_id: str, matar: int) -> list[Row]:
    """Return the questions of the indicator's rule by role, in words: code, area and item, text of
    that year's version."""
    # concat_ws leaves out the area or the item that the question has not
    return warehouse.rows(
        """
        with fraga as (
            select distinct roll, fraga_kod, omrade_kod, delfraga_kod
            from marts.mart_bevis_svar
            where indikator_id = ? and matar = ? and fraga_kod is not null
        )
        select fraga.roll, roll.roll_namn,
            fraga.fraga_kod
            || coalesce(
                ' (' || nullif(concat_ws(', ', omrade.omrade_namn, delfraga.delfraga_namn), '')
                || ')',
                ''
            ) || ': ' || version.fraga_text as fraga
        from fraga
        inner join regler.roll as roll on fraga.roll = roll.roll
        inner join metadata.fraga_version as version
            on fraga.fraga_kod = version.fraga_kod and version.giltig_fran_matar <= ?
            and (version.giltig_till_matar is null or version.giltig_till_matar >= ?)
        left join metadata.verksamhetsomrade as omrade on fraga.omrade_kod = omrade.omrade_kod
        left join metadata.delfraga as delfraga on fraga.delfraga_kod = delfraga.delfraga_kod
        order by roll.ordning
        """,
        indikator_id, matar, matar, matar,
    )  # fmt: skip
