"""Nothing that a respondent or a sender wrote stands in what readers get, in any byte."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner, Result

from conftest import build_database
from oppna_jamforelser.cli import main
from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import DEFAULT_LANDING, project_root
from oppna_jamforelser.workplace import NAME

UNITS = "('0114', '2080', '2081', '2085')"
MARKER = "qzmarke"


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
            f"select {', '.join(SVARSKOLUMNER)} from {source} where matar in ('2016', '2017') "
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
    for name in ("filnamn", "arbetsbok", "tillbaka"):
        (path,) = folder.glob(f"{marked(name)}.*")
        run("intake", path, "--landing", landing)
    run("withdraw", "3", "--landing", landing, "--skal", marked("skal"))
    return landing


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
        f"U37484,0114,2017,T,1,{marked('status')},,{marked('kommentar')}\n",
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


def found(folder: Path) -> set[str]:
    return {
        name for name, content in contents(folder) if MARKER in content.decode("latin-1").lower()
    }


def test_every_marker_came_in(planted: Path, readers_get: Path) -> None:
    """What is searched for was there to be found: in the landing, and in the warehouse."""
    landed = b"".join(content for _, content in contents(planted))
    for place in ("fritext", "svar", "fraga", "filnamn", "blad", "skal", "metod", "brett svar"):
        assert marked(place).encode() in landed, place
    with duckdb.connect(str(planted.parent / "lager.duckdb"), read_only=True) as connection:
        (refused,) = connection.execute("select count(*) from kvalitet.kva_karantan").fetchall()[0]
    assert refused >= 5


def test_no_byte_of_what_readers_get_has_a_marker(readers_get: Path) -> None:
    assert len(list(contents(readers_get))) > 100
    assert found(readers_get) == set()


def test_what_it_was_built_from_lies_where_it_was_said(planted: Path, readers_get: Path) -> None:
    assert found(planted.parent / "apart")
    assert not list(readers_get.rglob("*underlag*"))


def test_no_run_leaves_a_working_folder_with_answers(planted: Path, readers_get: Path) -> None:
    left = (planted.parent / NAME).rglob("*")
    assert {path.name for path in left} <= {".las"}
