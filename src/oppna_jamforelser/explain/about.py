"""What stands beside a figure: what it rests on, what its words mean, and how its year compares."""

from oppna_jamforelser.warehouse import Row, Warehouse

_INSTRUCTION = "Instruktion"
"""What a definition begins with that is meant for other areas of the social services."""


def read_about(warehouse: Warehouse, indikator_id: str, matar: int) -> Row:
    """Return the assumptions, the card and the comparability of an indicator in a year."""
    (rests,) = warehouse.rows(
        """
        select belagg.belagg, belagg.belagg_kort, belagg.belagg_text
        from marts.fct_gruppvarde as varde
        inner join metadata.belagg as belagg on varde.belagg = belagg.belagg
        where varde.indikator_id = ? and varde.matar = ? and varde.gruppindelning = 'riket'
        """,
        indikator_id, matar,
    )  # fmt: skip
    card = warehouse.rows(
        """
        select falt_kod, falt_namn, text_sv as text, kalla
        from marts.mart_indikator_kort
        where indikator_id = ? and giltig_fran_matar <= ?
            and (giltig_till_matar is null or giltig_till_matar >= ?)
        order by falt_ordning, length(falt_kod), falt_kod
        """,
        indikator_id, matar, matar,
    )  # fmt: skip
    pairs = warehouse.rows(
        """
        select par.fran_matar, klass.klass_text, par.orsak_text, belagg.jamforbarhet_text
        from marts.dim_jamforbarhet as par
        inner join regler.jamforbarhet_klass as klass on par.klass = klass.klass
        inner join metadata.belagg as belagg on par.jamforbarhet_belagg = belagg.belagg
        where par.indikator_id = ? and par.till_matar = ? and par.fran_stalld and par.till_stalld
        """,
        indikator_id, matar,
    )  # fmt: skip
    words = warehouse.rows(
        """
        select distinct fraga.fraga_kod, ord.text_belagg_text
        from regler.indikator_roll as roll
        inner join metadata.fraga_version as fraga on roll.fraga_kod = fraga.fraga_kod
        inner join metadata.text_belagg as ord on fraga.text_belagg = ord.text_belagg
        where roll.indikator_id = ?
            and roll.giltig_fran_matar <= ?
            and (roll.giltig_till_matar is null or roll.giltig_till_matar >= ?)
            and fraga.giltig_fran_matar <= ?
            and (fraga.giltig_till_matar is null or fraga.giltig_till_matar >= ?)
        order by fraga.fraga_kod
        """,
        indikator_id, matar, matar, matar, matar,
    )  # fmt: skip
    return {
        **rests,
        "kort": [row for row in card if _is_told(row)],
        "jamforelse": pairs[0] if pairs else None,
        "frageord": words,
    }


def _is_told(field: Row) -> bool:
    is_meaning = field["falt_kod"].startswith("definition")
    return field["falt_kod"] == "syfte" or (
        is_meaning and not field["text"].startswith(_INSTRUCTION)
    )
