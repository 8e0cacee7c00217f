"""A landing folder changes in whole deliveries: none is half there, and none is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from answers import answers_in_force, built, deliver_all, quiet
from conftest import landing_rows
from oppna_jamforelser.intake import lock
from oppna_jamforelser.intake.lock import LOCK_NAME
from oppna_jamforelser.intake.reception import take_in
from oppna_jamforelser.landing import landing_files, withdrawal_files

pytestmark = pytest.mark.slow
HEADER = "matar,enhet_kod,fraga_kod,svar,inlamnad\n"
FIRST = HEADER + "2017,0114,G1,Ja,\n2017,0115,G1,Ja,\n"
SECOND = HEADER + "2017,0114,G1,Nej,\n"


def classes(landing: Path) -> dict[str, str]:
    return {row[1]: row[5] for row in answers_in_force(landing)}


def test_the_time_of_arrival_is_kept_beside_the_rows(deliver, landing):
    before = time.time()
    deliver_all([deliver(FIRST)], landing)
    with built(landing, "int_leverans__register") as connection:
        ((fil, mottagen, rad_antal, gallande_antal),) = connection.execute(
            "select fil, epoch(mottagen), rad_antal, gallande_antal from int_leverans__register"
        ).fetchall()
    assert (fil, rad_antal, gallande_antal) == ("svar.csv", 2, 2)
    assert before - 1 <= mottagen <= time.time()


def test_a_withdrawn_delivery_no_longer_counts_and_stays_as_history(oj, deliver, landing):
    deliver_all([deliver(FIRST, "a.csv"), deliver(SECOND, "b.csv")], landing)
    assert classes(landing) == {"0114": "nej", "0115": "ja"}
    result = oj("withdraw", 2, "--landing", landing, "--skal", "fel fil, 'Å'")
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "är tillbakadragen. Dess rader finns kvar som historik men räknas inte.\n"
    )
    assert classes(landing) == {"0114": "ja", "0115": "ja"}
    with built(landing, "int_svar__historik", "int_leverans__register") as connection:
        assert connection.execute(
            "select leverans_nr, rad_nr, svarsklass, ersatt_orsak_kod, tillbakadragen is not null "
            "from int_svar__historik order by all"
        ).fetchall() == [
            (1, 2, "ja", None, False),
            (1, 3, "ja", None, False),
            (2, 2, "nej", "tillbakadragen_leverans", True),
        ]
        assert connection.execute(
            "select leverans_nr, tillbakadragen_skal, gallande_antal from int_leverans__register "
            "order by all"
        ).fetchall() == [(1, None, 2), (2, "fel fil, 'Å'", 0)]


def test_an_empty_answer_is_accepted_replaces_nothing_and_stands_in_no_history(deliver, landing):
    deliver_all([deliver(FIRST), deliver(HEADER + "2017,0114,G1,,2017-03-01\n", "b.csv")], landing)
    assert classes(landing) == {"0114": "ja", "0115": "ja"}
    with built(landing, "int_svar__granskat", "int_svar__historik") as connection:
        assert connection.execute(
            "select ar_tomt, karantan_orsak_kod from int_svar__granskat where leverans_nr = 2"
        ).fetchall() == [(True, None)]
        assert connection.execute(
            "select leverans_nr, enhet_kod, ersatt_orsak_kod from int_svar__historik order by all"
        ).fetchall() == [(1, "0114", None), (1, "0115", None)]


def test_a_withdrawn_file_can_be_delivered_again(intake, oj, deliver, landing):
    path = deliver(FIRST)
    deliver_all([path], landing)
    oj("withdraw", 1, "--landing", landing)
    assert classes(landing) == {}
    assert "mottagen som leverans 2" in intake(path).stdout
    assert classes(landing) == {"0114": "ja", "0115": "ja"}
    assert "redan mottagen som leverans 2" in intake(path).stdout


def test_a_delivery_is_withdrawn_once_by_its_number_or_its_id(oj, deliver, landing):
    deliver_all([deliver(FIRST, "a.csv"), deliver(SECOND, "b.csv")], landing)
    leverans_id = landing_rows(landing, "leverans_id")[0][0]
    assert oj("withdraw", leverans_id[:10].upper(), "--landing", landing).exit_code == 0
    assert [path.name[:20] for path in withdrawal_files(landing)] == ["tillbakadragen_00001"]
    before = {path: path.read_bytes() for path in landing.iterdir()}
    again = oj("withdraw", 1, "--landing", landing)
    assert again.exit_code == 0
    assert "är redan tillbakadragen. Inget har ändrats." in again.stdout
    assert {path: path.read_bytes() for path in landing.iterdir()} == before


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ("7", "Ingen leverans 7 finns i landningsmappen."),
        ("abcdef0123", "Ingen leverans abcdef0123 finns i landningsmappen."),
        ("abc", "abc är varken ett leveransnummer eller minst 6 tecken av ett id."),
    ],
)
def test_what_is_no_delivery_is_one_line(oj, deliver, landing, wanted, line):
    deliver_all([deliver(FIRST)], landing)
    result = oj("withdraw", wanted, "--landing", landing)
    assert (result.exit_code, result.stderr) == (2, line + "\n")


def test_a_folder_that_is_none_or_holds_examples_is_one_line(oj, tmp_path):
    result = oj("withdraw", 1, "--landing", tmp_path / "borta")
    assert result.exit_code == 2
    assert result.stderr.endswith("borta är ingen mapp. Ange landningsmappen med --landing.\n")
    result = oj("withdraw", 1)  # the bundled example answers
    assert result.exit_code == 2
    assert "innehåller syntetiska exempeldata" in result.stderr


# --- two at once ---


def test_one_waits_for_the_other_and_says_so(intake, deliver, landing, monkeypatch):
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(lock, "_LONGEST_WAIT_SECONDS", 0.01)
    landing.mkdir()
    with FileLock(landing / LOCK_NAME):
        result = intake(deliver(FIRST))
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{landing}: en annan körning skriver i mappen. Väntar på den.",
        f"{landing}: en annan körning skriver i mappen. Försök igen senare.",
    ]
    assert landing_files(landing) == []
    assert intake(deliver(FIRST)).exit_code == 0


def test_many_at_once_get_numbers_of_their_own(deliver, landing):
    paths = [deliver(f"{HEADER}2017,0114,G1,Ja,2017-02-0{day}\n", f"{day}.csv") for day in "123"]
    running = [start("", path, landing) for path in [*paths, *paths]]
    assert [process.wait(60) for process in running] == [0] * 6
    assert sorted(row[0] for row in landing_rows(landing, "leverans_nr")) == [1, 2, 3]
    assert sorted(row[0] for row in landing_rows(landing, "fil")) == ["1.csv", "2.csv", "3.csv"]


# --- killed ---

RUN = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from answers import quiet
from oppna_jamforelser.intake import reception, store, withdraw

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def dies_before(module, name):
    setattr(module, name, die)

def dies_after(module, name):
    do = getattr(module, name)
    def then_die(*arguments):
        do(*arguments)
        die()
    setattr(module, name, then_die)

{fault}
if sys.argv[2] == "withdraw":
    withdraw.withdraw_delivery("1", Path(sys.argv[3]), None, print)
else:
    reception.take_in(Path(sys.argv[2]), quiet(Path(sys.argv[3])))
"""


