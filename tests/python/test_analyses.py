"""The analyses and the README's queries: they compile, run, and say what the facts say."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from oppna_jamforelser.sqlmotor import render_file

ROOT = Path(__file__).resolve().parents[2]

COLUMNS = {
    "bara_uppfoljning_saknas": (
        "matar enhet_kod enhet_namn indikator_id kortnamn malvarde_text enhetens_indikator_antal "
        "markning"
    ),
    "dolda_celler": (
        "matar grupp_kod grupp_namn indikator_id kortnamn enheter_antal ej_aktuellt_antal "
        "bortfall_antal enhetsbortfall_antal omradesbortfall_antal partiellt_bortfall_antal "
        "ofullstandigt_svar_antal ogiltigt_svar_antal orsak_kod skal_text markning"
    ),
    "egen_grupp_mot_ovriga_riket": (
        "matar indikator_id kortnamn egen_andel_procent egen_ja_antal egen_namnare_antal "
        "egen_lagsta_procent egen_hogsta_procent ovriga_andel_procent ovriga_ja_antal "
        "ovriga_namnare_antal ovriga_lagsta_procent ovriga_hogsta_procent skillnad_text markning"
    ),
    "fem_fel_i_bi": (
        "nr satt_text varde_antal medel_avvikelse storsta_avvikelse exempel_matar "
        "exempel_indikator_id fel_varde ratt_varde markning"
    ),
    "fran_nej_till_ja": (
        "indikator_id lan_namn enhet_kod enhet_namn fran_matar fran_regel_id fran_gren_id "
        "till_matar till_regel_id till_gren_id markning"
    ),
    "freda_mellan_omraden": (
        "matar omrade_namn riket_andel_procent riket_ja_antal riket_namnare_antal "
        "riket_lagsta_procent riket_hogsta_procent kommun_namn kommun_text markning"
    ),
    "kommun_mot_skr_grupp": (
        "matar kommun_namn skr_grupp_namn indikatoromrade indikator_id kortnamn kommun_text "
        "skr_andel_procent skr_ja_antal skr_namnare_antal skr_lagsta_procent skr_hogsta_procent "
        "skr_orsak_kod markning"
    ),
    "lan_rangordning": (
        "matar indikator_id rang lan_kod lan_namn andel_procent antal_text namnare_antal "
        "lagsta_procent hogsta_procent orsak_kod markning"
    ),
    "riket_osakerhet": (
        "matar indikator_id kortnamn andel_procent lagsta_procent hogsta_procent "
        "spann_procentenheter bortfall_antal namnare_antal orsak_kod markning"
    ),
    "riket_serie": (
        "matar indikator_id kortnamn regel_id andel_procent ja_antal namnare_antal "
        "lagsta_procent hogsta_procent orsak_kod orsak_text markning"
    ),
    "stadens_delar": (
        "matar enhet_kod enhet_namn primarvard_text vuxenpsykiatri_text akutmottagning_text "
        "ungdomsmottagning_text polis_text kvinnojour_text ja_antal markning"
    ),
    "storleksgrupp_skillnader": (
        "matar indikator_id kortnamn grupp_1_procent grupp_2_procent grupp_3_procent "
        "grupp_4_procent grupp_5_procent skillnad_procentenheter ar_saker markning"
    ),
    "svarsfrekvens_lan_omrade": (
        "matar lan_kod lan_namn omrade_kod omrade_namn enheter_antal svarande_antal "
        "ej_svarande_antal svarsfrekvens_procent markning"
    ),
}

# What the analyses may read besides marts: short lists of codes and texts.
SEEDS = {"orsak", "redovisningspolicy", "skillnad", "utfall", "verksamhetsomrade"}


@dataclass
class Warehouse:
    """A warehouse built from the bundled answers, and the analyses over it."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str) -> list[SimpleNamespace]:
        result = self.connection.execute(sql)
        columns = [column[0] for column in result.description]
        return [
            SimpleNamespace(**dict(zip(columns, values, strict=True)))
            for values in result.fetchall()
        ]

    def analysis(self, name: str, **replaced: str) -> list[SimpleNamespace]:
        """Run an analysis, with other parameters when *replaced* names them as ``old=new``."""
        sql = render_file(ROOT / "analyses" / f"{name}.sql", "duckdb", ROOT)
        for old, new in replaced.items():
            assert sql.count(f"'{old}'") == 1
            sql = sql.replace(f"'{old}'", f"'{new}'")
        return self.rows(sql)


@pytest.fixture(scope="module")
def warehouse(built_database: Path) -> Iterator[Warehouse]:
    """Open the warehouse of the bundled answers; what an analysis refs is found by its name."""
    with duckdb.connect(str(built_database), read_only=True) as connection:
        connection.execute("set search_path = 'marts,regler,metadata'")
        yield Warehouse(connection)


def analysis_files() -> list[Path]:
    return sorted((ROOT / "analyses").glob("*.sql"))


