"""A comparison names every changed cell with the cause that a rebuild shows, and no other."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.landing import LANDING_KOLUMNER, write_landing_file
from oppna_jamforelser.project import DEFAULT_LANDING, project_root
from oppna_jamforelser.revision.causes import CAUSE_OF_SEED
from oppna_jamforelser.revision.compare import COLUMNS, Comparison, compare
from oppna_jamforelser.revision.landing import Landing, LandingChange
from publications import changed_copy, edit_answers, edit_text

Row = dict[str, object]
Change = Callable[[Path], None]
BUNDLED = f"read_parquet('{project_root() / DEFAULT_LANDING}/leverans_*.parquet')"
POLIS = "fraga_kod = 'G3' and delfraga_kod = 'polis' and enhet_kod = '0114' and matar = '2017'"
OPPOSITE = "case when svar like 'Ja%' then 'Nej' else 'Ja' end"
NO_ROW = f"select {', '.join(f'null as {name}' for name in LANDING_KOLUMNER)} where false"
SHOW_ALL = ("A,20,1,1", "A,100,1,1")
SAMVERKAN = {"samverkan_polis", "samverkan_minst_en", "samverkan_alla"}


def add_delivery(underlag: Path, query: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select * replace (2 as leverans_nr, 'b' as leverans_id, "
            f"row_number() over (order by leverans_nr, rad_nr) as rad_nr) from ({query})) "
            f"to '{underlag}/landing/leverans_00002_00000002.parquet' (format parquet)"
        )


def correct_in_place(underlag: Path) -> None:
    changed = f"case when {POLIS} then {OPPOSITE} else svar end"
    edit_answers(underlag, f"select * replace ({changed} as svar) from svar")


def deliver_a_correction(underlag: Path) -> None:
    changed = f"{OPPOSITE} as svar, '2030-01-01' as inlamnad"
    add_delivery(underlag, f"select * replace ({changed}) from {BUNDLED} where {POLIS}")


def deliver_a_new_unit(underlag: Path) -> None:
    add_delivery(underlag, f"select * from {BUNDLED} where enhet_kod = '2085' and matar = '2017'")


def leave_a_unit_out(underlag: Path) -> None:
    edit_answers(underlag, "from svar where not (enhet_kod = '2080' and matar = '2017')")


def withdraw_the_delivery(underlag: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 1 as nr) to '{underlag}/landing/tillbakadragen_00001_00000001.parquet' "
            "(format parquet, kv_metadata {tillbakadragen: '2030-01-01T00:00:00', skal: 'fel'})"
        )


def change_a_rule(underlag: Path) -> None:
    edit_text(underlag / "seeds/regler/regel_gren.csv", ",nej,,0,1,", ",nej,,0,0,")


def change_the_policy(underlag: Path) -> None:
    edit_text(underlag / "seeds/regler/redovisningspolicy.csv", *SHOW_ALL)


def change_a_group(underlag: Path) -> None:
    edit_text(underlag / "seeds/referens/egen_grupp_medlem.csv", "dalarna,2080", "dalarna,0114")


def change_a_text(underlag: Path) -> None:
    edit_text(underlag / "seeds/metadata/indikator.csv", "Använder AUDIT", "Brukar AUDIT")


def change_the_code(underlag: Path) -> None:
    edit_text(underlag / "macros/formler/andel.sql", '"2000 * (', '"1998 * (')


def rename_and_change_the_limit(underlag: Path) -> None:
    """Change code and seed so that neither can be built without the other."""
    policy = underlag / "seeds" / "regler" / "redovisningspolicy.csv"
    for path in [policy, *underlag.rglob("*.sql"), *underlag.rglob("*.yml")]:
        text = path.read_text()
        path.write_text(re.sub(r"\bgrans_procent\b", "tak_procent", text))
    change_the_policy(underlag)


def rows(old: Path, new: Path, run_code: bool = False) -> list[Row]:
    revision = compare(Comparison(old, new, run_code=run_code), warn=pytest.fail)
    found = revision.connection.execute(f"select {', '.join(COLUMNS)} from andring").fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


@pytest.fixture
def changes(small_publication: Path, tmp_path: Path) -> Callable[..., list[Row]]:
    """Return the changed cells after something was changed in the small publication."""

    def after(*change: Change, run_code: bool = False) -> list[Row]:
        def every(underlag: Path) -> None:
            for one in change:
                one(underlag)

        new = changed_copy(small_publication, tmp_path / "ny", every)
        return rows(small_publication, new, run_code)

    return after


def values(found: list[Row], *columns: str) -> set[object]:
    """Return what stands in these columns, where all have something."""
    cells = [tuple(row[column] for column in columns) for row in found]
    return {cell if len(cell) > 1 else cell[0] for cell in cells if None not in cell}


def write_landing(folder: Path, *deliveries: dict[str, str]) -> Landing:
    """Write deliveries of answers by question (V4 …) of one unit."""
    folder.mkdir()
    with duckdb.connect() as connection:
        for number, answers in enumerate(deliveries, start=1):
            values = ", ".join(
                f"({number}, 'x', 'f.csv', {row}, '2017', '0114', '{fraga}', '{svar}')"
                for row, (fraga, svar) in enumerate(answers.items(), start=2)
            )
            names = "leverans_nr, leverans_id, fil, rad_nr, matar, enhet_kod, fraga_kod, svar"
            rows = f"from (values {values}) as v({names})"
            path = folder / f"leverans_{number:05d}_0000000x.parquet"
            write_landing_file(connection, f"({rows} union all by name {NO_ROW})", path)
    return Landing(folder, {path.name: "" for path in folder.iterdir()})


def test_rows_are_new_corrected_or_withdrawn(tmp_path):
    old = write_landing(
        tmp_path / "a", {"V4": "", "V5": "Ja", "V7": "Ja", "V6": "Ja"}, {"G1": "Ja", "G2": "Ja"}
    )
    new = write_landing(
        tmp_path / "b",
        {"V4": "Ja", "V5": "Nej", "V7": "Ja"},
        {"G1": "Ja", "G2": "Ja"},
        {"G1": "Nej"},
    )
    change = LandingChange(duckdb.connect(), old, new, project_root())
    labels = change.connection.execute(
        "select fraga_kod, svar, orsak from tillagd union all "
        "select fraga_kod, svar, orsak from borttagen order by all"
    ).fetchall()
    assert labels == [
        ("G1", "Nej", "RATTAT_SVAR"),
        ("V4", "", "NYTT_SVAR"),
        ("V4", "Ja", "NYTT_SVAR"),
        ("V5", "Ja", "RATTAT_SVAR"),
        ("V5", "Nej", "RATTAT_SVAR"),
        ("V6", "Ja", "TILLBAKADRAGEN"),
    ]


def test_every_seed_has_a_cause():
    seeds = {path.stem for path in (project_root() / "seeds").rglob("*.csv")}
    assert set(CAUSE_OF_SEED) == seeds


def test_nothing_changed_is_empty(small_publication, oj):
    assert rows(small_publication, small_publication) == []
    result = oj("diff", small_publication, small_publication)
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("change", [correct_in_place, deliver_a_correction])
def test_one_corrected_answer_names_its_unit_its_groups_and_riket(changes, small_warehouse, change):
    found = changes(change)
    with duckdb.connect(str(small_warehouse), read_only=True) as connection:
        member_of = connection.execute(
            "select gruppindelning, grupp_kod from marts.bridge_enhet_grupp "
            "where enhet_kod = '0114' and matar = 2017"
        ).fetchall()
    assert values(found, "orsak") == {"rättat svar"}
    assert not any(row["samverkar"] for row in found)
    assert values(found, "matar") == {"2017"}
    assert values(found, "enhet_kod") == {"0114"}
    of_groups = [row for row in found if row["tabell"] != "fct_gruppvarde_ovriga"]
    assert values(of_groups, "gruppindelning", "grupp_kod") == set(member_of)
    assert "samverkan_polis" in values(found, "indikator_id") <= SAMVERKAN


def test_a_unit_that_answers_for_the_first_time_is_a_new_answer(changes):
    found = changes(deliver_a_new_unit)
    assert values(found, "orsak") == {"nytt svar"}
    assert values(found, "enhet_kod") == {"2085"}
    assert {"fct_svarsfrekvens", "fct_gruppvarde"} <= values(found, "tabell")


@pytest.mark.parametrize("change", [leave_a_unit_out, withdraw_the_delivery])
def test_answers_that_no_longer_count_are_a_withdrawn_delivery(changes, change):
    found = changes(change)
    assert values(found, "orsak") == {"tillbakadragen leverans"}
    assert "2080" in values(found, "enhet_kod")


@pytest.mark.parametrize(
    ("change", "cause", "columns"),
    [
        (change_a_rule, "regel", {"ingar_i_namnare", "namnare_antal"}),
        (change_the_policy, "redovisningspolicy", {"redovisas", "andel_procent"}),
        (change_a_group, "grupp eller ram", {"nej_antal"}),
        (change_a_text, "indikatortext", {"namn"}),
        (change_the_code, "kod", {"hogsta_procent"}),
    ],
)
def test_a_change_of_what_judges_and_counts_has_its_own_cause(changes, change, cause, columns):
    found = changes(change, run_code=change is change_the_code)
    assert values(found, "orsak") == {cause}
    assert columns <= values(found, "kolumn")
    if change is change_a_group:
        assert values(found, "grupp_kod") == {"dalarna"}
    if change is change_a_text:
        assert [(row["gammalt_varde"], row["nytt_varde"][:12]) for row in found] == [
            (
                "Använder AUDIT för att upptäcka riskfylld alkoholkonsumtion",
                "Brukar AUDIT",
            )
        ]


def test_two_causes_are_told_apart_and_together_where_both_are_needed(changes):
    found = changes(correct_in_place, change_the_policy)
    of_units = [row for row in found if row["tabell"] == "fct_enhetsutfall"]
    assert values(of_units, "orsak") == {"rättat svar"}
    shown = {
        row["indikator_id"]: (row["orsak"], row["samverkar"])
        for row in found
        if (row["kolumn"], row["gruppindelning"], row["matar"])
        == ("andel_procent", "riket", "2017")
    }
    assert shown["samverkan_polis"] == ("rättat svar + redovisningspolicy", True)
    assert shown["audit"] == ("redovisningspolicy", False)


def test_code_and_seeds_that_need_each_other_are_one_cause(changes):
    found = changes(rename_and_change_the_limit, correct_in_place, run_code=True)
    assert "redovisningspolicy + kod" in values(found, "orsak")
    assert values(found, "enhet_kod") == {"0114"}


def test_a_year_that_was_not_published_before_is_its_own_cause(small_publication, tmp_path):
    old = changed_copy(small_publication, tmp_path / "gammal", lambda _: None, matar=2016)
    last = json.loads((small_publication / "manifest.json").read_text())["matar"]
    found = rows(old, small_publication)
    assert values(found, "orsak") == {"annat mätår"}
    assert values(found, "matar") == {str(year) for year in range(2017, last + 1)}


def test_the_command_writes_a_page_json_and_csv(small_publication, tmp_path, oj):
    new = changed_copy(small_publication, tmp_path / "ny", change_a_text)
    page = oj("diff", small_publication, new)
    assert page.exit_code == 0
    assert "indikatortext: seeds/metadata/indikator.csv" in page.stdout
    content = json.loads(
        oj("diff", small_publication, new, "--json", "--out", tmp_path / "a.csv").stdout
    )
    assert content["orsaker"] == {"indikatortext": ["seeds/metadata/indikator.csv"]}
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    (change,) = content["andringar"]
    assert row == {
        column: {None: "", False: "nej"}.get(value, value) for column, value in change.items()
    }


def test_the_page_shows_cells_of_every_cause_though_one_has_many(
    small_publication, tmp_path, oj, monkeypatch
):
    def change(underlag: Path) -> None:
        change_the_policy(underlag)
        correct_in_place(underlag)

    monkeypatch.setenv("COLUMNS", "200")
    new = changed_copy(small_publication, tmp_path / "ny", change)
    page = oj("diff", small_publication, new).stdout
    cells = [line.split("│")[-2].strip() for line in page.splitlines() if line.count("│") == 5]
    assert {"redovisningspolicy", "rättat svar"} <= set(cells)
    assert len(cells) <= 20


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "är ingen publikation"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "är skadad"),
        (lambda folder: (folder / "manifest.json").write_text('{"filer": 1}'), "är skadad"),
        (lambda folder: (folder / "extra.csv").write_text("x"), "extra.csv hör inte till den"),
        (lambda folder: (folder / "parquet/dim_kommun.parquet").unlink(), "dim_kommun.parquet sak"),
    ],
)
def test_what_is_no_whole_publication_is_one_line(small_publication, tmp_path, oj, damage, why):
    copy = changed_copy(small_publication, tmp_path / "kopia", lambda _: None)
    damage(copy)
    result = oj("diff", small_publication, copy)
    assert result.exit_code == 2
    assert why in result.stderr
    assert result.stderr.count("\n") == 1
