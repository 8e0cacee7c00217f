"""The gate lets the bundled warehouse through, and stops every damage that it is there to stop."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.gate.judge_marts import DATA_DOCS, check_marts, export_marts
from oppna_jamforelser.gate.result import GateResult
from oppna_jamforelser.gate.suite import read_suites
from oppna_jamforelser.load import read_sources
from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.marts import public_columns
from oppna_jamforelser.sqlmotor import build_models

pytestmark = pytest.mark.slow

ROOT = project_root()
NORTHERN = "kommun_kod like '2%'"
RIKET_2019 = "gruppindelning = 'riket' and matar = 2019"
AUDIT_2019 = f"indikator_id = 'audit' and {RIKET_2019}"


def altered(column: str, value: str, condition: str = "true") -> str:
    """Return the query that gives *column* another *value* where *condition* holds."""
    changed = f"case when {condition} then {value} else {column} end"
    return f"select * replace ({changed} as {column}) from mart"


def without(condition: str) -> str:
    """Return the query that leaves out the rows where *condition* holds."""
    return f"from mart where not ({condition})"


# A damage of one mart, and what is expected that it breaks.
DAMAGES = {
    "fct_enhetsutfall": {
        "Enheterna har i medeltal ja på 20–80 procent av indikatorerna.": altered(
            "utfall", "'ja'", "utfall = 'nej'"
        ),
        "Enheter som svarat saknar i medeltal högst 10 procent av utfallen.": altered(
            "utfall", "null", "hash(enhet_kod, indikator_id) % 7 = 0"
        ),
        "Minst 99 av 100 enheter har mer än ett slags utfall.": altered(
            "utfall", "'ja'", "hash(enhet_kod) % 10 = 0"
        ),
        "En indikator som någon tabell har det året finns i fct_enhetsutfall.": without(
            "indikator_id = 'audit' and matar = 2018"
        ),
        "Antalet enheter ändras med mindre än 5 procent från året före.": without(
            "hash(enhet_kod) % 2 = 0 and matar = 2020"
        ),
        "Rikets andel är medelvärdet av enheternas ja, avrundat till hela procent.": altered(
            "ingar_i_taljare", "0", "indikator_id = 'audit' and enhet_kod like '2%'"
        ),
    },
    "fct_gruppvarde": {
        "En indikator som någon tabell har det året finns för riket i fct_gruppvarde.": without(
            f"indikator_id = 'audit' and {RIKET_2019}"
        ),
        "En kolumns typ följer av namnets ändelse; inget tal är flyttal.": (
            "select * replace (andel_procent::double as andel_procent) from mart"
        ),
        "Procent är aldrig under 0.": altered("lagsta_procent", "-1", AUDIT_2019),
        "Procent är aldrig över 100.": altered("andel_procent", "150", AUDIT_2019),
        "En tabell är märkt på alla rader eller på ingen.": altered(
            "markning", "null", "matar = 2024"
        ),
        "Någon enhet i riket har ja (andelen är inte 0).": altered("ja_antal", "0", AUDIT_2019),
        "Någon enhet i riket har något annat än ja (andelen är inte 100).": altered(
            "nej_antal", "0", f"indikator_id = 'socialjour' and {RIKET_2019}"
        ),
        "Högst en av fem enheter har ej aktuellt.": altered("ej_aktuellt_antal", "80", AUDIT_2019),
        "Rikets bortfall är högst 20 procent.": altered("bortfall_antal", "80", AUDIT_2019),
        "Med samma regel ändras rikets andel med högst 20 procentenheter från året före.": altered(
            "andel_procent", "100 - andel_procent", RIKET_2019
        ),
    },
    "mart_kommun_indikator": {
        "En indikator som någon tabell har det året finns i mart_kommun_indikator.": altered(
            "orsak_kod", "'ej_insamlad'", "indikator_id = 'audit' and matar = 2018"
        ),
        "Det som saknas är null, aldrig en tom text.": altered("farg", "''", "farg is null"),
        "Alla tabeller är märkta lika.": altered("markning", "null"),
        "Alla 290 kommuner finns varje år i mart_kommun_indikator.": without(
            "kommun_kod = '2080' and matar = 2018"
        ),
        "Varje orsak har sin text på svenska.": altered(
            "orsak_text", "null", "orsak_kod = 'ogiltigt_svar'"
        ),
        "Texten är en hel mening, från versal till punkt.": altered(
            "orsak_text", "orsak_kod", "orsak_kod = 'ogiltigt_svar'"
        ),
        "En orsak har en och samma text överallt.": altered(
            "orsak_text", "'Inget svar.'", f"orsak_kod = 'enhetsbortfall' and {NORTHERN}"
        ),
        "Alla kommuner ser rikets andel så som den står i fct_gruppvarde.": altered(
            "riket_andel_procent", "50", f"indikator_id = 'audit' and {NORTHERN}"
        ),
        "Grönt är ja, gult är delvis, rött är nej, och inget annat har färg.": altered(
            "farg", "'röd'"
        ),
        "Utfallet står på svenska; det som saknar utfall har andel eller ingen text.": altered(
            "utfall_text", "utfall", "utfall = 'ej_aktuellt'"
        ),
    },
    "dim_indikator": {
        "Varje indikator säger vad som krävs för ja.": altered(
            "malvarde_text", "null", "indikator_id = 'audit'"
        ),
        "Kortnamnet ryms i en tabell (högst 65 tecken).": altered(
            "kortnamn", "repeat('a', 66)", "indikator_id = 'audit'"
        ),
        "Två indikatorer har aldrig samma kortnamn.": altered(
            "kortnamn", "'AUDIT'", "indikator_id = 'dudit'"
        ),
    },
    "dim_kommun": {
        "Kolumnnamn är små bokstäver a–z, siffror och understreck.": (
            'select *, 1 as "län" from mart'
        ),
        "Ingen text börjar eller slutar med blanksteg.": altered(
            "kommun_namn", "kommun_namn || ' '", "kommun_kod = '2080'"
        ),
        "Inga tecken är förvanskade (å som Ã¥).": altered(
            "kommun_namn", "'BorlÃ¤nge'", "kommun_kod = '2081'"
        ),
    },
    "fct_svarsfrekvens": {
        "Kolumnerna kommer i den ordning som läsaren räknar med.": (
            "select omrade_kod, * exclude (omrade_kod) from mart"
        ),
        "Rikets svarsfrekvens ändras med högst 15 procentenheter från året före.": altered(
            "svarsfrekvens_procent", "svarsfrekvens_procent - 20", RIKET_2019
        ),
    },
}
MART_OF = {expected: mart for mart, damages in DAMAGES.items() for expected in damages}


@pytest.fixture(scope="session")
def marts(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the marts of the bundled answers once."""
    folder = tmp_path_factory.mktemp("marts")
    export_marts(built_database, folder)
    return folder


