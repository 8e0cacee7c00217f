"""The same answers in another form are the same answers: what is in force does not change."""

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers import answers_in_force, deliver_all, known_answers
from oppna_jamforelser.landing import SVARSKOLUMNER
from workbooks import workbook

pytestmark = pytest.mark.slow

ENHETER = ["0114", "0180-03", "2080", "1281"]
NAMN = {"0114": "Upplands Väsby", "2080": "Falun", "1281": "Lund"}
FRITEXTER = ["", "iRiSk", "en egen metod, åäö"]
FILES = 3
TIDER = ["", "2017-02-01", "2017-03-02T08:30:00"]


class Svar(NamedTuple):
    """A delivered answer, in the order of the contract's columns."""

    matar: str
    enhet_kod: str
    fraga_kod: str
    omrade_kod: str
    delfraga_kod: str
    svar: str
    fritext: str
    inlamnad: str


def _place(known: Sequence[str]) -> Sequence[str]:
    """Return the year and question of an answer: each is drawn once, so that every file has one."""
    return known[:-1]


@st.composite
def answers(draw: st.DrawFn) -> list[Svar]:
    """Draw one answer each to some questions of some units; a unit has one time a year."""
    known = known_answers()
    picked = draw(st.lists(st.sampled_from(known), min_size=FILES, max_size=30, unique_by=_place))
    seed = draw(st.integers(0, 999))
    given: dict[tuple[str, ...], Svar] = {}
    for matar, *plats, text in picked:
        enhet_kod = draw(st.sampled_from(ENHETER))
        fritext = draw(st.sampled_from(FRITEXTER)) if plats == ["V1", "", "annan"] else ""
        tid = TIDER[(seed + int(matar) + ENHETER.index(enhet_kod)) % len(TIDER)]
        given[matar, enhet_kod, *plats] = Svar(matar, enhet_kod, *plats, text, fritext, tid)
    return list(given.values())


class Form(NamedTuple):
    """How the answers of one file are written down; one that is *doubled* is delivered twice."""

    seed: int
    kind: str
    wide: bool
    delimiter: str
    encoding: str
    line_break: str
    doubled: bool


FORMS = st.builds(
    Form,
    seed=st.integers(0, 2**16),
    kind=st.sampled_from(["csv", "csv", "xlsx", "parquet"]),
    wide=st.booleans(),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    line_break=st.sampled_from(["\n", "\r\n"]),
    doubled=st.booleans(),
)


def mangled_text(text: str, chance: random.Random) -> str:
    """Write an answer as people do; it stays the same answer."""
    text = chance.choice([text, text.upper(), text.lower(), f" {text}  ", text.replace(" ", "  ")])
    return text + chance.choice(["", "." if text and not text.strip().endswith(".") else ""])


def mangled_header(name: str, chance: random.Random) -> str:
    written = {
        "matar": ["Mätår"],
        "inlamnad": ["Inlämnad"],
        "enhet_kod": ["Enhetskod", "Kommunkod"],
    }
    name = chance.choice([name, *written.get(name, [])])
    return chance.choice([name, name.upper(), f" {name.capitalize()} "])


def mangled_unit(enhet_kod: str, chance: random.Random) -> str:
    forms = [enhet_kod, NAMN.get(enhet_kod, enhet_kod)]
    if enhet_kod.startswith("0"):
        forms += [enhet_kod[1:]] + ([enhet_kod[1:] + ".0"] if "-" not in enhet_kod else [])
    return chance.choice(forms)


def mangled(rows: Sequence[Svar], chance: random.Random) -> list[Svar]:
    """Write every field of the answers in another way."""
    return [
        Svar(
            chance.choice([rad.matar, rad.matar + ".0", f" {rad.matar}"]),
            mangled_unit(rad.enhet_kod, chance),
            chance.choice([rad.fraga_kod, rad.fraga_kod.lower()]),
            chance.choice([rad.omrade_kod, rad.omrade_kod.upper()]),
            chance.choice([rad.delfraga_kod, f"{rad.delfraga_kod} "]),
            mangled_text(rad.svar, chance),
            rad.fritext,
            rad.inlamnad,
        )
        for rad in rows
    ]


