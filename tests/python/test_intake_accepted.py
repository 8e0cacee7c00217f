"""Nothing is accepted in vain: what is taken in counts, or its sender is told why not."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from answers import built, quiet
from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.reception import take_in
from oppna_jamforelser.landing import landing_files
from oppna_jamforelser.receipt.words import judged, read_as, without_effect
from test_intake_reading import landed, picked
from workbooks import SHEET, part_of, with_part, workbook, write_parquet_file

pytestmark = pytest.mark.slow

LONG = "matar;enhet_kod;fraga_kod;omrade_kod;delfraga_kod;svar;fritext\n"
BOXES = ("freda_beskrivning", "freda_farlighet", "sara_sv", "patriark")
NO_METHOD = "".join(f"2017;0117;V1;;{box};Nej;\n" for box in BOXES)
WIDE = "matar;enhet_kod;" + ";".join(f"V1.{box}" for box in BOXES) + ";V1.annan"
STRINGS = "xl/sharedStrings.xml"
TABLE = [["matar", "enhet_kod", "fraga_kod", "svar"], [2017, "0114", "G1", "Ja"]]


def outcome(landing: Path, enhet_kod: str, fraga_kod: str = "V1", delfraga_kod: str = "annan"):
    """Return the class and free text of the answer in force."""
    with built(landing, "int_svar__gallande") as connection:
        return connection.execute(
            "select svarsklass, fritext from int_svar__gallande "
            "where enhet_kod = ? and fraga_kod = ? and delfraga_kod = ?",
            [enhet_kod, fraga_kod, delfraga_kod],
        ).fetchone()


# --- a method's name ---


def test_free_text_on_a_row_of_its_own_belongs_to_its_question_s_answer(deliver, landing):
    rows = "2017;0117;V1;;annan;Ja;\n2017;117;v1;;Annan;;Trappan\n"
    receipt = take_in(deliver(LONG + NO_METHOD + rows), quiet(landing))
    assert receipt.review.refused_count == 0
    assert outcome(landing, "0117") == ("ja", "Trappan")


NO_BUT = "2017;0120;Nej;Nej;Nej;Nej;Ja;Trappan"
NAMES_ELSEWHERE = {
    "in a column of the tool's name": f"{WIDE};V1.annan.text\n{NO_BUT}\n",
    "in a column of its own": f"{WIDE};Om annan, ange vilken\n{NO_BUT}\n",
    "on a row of an unknown item": LONG
    + "2017;0120;V1;;annan;Ja;\n2017;0120;V1;;annan_vilken;Trappan;\n",
    "twice, and not the same": LONG
    + "2017;0120;V1;;annan;Ja;\n2017;0120;V1;;annan;;Trappan\n2017;0120;V1;;annan;;Steget\n",
}  # fmt: skip


@pytest.mark.parametrize("content", NAMES_ELSEWHERE.values(), ids=NAMES_ELSEWHERE.keys())
def test_a_name_that_is_refused_makes_the_answer_unusable_and_never_no(deliver, landing, content):
    receipt = take_in(deliver(content), quiet(landing))
    assert receipt.review.refused_count
    assert outcome(landing, "0120") == ("ogiltigt", "")


def test_refused_columns_that_are_no_name_leave_the_answer_as_it_is(deliver, landing):
    take_in(deliver(f"ID;Starttid;{WIDE}\n7;2017-02-20;2017;0120;Nej;Nej;Nej;Nej;Ja\n"),
            quiet(landing))  # fmt: skip
    assert outcome(landing, "0120") == ("ja_utan_namn", "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *[("utf-8", read) for read in ("utf-8", "cp1252", "mac-roman", "cp850", "cp437")],
        *[(written, "cp1252") for written in ("cp850", "cp437", "mac-roman")],
        *[(written, "latin-1") for written in ("cp850", "mac-roman")],
        *[("cp1252", read) for read in ("mac-roman", "cp850")],
    ],
)
def test_a_text_in_the_wrong_encoding_names_no_method(deliver, landing, written, read):
    text = "Våldsmodellen"
    wrong = text.encode().decode("cp1252") if written == read else text.encode(written).decode(read)
    receipt = take_in(deliver(LONG + NO_METHOD + f"2017;0117;V1;;annan;Ja;{wrong}\n"),
                      quiet(landing))  # fmt: skip
    (refusal,) = receipt.review.refusals
    assert refusal.orsak_kod == "feltolkad_text"
    assert outcome(landing, "0117")[0] == "ogiltigt"


@pytest.mark.parametrize("written", ["cp850", "mac-roman"])
def test_a_file_in_an_encoding_that_is_not_read_names_no_method(deliver, landing, written):
    rows = LONG + NO_METHOD + "2017;0117;V1;;annan;Ja;"
    receipt = take_in(deliver(rows.encode() + "Våldsmodellen\n".encode(written)), quiet(landing))
    (refusal,) = receipt.review.refusals
    assert refusal.orsak_kod == "feltolkad_text"
    assert outcome(landing, "0117")[0] == "ogiltigt"


def test_foreign_letters_and_quotation_marks_are_no_wrong_encoding(deliver, landing):
    text = "Šimić’s modell, ”Trappan”, Ärlig – é, √2, 5 ÷ 2, SÃO, Õun, Âme, 20 ‰"
    take_in(deliver(LONG + f"2017;0117;V1;;annan;Ja;{text}\n"), quiet(landing))
    assert outcome(landing, "0117") == ("ja", text)


# --- answers without effect ---


def test_a_correction_that_cannot_come_into_force_is_told(deliver, landing):
    take_in(deliver("matar;enhet_kod;G1;G20;inlamnad\n2017;0186;Nej;Nej;2017-02-20\n", "a.csv"),
            quiet(landing))  # fmt: skip
    rows = "matar;enhet_kod;fraga_kod;svar\n2017;0186;G1;Ja\n2017;0186;G20;\n2017;0186;V4;Ja\n"
    receipt = take_in(deliver(rows, "b.csv"), quiet(landing))
    older, empty = without_effect(receipt.without_effect)
    assert older.startswith("1 godtagen rad gäller inte: ett svar med senare tidpunkt")
    assert "(rad 2)" in older and "ange inlamnad" in older
    assert empty.startswith("1 tom rad ersätter inget")


def test_boxes_that_nobody_touched_are_told(deliver, landing):
    header = "matar,enhet_kod,G1,G6a.vinr_barn.a,V1.sara_sv,V1.annan\n"
    receipt = take_in(deliver(header + "2017,0117,Ja,Nej,Nej,Nej\n2017,0120,,Nej,Nej,Nej\n"),
                      quiet(landing))  # fmt: skip
    (failure,) = (one for one in receipt.judgement.to_look_at if one.suite == "enhet_rutor")
    assert [row["enhet_kod"] for row in failure.rows] == ["0120"]
    assert receipt.review.accepted_count == 7


def test_a_receipt_with_nothing_refused_speaks_of_no_refused_rows(deliver, landing):
    receipt = take_in(deliver([*TABLE[:1], ["2017", "0114", "\tg1\xa0", "Ja"]]), quiet(landing))
    assert receipt.review.refused_count == 0
    assert "avvisade" not in judged(receipt.judgement)


# --- persons' data ---


@pytest.mark.parametrize(
    ("header", "row", "dropped"),
    [
        (
            "IP Address;E-post;Uppgiftslämnare",
            "10.0.0.7;anna@exempel.invalid;Anna Exempelsson",
            ("IP Address", "E-post", "Uppgiftslämnare"),
        ),
        ("Namn;ipaddr;Telefonnummer", "Anna;10.0.0.7;070-123 45 67",
         ("Namn", "ipaddr", "Telefonnummer")),
        ("Tel.nr;Tfn (arbete);E.post", "08-123;018-55;anna@exempel.invalid",
         ("Tel.nr", "Tfn (arbete)", "E.post")),
        ("Custom Data 1;Q99", "anna@exempel.invalid;070-123 45 67", ("Custom Data 1", "Q99")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("long", [False, True], ids=["wide", "long"])
def test_columns_of_persons_data_are_not_stored(deliver, landing, header, row, dropped, long):
    answer, values = ("fraga_kod;svar", "G1;Ja") if long else ("G1;G20", "Ja;Nej")
    content = (
        f"matar;enhet_kod;{answer};{header}\n2017;0114;{values};{row}\n2017;0115;{values};{row};x\n"
    )
    receipt = take_in(deliver(content), quiet(landing))
    told = " ".join(read_as(receipt.source))
    assert all(name in told for name in dropped)
    with duckdb.connect() as connection:
        stored = connection.execute(
            "select * exclude (fil) from read_parquet(?)", [str(landing_files(landing)[0])]
        ).fetchall()
    if not long or "Custom" not in header:
        assert not any(part in str(stored) for part in row.split(";"))


# --- workbooks as the reader can open them ---


def workbook_with(**options: object) -> Workbook:
    book = Workbook()
    for row in [TABLE[0] + ["inlamnad"], [*TABLE[1], datetime(2017, 2, 20, 13, 45)]]:
        book.active.append(row)
    for name, value in options.items():
        setattr(book, name, value)
    return book


def as_bytes(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("options", [{}, {"epoch": CALENDAR_MAC_1904}], ids=["1900", "1904"])
def test_a_time_is_read_by_the_workbook_s_own_calendar(deliver, options):
    path = deliver(as_bytes(workbook_with(**options)), "svar.xlsx")
    assert picked(landed(path)[1], "inlamnad") == [("2017-02-20T13:45:00",)]


def test_parts_may_have_other_names_and_elements_a_prefix(deliver):
    content = workbook({"Svar": [*TABLE, [2017, "0115", "G1", "=A1"]]})
    renamed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                part = part.replace(b"xl/workbook.xml", b"xl/workbook7.xml")
            new.writestr(name.replace("workbook.xml", "workbook7.xml"), part)
    sheet = part_of(content, SHEET).replace(b"xmlns=", b"xmlns:x=")
    sheet = sheet.replace(b"</", b"\0").replace(b"<", b"<x:").replace(b"\0", b"</x:")
    for changed in (renamed.getvalue(), with_part(content, SHEET, sheet)):
        rows = landed(deliver(changed, "svar.xlsx"))[1]
        assert picked(rows, "rad_nr", "svar", "lasfel_kod") == [
            (2, "Ja", None),
            (3, "=A1", "formel_utan_varde"),
        ]


def test_hidden_rows_are_read_and_told_and_escapes_understood(deliver):
    book = Workbook()
    for row in [*TABLE, [2017, "0115", "G1", "Ja_x000D_"], [2017, "0117", "G1", "Nej"]]:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    source, rows = landed(deliver(as_bytes(book), "svar.xlsx"))
    assert picked(rows, "enhet_kod", "svar") == [("0114", "Ja"), ("0115", "Ja\r"), ("0117", "Nej")]
    assert "1 rad är dold eller bortfiltrerad i bladet, men läst som de andra." in read_as(source)


def test_more_than_a_cell_or_a_sheet_can_hold_is_one_line(deliver):
    content = workbook({"Svar": TABLE})
    sheet = part_of(content, SHEET)
    far = b'<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'
    long = (
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>'
        + b"x" * 200_000
        + b"</t></is></c></row></sheetData>"
    )
    for row, line in (
        (far, "fler rader än Excel tillåter"),
        (long, "rad 3 har mer än 131072 tecken"),
    ):
        changed = with_part(content, SHEET, sheet.replace(b"</sheetData>", row))
        with pytest.raises(Exception, match=line):
            landed(deliver(changed, "svar.xlsx"))
    shared = io.BytesIO()
    with xlsxwriter.Workbook(shared) as book:  # texts in a part of their own, as Excel has them
        rows = book.add_worksheet()
        for number, row in enumerate([TABLE[0], [2017, "0114", "G1", "x" * 200]]):
            rows.write_row(number, 0, row)
    texts = part_of(shared.getvalue(), STRINGS).replace(b"x" * 200, b"x" * 200_000)
    with pytest.raises(Exception, match="rad 2 har mer än 131072 tecken"):
        landed(deliver(with_part(shared.getvalue(), STRINGS, texts), "svar.xlsx"))


# --- limits of Parquet, and of the temporary folder ---


@pytest.mark.parametrize(
    ("svar", "line"),
    [
        ("repeat('x', 100000)", "Parquetfilen har för mycket data. Dela upp leveransen."),
        ("repeat('x', 200000)", "har ett värde som är längre än 131072 tecken"),
    ],
)
def test_limits_count_what_a_parquet_file_decodes_to(tmp_path, monkeypatch, svar, line):
    path = write_parquet_file(
        tmp_path / "svar.parquet",
        f"select 2017 as matar, '0114' as enhet_kod, 'G1' as fraga_kod, {svar} as svar "
        "from range(1000)",
    )
    assert path.stat().st_size < 200_000
    monkeypatch.setattr(limits, "DECODED_BYTES", 50 * limits.MEGABYTE)
    with pytest.raises(Exception, match=line):
        landed(path)


def test_an_encrypted_parquet_file_is_one_line(tmp_path):
    path = tmp_path / "svar.parquet"
    with duckdb.connect() as connection:
        connection.execute("set force_mbedtls_unsafe = 'true'")
        connection.execute("pragma add_parquet_key('k', '0123456789112345')")
        connection.execute(
            f"copy (select 1 as matar) to '{path}' "
            "(format parquet, encryption_config {footer_key: 'k'})"
        )
    with pytest.raises(Exception, match="Parquetfilen är krypterad"):
        landed(path)


def test_a_full_temporary_folder_is_one_line(intake, deliver, landing, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oppna_jamforelser.intake.csv_table.spool", full)
    result = intake(deliver(LONG + '2017;0117;V1;;annan;"Ja\n'))
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "tillfälliga mappen" in line and "TMPDIR" in line
    assert not list(landing.glob("*.parquet"))


# --- the place of the landing folder ---


@pytest.mark.parametrize(
    "name", ["omrade_kod=vinr", "matar=2016", "[2024]", "{x}", "Åsa's mapp", "a*b?"]
)
def test_the_landing_folder_s_name_takes_no_part_in_the_reading(deliver, tmp_path, name):
    landing = tmp_path / name / "landning"
    rows = "2017;0114;G23;missbruk;;Nej;\n2017;0114;G23;vinr;;Ja;\n2017;0114;G1;;;Ja;\n"
    receipt = take_in(deliver(LONG + rows), quiet(landing))
    with built(landing, "int_svar__gallande", "stg_landing__handelse") as connection:
        (found,) = connection.execute(
            "select list((matar, omrade_kod, svarsklass) order by omrade_kod) "
            "from int_svar__gallande"
        ).fetchone()
        (accepted,) = connection.execute(
            "select godtagna_antal from stg_landing__handelse"
        ).fetchone()
    assert found == [(2017, "", "ja"), (2017, "missbruk", "nej"), (2017, "vinr", "ja")]
    assert accepted == receipt.review.accepted_count == 3
