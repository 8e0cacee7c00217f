"""The workbook: made as people need it, the same bytes every time, and equal to the marts."""

import os
import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pytest

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.quality.declaration import Declaration
from oppna_jamforelser.publish.workbook import guide_sheets, styles, texts, write_workbook
from oppna_jamforelser.publish.workbook.content import read_content
from oppna_jamforelser.publish.workbook.page_breaks import page_height
from oppna_jamforelser.publish.workbook.selection import first_selection
from oppna_jamforelser.publish.workbook.write import write_content
from workbook_choices import Chosen, sheet_rows
from workbook_expected import SHORT, expected

MATAR = 2017
READ_BY_PEOPLE = (
    *("Start", "Innehåll", "Utveckling", "Vägen till Ja", "Kommuner", "Mellan områden"),
    *("Grupper", "Lista dalarna", "Personer", "Förändringar", "Försämrat", "Indikatorer"),
    *("Indikatorlista", "Läsguide", "Metod", "Jämförbarhet", "Kvalitet", "Noter"),
)
DATA = ("Data_val", "Data_grupp", "Data_jamforelse", "Data_resultat", "Data_vag", "Urval")


@pytest.fixture(scope="module")
def path(lager: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the workbook of an early year."""
    path = tmp_path_factory.mktemp("arbetsbok") / f"oppna_jamforelser_vinr_{MATAR}.xlsx"
    write_workbook(lager, MATAR, path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> openpyxl.Workbook:
    """Read the workbook back, with the stored results of its formulas."""
    return openpyxl.load_workbook(path, data_only=True)


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    """Return the rows of a sheet's first table, by header."""
    return sheet_rows(book[sheet])


def test_the_sheets_stand_in_their_order(book):
    """Start is first, and what people read stands before what formulas read."""
    assert tuple(book.sheetnames) == (*READ_BY_PEOPLE, *DATA)
    assert book.active.title == "Start"
    hidden = {sheet.title for sheet in book if sheet.sheet_state != "visible"}
    assert hidden == set(DATA)  # what formulas read: out of sight, and not printed with the rest
    assert {cell.value for cell in book["Innehåll"]["A"][5:]} == set(READ_BY_PEOPLE) - {"Innehåll"}


def test_those_who_have_it_read_aloud_hear_its_language_and_what_each_table_is(path):
    """The file names its language, and every table has an alternative text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "<dc:language>sv-SE</dc:language>" in parts["docProps/core.xml"]
    tables = [text for name, text in parts.items() if "tables/table" in name]
    assert len(tables) > 20
    assert all(re.search('altText="[^"]+" altTextSummary="[^"]+"', text) for text in tables)


def test_what_is_counted_is_a_number(book):
    """Shares, bounds, changes and their parts sort and add up in a pivot; reasons are words."""
    of = {
        "Grupper": (
            *("Andel Ja, procent", "Lägsta möjliga andel, procent"),
            *("Högsta möjliga andel, procent", "Övriga riket, andel Ja"),
        ),
        "Förändringar": (
            *("Andel Ja före, procent", "Andel Ja efter, procent", "Förändring, procentenheter"),
            *("Varav regel, procentenheter", "Varav ram och grupp, procentenheter"),
            *("Varav vilka som svarat, procentenheter", "Varav verklig, procentenheter"),
        ),
    }
    few = re.compile(r"\d+ % \(\d av \d\)")  # a share of few units is not to be ranked
    span = re.compile(r"[+−]?\d+,\d till [+−]?\d+,\d")  # what the undecided leave open
    for sheet, headers in of.items():
        for header in headers:
            cells = [row[header] for row in rows(book, sheet)]
            assert sum(isinstance(cell, int | float) for cell in cells) > len(cells) / 4, header
            words = {cell for cell in cells if isinstance(cell, str)}
            written = {one for one in words if few.fullmatch(one) or span.fullmatch(one)}
            assert not [one for one in words - written if re.search(r"\d", one)], header


def test_indicators_with_results_come_first_and_nothing_is_just_empty(book, lager):
    """What has results stands first; what has no target says so; Kolada's ids are there."""
    table = rows(book, "Indikatorlista")
    marts = {
        key: (has_results, kolada, target)
        for key, has_results, kolada, target in lager.execute(
            "select indikator_id, har_utfall, coalesce(kolada_id, 'Inget'), coalesce("
            "malvarde_text, 'Inget önskvärt resultat är angivet.') from marts.dim_indikator"
        ).fetchall()
    }
    assert {row["Id"]: (row["Kolada-id"], row["Önskvärt resultat"]) for row in table} == {
        key: (kolada, target) for key, (_, kolada, target) in marts.items()
    }
    has_results = [marts[row["Id"]][0] for row in table]
    assert has_results == sorted(has_results, reverse=True)
    ids = {row["Kolada-id"] for row in rows(book, "Indikatorer")}
    assert "U37518" in ids and ids <= {kolada for _, kolada, _ in marts.values()}


def test_every_sheet_is_a_named_table_under_frozen_headers(book):
    """Nothing is merged; every table has unique headers and no cell without a value."""
    for sheet in book:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert sheet.tables, sheet.title
        for table in sheet.tables.values():
            header, *body = sheet[table.ref]
            names = [cell.value for cell in header]
            assert len(set(names)) == len(names) and all(names), table.name
            empty = [cell.coordinate for row in body for cell in row if cell.value in (None, "")]
            assert not empty, (sheet.title, empty[:5])


def test_every_sheet_prints_on_a4_with_the_marking(book):
    """Landscape, repeated headers, page numbers, and on paper too what the figures are not."""
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows and "&P" in sheet.oddFooter.right.text, sheet.title
        assert sheet["A2"].value.startswith("Syntetiska exempeldata")
        for part in (sheet.oddHeader.left, sheet.oddFooter.left):
            assert part.text == "Syntetiska exempeldata"


def test_what_is_wide_is_printed_so_that_it_can_be_read(book):
    """The columns on paper fit A4 at seven tenths of their size or more."""
    for sheet in (book["Grupper"], book["Förändringar"]):
        last = sheet[sheet.print_area.replace("$", "").split("!")[-1]][0][-1].column
        widths = [
            group.width
            for group in sheet.column_dimensions.values()
            for _ in range(group.min, min(group.max, last) + 1)
        ]
        assert len(widths) == last < sheet.max_column
        assert page_height(widths) <= page_height([1]) / 0.7, sheet.title


def test_real_answers_carry_no_marking(lager, tmp_path, monkeypatch):
    """Without a marking in the data, no sheet says that figures are made up."""
    real = Declaration(2016, "", ())  # the declaration asks the warehouse itself
    monkeypatch.setattr(guide_sheets, "read_declaration", lambda *_: real)
    content = replace(read_content(lager, 2016), marking="")
    write_content(lager, content, tmp_path / "a.xlsx", first_selection(content))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert not any(b"yntetisk" in archive.read(name) for name in archive.namelist())


def test_formulas_use_old_functions_and_nothing_outside_the_file(path):
    """No macro, no link to another file, no function that LibreOffice 7.4 lacks."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        sheets = [archive.read(name).decode() for name in names if "worksheets/sheet" in name]
    assert not [name for name in names if "vba" in name or "external" in name.lower()]
    formulas = [formula for sheet in sheets for formula in re.findall("<f>([^<]*)</f>", sheet)]
    used = {name for formula in formulas for name in re.findall(r"([A-Z.]+)\(", formula)}
    names = "AND CHAR FIND IF IFERROR INDEX LEFT MATCH MID NA OR SUBSTITUTE TRIM VALUE"
    assert used == set(names.split())
    assert not [formula for formula in formulas if "[" in formula or "_xl" in formula]


def test_the_same_warehouse_gives_the_same_bytes(lager, tmp_path, monkeypatch):
    """Threads, time zone, locale and folder leave no trace."""
    files = []
    for threads, zone in ((1, "Pacific/Auckland"), (8, "UTC")):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        monkeypatch.setitem(os.environ, "LC_ALL", "C" if threads == 1 else "C.UTF-8")
        lager.execute(f"set threads = {threads}")
        file = tmp_path / str(threads) / "bok.xlsx"
        file.parent.mkdir()
        write_workbook(lager, 2016, file)
        files.append(file.read_bytes())
    assert files[0] == files[1]


def test_kommuner_hold_what_the_mart_holds(book, lager):
    """Every kommun and every indicator of the year: the outcome, the share, or the reason."""
    marts = {
        (kommun, name): SHORT[reason] if reason else outcome
        for kommun, name, outcome, reason in lager.execute(
            "select kommun_kod, mart.kortnamn, utfall_text, mart.orsak_kod"
            " from marts.mart_kommun_indikator as mart"
            " inner join marts.dim_indikator using (indikator_id)"
            " where matar = ? and har_utfall and forsta_matar <= ?",
            [MATAR, MATAR],
        ).fetchall()
    }
    names = {name for _, name in marts}
    shown = {
        (row["Kod"], header.rpartition(" (")[0]): cell
        for row in rows(book, "Kommuner")
        for header, cell in row.items()
        if header.rpartition(" (")[0] in names and row["Slag"] != "Stadsdel"
    }
    assert len(shown) > 15_000
    assert shown == marts


def test_the_list_is_in_swedish_order(book):
    """Å, Ä and Ö come last, and a city's parts after the city."""
    names = [row["Val"] for row in rows(book, "Data_val")]
    for before, after in (
        *(("Örebro", "Östersund"), ("Åre", "Älvdalen"), ("Ystad", "Åmål"), ("Ängelholm", "Öckerö")),
        *(("Malmö (hela staden)", "Malmö – Innerstaden"), ("Malmö – Öster", "Malung-Sälen")),
    ):
        assert names.index(before) < names.index(after)
    assert names[0] == "Ale"


def test_groups_are_compared_with_the_rest_of_riket(book):
    """The rest and the group make up riket, and only ranges that do not meet are certain."""
    table = rows(book, "Grupper")
    riket = {row["Indikator"]: row for row in table if row["Grupp"] == "Riket"}
    checked = 0
    for row in table:
        rest = str(row["Övriga riket, Ja av svarande"])
        if row["Grupp"] == "Riket":
            assert rest == texts.IS_RIKET
        elif " av " in rest:
            yes, below = map(int, rest.split(" av "))
            whole = riket[row["Indikator"]]
            assert yes + row["Ja, antal"] == whole["Ja, antal"]
            assert below + row["Nämnare, antal"] == whole["Nämnare, antal"]
            checked += 1
    assert checked > 500
    assert {"Inte säker", "Säkert högre", "Säkert lägre", texts.NO_DIFFERENCE} <= {
        row["Skillnad mot övriga"] for row in table
    }


def test_a_share_of_few_units_is_no_number_to_rank(book):
    """Below five the counts stand beside the percent, as text."""
    few = [row for row in rows(book, "Grupper") if 0 < int(row["Nämnare, antal"]) < 5]
    assert few
    assert all(isinstance(row["Andel Ja, procent"], str) for row in few)
    assert any(re.fullmatch(r"\d+ % \(\d av \d\)", row["Andel Ja, procent"]) for row in few)


def test_every_figure_says_what_it_rests_on(book, lager):
    """What the warehouse says of an indicator and year stands on every sheet that has a figure."""
    words = {"kalla": "Belagt", "antagen": "Antaget", "antagen_oforandrad": "Antas oförändrat"}
    marts = {
        (indicator, name, year): words[evidence]
        for indicator, name, year, evidence in lager.execute(
            "select distinct indikator_id, kortnamn, matar, belagg from marts.fct_enhetsutfall"
            " inner join marts.dim_indikator using (indikator_id) where matar <= ?",
            [MATAR],
        ).fetchall()
    }
    assert set(marts.values()) >= {"Belagt", "Antaget"}
    named = {(name, year): shown for (_, name, year), shown in marts.items()}
    found = {row["Nyckel"]: row for row in rows(book, "Data_resultat")}
    assert marts == {
        (indicator, name, year): found[f"belagg|{year}"][indicator]
        for indicator, name, year in marts
    }
    for row in rows(book, "Grupper"):
        assert row["Belägg"] == named[row["Indikator"], MATAR]
    for row in rows(book, "Förändringar"):
        for year, shown in (
            ("Från mätår", row["Belägg före"]),
            ("Till mätår", row["Belägg efter"]),
        ):
            assert shown == named.get((row["Indikator"], row[year]), "Ställdes inte")
    for header in (cell.value for cell in book["Kommuner"][4][6:]):
        name, _, shown = header.rpartition(" (")
        assert shown == f"{named.get((name, MATAR), 'Ställdes inte').lower()})"
    series = [row for row in rows(book, "Utveckling") if row["Vad"] == "Belägg"]
    for row, year in ((row, year) for row in series for year in (2016, MATAR)):
        assert row[str(year)] == named.get((row["Indikator"], year), "Ställdes inte")
    by_assumption = {
        (name, f"{class_text}: {words[evidence]}")
        for name, class_text, evidence in lager.execute(
            "select kortnamn, klass_text, jamforbarhet_belagg from marts.dim_jamforbarhet as par"
            " inner join regler.jamforbarhet_klass using (klass)"
            " inner join marts.dim_indikator using (indikator_id)"
            " where till_matar = ? and fran_stalld and till_stalld",
            [MATAR],
        ).fetchall()
    }
    pairs = [row for row in rows(book, "Utveckling") if row["Vad"] == "Jämfört med året före"]
    assert {row["2016"] for row in pairs} == {"Första året"}
    assert {
        (row["Indikator"], row[str(MATAR)])
        for row in pairs
        if row[str(MATAR)] != "Ställdes inte båda åren"
    } == by_assumption


def test_an_own_group_that_is_a_lan_is_told_once(book):
    """One name for both, and the choice of the list says which they are."""
    for sheet in ("Grupper", "Förändringar"):
        names = {row["Grupp"] for row in rows(book, sheet)}
        assert "Dalarnas län (= Dalarnas 15 kommuner)" in names
        assert not names & {"Dalarnas 15 kommuner", "Dalarnas län"}
    choices = [row["Val"] for row in rows(book, "Data_val")]
    assert "Län: Dalarnas län, samma enheter som Dalarnas 15 kommuner" in choices
    assert choices.count("Riket") == 1 and not [c for c in choices if c.startswith("Egen grupp")]


def test_pairs_that_are_comparable_by_assumption_say_so(book, lager):
    """Each pair of years that an indicator was asked in is there, with its class and evidence."""
    marts = lager.execute(
        "select count(*), count(*) filter (where jamforbarhet_belagg = 'antagen')"
        " from marts.dim_jamforbarhet where till_matar <= ? and fran_stalld and till_stalld",
        [MATAR],
    ).fetchone()
    pairs = [row for row in rows(book, "Jämförbarhet") if ": " not in row["Indikator eller grupp"]]
    assumed = [row for row in pairs if row["Jämförbarheten är"] == "Antaget"]
    assert (len(pairs), len(assumed)) == marts


def test_the_list_of_dalarna_is_the_sources(book):
    """44 rows in the source's order, one column for each kommun, an ended id with its reason."""
    table = rows(book, "Lista dalarna")
    assert [row["Nr"] for row in table] == list(range(1, 45))
    assert len(table[0]) - 6 == 15
    unverified = next(row for row in table if row["Kolada-id"] == "U30440")
    assert "ifier" in unverified["Läge"]
    assert {unverified[kommun] for kommun in ("Falun", "Mora")} <= set(texts.REASONS.values())


def test_changes_hold_the_marts_changes(book, lager):
    """Every group's change of the year, as the mart has it, or that none is computed."""
    marts = {
        (division, group, name): "Räknas inte" if change is None else float(change)
        for division, group, name, change in lager.execute(
            "select gruppindelning_namn, grupp_namn, kortnamn, forandring_procentenheter"
            " from marts.fct_forandring"
            " inner join marts.dim_redovisningsgrupp using (gruppindelning, grupp_kod)"
            " inner join marts.dim_indikator using (indikator_id)"
            " where till_matar = ? and forsta_matar <= ? and gruppindelning <> 'egen'",
            [MATAR, MATAR],
        ).fetchall()
    }
    shown = {
        (row["Indelning"], row["Grupp"].partition(" (=")[0], row["Indikator"]): row[
            "Förändring, procentenheter"
        ]
        for row in rows(book, "Förändringar")
    }
    assert shown == marts


def test_stored_results_are_those_of_the_first_choice(book, lager):
    """A viewer that does not calculate shows the right values."""
    chosen = Chosen(*(book["Start"][f"A{row}"].value for row in range(4, 8)))
    codes = {row["Val"]: row["Kod"] for row in rows(book, "Data_val")}
    years = list(range(2016, MATAR + 1))
    wanted = expected(lager, chosen, codes[chosen.choice], codes[chosen.other], years)
    shown = {
        header.value: [
            f"{cell.value} %" if isinstance(cell.value, int) else cell.value for cell in cells
        ]
        for table in book["Start"].tables.values()
        for header, *cells in book["Start"][table.ref][1:]
    }
    assert shown == wanted


def test_every_reason_has_a_short_text(lager):
    """A new reason cannot leave a cell without words."""
    codes = lager.execute("select orsak_kod from regler.orsak").fetchall()
    assert {code for (code,) in codes} == set(texts.REASONS)


def test_a_year_without_results_is_named(lager, tmp_path):
    """Nothing is written, and the message says which years there are."""
    with pytest.raises(PublishError, match=r"mätår 2015; till dess har det inga år"):
        write_workbook(lager, 2015, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


def test_colours_can_be_read_and_told_apart():
    """Text has a contrast of 4.5 or more; outcomes differ in lightness, so also in grey."""

    def lightness(colour: str) -> float:
        parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        low, high = sorted((lightness(one), lightness(other)))
        return (high + 0.05) / (low + 0.05)

    pairs = [(colours["font_color"], colours["bg_color"]) for colours in styles.OUTCOMES.values()]
    pairs += [("#FFFFFF", styles.HEAD), (styles.MUTED, "#FFFFFF"), (styles.INK, styles.WARNING)]
    assert all(contrast(*pair) >= 4.5 for pair in pairs)
    yes, no = (styles.OUTCOMES[outcome]["bg_color"] for outcome in ("Ja", "Nej"))
    assert contrast(yes, no) >= 3
