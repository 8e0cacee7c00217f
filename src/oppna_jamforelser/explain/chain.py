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
from oppna_jamforelser.explain.chain_units import keep, read_units, roles
from oppna_jamforelser.warehouse import Row, Warehouse

Chain = dict[str, Any]

_INDIKATOR = (
    "indikator_id", "namn", "kortnamn", "indikator_typ", "malvarde_text", "kolada_id", "kalla",
)  # fmt: skip
_GRUPP = ("gruppindelning", "gruppindelning_namn", "grupp_kod", "grupp_namn")


def group_chain(warehouse: Warehouse, indikator: Row, matar: int, grupp: Row) -> Chain:
    """Return the chain of a group's share."""
    where = (
        "bevis.enhet_kod in (select enhet_kod from marts.bridge_enhet_grupp "
        "where matar = ? and gruppindelning = ? and grupp_kod = ?)"
    )
    group_key = (matar, grupp["gruppindelning"], grupp["grupp_kod"])
    enheter = read_units(warehouse, indikator, matar, where, group_key)
    chain = _head(warehouse, indikator, matar)
    return {
        **chain,
        "grupp": keep(grupp, _GRUPP),
        "varde": read_varde(warehouse, indikator, group_key),
        "resten": read_resten(warehouse, indikator, group_key),
        "lasningar": read_lasningar(warehouse, indikator, group_key),
        "grenar": read_grenar(warehouse, indikator, chain["regel"]["regel_id"], enheter),
        "enheter": enheter,
    }


def unit_chain(warehouse: Warehouse, indikator: Row, matar: int, enhet_kod: str) -> Chain:
    """Return the chain of a unit's outcome."""
    (enhet,) = read_units(warehouse, indikator, matar, "bevis.enhet_kod = ?", (enhet_kod,))
    return {**_head(warehouse, indikator, matar), "enhet": enhet}


def _head(warehouse: Warehouse, indikator: Row, matar: int) -> Chain:
    """Return what holds for every unit: the indicator, its rule and its questions."""
    indikator_id = indikator["indikator_id"]
    sample = _sample(warehouse, indikator_id, matar)
    (regel,) = warehouse.rows(
        """
        select regel.regel_id, regel.regel_namn, text.regel_text, regel.kalla
        from regler.regel as regel
        inner join intermediate.int_regel__text as text
            on regel.regel_id = text.regel_id and text.gren_id is null
        where text.indikator_id = ? and regel.regel_id = ?
        """,
        indikator_id, sample["regel_id"],
    )  # fmt: skip
    return {
        "markning": sample["markning"],
        "matar": matar,
        "indikator": keep(indikator, _INDIKATOR),
        "regel": {
            **regel,
            "indikator_kalla": sample["regel_kalla"],
            "belagg": sample["regel_belagg"],
        },
        "fragor": _fragor(sample),
        "delar": [
            {**row, "fragor": _fragor(_sample(warehouse, row["indikator_id"], matar))}
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


def _sample(warehouse: Warehouse, indikator_id: str, matar: int) -> Row:
    """Return one row of the indicator's proof: rule and questions are the same in all of them."""
    (row,) = warehouse.rows(
        "select * from marts.mart_bevis_enhet where indikator_id = ? and matar = ? limit 1",
        indikator_id, matar,
    )  # fmt: skip
    return row


def _fragor(bevis: Row) -> list[Row]:
    """Return the questions of a proof's row by role."""
    return [{"roll": roll, "fraga": bevis[f"{roll}_fraga"]} for roll in roles(bevis)]
