"""Deliveries reach the landing folder whole, once and in order, and their sender is told."""

import errno
import io
import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from conftest import as_csv, landing_rows
from oppna_jamforelser.intake import reception, review, store
from oppna_jamforelser.intake.lock import LOCK_NAME
from oppna_jamforelser.landing import LANDING_KOLUMNER, MARKNING, SVARSKOLUMNER, landing_files
from oppna_jamforelser.project import read_seed

pytestmark = pytest.mark.slow

HEADER = ["matar", "enhet_kod", "fraga_kod", "svar"]
GOOD = [HEADER, ["2017", "0114", "G1", "Ja"], ["2017", "0115", "G1", "Nej"]]
BAD = [HEADER, ["2017", "0114", "G1", "Ja"], ["2017", "0115", "G1", "Kanske"]]


def names(folder: Path) -> list[str]:
    return sorted(set(os.listdir(folder)) - {LOCK_NAME})


def test_an_accepted_delivery_gives_zero_and_a_landing_file(intake, deliver, landing):
    result = intake(deliver(GOOD))
    assert result.exit_code == 0, result.output
    assert "svar.csv: mottagen som leverans 1." in result.stdout
    assert "Lästa rader 2, godtagna 2, avvisade 0." in result.stdout
    with duckdb.connect() as connection:
        described = connection.execute(
            "describe from read_parquet(?)", [str(landing_files(landing)[0])]
        ).fetchall()
    assert {name: kind.lower() for name, kind, *_ in described} == LANDING_KOLUMNER
    assert landing_rows(
        landing, "leverans_nr, fil, rad_nr, enhet_kod, svar, fritext, markning"
    ) == [
        (1, "svar.csv", 2, "0114", "Ja", None, None),
        (1, "svar.csv", 3, "0115", "Nej", None, None),
    ]


def test_a_refused_row_gives_three_and_is_kept_as_delivered(intake, deliver, landing):
    result = intake(deliver(BAD))
    assert result.exit_code == 3, result.output
    assert "Lästa rader 2, godtagna 1, avvisade 1." in result.stdout
    assert landing_rows(landing, "rad_nr, svar") == [(2, "Ja"), (3, "Kanske")]


def test_the_receipt_says_which_row_why_and_how_to_mend_it(intake, deliver):
    table = [*BAD, ["2017", "9999", "G1", "Ja"], ["2017", "0117", "G1", "Ja", "Nej"]]
    told = " ".join(intake(deliver(table)).stdout.split())
    for orsak in read_seed("regler/karantan_orsak"):
        if orsak["orsak_kod"] in ("svar_utanfor_skalan", "okand_enhet", "fel_antal_falt"):
            assert orsak["orsak_text"].split()[0] in told
            assert orsak["atgard"].split()[0] in told
    assert "rad 3: fraga_kod ”G1”, svar" in told
    assert "”Kanske”" in told
    assert "rad 4: enhet_kod ”9999”" in told
    assert "rad 5: ”2017,0117,G1,Ja,Nej”" in told


def test_the_receipt_cannot_be_used_to_steer_the_sender_s_terminal(intake, deliver):
    table = [[*HEADER, "[red]\x1b]0;x"], ["2017", "0114", "G1", "\x1b[2J[bold]Kanske", ""]]
    stdout = intake(deliver(table)).stdout
    assert "\x1b" not in stdout
    assert "[bold]Kanske" in stdout
    assert "[red]" in stdout


def test_every_reason_of_refusal_has_the_columns_that_the_receipt_shows():
    for row in read_seed("regler/karantan_orsak"):
        assert row["kolumner"]
        assert set(row["kolumner"].split()) <= {"rad", *SVARSKOLUMNER}