@pytest.fixture
def damaged(marts: Path, tmp_path: Path) -> Callable[[str, str], Path]:
    """Copy the marts and replace one of them by a query over ``mart``, itself."""

    def damage(mart: str, sql: str) -> Path:
        folder = shutil.copytree(marts, tmp_path / "marts")
        with duckdb.connect() as connection:
            connection.execute(f"create view mart as from '{marts / mart}.parquet'")
            connection.execute(f"copy ({sql}) to '{folder / mart}.parquet'")
        return folder

    return damage


def judged(folder: Path, *names: str) -> GateResult:
    """Judge marts by the suites of these names alone."""
    return check_marts(folder, suites=[suite for suite in read_suites() if suite.name in names])


def sentences(result: GateResult) -> str:
    return "\n".join(map(str, result.failures))


def test_the_bundled_warehouse_passes_and_its_data_docs_are_written(marts):
    shutil.rmtree(ROOT / DATA_DOCS, ignore_errors=True)
    result = check_marts(marts, ROOT / DATA_DOCS)
    assert result.success, sentences(result)
    assert result.not_applicable == ()
    assert result.expectations == len(MART_OF)
    assert (ROOT / DATA_DOCS / "index.html").is_file()


def test_a_landing_of_one_unit_and_one_year_passes(tmp_path, monkeypatch):
    landing = tmp_path / "landing"
    landing.mkdir()
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select * from '{ROOT}/data/example/landing/leverans_*.parquet' "
            "where matar = '2017' and enhet_kod = '2080') "
            f"to '{landing}/leverans_00001_00000000.parquet'"
        )
    folder = tmp_path / "marts"
    folder.mkdir()
    monkeypatch.setenv("OJ_LANDING", str(landing))
    sources = {f"{one.schema}.{one.table}": one.relation for one in read_sources(ROOT)}
    with duckdb.connect(str(tmp_path / "lager.duckdb")) as connection:
        connection.execute("create schema marts; use marts")
        # dbt makes dim_kolumn of its own graph: it is the same for every landing
        build_models(connection, {*public_columns()} - {"dim_kolumn"}, sources, as_tables=True)
    export_marts(tmp_path / "lager.duckdb", folder)
    result = check_marts(folder)
    assert result.success, sentences(result)
    assert result.not_applicable == ("enhet_svar", "riket_fordelning", "svarsfrekvens")


