"""The units of a chain: outcome, branch, and the answers behind it by role."""

from collections.abc import Iterable, Sequence

from oppna_jamforelser.warehouse import Row, Warehouse

_ENHET = (
    "enhet_kod", "enhet_namn", "kommun_namn", "utfall", "utfall_text", "orsak_kod", "orsak_text",
    "ingar_i_taljare", "ingar_i_namnare", "gren_id", "gren_text", "gren_kalla",
)  # fmt: skip
_DEL = ("indikator_id", "regel_id", *_ENHET[3:])


def read_units(
    warehouse: Warehouse, indikator: Row, matar: int, where: str, parameters: Sequence[object]
) -> list[Row]:
    """Return the units with outcome, branch, answers by role and components, by Swedish name."""
    bevis = warehouse.rows(
        f"""
        select bevis.*, kommun.kommun_namn
        from marts.mart_bevis_enhet as bevis
        inner join marts.dim_enhet as enhet on bevis.enhet_kod = enhet.enhet_kod
        inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
        where bevis.matar = ?
            and (
                bevis.indikator_id = ?
                or bevis.indikator_id in (
                    select komponent_indikator_id
                    from regler.indikator_komponent
                    where indikator_id = ?
                )
            )
            and {where}
        order by bevis.enhet_namn collate sv, bevis.enhet_kod, bevis.indikator_id
        """,
        matar, indikator["indikator_id"], indikator["indikator_id"], *parameters,
    )  # fmt: skip
    texts = klass_texts(warehouse)
    delar: dict[str, list[Row]] = {}
    for row in bevis:
        if row["indikator_id"] != indikator["indikator_id"]:
            delar.setdefault(row["enhet_kod"], []).append(
                {**keep(row, _DEL), "roller": _roller(row, texts)}
            )
    return [
        {
            **keep(row, _ENHET),
            "roller": _roller(row, texts),
            "delar": delar.get(row["enhet_kod"], []),
        }
        for row in bevis
        if row["indikator_id"] == indikator["indikator_id"]
    ]


def _roller(bevis: Row, texts: dict[str, str]) -> dict[str, Row]:
    """Return by role what was answered, how it was read, and where it stood."""
    return {
        roll: {
            "svar": bevis[f"{roll}_svar"],
            "klass": bevis[f"{roll}_klass"],
            "klass_text": texts.get(bevis[f"{roll}_klass"]),
            "leverans": bevis[f"{roll}_leverans"],
            "karantan_orsak": bevis[f"{roll}_karantan_orsak"],
        }
        for roll in roles(bevis)
    }


def klass_texts(warehouse: Warehouse) -> dict[str, str]:
    """Return what each class of answers is called for readers."""
    rows = warehouse.rows("select svarsklass, svarsklass_text from metadata.svarsklass")
    return {row["svarsklass"]: row["svarsklass_text"] for row in rows}


def roles(bevis: Row) -> list[str]:
    """Return the roles that the rule has, in the order of the columns."""
    return [
        name.removesuffix("_fraga")
        for name, fraga in bevis.items()
        if name.endswith("_fraga") and fraga is not None
    ]


def keep(row: Row, names: Iterable[str]) -> Row:
    """Return some of a row's columns."""
    return {name: row[name] for name in names}
