"""A delivered file is read row by row, exactly as it was delivered."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import as_csv
from oppna_jamforelser.intake.csv_records import read_records
from oppna_jamforelser.intake.delivery import read_delivery
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.rows import DeliveredRow

HEADER = "matar,enhet_kod,fraga_kod,svar\n"
Deliver = Callable[..., Path]

# What a text can hold: anything but halves of surrogate pairs (no UTF-8) and NUL (no text).
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(path: Path) -> list[DeliveredRow]:
    return list(read_delivery(path).rows)


UNREADABLE = {
    "an empty file": (b"", "filen är tom. Skicka filen med svaren."),
    "only a header": (
        HEADER.encode(),
        "filen har bara en rubrikrad. Skicka filen med svaren.",
    ),
    "a header and blank lines": (
        HEADER.encode() + b"\n\r\n\n",
        "filen har bara en rubrikrad. Skicka filen med svaren.",
    ),
    "only blank lines": (
        b"\n\n",
        "rubrikraden kan inte läsas. Första raden ska vara kolumnernas namn med komma emellan.",
    ),
    "a header with an open quotation mark": (
        b'matar,"enhet_kod,fraga_kod,svar\n2017,0114,G1,Ja\n',
        "rubrikraden kan inte läsas. Första raden ska vara kolumnernas namn med komma emellan.",
    ),
    "a missing column": (
        b"matar,enhet_kod,fraga_kod\n2017,0114,G1\n",
        "kolumnen svar saknas. Lägg till den i rubrikraden, med ett värde på varje rad.",
    ),
    "no header at all": (
        b"2017,0114,G1,Ja\n",
        "kolumnen matar saknas. Lägg till den i rubrikraden, med ett värde på varje rad.",
    ),
    "semicolons": (
        b"matar;enhet_kod;fraga_kod;svar\n2017;0114;G1;Ja\n",
        "kolumnen matar saknas. Spara filen med komma mellan fälten.",
    ),
    "tabs": (
        b"matar\tenhet_kod\tfraga_kod\tsvar\n2017\t0114\tG1\tJa\n",
        "kolumnen matar saknas. Spara filen med komma mellan fälten.",
    ),
    "a column twice": (
        b"matar,enhet_kod,fraga_kod,svar,Svar\n2017,0114,G1,Ja,Nej\n",
        "kolumnen svar finns 2 gånger. Behåll den som gäller.",
    ),
    "Latin-1": (
        HEADER.encode() + "2017,0114,G1,Nej, behövs inte\n".encode("latin-1"),
        "filen är inte sparad i UTF-8. "
        "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen.",
    ),
    "Latin-1 far into the file": (
        HEADER.encode() + b"2017,0114,G1,Ja\n" * 50_000 + b"2017,0114,G1,\xe5\n",
        "filen är inte sparad i UTF-8. "
        "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen.",
    ),
    "UTF-16": (
        HEADER.encode("utf-16"),
        "filen är ingen textfil. Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen.",
    ),
    "a workbook": (
        b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)),
        "filen är ingen textfil. Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen.",
    ),
}


@pytest.mark.parametrize(("content", "line"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_cannot_be_read_is_refused_with_one_line(
    deliver: Deliver, content: bytes, line: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(deliver(content))
    assert str(refusal.value) == f"svar.csv: {line}"


def test_columns_come_in_any_order_and_letter_case_and_after_a_byte_order_mark(
    deliver: Deliver,
) -> None:
    path = deliver("\ufeffSVAR, Fraga_Kod ,enhet_kod,MATAR\nJa,G1,0114,2017\n".encode())
    assert read(path) == [
        DeliveredRow(2, "2017", "0114", "G1", None, None, "Ja", None, None, None, None)
    ]


def test_unknown_columns_are_tolerated_and_named(deliver: Deliver) -> None:
    delivery = read_delivery(
        deliver("matar,enhet_kod,Kommun,fraga_kod,svar,\n2017,0114,x,G1,Ja,\n")
    )
    assert delivery.okanda_kolumner == ("Kommun", "")
    assert [row.svar for row in delivery.rows] == ["Ja"]


def test_a_quoted_line_break_stays_in_its_value(deliver: Deliver) -> None:
    rows = read(deliver(HEADER + '2017,0114,G1,"Ja\r\noch nej"\n2017,0115,G1,Ja\n'))
    assert [(row.rad_nr, row.svar) for row in rows] == [(2, "Ja\r\noch nej"), (3, "Ja")]


def test_a_blank_line_is_no_row_but_counts_as_one_in_the_row_number(deliver: Deliver) -> None:
    rows = read(deliver(HEADER + "\n2017,0114,G1,Ja\n\n"))
    assert [row.rad_nr for row in rows] == [3]


@pytest.mark.parametrize(
    "line",
    ["2017,0114,G1", "2017,0114,G1,Nej, behövs inte", '2017,0114,G1,"Ja', '2017,"0114"x,G1,Ja'],
    ids=["too few", "too many", "an open quotation mark", "text after a quotation mark"],
)
def test_a_row_that_cannot_be_split_is_kept_as_text_and_costs_no_other_row(
    deliver: Deliver, line: str
) -> None:
    rows = read(deliver(f"{HEADER}{line}\n2017,0115,G1,Nej\n2017,0117,G1,Ja\n"))
    assert rows[0] == DeliveredRow(2, *[None] * 8, line, "fel_antal_falt")
    assert [(row.rad_nr, row.svar, row.lasfel_kod) for row in rows[1:]] == [
        (3, "Nej", None),
        (4, "Ja", None),
    ]


def test_an_open_quotation_mark_before_many_rows_costs_only_its_own(deliver: Deliver) -> None:
    rows = read(deliver(HEADER + '2017,0114,G1,"Ja\n' + "2017,0115,G1,Nej\n" * 20_000))
    assert len(rows) == 20_001
    assert [row.rad_nr for row in rows if row.lasfel_kod] == [2]


def test_the_delivery_s_id_is_that_of_its_content_whatever_its_name(deliver: Deliver) -> None:
    content = HEADER + "2017,0114,G1,Ja\n"
    ids = [read_delivery(deliver(content, name)).leverans_id for name in ("a.csv", "b.csv")]
    other = read_delivery(deliver(content + "\n", "c.csv")).leverans_id
    assert ids[0] == ids[1] != other


@given(rows=st.lists(st.lists(TEXT, min_size=2, max_size=4)))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]]) -> None:
    records = read_records(io.StringIO(as_csv(rows), newline=""))
    assert [fields for fields, _ in records] == rows


@given(text=st.text(st.sampled_from('ab,"\n\r')))
def test_no_character_of_a_broken_file_is_lost(text: str) -> None:
    def without_breaks(some: str) -> str:
        return some.replace("\r", "").replace("\n", "")

    records = list(read_records(io.StringIO(text, newline="")))
    assert without_breaks("".join(raw for _, raw in records)) == without_breaks(text)


@given(text=st.text(st.sampled_from('ab,"\n')))
def test_a_file_without_faults_is_split_as_the_csv_module_splits_it(text: str) -> None:
    lines = io.StringIO(text, newline="")
    try:
        expected = list(csv.reader(lines, strict=True))
    except csv.Error:
        return
    assert [fields for fields, _ in read_records(io.StringIO(text, newline=""))] == expected