def test_every_expectation_has_a_damage_that_breaks_it():
    descriptions = [one["description"] for suite in read_suites() for one in suite.expectations]
    assert sorted(descriptions) == sorted(MART_OF)


@pytest.mark.parametrize("expected", MART_OF)
def test_a_damage_is_found(expected, damaged):
    suites = [
        suite
        for suite in read_suites()
        if expected in [one["description"] for one in suite.expectations]
    ]
    result = check_marts(
        damaged(MART_OF[expected], DAMAGES[MART_OF[expected]][expected]), suites=suites
    )
    assert not result.success
    assert expected in [failure.expected for failure in result.failures], sentences(result)


def test_a_failure_says_what_was_expected_and_what_was_found_where(damaged):
    expected = "Rikets bortfall är högst 20 procent."
    folder = damaged("fct_gruppvarde", DAMAGES["fct_gruppvarde"][expected])
    assert sentences(judged(folder, "riket_fordelning")) == (
        "riket_fordelning, bortfall_procent: Rikets bortfall är högst 20 procent. "
        "Funnet: 1 av 468 rader: (bortfall_procent 25.6, matar 2019, indikator_id audit)."
    )


def test_a_mean_that_is_wrong_is_told_with_its_value(damaged):
    folder = damaged("fct_enhetsutfall", altered("utfall", "'ja'", "utfall = 'nej'"))
    assert "ja på 20–80 procent av indikatorerna. Funnet: 9" in sentences(
        judged(folder, "enhet_svar")
    )


def test_a_mart_that_is_gone_is_a_failure(damaged):
    folder = damaged("fct_gruppvarde", "from mart")
    (folder / "fct_gruppvarde.parquet").unlink()
    result = judged(folder, "riket_andel")
    assert "riket_andel: Frågan går att köra. Funnet: Catalog Error" in sentences(result)


def test_a_mart_without_rows_is_a_failure(damaged):
    folder = damaged("dim_indikator", "from mart where false")
    result = judged(folder, "indikator_text", "riket_fordelning")
    assert "indikator_text: Det finns rader. Funnet: inga." in sentences(result)
    assert "riket_fordelning" in result.not_applicable


def test_an_expectation_of_a_column_that_is_gone_is_a_failure(damaged):
    folder = damaged("dim_indikator", "select * exclude (malvarde_text) from mart")
    result = judged(folder, "indikator_text")
    assert "indikator_text, malvarde_text: Varje indikator säger vad som krävs" in sentences(result)
    assert "Funnet: gick inte att pröva: " in sentences(result)
