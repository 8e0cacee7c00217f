"""The two forms of a delivery as landing rows: one answer a row, or one unit a row.

Both read ``fil_rad`` and ``fil_formel`` (see ``rows``), and give the columns of the landing format.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from oppna_jamforelser.intake.forms_tal import FORMEL_UTAN_VARDE, wide_numbers
from oppna_jamforelser.intake.headers import (
    PERSONAL_VALUE,
    WIDE_COLUMNS,
    Header,
    Question,
    is_namn,
    is_personal,
    read_question,
)
from oppna_jamforelser.landing import SLAG, SVARSKOLUMNER, landing_columns, quoted

FELTOLKAD_TEXT = "feltolkad_text"
NOT_KEPT = "(raden sparas inte: filen har kolumner med personuppgifter)"
# What å, ä, ö become when UTF-8 is read as Windows-1252, cp850 or Mac Roman, or those as that.
_WRONG_ENCODING = (
    "Ã[\u0080-\u00bf\u0152-\u2122]|\ufffd|[─-╿]|√[^\\s\\d(A-Za-z]"
    "|[\u0080-\u0084\u0086-\u009f]"
    "|[A-Za-zÅÄÖåäö][†„ŽŒŠš€™][a-zåäö†„”Šš]|[a-zåäö][”…][a-zåäö]"
    "|[A-Za-zÅÄÖåäö][ˆ‰÷ÂÕ][a-zåäö]|\\b[a-zåäö]*[†‡](\\s|$)|(^|\\s)[†‡ƒ™][a-zåäö]"
)


@dataclass(frozen=True)
class Unused:
    """The columns that are left unused, and those that are because they may tell of a person."""

    okanda: tuple[str, ...]
    personliga: tuple[str, ...]


def unused_columns(header: Header, connection: duckdb.DuckDBPyConnection | None = None) -> Unused:
    """Return which columns of a table are no answers and are not kept.

    What a column is called tells that it holds persons' data; in the wide form also what it holds,
    where *connection* has the rows.
    """
    rest = [
        (place, name)
        for place, (name, column) in enumerate(zip(header.names, header.columns, strict=True))
        if not column and not header.is_used(name)
    ]
    personal = {place for place, name in rest if is_personal(name)}
    unsure = [place for place, name in rest if place not in personal and not is_namn(name)]
    if connection and header.is_wide and unsure:
        found = ", ".join(f"coalesce(bool_or(regexp_matches(c{n}, $p)), false)" for n in unsure)
        (told,) = connection.execute(
            f"select {found} from fil_rad where lasfel_kod is null", {"p": PERSONAL_VALUE}
        ).fetchall()
        personal |= {place for place, is_one in zip(unsure, told, strict=True) if is_one}
    return Unused(
        tuple(
            name
            for place, name in rest
            if place not in personal and (is_namn(name) or not header.is_wide)
        ),
        tuple(name for place, name in rest if place in personal),
    )


def land(
    connection: duckdb.DuckDBPyConnection,
    header: Header,
    unused: Unused,
    constants: Mapping[str, object],
    table: str,
) -> None:
    """Make *table* of the landing rows of the file.

    It is a view: *constants* are the same in every row, and are not kept with each.
    """
    delivered = SLAG[header.slag]
    kinds = landing_columns(header.slag)
    columns = ["rad_nr", *delivered, "rad", "lasfel_kod", "kolumn"]
    connection.execute(
        f"create table {table}_rad ({', '.join(f'{name} {kinds[name]}' for name in columns)})"
    )
    if not header.is_wide:
        rows = _long_rows(header, delivered)
    elif header.slag == "leverans":
        rows = _wide_rows(connection, header, unused)
    else:
        rows = wide_numbers(connection, header)
    text = f"concat_ws(' ', {', '.join(name for name in delivered if name != 'inlamnad')})"
    wrong = f"strlen({text}) > length({text}) and regexp_matches({text}, $fel)"
    connection.execute(
        f"insert into {table}_rad ({', '.join(columns)}) select * replace ("
        f"coalesce(lasfel_kod, case when {wrong} then '{FELTOLKAD_TEXT}' end) "
        f"as lasfel_kod, case when $utan_rad and rad is not null then '{NOT_KEPT}' else rad end "
        f"as rad) from ({rows})",
        {"fel": _WRONG_ENCODING, "utan_rad": bool(unused.personliga)},
    )
    values = {
        name: "null" if (value := constants.get(name)) is None else quoted(str(value))
        for name in kinds.keys() - set(columns)
    }
    landed = ", ".join(
        f"{values.get(name, name)}::{kind} as {name}" for name, kind in kinds.items()
    )
    connection.execute(f"create view {table} as select {landed} from {table}_rad")


def _long_rows(header: Header, delivered: Sequence[str]) -> str:
    """One answer (or number) a row: the fields are passed on as they are.

    A row whose answer is a formula without a value is refused, and says in which column.
    """
    places = {column: place for place, column in enumerate(header.columns) if column}
    names = " ".join(
        f"when {place} then {quoted(header.names[place].strip())}" for place in places.values()
    )
    fields = ", ".join(
        f"case when lasfel_kod is null then c{places[name]} end as {name}"
        if name in places
        else f"null::varchar as {name}"
        for name in delivered
    )
    formula = " ".join(f"when {place} then c{place}" for place in places.values())
    return f"""
        select
            fil_rad.rad_nr, {fields},
            coalesce(fil_rad.rad, case formel.plats {formula} end) as rad,
            coalesce(
                lasfel_kod, case when formel.plats is not null then '{FORMEL_UTAN_VARDE}' end
            ) as lasfel_kod,
            case formel.plats {names} end as kolumn
        from fil_rad
        left join (
            select rad_nr, min(plats) as plats from fil_formel
            where plats in ({", ".join(map(str, places.values()))}) group by rad_nr
        ) as formel on fil_rad.rad_nr = formel.rad_nr
    """


class _Column(NamedTuple):
    """A question's column, with the place of its free text."""

    place: int | None
    question: Question
    kolumn: str
    fritext_place: int | None


