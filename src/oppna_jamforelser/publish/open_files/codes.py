"""The codes of the published tables with their labels: one list, itself published as a table."""

import duckdb

from oppna_jamforelser.publish.marts import Column, Mart

CODES = Mart(
    name="kodlista",
    description="One row is one code with its label in Swedish, and in English where there is one.",
    columns=(
        Column("kodlista", "VARCHAR", True, "The column whose code it is, whatever its prefix."),
        Column("kod", "VARCHAR", True, "The code."),
        Column("text", "VARCHAR", True, "What it means, in Swedish."),
        Column("text_en", "VARCHAR", False, "What it means, in English."),
    ),
    primary_key=("kodlista", "kod"),
    relations=(),
)
# Besides the labels of dim_etikett: codes of single tables, and codes that no seed has.
CODES_SQL = """
    select kolumn as kodlista, kod, text_sv as text, text_en from marts.dim_etikett
    where kolumn in (
        'belagg', 'jamforbarhet', 'jamforbarhet_belagg', 'omrade_kod', 'orsak_kod', 'regel_id',
        'utfall'
    )
    union select 'orsak_kod', orsak_kod, orsak_text, null from regler.tid_orsak
    where orsak_kod not in (select orsak_kod from regler.orsak)
    union select 'orsak_kod', orsak_kod, orsak_text, null from regler.halsa_orsak
    union select 'orsak_kod', orsak_kod, orsak_text, null from metadata.avstamning_orsak
    union select 'orsak_kod', orsak_kod, orsak_text, orsak_text_en from regler.omraden_orsak
    union select 'orsak_kod', status, status_text, status_text_en from metadata.indikator_status
    where status in (select orsak_kod from marts.dim_egen_grupp_indikator)
    union select 'overgang_kod', overgang_kod, overgang_text, null from regler.enhetsovergang
    union select 'skillnad', skillnad, skillnad_text, skillnad_text_en from regler.skillnad
    union values
    (
        'utfall', 'obestamd', 'Obestämt: de svar som saknas kan ge både Ja och Nej',
        'Undetermined: the missing answers could give Ja as well as Nej'
    ),
    (
        'orsak_kod', 'utanfor_ramen', 'Enheten eller gruppen fanns inte det mätåret',
        'The unit or group did not exist that survey year'
    ),
    ('omrade_kod', 'alla', 'Hela enkäten', 'The whole survey'),
    ('omrade_kod', 'gemensam', 'Den gemensamma delen', 'The common part'),
    ('omrade_kod', 'lss', 'LSS, barn eller vuxna', 'LSS, children or adults'),
    ('omrade_kod', 'stod_till_brottsoffer', 'Stöd till brottsoffer', 'Support to victims of crime')
"""


def read_codes(
    connection: duckdb.DuckDBPyConnection, column: str = "text"
) -> dict[str, dict[str, str]]:
    """Return the labels by code, by list, in Swedish or (text_en) where there is one in English."""
    lists: dict[str, dict[str, str]] = {}
    rows = connection.execute(
        f"select kodlista, kod, {column} from ({CODES_SQL}) where {column} is not null"
        " order by kodlista, kod"
    ).fetchall()
    for name, code, text in rows:
        lists.setdefault(name, {})[code] = text
    return lists
