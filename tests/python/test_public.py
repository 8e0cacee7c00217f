"""Only what someone has said is public leaves the warehouse: a new column is private."""

import duckdb
import pytest
import yaml

from oppna_jamforelser.gate.judge_marts import check_marts
from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.marts import public_columns, read_marts
from oppna_jamforelser.publish.warehouse import fresh_warehouse
from publications import inputs_with

MODELS = project_root() / "models"
# Names that tell of text which a respondent or a sender wrote.
TOLD = ("fritext", "svar", "fil", "blad", "skal", "rad")


@pytest.fixture(scope="module")
def models() -> dict[str, dict]:
    """Return what the property files say of each model."""
    found = {}
    for path in MODELS.rglob("*.yml"):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            found.setdefault(model["name"], model)
    return found


def is_public(column: dict) -> bool:
    return bool(column.get("config", {}).get("meta", {}).get("offentlig"))


def test_only_contracted_marts_have_public_columns(models):
    public = {
        name for name, model in models.items() if any(map(is_public, model.get("columns", [])))
    }
    assert public == set(public_columns())
    assert len(public) > 25
    for name in public:
        assert name.split("_")[0] in ("dim", "bridge", "fct", "mart"), name
        assert models[name]["config"]["contract"]["enforced"] is True, name
        assert "schema" not in models[name]["config"], name  # of its kind: never intern


def test_no_public_column_holds_what_someone_wrote(models):
    for name, columns in public_columns().items():
        told = {c for c in columns if c.split("_")[-1] in TOLD and not c.startswith("har_")}
        assert not told, name
    assert "bevis_text" not in public_columns()


def test_the_key_of_a_public_table_is_public(small_warehouse):
    with duckdb.connect(str(small_warehouse), read_only=True) as connection:
        for mart in read_marts(connection):
            assert set(mart.primary_key) <= {column.name for column in mart.columns}, mart.name


def test_a_new_column_and_a_new_table_are_private(tmp_path):
    with duckdb.connect() as connection:
        connection.execute(
            "create schema marts; create table marts.gammal (a integer primary key, ny text);"
            "create table marts.ny as select 1 as a"
        )
        (mart,) = read_marts(connection, {"gammal": frozenset("a")})
    assert (mart.name, [column.name for column in mart.columns]) == ("gammal", ["a"])


def test_the_gate_stops_a_file_with_a_column_that_is_not_public(tmp_path):
    with duckdb.connect() as connection:
        query = "select '0114' as kommun_kod, 'x' as anteckning"
        connection.execute(f"copy ({query}) to '{tmp_path}/dim_kommun.parquet'")
    assert [str(failure) for failure in check_marts(tmp_path, suites=()).failures] == [
        "dim_kommun, anteckning: Kolumnen är offentlig (config.meta.offentlig). "
        "Funnet: det är den inte."
    ]


def test_the_parts_of_a_publication_see_nothing_that_is_private(small_warehouse, small_landing):
    with fresh_warehouse(small_warehouse, inputs_with(small_landing)) as connection:
        for table in ("intern.bevis_text", "kvalitet.kva_fritext_metod", "metadata.byggd_nod"):
            with pytest.raises(duckdb.CatalogException):
                connection.execute(f"select * from {table}")
        for table in ("intermediate.int_leverans__register", "kvalitet.kva_karantan"):
            described = connection.execute(f"describe {table}").fetchall()
            assert not {"fil", "blad", "rad", "svar", "tillbakadragen_skal"} & {
                row[0] for row in described
            }
