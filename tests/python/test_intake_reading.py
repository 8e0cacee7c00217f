"""A delivered file is read row by row, exactly as it was delivered."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import as_csv
from oppna_jamforelser.intake.csv_records import read_records
from oppna_jamforelser.intake.csv_table import CsvTable
from oppna_jamforelser.intake.delivery import Source, read_delivery
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.rows import Space
from oppna_jamforelser.landing import SVARSKOLUMNER

pytestmark = pytest.mark.slow

HEADER = "matar,enhet_kod,fraga_kod,svar\n"

# What a text can hold: anything but halves of surrogate pairs (no UTF-8) and NUL (no text).
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(path: Path, sheet: str | None = None) -> list[dict[str, object]]:
    """Return the delivery's rows in the order of the file, each with what it holds."""
    return landed(path, sheet)[1]


def landed(path: Path, sheet: str | None = None) -> tuple[Source, list[dict[str, object]]]:
    """Return what a file turned out to be, and its rows."""
    delivery = read_delivery(path, sheet)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        source = delivery.land(Space(connection, Path(folder)), "levererat")
        found = connection.execute("from levererat")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return source, sorted(rows, key=lambda row: row["rad_nr"])


def picked(rows: list[dict[str, object]], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(column) for column in columns) for row in rows]


def test_columns_come_in_any_order_and_letter_case_and_after_a_byte_order_mark(deliver):
    path = deliver("\ufeffSVAR, Fraga_Kod ,enhet_kod,MATAR\nJa,G1,0114,2017\n".encode())
    assert picked(read(path), "rad_nr", "matar", "enhet_kod", "fraga_kod", "svar") == [
        (2, "2017", "0114", "G1", "Ja")
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Mätår,Enhet_kod,Frågekod,Område_kod,Delfråga_kod,Svar,Fritext,Inlämnad",
        "MÄTÅR,ENHETSKOD,FRÅGA,OMRÅDE,DELFRÅGA,SVAR,FRITEXT,INLÄMNAT",
        "mat-ar, kommun_kod ,fraga kod,Verksamhetsområde,delfrågekod,svar,fri text,inlämningsdatum",
        "undersökningsår,enhet,fra\u030agekod,områdeskod,delfraga,svar,fritext,inlamnad",
    ],
)
def test_columns_have_their_names_with_swedish_letters_or_folded(deliver, header):
    rows = read(deliver(f"{header}\n2017,0114,V1,,annan,Ja,iRiSk,2017-02-01\n"))
    assert picked(rows, *SVARSKOLUMNER) == [
        ("2017", "0114", "V1", "", "annan", "Ja", "iRiSk", "2017-02-01")
    ]


def test_unknown_columns_are_tolerated_and_named(deliver):
    source, rows = landed(deliver("matar,enhet_kod,Kommun,fraga_kod,svar,\n2017,0114,x,G1,Ja,\n"))
    assert source.okanda_kolumner == ("Kommun", "")
    assert picked(rows, "svar") == [("Ja",)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_encoding_delimiter_and_line_break_are_recognised(deliver, delimiter, encoding, line_break):
    rows = [HEADER.strip().split(","), ["2017", "Malmö", "G3", '"Nej; behövs, inte']]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=line_break).writerows(rows)
    assert picked(
        read(deliver(buffer.getvalue().encode(encoding))), "rad_nr", "enhet_kod", "svar"
    ) == [(2, "Malmö", '"Nej; behövs, inte')]


def test_a_title_and_a_delimiter_hint_may_stand_above_the_header(deliver):
    path = deliver("sep=;\n\nEnkät 2017;;\nmatar;enhet_kod;fraga_kod;svar\n2017;0114;G1;Ja\n")
    assert read_delivery(path).source.rubrik_rad_nr == 4
    assert picked(read(path), "rad_nr", "svar") == [(5, "Ja")]


def test_a_line_that_is_no_utf_8_in_a_utf_8_file_is_refused_alone(deliver):
    rows = read(
        deliver(
            HEADER.encode()
            + "2017,Växjö,G1,Ja\n".encode()
            + "2017,Växjö,G1,Nej\n".encode("latin-1")
            + b"2017,0114,G1,Ja\n"
        )
    )
    assert picked(rows, "rad_nr", "enhet_kod", "rad", "lasfel_kod") == [
        (2, "Växjö", None, None),
        (3, None, "2017,V\ufffdxj\ufffd,G1,Nej", "oavkodbar_text"),
        (4, "0114", None, None),
    ]


@pytest.mark.parametrize("sign", [b"\x81", b"\x00"], ids=["no Windows-1252", "NUL"])
def test_a_line_with_what_is_no_text_is_refused_alone(deliver, sign):
    many = b"2017,0114,G1,Ja\n" * 6_000
    wrong = "2017,Växjö,G1,".encode("latin-1") + sign + b"\n"
    rows = read(deliver(HEADER.encode() + many + wrong + many))
    assert len(rows) == 12_001
    assert picked([row for row in rows if row["lasfel_kod"]], "rad_nr", "rad", "lasfel_kod") == [
        (6_002, "2017,Växjö,G1,\ufffd", "oavkodbar_text")
    ]


def test_latin_1_far_into_the_file_is_read(deliver):
    rows = read(deliver(HEADER.encode() + b"2017,0114,G1,Ja\n" * 50_000 + b"2017,0114,G1,\xe5\n"))
    assert rows[-1]["svar"] == "å"