@pytest.mark.parametrize(("table", "exit_code"), [(GOOD, 0), (BAD, 3)], ids=["good", "bad"])
def test_the_same_content_again_changes_nothing_and_ends_as_it_did(
    intake, deliver, landing, table, exit_code
):
    first = intake(deliver(table))
    before = {path: path.read_bytes() for path in landing.iterdir()}
    again = intake(deliver(table, "annat namn.csv"))
    assert (first.exit_code, again.exit_code) == (exit_code, exit_code)
    assert "redan mottagen som leverans 1" in again.stdout
    assert {path: path.read_bytes() for path in landing.iterdir()} == before


def test_the_same_content_twice_in_one_call_is_one_delivery(intake, deliver, landing):
    result = intake(deliver(GOOD), deliver(GOOD, "b.csv"))
    assert result.exit_code == 0
    assert len(landing_files(landing)) == 1


def test_deliveries_are_numbered_in_the_order_of_arrival(intake, deliver, landing):
    intake(deliver(BAD, "b.csv"), deliver(GOOD, "a.csv"))
    intake(deliver([*GOOD, ["2017", "0117", "G1", "Ja"]], "c.csv"))
    assert sorted(set(landing_rows(landing, "leverans_nr, fil"))) == [
        (1, "b.csv"),
        (2, "a.csv"),
        (3, "c.csv"),
    ]


def test_a_number_is_not_used_again_when_an_earlier_delivery_was_taken_away(
    intake, deliver, landing
):
    intake(deliver(BAD, "a.csv"), deliver(GOOD, "b.csv"))
    landing_files(landing)[0].unlink()
    intake(deliver([*GOOD, ["2017", "0117", "G1", "Ja"]], "c.csv"))
    assert sorted(set(landing_rows(landing, "leverans_nr, fil"))) == [(2, "b.csv"), (3, "c.csv")]


def test_an_unreadable_file_stops_no_other_and_weighs_most(intake, deliver, landing):
    result = intake(deliver(b"", "tom.csv"), deliver(BAD), landing / "borta.csv")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "tom.csv: filen är tom. Skicka filen med svaren.",
        "borta.csv: filen finns inte. Kontrollera sökvägen.",
    ]
    assert len(landing_files(landing)) == 1


def test_a_folder_stands_for_its_files_by_name_and_not_for_folders_in_it(
    intake, deliver, landing, tmp_path
):
    folder = tmp_path / "brev"
    (folder / "inre").mkdir(parents=True)
    deliver(BAD, "brev/b.csv")
    deliver(GOOD, "brev/a.csv")
    deliver(GOOD, "brev/inre/c.csv")
    for name in (".DS_Store", "~$b.xlsx", "Thumbs.db"):
        deliver(b"x", f"brev/{name}")
    result = intake(folder)
    assert result.exit_code == 3, result.output
    assert sorted(set(landing_rows(landing, "leverans_nr, fil"))) == [(1, "a.csv"), (2, "b.csv")]


def test_an_empty_folder_is_one_line_and_makes_no_landing_folder(intake, landing, tmp_path):
    result = intake(tmp_path)
    assert result.exit_code == 2
    assert result.stderr == f"{tmp_path.name}: mappen har inga filer. Ange mappen med svaren.\n"
    assert not landing.exists()


def test_a_text_that_breaks_off_far_into_the_file_leaves_no_landing_file(intake, deliver, landing):
    text = "matar,enhet_kod,fraga_kod,svar\n" + "2017,0114,G1,Ja\n" * 30_000
    content = text.encode("utf-16") + b"\x00\xd8\x0a\x00"
    assert intake(deliver(content)).exit_code == 2
    assert not landing.exists()


def test_real_answers_are_not_mixed_with_example_answers(intake, deliver, landing):
    intake(deliver(GOOD))
    path = landing_files(landing)[0]
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select * replace ('{MARKNING}' as markning) from read_parquet('{path}')) "
            f"to '{path}' (format parquet)"
        )
    result = intake(deliver(BAD), deliver(GOOD))
    assert result.exit_code == 2
    assert result.stderr == (
        f"{landing} innehåller syntetiska exempeldata, som inte får blandas med riktiga svar. "
        "Ange en annan mapp med --landing.\n"
    )
    assert names(landing) == [path.name]


