"""Nothing that a respondent or a sender wrote stands in what readers get, in any byte.

Nor does a count of persons that is hidden, or anything that is made of it. Here no plan lets any be
shown; the counts are so large that their digits stand nowhere by chance.
"""

import re
import zipfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner, Result

from conftest import build_database
from oppna_jamforelser.cli import main
from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import DEFAULT_LANDING, project_root
from oppna_jamforelser.workplace import NAME

pytestmark = pytest.mark.slow

UNITS = "('0114', '2080', '2081', '2085')"
MARKER = "qzmarke"
YEARS = (2023, 2024)
COUNTED = ("0114", "2080", "2081")
MEASURES = (
    "nyckeltal_aktualiserade_vinr",
    "nyckeltal_insatser_vinr",
    "nyckeltal_avslutade_mal_vinr",
)
ADULTS = 9_876_543  # delivered, and public
REFUSED = -8_642_013
KOLADA_RATE = "4567.8912"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code in (0, 3), result.output
    return result


def marked(place: str) -> str:
    """Return the text that is planted in a place, which tells where it was found."""
    return f"{MARKER}-{place}"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take in deliveries with a marker wherever someone can write something."""
    folder = tmp_path_factory.mktemp("lackage")
    source = f"read_parquet('{project_root() / DEFAULT_LANDING}/leverans_*.parquet')"
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select {', '.join(SVARSKOLUMNER)} from {source} "
            "where matar in ('2016', '2017', '2024') "
            f"and enhet_kod in {UNITS} order by leverans_nr, rad_nr"
        ).fetchall()
    answers = [dict(zip(SVARSKOLUMNER, row, strict=True)) for row in rows]
    for row in answers:
        row["fritext"] = marked("fritext")
        row["anteckning"] = marked("kolumn")
        row["E-postadress"] = marked("epost")
    refused = [
        {**answers[0], "svar": marked("svar")},
        {**answers[1], "fraga_kod": marked("fraga")},
        {**answers[2], "enhet_kod": marked("enhet")},
        {**answers[3], "inlamnad": marked("inlamnad")},
        {**answers[4], "omrade_kod": marked("omrade")},
    ]
    landing = folder / "landing"
    _write_csv(folder / f"{marked('filnamn')}.csv", [*answers, *refused])
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = marked("blad")
    sheet.append(["matar", "enhet_kod", "G1", "V1.annan", "V1.annan.fritext", "Namn"])
    sheet.append([2017, "2084", "Ja", "Ja", marked("metod"), marked("namn")])
    sheet.append([2017, "2084", marked("brett svar"), "Ja", marked("metod"), marked("namn")])
    book.save(folder / f"{marked('arbetsbok')}.xlsx")
    _write_csv(folder / f"{marked('tillbaka')}.csv", [{**answers[5], "svar": "Nej"}])
    _write_csv(folder / f"{marked('tal')}.csv", _value_rows())
    for name in ("filnamn", "arbetsbok", "tillbaka", "tal"):
        (path,) = folder.glob(f"{marked(name)}.*")
        run("intake", path, "--landing", landing)
    run("withdraw", "3", "--landing", landing, "--skal", marked("skal"))
    return landing


def counts() -> dict[tuple[int, str, str], tuple[int, int, int]]:
    """Return the totalt, women and men of each year, unit and measure: no two are alike.

    The next measure has more than the one before, and the next year more than double: the findings
    tell of it.
    """
    found = {}
    for i, place in enumerate((y, u, m) for y in YEARS for u in COUNTED for m in MEASURES):
        totalt = 1_203_457 + 140_057 * i + 1_117 * i * i
        found[place] = (totalt, totalt * 5 // 8, totalt * 2 // 7)
    return found


def _value_rows() -> list[dict]:
    rows = [
        {
            "matar": matar, "enhet_kod": unit, "indikator_id": measure, "kon": kon,
            "taljare": antal, "namnare": ADULTS, "fritext": marked("tal"),
        }
        for (matar, unit, measure), of_sexes in counts().items()
        for kon, antal in zip(("totalt", "kvinnor", "man"), of_sexes, strict=True)
    ]  # fmt: skip
    refused = rows[0] | {"enhet_kod": "2085", "taljare": REFUSED}
    return [*rows, refused, refused | {"taljare": marked("tal")}]


def traces() -> set[str]:
    """Return what a hidden count could be seen by, as digits: itself and all that is made of it."""
    of = counts()
    numbers = {abs(REFUSED), *(n for three in of.values() for n in three)}
    sums = {
        sum(of[matar, unit, measure][i] for unit in some)
        for matar in YEARS
        for measure in MEASURES
        for i in range(3)
        for size in (2, 3)
        for some in combinations(COUNTED, size)
    }
    between = {abs(a - b) for a, b in combinations(numbers, 2)}  # sexes, measures, years, units
    numbers |= sums | {n for n in between if n > 99_999}
    rates = {
        f"{(200_000 * n + ADULTS) // (2 * ADULTS) / 10:.1f}" for three in of.values() for n in three
    }
    changes = {f"{abs(float(a) - float(b)):.1f}" for a, b in combinations(sorted(rates), 2)}
    long = {rate for rate in rates | changes if len(rate) >= 6}
    return {str(n) for n in numbers} | long | {KOLADA_RATE}


@pytest.fixture(scope="module")
def readers_get(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build, publish and write a report: the folder has all that may be put on the web."""
    folder = tmp_path_factory.mktemp("webben")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("OJ_LANDING", str(planted))
        monkeypatch.setenv("OJ_KOLADA", str(_kolada_values(planted)))
        monkeypatch.setenv("OJ_DATABASE", str(build_database(planted.parent, planted)))
        draft = ("publish", "--out", folder / "2017", "--underlag", planted.parent / "apart")
        run(*draft, "--utan-webb")  # replaced by the one with its day, whose pages are searched
        run(*draft, "--datum", "2026-01-01")
        run("report", "--kommun", "0114", "--out", folder / "rapport.html")
        yield folder


