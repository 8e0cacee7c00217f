"""The tables that people open, as CSV files that Excel with Swedish settings opens right.

Semicolons, a byte order mark, decimal commas and Swedish titles; a text that Excel would take for
a number, a date or a formula is written as ``="0114"``, which it shows as the text. The files of
``csv/`` are for machines and stay as they are.
"""

from pathlib import Path

import duckdb

from oppna_jamforelser.publish.marts import SCHEMA, Column, Mart, read_marts

FOLDER = "csv-svensk"
READ_ME = "las_mig.txt"
# what rows a person wants in front of them: long tables have the year of the publication only
TABLES = {
    "dim_enhet": "true",
    "dim_indikator": "true",
    "dim_kolumn": "true",
    "dim_kommun": "true",
    "dim_redovisningsgrupp": "true",
    "fct_forandring": "till_matar = {matar}",
    "fct_gruppvarde": "matar = {matar}",
    "fct_svarsfrekvens": "matar <= {matar}",
    "mart_indikator_kort": "giltig_fran_matar <= {matar}",
    "mart_kommun_indikator": "matar = {matar} and ingick_i_matningen",
    "mart_nara_ja": "matar = {matar}",
    "mart_omraden": "matar = {matar}",
    "mart_undersokning": "matar <= {matar}",
}
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CSV = "format csv, header, delimiter ';', quote '\"', escape '\"', nullstr ''"
_LIKE_A_NUMBER = r"^[0-9][0-9 .,:/–-]*%?$"
_LIKE_A_FORMULA = r"^[-=+@\t\r]"
_TEXT = """Tabeller för Excel med svenska inställningar.

Dubbelklicka på en fil: kolumnerna hamnar rätt, decimaler har komma och koder som 0114 är text.
Tomt fält: inget värde; orsaken står i raden där den har en. Ja och Nej står för sant och falskt.
Långa tabeller har bara mätår {matar}, och kommunernas resultat bara det som ingick i mätningen.
Vad kolumnerna betyder står i dim_kolumn.csv. Summera aldrig andelar och bilda aldrig medelvärde av
dem. Alla år, alla tabeller och maskinläsbara format ligger i csv/ och parquet/ bredvid.
"""


def write_swedish_csv(connection: duckdb.DuckDBPyConnection, matar: int, folder: Path) -> None:
    """Write ``csv-svensk/`` below *folder*: the tables that people open, of the year *matar*."""
    place = folder / FOLDER
    place.mkdir()
    for mart in read_marts(connection):
        if mart.name in TABLES:
            path = place / f"{mart.name}.csv"
            connection.execute(f"copy ({_query(mart, matar)}) to ? ({_CSV})", [str(path)])
    rows = connection.execute(f"select max(markning) from {SCHEMA}.fct_enhetsutfall").fetchall()
    marking = f"{str(rows[0][0]).capitalize()}: inga verkliga resultat.\n\n" if rows[0][0] else ""
    (place / READ_ME).write_text(marking + _TEXT.format(matar=matar), encoding="utf-8")


def _query(mart: Mart, matar: int) -> str:
    cells = ", ".join(
        f'{_cell(column)} as "{_MARK if number == 0 else ""}{column.title or column.name}"'
        for number, column in enumerate(mart.columns)
    )
    where = TABLES[mart.name].format(matar=matar)
    return f"select {cells} from {SCHEMA}.{mart.name} where {where} order by {mart.order_by}"


def _cell(column: Column) -> str:
    name = column.name
    if column.type == "BOOLEAN":
        return f"case when {name} then 'Ja' when not {name} then 'Nej' end"
    if column.type.startswith("DECIMAL"):
        return f"replace(cast({name} as varchar), '.', ',')"
    if column.type == "VARCHAR":
        return (
            f"case when regexp_matches({name}, '{_LIKE_A_NUMBER}') then '=\"' || {name} || '\"'"
            f" when regexp_matches({name}, '{_LIKE_A_FORMULA}') then '''' || {name}"
            f" else {name} end"
        )
    return name
