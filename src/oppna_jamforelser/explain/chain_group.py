"""The figure of a group: its counts, the readings of the 20 percent rule, and the branches."""

from collections import Counter
from collections.abc import Iterable

from oppna_jamforelser.warehouse import Row, Warehouse

_UTFALL_ORDER = ("ja", "delvis", "nej", "ej_aktuellt", None)


def read_varde(warehouse: Warehouse, indikator: Row, group_key: tuple[object, ...]) -> Row:
    """Return the counts, the share and its bounds."""
    (varde,) = warehouse.rows(
        """
        select varde.* exclude (matar, gruppindelning, grupp_kod, indikator_id, markning),
            orsak.orsak_text
        from marts.fct_gruppvarde as varde
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        where varde.matar = ? and varde.gruppindelning = ? and varde.grupp_kod = ?
            and varde.indikator_id = ?
        """,
        *group_key, indikator["indikator_id"],
    )  # fmt: skip
    return varde


def read_resten(warehouse: Warehouse, indikator: Row, group_key: tuple[object, ...]) -> list[Row]:
    """Return what is left of each group that holds this one, and how this one differs from it."""
    return warehouse.rows(
        """
        select varde.jamfort_med, hel.grupp_namn, varde.ja_antal, varde.namnare_antal,
            varde.andel_procent, varde.lagsta_procent, varde.hogsta_procent, varde.orsak_kod,
            orsak.orsak_text, varde.skillnad, skillnad.skillnad_text
        from marts.fct_gruppvarde_ovriga as varde
        inner join marts.dim_redovisningsgrupp as hel
            on varde.jamfort_med = hel.gruppindelning || ':' || hel.grupp_kod
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        left join regler.skillnad as skillnad on varde.skillnad = skillnad.skillnad
        where varde.matar = ? and varde.gruppindelning = ? and varde.grupp_kod = ?
            and varde.indikator_id = ?
        order by varde.jamfort_med <> 'riket:00', varde.jamfort_med
        """,
        *group_key, indikator["indikator_id"],
    )  # fmt: skip


def read_lasningar(
    warehouse: Warehouse, indikator: Row, group_key: tuple[object, ...]
) -> list[Row]:
    """Return the readings of the 20 percent rule, the one in force first."""
    return warehouse.rows(
        """
        select lasning.lasning, lasning.ar_standard, policy.grans_procent,
            policy.raknar_ej_aktuellt, lasning.redovisas, policy.policy_text, policy.kalla
        from intermediate.int_gruppvarde__per_lasning as lasning
        inner join regler.redovisningspolicy as policy
            on lasning.lasning = policy.lasning
            and lasning.matar >= policy.giltig_fran_matar
            and (policy.giltig_till_matar is null or lasning.matar <= policy.giltig_till_matar)
        where lasning.matar = ? and lasning.gruppindelning = ? and lasning.grupp_kod = ?
            and lasning.indikator_id = ?
        order by lasning.ar_standard desc, lasning.lasning
        """,
        *group_key, indikator["indikator_id"],
    )  # fmt: skip


def read_grenar(
    warehouse: Warehouse, indikator: Row, matar: int, regel_id: str, enheter: Iterable[Row]
) -> list[Row]:
    """Return the branches of the rule, and the reasons without a branch, with their units.

    A branch that comes with the rule has the source that gave the indicator its rule that year.
    """
    grenar = warehouse.rows(
        """
        select gren.gren_id, text.regel_text as gren_text, gren.utfall, utfall.utfall_text,
            gren.orsak_kod, orsak.orsak_text, gren.ingar_i_taljare, gren.ingar_i_namnare,
            case when text.kalla = regel.kalla then per_ar.kalla else text.kalla end as kalla
        from regler.regel_gren as gren
        inner join regler.regel as regel on gren.regel_id = regel.regel_id
        inner join intermediate.int_regel__text as text
            on gren.regel_id = text.regel_id and gren.gren_id = text.gren_id
        inner join regler.indikator_regel as per_ar
            on text.indikator_id = per_ar.indikator_id and text.regel_id = per_ar.regel_id
            and per_ar.giltig_fran_matar <= ?
            and (per_ar.giltig_till_matar is null or per_ar.giltig_till_matar >= ?)
        left join regler.utfall as utfall on gren.utfall = utfall.utfall
        left join regler.orsak as orsak on gren.orsak_kod = orsak.orsak_kod
        where text.indikator_id = ? and gren.regel_id = ?
        union all
        select null, null, null, null, orsak_kod, orsak_text, 0, 0, kalla
        from regler.orsak
        where orsak_kod in ('enhetsbortfall', 'omradesbortfall')
        """,
        matar, matar, indikator["indikator_id"], regel_id,
    )  # fmt: skip
    units = Counter(_branch(enhet) for enhet in enheter)
    counted = [{**gren, "enheter_antal": units[_branch(gren)]} for gren in grenar]
    return sorted(
        counted,
        key=lambda gren: (
            _UTFALL_ORDER.index(gren["utfall"]),
            -gren["enheter_antal"],
            gren["gren_id"] or "",
            gren["orsak_kod"] or "",
        ),
    )


def _branch(row: Row) -> tuple[str | None, str | None]:
    """Return the branch that decided, or the reason where nothing was judged."""
    return row["gren_id"], None if row["gren_id"] else row["orsak_kod"]