def test_the_landing_folder_is_that_of_the_environment_when_none_is_given(
    oj, deliver, landing, monkeypatch
):
    monkeypatch.setenv("OJ_LANDING", str(landing))
    assert oj("intake", deliver(GOOD)).exit_code == 0
    assert len(landing_files(landing)) == 1


def test_a_landing_that_is_a_file_or_holds_a_broken_delivery_is_one_line(
    intake, oj, deliver, landing
):
    path = deliver(GOOD)
    result = oj("intake", path, "--landing", path)
    assert result.exit_code == 2
    assert result.stderr == f"{path} är ingen mapp. Ange landningsmappen med --landing.\n"
    landing.mkdir()
    broken = landing / "leverans_00001_abcdef01.parquet"
    broken.write_bytes(b"PAR1")
    result = intake(path)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{broken} kan inte läsas som en leverans. Återställ eller flytta filen.\n"
    )


def test_a_failed_write_leaves_nothing_behind(intake, deliver, landing, monkeypatch):
    def half_a_file(connection: object, table: str, path: Path, *_: object) -> None:
        path.write_bytes(b"PAR1 half")
        raise duckdb.IOException("IO Error: no space\nmore of it")

    monkeypatch.setattr(store, "write_landing_file", half_a_file)
    result = intake(deliver(GOOD))
    assert result.exit_code == 2
    assert "kan inte skrivas (IO Error: no space). Kontrollera mappen" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert names(landing) == []


def test_a_failed_move_leaves_nothing_behind_and_the_next_try_succeeds(
    intake, deliver, landing, monkeypatch
):
    def fail(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        result = intake(deliver(GOOD))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert names(landing) == []
    assert intake(deliver(GOOD)).exit_code == 0
    assert len(names(landing)) == 1


def test_a_model_that_loses_rows_stops_the_delivery(intake, deliver, landing, monkeypatch):
    query = review.model_query
    monkeypatch.setattr(review, "model_query", lambda *args: f"({query(*args)} limit 1)")
    result = intake(deliver(GOOD))
    assert result.exit_code == 1
    assert result.stderr.startswith("oj: internal error, RuntimeError: 2 rows read, but 1 accepted")
    assert len(result.stderr.splitlines()) == 1
    assert not landing.exists()


CELL = st.one_of(
    st.sampled_from(["2017", "1999", "0114", "114", "9999", "G1", "G3a", "Ja", "Nej", "vinr", ""]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)
MISREAD = {*map(chr, range(0x80, 0xA0)), *map(chr, range(0x2500, 0x2580)), "\ufffd"}
MISREAD |= set("Ã√†‡ƒ™ˆ‰÷ÂÕ„ŽŒŠš€”…")
ROW = st.lists(CELL, min_size=3, max_size=6).filter(lambda row: any(row))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=1, max_size=12))
def test_rows_read_are_rows_stored_and_every_row_is_accepted_or_refused(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("leverans")
    path = folder / "svar.csv"
    path.write_bytes(as_csv([[*HEADER, "inlamnad"], *rows]).encode())
    quiet = Console(file=io.StringIO())
    receipt = reception.take_in(path, reception.Intake(folder / "landing", quiet, print, quiet))
    stored = landing_rows(
        folder / "landing", "rad_nr, lasfel_kod, matar, enhet_kod, fraga_kod, svar"
    )
    assert len(stored) == len(rows)
    assert receipt.review.row_count == len(rows)
    assert receipt.review.accepted_count + receipt.review.refused_count == len(rows)
    for number, (row, (rad_nr, lasfel_kod, *values)) in enumerate(
        zip(rows, stored, strict=True), start=2
    ):
        assert rad_nr == number
        if not any(row[5:]):
            assert values == [*row, "", ""][:4]
            # a sign that misread letters become may tell of a wrong encoding, and no other does
            assert lasfel_kod in (None, "feltolkad_text" if MISREAD & set("".join(row)) else None)
        else:
            assert (lasfel_kod, values) == ("fel_antal_falt", [None] * 4)
