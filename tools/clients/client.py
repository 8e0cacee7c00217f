"""What is known of a program that others wrote, and what it should find."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import yaml

YEARS = (2023, 2024)
# year, group or kommun, indicator, value with two decimals
Cells = set[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Client:
    """A program, the format that it reads, what installs it, and how it is used."""

    name: str
    reads: str
    language: str
    packages: tuple[str, ...]
    program: str

    @property
    def asked(self) -> str:
        """What it is to print a line of for each row, by the name in ``EXPECTED``."""
        return {"workbook": "book", "Kolada's form": "kolada"}.get(self.reads, "shares")


def read_clients() -> Iterator[Client]:
    """Give every program of clients.yml, one of several versions once for each."""
    content = yaml.safe_load(Path(__file__).with_name("clients.yml").read_text(encoding="utf-8"))
    pieces = {None: ""} | content["pieces"]
    for reads, clients in content["clients"].items():
        for one in clients:
            program = pieces[one.get("begin")] + one["program"] + pieces[one.get("end")]
            for version in one.get("versions", [""]):
                yield Client(
                    one["name"].format(version=version),
                    reads,
                    one.get("language", "python"),
                    tuple(
                        package.format(version=version)
                        for package in one.get("packages", [one["name"]])
                    ),
                    program,
                )


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
