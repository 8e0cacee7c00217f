"""The codes of the published tables with their labels: one list, itself published as a table."""

import duckdb

from oppna_jamforelser.publish.marts import Column, Mart

CODES = Mart(
    name="kodlista",
    description="One row is one code with its label in Swedish.",
    columns=(
        Column("kodlista", "VARCHAR", True, "The column whose code it is, whatever its prefix."),
        Column("kod", "VARCHAR", True, "The code."),
        Column("text", "VARCHAR", True, "What it means, in Swedish."),
    ),
    primary_key=("kodlista", "kod"),
    relations=(),
)
# Codes that no seed has: the outcome of a recomputation, areas that only response rates have.
CODES_SQL = """
    select 'utfall' as kodlista, utfall as kod, utfall_text as text from regler.utfall
    union select 'orsak_kod', orsak_kod, orsak_text from regler.orsak
    union select 'orsak_kod', orsak_kod, orsak_text from regler.tid_orsak
    union select 'orsak_kod', orsak_kod, orsak_text from regler.halsa_orsak
    union select 'orsak_kod', orsak_kod, orsak_text from metadata.avstamning_orsak
    union select 'omrade_kod', omrade_kod, omrade_namn from metadata.verksamhetsomrade
    union select 'regel_id', regel_id, regel_namn from regler.regel
    union select 'jamforbarhet', klass, klass_text from regler.jamforbarhet_klass
    union select 'skillnad', skillnad, skillnad_text from regler.skillnad
    union select 'overgang_kod', overgang_kod, overgang_text from regler.enhetsovergang
    union values
    ('utfall', 'obestamd', 'Obestämt: de svar som saknas kan ge både Ja och Nej'),
    ('omrade_kod', 'alla', 'Hela enkäten'),
    ('omrade_kod', 'gemensam', 'Den gemensamma delen'),
    ('omrade_kod', 'lss', 'LSS, barn eller vuxna'),
    ('omrade_kod', 'stod_till_brottsoffer', 'Stöd till brottsoffer')
"""


def read_codes(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the labels by code, by list."""
    lists: dict[str, dict[str, str]] = {}
    rows = connection.execute(f"select * from ({CODES_SQL}) order by kodlista, kod").fetchall()
    for name, code, text in rows:
        lists.setdefault(name, {})[code] = text
    return lists