def _wide_rows(connection: duckdb.DuckDBPyConnection, header: Header, unused: Unused) -> str:
    """One unit a row: every cell that holds something becomes a landing row.

    A row without any answer becomes one: an empty answer to the first question. A column whose
    header is no question gives rows with that header as their question; they are refused later.
    """
    columns = list(_question_columns(header, unused))
    connection.execute(
        "create temp table fraga_kolumn (nr integer, fraga_kod varchar, omrade_kod varchar, "
        "delfraga_kod varchar, kolumn varchar, plats integer, fritext_plats integer)"
    )
    connection.executemany(
        "insert into fraga_kolumn values (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                column.question.fraga_kod,
                column.question.omrade_kod or "",
                column.question.delfraga_kod or "",
                column.kolumn,
                column.place,
                column.fritext_place,
            )
            for number, column in enumerate(columns)
        ],
    )
    places = {name: header.columns.index(name) for name in WIDE_COLUMNS if name in header.columns}
    keys = ", ".join(
        f"c{places[name]} as {name}" if name in places else f"'' as {name}" for name in WIDE_COLUMNS
    )
    names = " ".join(
        f"when {place} then {quoted(header.names[place].strip())}" for place in places.values()
    )
    answers, texts = (
        ", ".join("''" if place is None else f"c{place}" for place in some)
        for some in ([c.place for c in columns], [c.fritext_place for c in columns])
    )
    whole = ", ".join(f"c{place}" for place in range(len(header.names)))
    return f"""
        with nyckel_formel as (
            select rad_nr, min(plats) as plats from fil_formel
            where plats in ({", ".join(map(str, places.values()))}) group by rad_nr
        ),
        oläst as (
            select
                fil_rad.rad_nr, -1 as nr,
                {", ".join(f"null::varchar as {name}" for name in SVARSKOLUMNER)},
                coalesce(rad, rtrim(concat_ws(chr(9), {whole}), chr(9))) as rad,
                coalesce(lasfel_kod, '{FORMEL_UTAN_VARDE}') as lasfel_kod,
                case formel.plats {names} end as kolumn
            from fil_rad
            left join nyckel_formel as formel on fil_rad.rad_nr = formel.rad_nr
            where lasfel_kod is not null or formel.rad_nr is not null
        ),
        enhet as (
            select * from fil_rad
            where lasfel_kod is null and rad_nr not in (select rad_nr from nyckel_formel)
        ),
        cell as (
            select rad_nr, {keys}, unnest(range({len(columns)})) as nr,
                unnest([{answers}]) as svar, unnest([{texts}]) as fritext
            from enhet
        ),
        ifylld as (select * from cell where svar <> '' or fritext <> ''),
        tom as (
            select rad_nr, {keys}, 0 as nr, '' as svar, '' as fritext from enhet
            where rad_nr not in (select rad_nr from ifylld)
        ),
        svar as (
            select
                ifylld.rad_nr, ifylld.nr, matar, enhet_kod, fraga_kod, omrade_kod, delfraga_kod,
                svar, fritext, inlamnad,
                case when formel.rad_nr is not null
                    then coalesce(nullif(svar, ''), fritext) end as rad,
                case when formel.rad_nr is not null then '{FORMEL_UTAN_VARDE}' end as lasfel_kod,
                kolumn
            from (from ifylld union all by name from tom) as ifylld
            inner join fraga_kolumn on ifylld.nr = fraga_kolumn.nr
            left join fil_formel as formel
                on ifylld.rad_nr = formel.rad_nr
                and formel.plats = coalesce(fraga_kolumn.plats, fraga_kolumn.fritext_plats)
        )
        select * exclude (nr) from (from svar union all by name from oläst) order by rad_nr, nr
    """


def _question_columns(header: Header, unused: Unused) -> Iterator[_Column]:
    """Yield the answer columns in order, each with its free text; then free text alone."""
    seen: set[str] = set()
    answers, fritexts = [], {}
    for place, (name, column) in enumerate(zip(header.names, header.columns, strict=True)):
        if column in WIDE_COLUMNS or name in (*unused.okanda, *unused.personliga):
            continue
        kolumn = name.strip()
        if not kolumn or kolumn in seen:
            kolumn = f"{kolumn} (kolumn {place + 1})".strip()
        seen.add(kolumn)
        question = read_question(name)
        if question.is_fritext and question.key not in fritexts:
            fritexts[question.key] = (place, question, kolumn)
        else:
            answers.append((place, question, kolumn))
    for place, question, kolumn in answers:
        fritext_place, _, _ = fritexts.pop(question.key, (None, None, None))
        yield _Column(place, question, kolumn, fritext_place)
    for place, question, kolumn in fritexts.values():
        yield _Column(None, question, kolumn, place)