def test_every_analysis_is_listed_here():
    assert [path.stem for path in analysis_files()] == sorted(COLUMNS)


@pytest.mark.parametrize("path", analysis_files(), ids=lambda path: path.stem)
def test_an_analysis_asks_in_two_languages_and_shows_its_parameters(path):
    header, sql = path.read_text(encoding="utf-8").split("\nwith parametrar as (\n", 1)
    questions = [line.endswith("?") for line in header.splitlines()]
    assert questions[:2] == [True, True], "the question in English, then in Swedish"
    assert header.endswith("-- parametrar: byt värdena här")
    models = {model.stem for model in (ROOT / "models").rglob("*.sql")}
    marts = {name for name in models if name.startswith(("dim_", "fct_", "mart_", "bridge_"))}
    assert set(re.findall(r'ref\("(\w+)"\)', sql)) <= marts | SEEDS


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_an_analysis_answers_with_the_marking(warehouse, name):
    rows = warehouse.analysis(name)
    assert rows
    assert list(vars(rows[0])) == COLUMNS[name].split()
    assert {row.markning for row in rows} == {"syntetiska exempeldata"}


def test_own_group_and_rest_are_counted_from_the_units(warehouse):
    units = warehouse.rows(
        "select indikator_id, enhet_kod, utfall from marts.fct_enhetsutfall where matar = 2024"
    )
    for row in warehouse.analysis("egen_grupp_mot_ovriga_riket"):
        ranges = []
        for is_own in (True, False):
            outcomes = Counter(
                unit.utfall
                for unit in units
                if unit.indikator_id == row.indikator_id
                and unit.enhet_kod.startswith("20") is is_own
            )
            ja, missing = outcomes["ja"], outcomes[None]
            counted = ja + outcomes["delvis"] + outcomes["nej"]
            held = counted + missing
            ranges.append((Fraction(ja, held), Fraction(ja + missing, held)))
            own = "egen" if is_own else "ovriga"
            assert getattr(row, f"{own}_ja_antal") == ja
            assert getattr(row, f"{own}_namnare_antal") == counted
            share = getattr(row, f"{own}_andel_procent")
            assert share is None or share == (200 * ja + counted) // (2 * counted)
        (own_low, own_high), (rest_low, rest_high) = ranges
        verdict = (
            "Säkert högre"
            if own_low > rest_high
            else "Säkert lägre"
            if rest_low > own_high
            else "Inte säker"
        )
        assert row.skillnad_text == verdict, row.indikator_id


def test_only_the_follow_up_is_missing_when_the_base_is_ja(warehouse):
    listed = {
        row.enhet_kod
        for row in warehouse.analysis("bara_uppfoljning_saknas")
        if row.indikator_id == "samverkan_polis"
    }
    answered = warehouse.rows(
        "select enhet_kod, fraga_kod, svarsklass from intermediate.int_svar__gallande "
        "where matar = 2024 and delfraga_kod = 'polis' and enhet_kod like '20%'"
    )
    classes = {(row.enhet_kod, row.fraga_kod): row.svarsklass for row in answered}
    assert listed == {
        unit
        for unit, question in classes
        if question == "G3a" and classes[unit, "G3a"] == "nej" and classes.get((unit, "G3")) == "ja"
    }


def test_nothing_of_fewer_than_five_units_is_ranked(warehouse):
    rows = warehouse.analysis("lan_rangordning")
    assert len(rows) == 21
    ranked = [row for row in rows if row.rang is not None]
    for row in ranked:
        above = [other for other in ranked if other.andel_procent > row.andel_procent]
        assert row.rang == 1 + len(above)
        assert row.namnare_antal >= 5
    for row in rows:
        if row.rang is None:
            assert row.orsak_kod or re.fullmatch(r"\d av [0-4]", row.antal_text)
    assert "Gotlands län" not in {row.lan_namn for row in ranked}


def test_hidden_cells_break_the_20_percent_rule_and_their_missing_add_up(warehouse):
    for row in warehouse.analysis("dolda_celler"):
        kinds = "enhetsbortfall omradesbortfall partiellt_bortfall ofullstandigt_svar ogiltigt_svar"
        assert row.bortfall_antal == sum(getattr(row, f"{kind}_antal") for kind in kinds.split())
        without_value = row.ej_aktuellt_antal + row.bortfall_antal
        assert 100 * without_value > 20 * row.enheter_antal
        by_missing_alone = 100 * row.bortfall_antal > 20 * row.enheter_antal
        assert by_missing_alone == ("ensamt" in row.skal_text)


def test_those_who_went_from_nej_to_ja_are_found_in_both_years(warehouse):
    listed = {row.enhet_kod for row in warehouse.analysis("fran_nej_till_ja")}
    by_year = {
        (matar, utfall): {
            row.enhet_kod
            for row in warehouse.rows(
                "select enhet_kod from marts.fct_enhetsutfall where indikator_id = "
                f"'rutin_skolgang' and matar = {matar} and utfall = '{utfall}'"
            )
        }
        for matar, utfall in ((2023, "nej"), (2024, "ja"))
    }
    assert listed == by_year[2023, "nej"] & by_year[2024, "ja"]


