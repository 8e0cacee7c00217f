"""A comparison names every changed cell with the cause that a rebuild shows, and no other."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.revision.causes import CAUSE_OF_SEED, Cause
from oppna_jamforelser.revision.run import COLUMNS, compare
from publications import changed_copy, edit_answers, edit_text

Row = dict[str, object]
Change = Callable[[Path], None]
POLIS = "fraga_kod = 'G3' and delfraga_kod = 'polis' and enhet_kod = '2080' and matar = '2017'"


@pytest.fixture
def changes(small_publication: Path, tmp_path: Path) -> Callable[..., list[Row]]:
    """Return the changed cells after something was changed in the small publication."""

    def after(*change: Change, **request: object) -> list[Row]:
        def every(underlag: Path) -> None:
            for one in change:
                one(underlag)

        new = changed_copy(small_publication, tmp_path / "ny", every, **request)
        return rows(small_publication, new)

    return after


def rows(old: Path, new: Path) -> list[Row]:
    revision = compare(old, new)
    found = revision.connection.execute(f"select {', '.join(COLUMNS)} from andring").fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def causes(found: list[Row]) -> set[object]:
    return {row["orsak"] for row in found}


def units(found: list[Row]) -> set[object]:
    return {row["enhet_kod"] for row in found if row["tabell"] == "fct_enhetsutfall"}


def groups(found: list[Row]) -> set[tuple[object, object]]:
    return {
        (row["gruppindelning"], row["grupp_kod"])
        for row in found
        if row["tabell"] == "fct_gruppvarde"
    }


def correct_the_answer(underlag: Path) -> None:
    other = "case when svar like 'Ja%' then 'Nej' else 'Ja' end"
    edit_answers(underlag, f"select * replace (case when {POLIS} then {other} else svar end as svar) from svar")


def add_a_correction(underlag: Path) -> None:
    """Deliver the opposite answer anew, later: the delivery before it stays as it is."""
    (path,) = (underlag / "landing").glob("leverans_00001_*.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select * replace (2 as leverans_nr, 'b' as leverans_id, 1 as rad_nr, "
            "case when svar like 'Ja%' then 'Nej' else 'Ja' end as svar, '2030-01-01' as inlamnad) "
            f"from '{path}' where {POLIS}) "
            f"to '{underlag}/landing/leverans_00002_00000002.parquet' (format parquet)"
        )


def withdraw_everything(underlag: Path) -> None:
    (path,) = (underlag / "landing").glob("leverans_00001_*.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 1 as leverans_nr) to '{path.parent}/tillbakadragen_00001_00000001.parquet' "
            "(format parquet, kv_metadata {tillbakadragen: '2030-01-01T00:00:00Z', skal: 'fel'})"
        )


def change_the_policy(underlag: Path) -> None:
    edit_text(underlag / "seeds/regler/redovisningspolicy.csv", "A,20,1,1", "A,100,1,1")


def change_a_rule(underlag: Path) -> None:
    edit_text(
        underlag / "seeds/metadata/svarsalternativ.csv", "Ja", "Jaa"
    )


def change_a_text(underlag: Path) -> None:
    edit_text(underlag / "seeds/metadata/indikator.csv", "AUDIT", "Audit")


def change_a_group(underlag: Path) -> None:
    edit_text(underlag / "seeds/referens/kommun.csv", "Falun,20", "Falun,21")


def change_the_code(underlag: Path) -> None:
    path = underlag / "models/marts/fct_svarsfrekvens.sql"
    edit_text(path, "svarsfrekvens_procent", "svarsfrekvens_procent")


def test_every_seed_has_a_cause_and_every_cause_its_seeds() -> None:
    seeds = {path.stem for path in (project_root() / "seeds").rglob("*.csv")}
    assert set(CAUSE_OF_SEED) == seeds


def test_nothing_changed_is_empty(small_publication: Path, oj: Callable[..., Result]) -> None:
    assert rows(small_publication, small_publication) == []
    result = oj("diff", small_publication, small_publication)
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("change", [correct_the_answer, add_a_correction])
def test_one_corrected_answer_names_its_unit_its_groups_and_riket(
    changes: Callable[..., list[Row]], change: Change
) -> None:
    found = changes(change)
    assert causes(found) == {"rättat svar"}
    assert units(found) == {"2080"}
    with duckdb.connect(str(project_root() / "x")) if False else duckdb.connect():
        pass
    assert ("riket", "00") in groups(found)
    assert ("lan", "20") in groups(found)
    assert {row["matar"] for row in found} == {"2017"}
    assert {row["indikator_id"] for row in found} >= {"samverkan_polis"}
    assert all(str(row["indikator_id"]).startswith("samverkan_") for row in found)