def start(fault: str, what: Path | str, landing: Path) -> subprocess.Popen[bytes]:
    code = RUN.replace("{fault}", fault)
    return subprocess.Popen([sys.executable, "-c", code, str(Path(__file__).parent), what, landing])


# what, where it dies, whether it was done by then
POINTS = [
    ("intake", "dies_before(store, 'write_landing_file')", False),
    ("intake", "dies_after(store, 'write_landing_file')", False),
    ("withdraw", "dies_before(store, 'write_parquet')", False),
    ("withdraw", "dies_after(store, 'write_parquet')", False),
    *(
        (what, fault, is_done)
        for what in ("intake", "withdraw")
        for fault, is_done in [
            ("dies_after(os, 'fsync')", False),
            ("dies_before(os, 'replace')", False),
            ("dies_after(os, 'replace')", True),
        ]
    ),
]


@pytest.mark.parametrize(("what", "fault", "is_done"), POINTS)
def test_killed_at_any_point_the_folder_is_as_before_or_as_after(
    deliver, landing, what, fault, is_done
):
    deliver_all([deliver(FIRST, "a.csv")], landing)
    before = answers_in_force(landing)
    path = deliver(SECOND, "b.csv") if what == "intake" else what
    assert start(fault, path, landing).wait(60) == -signal.SIGKILL
    after_kill = answers_in_force(landing)
    assert start("", path, landing).wait(60) == 0
    after = answers_in_force(landing)
    assert after != before
    assert after_kill == (after if is_done else before)
    assert not [path for path in landing.iterdir() if path.name.endswith(".ofardig")]


def test_killed_at_random_the_folder_is_as_before_or_as_after(deliver, landing):
    deliver_all([deliver(FIRST, "a.csv")], landing)
    path = deliver(HEADER + "2017,0114,G1,Nej,2017-02-01\n" * 20_000, "b.csv")
    chance = random.Random(2017)
    for _ in range(6):
        process = start("", path, landing)
        time.sleep(chance.uniform(0.3, 2.5))
        process.kill()
        process.wait()
        rows = landing_rows(landing, "leverans_nr")
        assert len(rows) in (2, 20_002)
    take_in(path, quiet(landing))
    assert len(landing_rows(landing, "leverans_nr")) == 20_002
    assert {path.name for path in landing.iterdir()} <= {
        LOCK_NAME,
        *(path.name for path in landing_files(landing)),
    }


def test_what_a_reader_sees_while_a_delivery_is_written_is_whole(deliver, landing):
    deliver_all([deliver(FIRST, "a.csv")], landing)
    process = start("", deliver(HEADER + "2017,0114,G1,Nej,\n" * 50_000, "b.csv"), landing)
    seen = set()
    while process.poll() is None:
        with duckdb.connect() as connection:
            seen.add(
                connection.execute(
                    f"select count(*) from read_parquet('{landing}/leverans_*.parquet')"
                ).fetchall()[0][0]
            )
    assert process.returncode == 0
    assert seen <= {2, 50_002}
    assert os.listdir(landing)
