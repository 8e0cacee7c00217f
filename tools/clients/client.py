"""What is known of a program that others wrote, and what it should find."""

from dataclasses import dataclass

import duckdb

YEARS = (2023, 2024)
# year, group or kommun, indicator, value with two decimals
Cells = set[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Client:
    """A program, the format that it reads, what installs it, and how it is used.

    *asked*: what it is to print a line of for each row, by the name in ``EXPECTED``.
    """

    name: str
    reads: str
    language: str
    packages: tuple[str, ...]
    program: str
    asked: str = "shares"


# every shown share of two years
_SHARES = """
    select matar, gruppindelning || ':' || grupp_kod, indikator_id, andel_procent
    from marts.fct_gruppvarde where matar in (2023, 2024) and andel_procent is not null
"""
# the shares that stand as numbers on the workbook's sheet Grupper, by the names that stand there
_BOOK = """
    select 2024, gruppindelning_namn || ':' || grupp_namn, kortnamn, andel_procent
    from marts.fct_gruppvarde
    inner join marts.dim_redovisningsgrupp using (gruppindelning, grupp_kod)
    inner join marts.dim_indikator using (indikator_id)
    where matar = 2024 and andel_procent is not null and namnare_antal >= 5
        and not (gruppindelning = 'egen' and grupp_kod = 'dalarna')  -- on the row of its län
"""
# every kommun's result on Kolada's scale: Ja 1, Nej 0, or Ja 2, Delvis 1, Nej 0; a city's mean
_KOLADA = """
    with scale as (
        select indikator_id, case when skala like '%Delvis%' then 2 else 1 end as ja
        from marts.dim_indikator where har_utfall
    )
    select cell.matar, cell.kommun_kod, cell.indikator_id, case
        when utfall = 'ja' then ja
        when utfall = 'delvis' then 1
        when utfall = 'nej' then 0
        else round((ja * kommun_ja_antal + case when ja = 2 then delvis_antal else 0 end)
            ::decimal(18, 6) / kommun_namnare_antal, 2)
    end
    from marts.mart_kommun_indikator as cell
    inner join scale on cell.indikator_id = scale.indikator_id
    left join marts.fct_gruppvarde as stad
        on cell.matar = stad.matar and cell.indikator_id = stad.indikator_id
        and stad.gruppindelning = 'storstad' and cell.kommun_kod = stad.grupp_kod
    where cell.matar in (2023, 2024) and cell.orsak_kod is null
        and cell.utfall is distinct from 'ej_aktuellt'
"""
EXPECTED = {"shares": _SHARES, "book": _BOOK, "kolada": _KOLADA}


def expected(warehouse: duckdb.DuckDBPyConnection) -> dict[str, Cells]:
    """Return what is asked of the clients, as the marts have it."""
    return {
        name: {
            (str(year), place, indicator, f"{value:.2f}")
            for year, place, indicator, value in warehouse.execute(query).fetchall()
        }
        for name, query in EXPECTED.items()
    }