def long_table(rows: Sequence[Svar], chance: random.Random) -> list[list[str]]:
    order = chance.sample(range(len(SVARSKOLUMNER)), len(SVARSKOLUMNER))
    header = [mangled_header(SVARSKOLUMNER[place], chance) for place in order]
    return [header, *([rad[place] for place in order] for rad in rows)]


def wide_table(rows: Sequence[Svar], chance: random.Random) -> list[list[str]]:
    """Lay the answers out one unit a row, one column a question."""
    units: dict[tuple[str, str, str], dict[str, str]] = {}
    for rad in rows:
        cells = units.setdefault((rad.matar, rad.enhet_kod, rad.inlamnad), {})
        kolumn = ".".join(part for part in rad[2:5] if part)
        cells[kolumn] = mangled_text(rad.svar, chance)
        if rad.fritext:
            cells[f"{kolumn}.fritext"] = rad.fritext
    columns = sorted({column for cells in units.values() for column in cells})
    chance.shuffle(columns)
    keys = [mangled_header(name, chance) for name in ("matar", "enhet_kod", "inlamnad")]
    header = [*keys, *(chance.choice([column, column.lower()]) for column in columns)]
    table = [
        [matar, mangled_unit(enhet_kod, chance), inlamnad, *(cells.get(c, "") for c in columns)]
        for (matar, enhet_kod, inlamnad), cells in units.items()
    ]
    return [header, *table]


def write_table(table: list[list[str]], form: Form, chance: random.Random, folder: Path) -> Path:
    """Write a table as a file of the form's kind."""
    path = folder / f"svar.{form.kind}"
    if form.kind == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=form.delimiter, lineterminator=form.line_break)
        writer.writerows(table)
        path.write_bytes(buffer.getvalue().encode(form.encoding))
    elif form.kind == "xlsx":
        rows = [[chance.choice([cell, _number(cell)]) for cell in row] for row in table[1:]]
        title = chance.choice([[], [["Svar på enkäten"], []]])
        path.write_bytes(workbook({"Blad1": [*title, table[0], *rows]}))
    else:
        write_parquet(table, path)
    return path


def _number(cell: str) -> object:
    return float(cell) if cell.replace(".", "", 1).isdigit() else cell or None


def write_parquet(table: list[list[str]], path: Path) -> None:
    columns = ", ".join(f'"{name}" varchar' for name in table[0])
    with duckdb.connect() as connection:
        connection.execute(f"create table svar ({columns})")
        connection.executemany(
            f"insert into svar values ({', '.join('?' * len(table[0]))})", table[1:]
        )
        connection.execute(f"copy svar to '{path}' (format parquet)")


# Six deliveries of three files, each in a form of its own: as many forms as eighteen deliveries of
# one, and files of several kinds stand side by side, for a third of the takings in.
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=answers(), forms=st.lists(FORMS, min_size=FILES, max_size=FILES))
def test_the_form_of_a_delivery_does_not_change_the_answers(rows, forms, tmp_path_factory):
    folder = tmp_path_factory.mktemp("form")
    clean = folder / "ren.csv"
    with clean.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([SVARSKOLUMNER, *rows])
    deliver_all([clean], folder / "ren")

    paths, again = [], []
    shuffled = random.Random(forms[0].seed).sample(rows, len(rows))
    for number, form in enumerate(forms):
        part = shuffled[number::FILES]
        chance = random.Random(form.seed)
        inner = folder / str(number)
        inner.mkdir()
        if form.wide:
            table = wide_table(part, chance)
        else:
            part = part * 2 if form.doubled else part
            table = long_table(mangled(part, chance), chance)
        paths.append(write_table(table, form, chance, inner))
        if form.doubled:
            again.append(paths[-1])
    deliver_all([*paths, *again], folder / "annan")

    expected = [_meaning(row) for row in answers_in_force(folder / "ren")]
    assert [_meaning(row) for row in answers_in_force(folder / "annan")] == expected
    assert len(expected) == len(rows)


def _meaning(row: tuple) -> tuple:
    """Leave out how the answer's text was written."""
    *key, svarsklass, _, fritext, inlamnad = row
    return (*key, svarsklass, fritext, inlamnad)
