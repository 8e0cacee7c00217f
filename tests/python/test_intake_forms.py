"""Workbooks, Parquet and the wide form give the rows that the long CSV gives."""

from datetime import date, datetime

import pytest

from oppna_jamforelser.intake.delivery import read_delivery
from oppna_jamforelser.intake.errors import UnreadableFile
from test_intake_reading import picked, read
from workbooks import SHEET, part_of, with_part, workbook, write_parquet_file

HEADER = ["matar", "enhet_kod", "fraga_kod", "svar", "inlamnad"]
KEY = ("rad_nr", "matar", "enhet_kod", "fraga_kod", "svar", "inlamnad")
WIDE = ("rad_nr", "fraga_kod", "omrade_kod", "delfraga_kod", "svar", "fritext", "kolumn")


def test_a_sheet_has_titles_blank_rows_and_columns_and_cells_of_any_type(deliver):
    path = deliver(
        workbook(
            {
                "Svar": [
                    ["Enkät 2017"],
                    [],
                    [None, "Mätår", "Enhet_kod", None, "Frågekod", "Svar", "Inlämnad"],
                    [None, 2017, 114, None, "G1", "Ja", datetime(2017, 2, 1, 8, 30)],
                    [None] * 7,
                    [None, 2017.0, "0115", None, "G1", "=Ja", date(2017, 2, 1)],
                    [None, "2017.0", 114.0, None, "G1", True, "2017-02-01"],
                    [None, 2017, 114, None, "G1", 1.5, 42767],
                ]
            }
        ),
        "svar.xlsx",
    )
    delivery = read_delivery(path)
    assert (delivery.source.blad, delivery.source.rubrik_rad_nr) == ("Svar", 3)
    rows = read(path)
    assert picked([row for row in rows if not row["lasfel_kod"]], *KEY) == [
        (4, "2017", "114", "G1", "Ja", "2017-02-01T08:30:00"),
        (7, "2017.0", "114", "G1", "TRUE", "2017-02-01"),
        (8, "2017", "114", "G1", "1.5", "42767"),
    ]
    assert picked([row for row in rows if row["lasfel_kod"]], "rad_nr", "lasfel_kod") == [
        (6, "formel_utan_varde")
    ]


def test_a_formula_is_never_evaluated_and_its_stored_value_is_read(deliver):
    content = workbook({"Svar": [HEADER, [2017, "0114", "G1", '=CONCATENATE("J","a")', None]]})
    with_value = with_part(content, SHEET, _sheet_with_value(content))
    assert picked(read(deliver(with_value, "a.xlsx")), "svar", "lasfel_kod") == [("Ja", None)]
    without = read(deliver(content, "b.xlsx"))
    assert picked(without, "enhet_kod", "kolumn", "rad", "lasfel_kod") == [
        ("0114", "svar", '=CONCATENATE("J","a")', "formel_utan_varde")
    ]


def _sheet_with_value(content: bytes) -> bytes:
    sheet = part_of(content, SHEET)
    assert b"<v />" in sheet or b"<v></v>" in sheet
    sheet = sheet.replace(b'<c r="D2">', b'<c r="D2" t="str">')
    return sheet.replace(b"<v />", b"<v>Ja</v>").replace(b"<v></v>", b"<v>Ja</v>")


def test_text_that_begins_with_an_equals_sign_is_data(deliver):
    rows = read(deliver("matar,enhet_kod,fraga_kod,svar\n2017,0114,G1,=1+1\n"))
    assert picked(rows, "svar", "lasfel_kod") == [("=1+1", None)]


def test_a_sheet_is_named_and_is_a_delivery_of_its_own(deliver):
    rows = [HEADER, [2017, "0114", "G1", "Ja", None]]
    path = deliver(workbook({"Ett": rows, "Två": rows}), "svar.xlsx")
    assert read_delivery(path).source.blad == read_delivery(path, "Ett").source.blad == "Ett"
    assert read_delivery(path).leverans_id == read_delivery(path, "Ett").leverans_id
    assert read_delivery(path, "Två").source.blad == "Två"
    assert read_delivery(path, "Två").leverans_id != read_delivery(path).leverans_id
    with pytest.raises(UnreadableFile, match=r"bladet Tre finns inte\. Bladen heter: Ett, Två\."):
        read_delivery(path, "Tre")


def test_a_value_far_out_in_a_sheet_costs_neither_memory_nor_the_other_rows(deliver):
    content = workbook({"Svar": [HEADER, [2017, "0114", "G1", "Ja", None]]})
    rows = read(deliver(_with_stray_cell(content), "svar.xlsx"))
    assert picked(rows, "rad_nr", "lasfel_kod") == [(2, None), (1_048_576, "fel_antal_falt")]


def _with_stray_cell(content: bytes) -> bytes:
    sheet = part_of(content, SHEET)
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_part(content, SHEET, sheet.replace(b"</sheetData>", stray))


