"""The wide forms of value files and population files as landing rows: one cell a row.

Both read ``fil_rad`` and ``fil_formel`` (see ``rows``). A row without any number becomes one with
an empty number, so that it is not lost.
"""

from typing import NamedTuple

import duckdb

from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.headers_tal import read_measure, year_of
from oppna_jamforelser.landing import SLAG

FORMEL_UTAN_VARDE = "formel_utan_varde"


class _Cell(NamedTuple):
    """A column of numbers: what its header says, its place, and that of its denominator."""

    given: dict[str, str]
    place: int
    namnare_place: int | None
    kolumn: str


def wide_numbers(connection: duckdb.DuckDBPyConnection, header: Header) -> str:
    """Return the query of a wide file's rows, in the columns of its kind."""
    cells = _value_cells(header) if header.slag == "varde" else _year_cells(header)
    delivered = SLAG[header.slag]
    number = "taljare" if header.slag == "varde" else "antal"
    given = list(cells[0].given)
    connection.execute(
        f"create temp table tal_kolumn (nr integer, kolumn varchar, plats integer, "
        f"{', '.join(f'{name} varchar' for name in given)})"
    )
    connection.executemany(
        f"insert into tal_kolumn values ({', '.join('?' * (3 + len(given)))})",
        [(nr, c.kolumn, c.place, *c.given.values()) for nr, c in enumerate(cells)],
    )
    places = {
        name: header.columns.index(name)
        for name in delivered
        if name in header.columns and name not in given and name != number
    }
    keys = "".join(f"c{place} as {name}, " for name, place in places.items())
    has_namnare = "namnare" in delivered
    numbers = ", ".join(f"c{cell.place}" for cell in cells)
    namnare = ", ".join("''" if c.namnare_place is None else f"c{c.namnare_place}" for c in cells)
    namnare_cell = f", unnest([{namnare}]) as namnare" if has_namnare else ""
    fields = ", ".join(
        f"case when lasfel_kod is null then {name} end as {name}"
        if name in (*places, *given, number) or (name == "namnare" and has_namnare)
        else f"null::varchar as {name}"
        for name in delivered
    )
    is_filled = f"{number} <> ''" + (" or namnare <> ''" if has_namnare else "")
    key_places = ", ".join(map(str, places.values()))
    return f"""
        with cell as (
            select rad_nr, lasfel_kod, rad, {keys}unnest(range({len(cells)})) as nr,
                unnest([{numbers}]) as {number}{namnare_cell}
            from fil_rad
        ),
        tal as (
            select * from cell where lasfel_kod is null and ({is_filled})
            union all
            select * from cell where nr = 0 and (
                lasfel_kod is not null
                or rad_nr not in (select rad_nr from cell where {is_filled})
            )
        ),
        formel as (
            select tal.rad_nr, tal.nr, true as har_formel
            from tal
            inner join tal_kolumn on tal.nr = tal_kolumn.nr
            inner join fil_formel
                on tal.rad_nr = fil_formel.rad_nr
                and (fil_formel.plats = tal_kolumn.plats or fil_formel.plats in ({key_places}))
            group by tal.rad_nr, tal.nr
        ),
        samlat as (
            select
                tal.* exclude (lasfel_kod), tal_kolumn.* exclude (nr, plats),
                coalesce(
                    tal.lasfel_kod,
                    case when formel.har_formel then '{FORMEL_UTAN_VARDE}' end
                ) as lasfel_kod
            from tal
            inner join tal_kolumn on tal.nr = tal_kolumn.nr
            left join formel on tal.rad_nr = formel.rad_nr and tal.nr = formel.nr
        )
        select rad_nr, {fields}, nullif(rad, '') as rad, lasfel_kod, kolumn
        from samlat order by rad_nr, nr
    """


def _value_cells(header: Header) -> list[_Cell]:
    """Return the measures' columns in order, each with the place of its denominator."""
    namnare: dict[tuple[str, str], int] = {}
    cells = []
    for place, name in enumerate(header.names):
        measure = read_measure(name)
        if measure is None:
            continue
        if measure.is_namnare:
            namnare[(measure.indikator_id, measure.kon)] = place
        else:
            cells.append((measure, place, name.strip()))
    return [
        _Cell(
            {"indikator_id": measure.indikator_id, "kon": measure.kon},
            place,
            namnare.get((measure.indikator_id, measure.kon)),
            kolumn,
        )
        for measure, place, kolumn in cells
    ]


def _year_cells(header: Header) -> list[_Cell]:
    """Return the years' columns in order."""
    return [
        _Cell({"ar": year}, place, None, name.strip())
        for place, name in enumerate(header.names)
        if (year := year_of(name))
    ]