def test_a_quoted_line_break_stays_in_its_value(deliver):
    rows = read(deliver(HEADER + '2017,0114,G1,"Ja\r\noch nej"\n2017,0115,G1,Ja\n'))
    assert picked(rows, "rad_nr", "svar") == [(2, "Ja\r\noch nej"), (3, "Ja")]


def test_a_blank_line_is_no_row_but_counts_as_one_in_the_row_number(deliver):
    rows = read(deliver(HEADER + "\n2017,0114,G1,Ja\n,,,\n\n2017,0114,G1,Ja\n"))
    assert picked(rows, "rad_nr") == [(3,), (6,)]


@pytest.mark.parametrize(
    "line",
    ["2017;0114;G1", "2017,0114,G1,Nej, behövs inte", '2017,0114,G1,"Ja', '2017,"0114"x,G1,Ja'],
    ids=["another delimiter", "too many", "an open quotation mark", "text after a quotation mark"],
)
def test_a_row_that_cannot_be_split_is_kept_as_text_and_costs_no_other_row(deliver, line):
    rows = read(deliver(f"{HEADER}{line}\n2017,0115,G1,Nej\n2017,0117,G1,Ja\n"))
    assert picked(rows, "rad_nr", "svar", "rad", "lasfel_kod") == [
        (2, None, line, "fel_antal_falt"),
        (3, "Nej", None, None),
        (4, "Ja", None, None),
    ]


@pytest.mark.parametrize("line", ["2017,0114,G1", "2017,0114,G1,", "2017,0114,G1,,,"])
def test_a_row_may_end_before_the_header_or_after_it_with_empty_fields(deliver, line):
    rows = read(deliver(f"{HEADER}2017,0115,G1,Ja\n{line}\n"))
    assert picked(rows, "rad_nr", "enhet_kod", "svar", "lasfel_kod") == [
        (2, "0115", "Ja", None),
        (3, "0114", "", None),
    ]


def test_an_open_quotation_mark_before_many_rows_costs_only_its_own(deliver):
    rows = read(deliver(HEADER + '2017,0114,G1,"Ja\n' + "2017,0115,G1,Nej\n" * 20_000))
    assert len(rows) == 20_001
    assert [row["rad_nr"] for row in rows if row["lasfel_kod"]] == [2]


def test_the_delivery_s_id_is_that_of_its_content_whatever_its_name(deliver):
    content = HEADER + "2017,0114,G1,Ja\n"
    ids = [read_delivery(deliver(content, name)).leverans_id for name in ("a.csv", "b.csv")]
    other = read_delivery(deliver(content + "\n", "c.csv")).leverans_id
    assert ids[0] == ids[1] != other


@given(rows=st.lists(st.lists(TEXT, min_size=2, max_size=4)))
def test_what_a_csv_writer_wrote_is_read_back(rows):
    records = read_records(io.StringIO(as_csv(rows), newline=""))
    assert [fields for fields, _ in records] == rows


@given(text=st.text(st.sampled_from('ab,"\n\r')))
def test_no_character_of_a_broken_file_is_lost(text):
    def without_breaks(some: str) -> str:
        return some.replace("\r", "").replace("\n", "")

    records = list(read_records(io.StringIO(text, newline="")))
    assert without_breaks("".join(raw for _, raw in records)) == without_breaks(text)


@given(text=st.text(st.sampled_from('ab,"\n')))
def test_a_file_without_faults_is_split_as_the_csv_module_splits_it(text):
    lines = io.StringIO(text, newline="")
    try:
        expected = list(csv.reader(lines, strict=True))
    except csv.Error:
        return
    assert [fields for fields, _ in read_records(io.StringIO(text, newline=""))] == expected


LINES = st.lists(
    st.text(st.sampled_from('aåb,;" ="\r\0Ã'), max_size=9)
    | st.sampled_from(
        ['2017,0114,G1,"Ja"', '"2017","0114","G1",""', ",,,", "", '2017,0114,"G,1",Ja', "a,b"]
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(lines=LINES, line_break=st.sampled_from(["\n", "\r\n"]), ends=st.booleans())
@example(lines=['a,"b" ,c,d'], line_break="\n", ends=True)
@example(lines=[' "a",b,c,d', 'a"",b,c,"d"'], line_break="\r\n", ends=False)
def test_duckdb_reads_a_file_as_it_is_read_row_by_row(lines, line_break, ends, tmp_path_factory):
    path = tmp_path_factory.mktemp("rader") / "svar.csv"
    text = line_break.join([HEADER.strip(), *lines]) + line_break * ends
    path.write_bytes(text.encode("cp1252"))

    def rows() -> list[tuple[object, ...]] | str:
        try:
            return picked(read(path), "rad_nr", *SVARSKOLUMNER, "rad", "lasfel_kod")
        except UnreadableFile as error:
            return str(error)

    fast = rows()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CsvTable, "_load_whole", lambda *_: False)
        assert rows() == fast


def test_rows_keep_their_numbers_in_a_file_of_many_blocks(deliver):
    count = 300_000
    path = deliver(HEADER + "".join(f"2017,0114,G1,{n}\n" for n in range(count)))
    rows = read(path)
    assert [row["rad_nr"] for row in rows] == list(range(2, count + 2))
    assert all(row["svar"] == str(row["rad_nr"] - 2) for row in rows)