def _kolada_values(landing: Path) -> Path:
    folder = landing.parent / "kolada"
    path = landing.parent / f"{marked('kolada')}.csv"
    path.write_text(
        "kpi,municipality_id,year,gender,count,status,value,kommentar\n"
        f"U37484,0114,2017,T,1,{marked('status')},,{marked('kommentar')}\n"
        f"U30750,0114,2024,T,1,,{KOLADA_RATE},\n",
        encoding="utf-8",
    )
    run("kolada", path, "--out", folder)
    return folder


def _write_csv(path: Path, rows: list[dict]) -> None:
    lines = [";".join(rows[0])]
    lines += [";".join("" if v is None else str(v) for v in row.values()) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the content of every file: as it is, and unpacked and decoded."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        yield name, name.encode() + path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for part in archive.namelist():
                    yield f"{name}/{part}", part.encode() + archive.read(part)
        if path.suffix == ".parquet":
            with duckdb.connect() as connection:
                rows = connection.execute("from read_parquet(?)", [str(path)]).fetchall()
                metadata = connection.execute("from parquet_kv_metadata(?)", [str(path)]).fetchall()
            yield f"{name} (avkodad)", repr((rows, metadata)).encode()


DIGITS = re.compile(rb"[0-9]{6,}|[0-9]{4,5}[.,][0-9]+")
PARTED = re.compile(rb"(?<=[0-9])(?: |\xc2\xa0|\xe2\x80\xaf|&nbsp;)(?=[0-9]{3})")


class Content(NamedTuple):
    """What is searched for in one file, or in one part of it."""

    has_marker: bool
    numbers: frozenset[str]


def read_back(folder: Path) -> dict[str, Content]:
    """Read every byte of a folder once; numbers however their thousands are parted."""
    return {
        name: Content(
            MARKER.encode() in content.lower(),
            frozenset(
                number.decode().replace(",", ".")
                for text in (content, PARTED.sub(b"", content))
                for number in DIGITS.findall(text)
            ),
        )
        for name, content in contents(folder)
    }


@pytest.fixture(scope="module")
def on_the_web(readers_get: Path) -> dict[str, Content]:
    """Read what readers get."""
    return read_back(readers_get)


def test_every_marker_came_in(planted, readers_get):
    """What is searched for was there to be found: in the landing, and in the warehouse."""
    landed = b"".join(content for _, content in contents(planted))
    for place in ("fritext", "svar", "fraga", "filnamn", "blad", "skal", "metod", "brett svar"):
        assert marked(place).encode() in landed, place
    with duckdb.connect(str(planted.parent / "lager.duckdb"), read_only=True) as connection:
        (refused,) = connection.execute("select count(*) from kvalitet.kva_karantan").fetchall()[0]
    assert refused >= 5


def test_every_count_came_in_and_each_is_hidden(planted, readers_get):
    """What is searched for is found in the landing, in the warehouse, and where it was said."""
    wanted = {str(n) for three in counts().values() for n in three}
    for place in (planted, planted.parent / "apart"):
        assert wanted <= numbers_in(read_back(place))
    with duckdb.connect(str(planted.parent / "lager.duckdb"), read_only=True) as connection:
        reasons = connection.execute(
            "select enhet_kod, orsak_kod from marts.fct_enhetsvarde "
            f"where indikator_id = '{MEASURES[0]}' and enhet_kod in {COUNTED}"
        ).fetchall()
        findings = connection.execute("select count(*) from kvalitet.kva_tal_fynd").fetchall()
    assert sorted(reasons) == sorted((unit, "skyddad") for unit in COUNTED for _ in YEARS)
    assert findings[0][0] >= 3


def numbers_in(read: dict[str, Content]) -> set[str]:
    return {number for content in read.values() for number in content.numbers}


def test_no_byte_of_what_readers_get_has_a_trace_of_a_hidden_count(on_the_web):
    """Counts, rates, sums, differences, by sex, findings, refused rows, Kolada's own value."""
    wanted = traces()
    assert len(wanted) > 1000
    assert {name: told for name, (_, all) in on_the_web.items() if (told := all & wanted)} == {}
    assert str(ADULTS) in numbers_in(on_the_web)


def test_no_byte_of_what_readers_get_has_a_marker(on_the_web):
    assert len(on_the_web) > 100
    assert [name for name, content in on_the_web.items() if content.has_marker] == []


def test_what_it_was_built_from_lies_where_it_was_said(planted, readers_get):
    assert any(content.has_marker for content in read_back(planted.parent / "apart").values())
    assert not list(readers_get.rglob("*underlag*"))


def test_no_run_leaves_a_working_folder_with_answers(planted, readers_get):
    left = (planted.parent / NAME).rglob("*")
    assert {path.name for path in left} <= {".las"}
