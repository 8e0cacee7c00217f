"""Protection of persons in the bundled publication: the plan, the attack, and what readers get."""

from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.gate.judge_marts import export_marts
from oppna_jamforelser.project import DEFAULT_LANDING, project_root
from oppna_jamforelser.protect.gate import faults
from oppna_jamforelser.protect.make_plan import NAME
from oppna_jamforelser.publish.errors import GateError
from oppna_jamforelser.publish.make_publication import _check_persons

# Public beside a hidden count: which units there are, which reported, and the year of what.
PUBLIC = {
    *("matar", "fran_matar", "fore_matar", "till_matar", "enheter_antal", "rapporterande_antal"),
    *("tackning_procent", "vuxna_antal", "antal_matar"),
}
# the other year's value in a row on a change
BEFORE_OR_AFTER = {("matar", "fore_varde"), ("fore_matar", "varde")}
NUMBERS = ("INTEGER", "BIGINT", "DECIMAL", "DOUBLE", "HUGEINT", "SMALLINT", "TINYINT", "FLOAT")


@pytest.fixture(scope="module")
def tables(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the public tables as readers get them."""
    publication = tmp_path_factory.mktemp("publikation")
    (publication / "parquet").mkdir()
    export_marts(built_database, publication / "parquet")
    return publication / "parquet"


def test_the_bundled_plan_is_of_the_bundled_counts(built_database):
    """It lies beside the deliveries that oj example writes; oj protect made it from a warehouse."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built_database}' as lager (read_only)")
        connection.execute("use lager")
        plan = str(project_root() / DEFAULT_LANDING / NAME)
        [(cells, planned, more)] = connection.execute(
            "select count(*), count(plan.dold),"
            " count(*) filter (plan.dold and not cell.skyddad_i_sig)"
            " from intern.int_persons__skydd_cell as cell"
            " inner join intern.int_persons__skydd_kontroll using (matar, indikator_id)"
            " left join read_parquet(?) as plan using"
            " (matar, indikator_id, gruppindelning, grupp_kod, kon, checksumma)",
            [plan],
        ).fetchall()
        [(protected_shown,)] = connection.execute(
            "select count(*) from read_parquet(?) as plan"
            " inner join intern.int_persons__skydd_cell as cell using"
            " (matar, indikator_id, gruppindelning, grupp_kod, kon)"
            " where cell.skyddad_i_sig and not plan.dold",
            [plan],
        ).fetchall()
    assert cells == planned > 2000
    assert more > 0
    assert protected_shown == 0


@pytest.mark.slow
def test_nothing_in_the_bundled_publication_can_be_narrowed(built_database, tables):
    assert list(faults(built_database, tables, tables, "")) == []


@pytest.mark.slow
def test_a_shown_cell_that_was_needed_stops_the_publication_and_is_named(
    built_database, tables, tmp_path
):
    (tmp_path / "parquet").mkdir()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built_database}' as lager (read_only)")
        connection.execute("use lager")
        matar, indikator, unit, antal = connection.execute(
            "select matar, indikator_id, grupp_kod, antal"
            " from intern.int_persons__skydd_cell inner join intern.int_persons__dold"
            " using (matar, indikator_id, gruppindelning, grupp_kod, kon)"
            " where dold and not skyddad_i_sig and gruppindelning = 'enhet' order by all limit 1"
        ).fetchone()
        for path in sorted(tables.glob("fct_*varde*.parquet")):
            opened = (
                "* replace (case when matar = $1 and indikator_id = $2 and enhet_kod = $3 "
                "then $4 else antal end as antal)"
                if path.stem == "fct_enhetsvarde"
                else "*"
            )
            parameters = [matar, indikator, unit, antal] if opened != "*" else []
            connection.execute(
                f"copy (select {opened} from '{path}') to '{tmp_path}/parquet/{path.name}'",
                parameters,
            )
    [fault] = faults(built_database, tmp_path / "parquet", tmp_path, "")
    assert fault.startswith(f"{indikator} {matar}, ")
    assert f"enhet:{unit} totalt" in fault
    with pytest.raises(GateError, match="skyddet av personer stoppade") as stopped:
        _check_persons(built_database, tmp_path, tmp_path / "ut")
    assert stopped.value.exit_code == 4


def test_every_number_of_a_hidden_figure_is_empty_in_every_table(tables):
    """A unit's or group's rows in any table: whatever is a number is absent, Kolada's value too.

    What a figure was the year before is hidden if it was hidden then.
    """
    judged = set()
    with duckdb.connect() as connection:
        connection.execute(
            "create table dold as select matar, indikator_id, gruppindelning, grupp_kod, kon"
            f" from '{tables}/fct_gruppvarde_tal.parquet' where orsak_kod = 'skyddad' union all"
            " select matar, indikator_id, 'enhet', enhet_kod, 'totalt'"
            f" from '{tables}/fct_enhetsvarde.parquet' where orsak_kod = 'skyddad'"
        )
        for path in sorted(tables.glob("*.parquet")):
            kinds = {
                name: kind
                for name, kind, *_ in connection.execute(
                    f"describe select * from '{path}'"
                ).fetchall()
            }
            if not {"matar", "indikator_id"} <= kinds.keys():
                continue
            if "grupp_kod" in kinds:
                same = "dold.gruppindelning = t.gruppindelning and dold.grupp_kod = t.grupp_kod"
            elif "enhet_kod" in kinds:
                same = "dold.gruppindelning = 'enhet' and dold.grupp_kod = t.enhet_kod"
            elif "kommun_kod" in kinds:
                same = "dold.gruppindelning = 'enhet' and dold.grupp_kod = t.kommun_kod"
            else:
                continue
            same += " and dold.indikator_id = t.indikator_id"
            same += " and dold.kon = t.kon" if "kon" in kinds else " and dold.kon = 'totalt'"
            for name, kind in kinds.items():
                if name in PUBLIC or not kind.startswith(NUMBERS):
                    continue
                # of a rate the denominator is the population, which is public
                rate = "and t.indikator_id not like 'nyckeltal%'" if name == "namnare_antal" else ""
                for year in ("matar", "fore_matar"):
                    if year not in kinds or (year, name) in BEFORE_OR_AFTER:
                        continue
                    [(rows, numbers)] = connection.execute(
                        f"select count(*), count({name}) from '{path}' as t"
                        f" semi join dold on {same} and dold.matar = t.{year} where true {rate}"
                    ).fetchall()
                    assert numbers == 0, (path.name, name)
                    if rows:
                        judged.add((path.stem, name))
    assert judged >= {
        ("fct_enhetsvarde", "antal"),
        ("fct_gruppvarde_tal", "varde"),
        ("fct_tal_forandring", "skillnad"),
        ("fct_tal_forandring", "fore_varde"),
    }
    print(sorted({table for table, _ in judged}))


def test_protect_without_a_landing_folder_is_one_line(oj, tmp_path):
    result = oj("protect", "--landing", tmp_path / "ingen")
    assert result.exit_code == 2
    assert "landningsmappen" in result.output
    assert len(result.output.splitlines()) == 1
