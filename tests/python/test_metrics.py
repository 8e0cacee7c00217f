"""The metrics give what the tables say, for every cell, and no figure where there is none.

MetricFlow is an extra (requirements-metrics.lock): what asks it is skipped where it is not
installed, and runs with make metrics.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tools import metrics

asks = [
    pytest.mark.engine,
    pytest.mark.skipif(not metrics.is_installed(), reason=f"no MetricFlow: {metrics.INSTALL}"),
]
GROUPS, RESPONSE, COUNTS = metrics.ASKED


@pytest.fixture(scope="module")
def database(built_database: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OJ_DATABASE", str(built_database))
        yield built_database


def ask(folder: Path, names: str, by: str = "", where: str = "") -> list[dict[str, str]]:
    """Return what mf query gives: one row for each combination of the dimensions *by*."""
    out = folder / "svar.csv"
    metrics.query(tuple(names.split()), tuple(by.split()), out, where)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shares(database: Path, condition: str) -> dict[tuple[str, str], str]:
    """Return the shares of fct_gruppvarde by year and indicator, empty where there is none."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        return {
            (year, indicator): share
            for year, indicator, share in warehouse.execute(
                "select matar::varchar, indikator_id, coalesce(andel_procent::varchar, '')"
                f" from marts.fct_gruppvarde where {condition}"
            ).fetchall()
        }


@pytest.mark.parametrize("asked", metrics.ASKED, ids=lambda asked: asked.table)
class TestEveryCell:
    pytestmark = asks

    def test_the_metrics_are_the_tables(self, asked, database, tmp_path):
        out = tmp_path / "svar.csv"
        metrics.query(asked.names, tuple(asked.key.values()), out)
        compared = metrics.compare(asked, out, database)
        assert compared.rows > 0
        assert (compared.differing, compared.first) == (0, None)


class TestWrongWays:
    pytestmark = asks
    BY = "rad__matar rad__indikator_id"

    def test_a_share_without_a_group_is_that_of_riket(self, database, tmp_path):
        rows = ask(tmp_path, "andel_procent", self.BY)
        assert {
            (row["rad__matar"], row["rad__indikator_id"]): row["andel_procent"].removesuffix(".0")
            for row in rows
        } == shares(database, "gruppindelning = 'riket'")

    def test_all_lan_taken_together_are_riket_and_no_mean(self, database, tmp_path):
        rows = ask(
            tmp_path, "andel_procent", self.BY, "{{ Dimension('rad__gruppindelning') }} = 'lan'"
        )
        assert {
            (row["rad__matar"], row["rad__indikator_id"]): row["andel_procent"].removesuffix(".0")
            for row in rows
        } == shares(database, "gruppindelning = 'riket'")

    def test_indicators_or_years_taken_together_have_no_share(self, database, tmp_path):
        names = "andel_procent orsak_kod redovisas lagsta_procent hogsta_procent"
        for by in ("rad__matar", "rad__indikator_id"):
            rows = ask(tmp_path, names, by)
            together = [row for row in rows if row[by] != "individbaserad_behov"]
            assert together
            several = [row for row in together if any(row[name] for name in names.split())]
            assert not several

    def test_a_response_rate_is_of_one_group_and_area(self, database, tmp_path):
        [row] = ask(tmp_path, "svarande_antal svarsfrekvens_procent")
        assert row == {"svarande_antal": "", "svarsfrekvens_procent": ""}


def test_a_cell_that_differs_is_found(built_database, tmp_path):
    out = tmp_path / "svar.csv"
    columns = ", ".join(
        [f"{name} as {by}" for name, by in RESPONSE.key.items()] + list(RESPONSE.metrics)
    )
    with duckdb.connect(str(built_database), read_only=True) as warehouse:
        table = f"(select {columns} from marts.fct_svarsfrekvens order by all)"
        warehouse.execute(f"copy {table} to '{out}' (format csv, header)")
    assert metrics.compare(RESPONSE, out, built_database).differing == 0
    head, first, *rest = out.read_text(encoding="utf-8").splitlines()
    key, _, share = first.rpartition(",")
    out.write_text("\n".join([head, f"{key},{int(share) + 1}", *rest]), encoding="utf-8")
    assert metrics.compare(RESPONSE, out, built_database).differing == 1
    out.write_text("\n".join([head, *rest]), encoding="utf-8")
    assert metrics.compare(RESPONSE, out, built_database).differing == 3