def test_parquet_is_read_whatever_its_types_and_its_name(tmp_path):
    path = write_parquet_file(
        tmp_path / "svar[1]*.parquet",
        "select 2017 as Matar, 114.0::double as enhet_kod, 'G1' as fraga_kod, 'Ja' as svar, "
        'date \'2017-02-01\' as inlamnad, [1] as "en ""lista" '
        "union all select 2017, 115, 'G1', null, null, null "
        "union all select null, null, null, null, null, null",
    )
    assert sorted(picked(read(path), *KEY[1:])) == [
        ("2017", "114.0", "G1", "Ja", "2017-02-01"),
        ("2017", "115.0", "G1", "", ""),
    ]
    assert read_delivery(path).source.okanda_kolumner == ('en "lista',)


def test_text_that_parquet_holds_as_bytes_is_text(tmp_path):
    path = write_parquet_file(
        tmp_path / "svar.parquet",
        "select 2017::decimal(8, 2) as matar, '0114'::blob as enhet_kod, 'G1' as fraga_kod, "
        "encode('området') as svar, '\\xFF'::blob as fritext",
    )
    assert picked(read(path), "matar", "enhet_kod", "svar", "fritext") == [
        ("2017.00", "0114", "området", "\\xFF")
    ]


def test_a_workbook_is_known_by_its_content(deliver):
    content = workbook({"Svar": [HEADER, [2017, "0114", "G1", "Ja", None]]})
    for name in ("svar.csv", "svar.xls", "svar"):
        assert picked(read(deliver(content, name)), "svar") == [("Ja",)]


def test_a_column_of_names_is_no_answer_and_stands_for_the_code_that_is_missing(deliver):
    both = deliver("matar;enhet_kod;Kommun;G1\n2017;2080;Falun;Ja\n")
    assert picked(read(both), "enhet_kod", "fraga_kod", "svar") == [("2080", "G1", "Ja")]
    assert read_delivery(both).source.okanda_kolumner == ("Kommun",)
    alone = deliver("År;Kommun;G1\n2017;Falun;Ja\n")
    assert picked(read(alone), "matar", "enhet_kod", "svar") == [("2017", "Falun", "Ja")]


def test_a_wide_row_becomes_one_row_for_each_cell_that_holds_something(deliver):
    path = deliver(
        "Mätår;Enhet_kod;g3A.VINR.Polis;V2.kvinnor;G7.missbruk;V1.annan.fritext;V1.annan;"
        "Kommentar;Inlämnad\n"
        "2017;0114;Ja;Nej;;iRiSk;Ja;hej;2017-02-01\n"
        "2017;0115;;;Ja;ensam;;;\n"
        "2017;0117;;;;;;;\n"
    )
    rows = read(path)
    assert picked(rows, *WIDE) == [
        (2, "g3A", "VINR", "Polis", "Ja", "", "g3A.VINR.Polis"),
        (2, "V2", "", "kvinnor", "Nej", "", "V2.kvinnor"),
        (2, "V1", "", "annan", "Ja", "iRiSk", "V1.annan"),
        (2, "Kommentar", "", "", "hej", "", "Kommentar"),
        (3, "G7", "missbruk", "", "Ja", "", "G7.missbruk"),
        (3, "V1", "", "annan", "", "ensam", "V1.annan"),
        (4, "g3A", "VINR", "Polis", "", "", "g3A.VINR.Polis"),
    ]
    assert {row["inlamnad"] for row in rows if row["rad_nr"] == 2} == {"2017-02-01"}


def test_free_text_without_a_column_for_the_answer_is_kept(deliver):
    rows = read(deliver("matar,enhet_kod,G1,V1.annan.fritext\n2017,0114,Ja,iRiSk\n"))
    assert picked(rows, *WIDE[1:]) == [
        ("G1", "", "", "Ja", "", "G1"),
        ("V1", "", "annan", "", "iRiSk", "V1.annan.fritext"),
    ]


def test_columns_with_one_name_are_told_apart(deliver):
    rows = read(deliver("matar,enhet_kod,G1,G1,\n2017,0114,Ja,Nej,x\n"))
    assert [row["kolumn"] for row in rows] == ["G1", "G1 (kolumn 4)", "(kolumn 5)"]


def test_a_formula_in_a_wide_sheet_costs_its_cell_or_its_row(deliver):
    table = [
        ["matar", "enhet_kod", "G1", "G20"],
        [2017, "0114", "Ja", "=A1"],
        [2017, "=A1", "Ja", "Ja"],
    ]
    rows = read(deliver(workbook({"Svar": table}), "svar.xlsx"))
    assert picked(rows, "rad_nr", "enhet_kod", "fraga_kod", "kolumn", "lasfel_kod") == [
        (2, "0114", "G1", "G1", None),
        (2, "0114", "G20", "G20", "formel_utan_varde"),
        (3, None, None, "enhet_kod", "formel_utan_varde"),
    ]