def test_a_series_says_why_a_year_has_no_share(warehouse):
    series = {row.matar: row for row in warehouse.analysis("riket_serie")}
    assert list(series) == list(range(2016, 2025))
    assert series[2016].regel_id == "ja" and series[2017].regel_id == "ja_uppfoljning"
    for matar, row in series.items():
        assert (row.andel_procent is None) == (row.orsak_kod is not None)
        assert (row.orsak_kod == "ej_insamlad") == (matar > 2021)


def test_the_response_of_the_lan_adds_up_to_the_country(warehouse):
    total = Counter()
    for row in warehouse.analysis("svarsfrekvens_lan_omrade"):
        total[row.omrade_kod] += row.svarande_antal
    assert (total["alla"], total["vinr"], total["aldreomsorg"]) == (301, 295, 299)


def test_size_classes_differ_by_what_their_shares_show(warehouse):
    for row in warehouse.analysis("storleksgrupp_skillnader"):
        shares = [getattr(row, f"grupp_{number}_procent") for number in range(1, 6)]
        shown = [share for share in shares if share is not None]
        assert row.skillnad_procentenheter == (max(shown) - min(shown) if shown else None)


def test_freda_has_the_six_areas_of_the_guide(warehouse):
    assert {row.omrade_namn for row in warehouse.analysis("freda_mellan_omraden")} == {
        "Barn och unga",
        "Ekonomiskt bistånd",
        "LSS – vuxna",
        "Missbruk",
        "Socialpsykiatri",
        "Äldreomsorg",
    }


def test_the_uncertain_come_first(warehouse):
    rows = warehouse.analysis("riket_osakerhet")
    for row in rows:
        held = row.namnare_antal + row.bortfall_antal
        assert (
            abs(Fraction(row.spann_procentenheter) - Fraction(100 * row.bortfall_antal, held))
            <= 0.1
        )
    spans = [row.spann_procentenheter for row in rows]
    assert spans == sorted(spans, reverse=True)


def test_parameters_can_be_changed(warehouse):
    (name,) = {
        row.kommun_namn for row in warehouse.analysis("kommun_mot_skr_grupp", **{"2080": "0180"})
    }
    assert name == "Stockholm"
    assert len(warehouse.analysis("stadens_delar")) == 11
    assert len(warehouse.analysis("stadens_delar", **{"0180": "1480"})) == 4
    without_source = warehouse.analysis("riket_serie", rutin_sip_vinr_vuxna="beredskapsplan_varme")
    assert {row.orsak_kod for row in without_source} == {"saknar_kalla"}
    assert warehouse.analysis("dolda_celler", lan="egen") is not None


def test_an_outcome_has_its_colour_and_a_share_has_none(warehouse):
    colours = {"ja": "grön", "delvis": "gul", "nej": "röd", "ej_aktuellt": None, None: None}
    rows = warehouse.rows(
        "select distinct utfall, farg, kommun_andel_procent is not null as ar_andel "
        "from marts.mart_kommun_indikator"
    )
    assert {row.utfall for row in rows} == set(colours)
    for row in rows:
        assert row.farg == colours[row.utfall]
        assert not (row.ar_andel and row.farg)


def readme_queries() -> list[tuple[str, str]]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    query = r"(?:'{3}|\"{3})\n(.*?)(?:'{3}|\"{3})\).*?```\n+```text\n(.*?)```"
    return re.findall(query, readme, flags=re.DOTALL)


def test_the_readme_shows_what_its_queries_return(warehouse):
    assert len(readme_queries()) >= 2
    for sql, shown in readme_queries():
        answer = str(warehouse.connection.cursor().sql(sql))
        assert answer.strip() == shown.strip(), f"paste this into README.md:\n{answer}"


def test_the_readme_counts_the_rows_of_the_marts(warehouse):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"\| table in `marts`.*?\n\n", readme, flags=re.DOTALL)
    stated = {}
    for line in table.strip().splitlines()[2:]:
        names, _, counts = (cell.strip() for cell in line.strip("|").split("|"))
        for name, count in zip(names.split(", "), counts.split("; "), strict=True):
            stated[name.strip("`")] = count.replace(" ", "")
    built = {
        mart: str(warehouse.rows(f"select count(*) as antal from marts.{mart}")[0].antal)
        for mart in (
            row.table_name
            for row in warehouse.rows(
                "select table_name from information_schema.tables where table_schema = 'marts'"
            )
        )
    }
    assert set(stated) == set(built)
    fixed = {name: count for name, count in stated.items() if count != "varies"}
    assert fixed == {name: built[name] for name in fixed}
