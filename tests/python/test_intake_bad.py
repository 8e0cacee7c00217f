"""Files as they should not be: each has its line or its reasons, none a traceback."""

import gzip
import re
import socket
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from conftest import landing_rows
from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.delivery import read_delivery
from oppna_jamforelser.project import read_seed
from workbooks import (
    SHEET,
    archive,
    merged_workbook,
    part_of,
    strict_workbook,
    with_part,
    workbook,
    write_parquet_file,
)

pytestmark = pytest.mark.slow

Oj = Callable[..., Result]
Deliver = Callable[..., Path]

LONG = "matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar,fritext,inlamnad\n"
GOOD = "2017,0114,G1,,,Ja,,\n"
TABLE = [["matar", "enhet_kod", "fraga_kod", "svar"], [2017, "0114", "G1", "Ja"]]
BOOK = workbook({"Svar": TABLE})
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504


def parquet(query: str, folder: Path) -> bytes:
    return write_parquet_file(folder / "underlag.parquet", query).read_bytes()


PARQUET = "select 2017 as matar, '0114' as enhet_kod, 'G1' as fraga_kod, 'Ja' as svar"
SAVE_AS_CSV = "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen."
SAVE_AS_XLSX = "Spara den som Excelarbetsbok (.xlsx) och skicka den igen."
SEND_TABLE = "Skicka svaren som CSV eller Excelarbetsbok (.xlsx)."
SAVE_AGAIN = "Öppna den i Excel, spara den och skicka den igen."
ADD_COLUMN = "Lägg till den i rubrikraden, med ett värde på varje rad."
DAMAGED = f"arbetsboken är skadad. {SAVE_AGAIN}"
ARCHIVE = f"filen är ett arkiv, ingen Excelarbetsbok. {SAVE_AS_XLSX}"
NO_TEXT = f"filen är ingen textfil. {SAVE_AS_CSV}"
DAMAGED_PARQUET = "Parquetfilen kan inte läsas. Skapa den på nytt och skicka den igen."

# name: file name, content, the line
FILES = {
    "empty": ("a.csv", b"", "filen är tom. Skicka filen med svaren."),
    "one byte": ("a.csv", b"x", f"kolumnen matar saknas. {ADD_COLUMN}"),
    "only a byte order mark": (
        "a.csv",
        b"\xef\xbb\xbf",
        "rubrikraden kan inte läsas. Första raden ska vara kolumnernas namn.",
    ),
    "only a header": ("a.csv", LONG, "filen har bara en rubrikrad. Skicka filen med svaren."),
    "no answers": ("a.csv", LONG[:15] + "\n", f"kolumnen fraga_kod saknas. {ADD_COLUMN}"),
    "another table": ("a.csv", "namn;ort\nx;y\n", f"kolumnen matar saknas. {ADD_COLUMN}"),
    "a page": (
        "a.xls",
        "\ufeff\n<html><body>hej</body></html>",
        f"filen är en webbsida eller ett XML-dokument. {SEND_TABLE}",
    ),
    "a text document": ("a.rtf", "{\\rtf1 hej}", f"filen är ett textdokument (RTF). {SEND_TABLE}"),
    "a line of a megabyte": ("a.csv", b"x" * 1_000_000, None),
    "a picture named csv": (
        "a.csv",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)),
        NO_TEXT,
    ),
    "a PDF": ("a.csv", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", f"filen är en PDF. {SEND_TABLE}"),
    "a program": ("a.csv", b"\x7fELF\x02\x01\x01" + b"\0" * 9, NO_TEXT),
    "half a workbook": ("a.xlsx", BOOK[: len(BOOK) // 2], DAMAGED),
    "an archive": ("a.xlsx", archive({"x": b""}), ARCHIVE),
    "an empty archive": ("a.zip", archive({}), ARCHIVE),
    "a binary workbook": (
        "a.xlsb",
        archive({"xl/workbook.bin": b""}),
        f"filen är en binär Excelarbetsbok (.xlsb). {SAVE_AS_XLSX}",
    ),
    "an OpenDocument sheet": (
        "a.ods",
        archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        ARCHIVE,
    ),
    "a workbook without a list of parts": (
        "a.xlsx", with_part(BOOK, "[Content_Types].xml", None), DAMAGED,
    ),
    "a workbook without its sheet": ("a.xlsx", with_part(BOOK, SHEET, None), None),
    "a workbook in the strict form": (
        "a.xlsx",
        strict_workbook({"Svar": TABLE}),
        f"arbetsboken har inget blad som kan läsas. {SAVE_AS_XLSX}",
    ),
    "answers on another sheet": (
        "a.xlsx",
        workbook({"Läs mig": [["Hej"]], "Svar": TABLE}),
        f"kolumnen matar saknas. {ADD_COLUMN} Är svaren på ett annat blad: ange --sheet (Svar).",
    ),
    "both forms in one": (
        "a.csv",
        "matar,enhet_kod,fraga_kod,svar,V2.kvinnor\n2017,0114,G1,Ja,Nej\n",
        "filen har både fraga_kod och kolumnen V2.kvinnor. Skicka en rad per svar, eller en kolumn "
        "per fråga utan fraga_kod.",
    ),
    "a sheet that is no XML": ("a.xlsx", with_part(BOOK, SHEET, b"hej"), DAMAGED),
    "a sheet that breaks off": (
        "a.xlsx",
        with_part(BOOK, SHEET, part_of(BOOK, SHEET)[:-60]),
        DAMAGED,
    ),
    "a list of parts that is no XML": ("a.xlsx", with_part(BOOK, "xl/workbook.xml", b"<"), DAMAGED),
    "an empty sheet": (
        "a.xlsx",
        workbook({"Svar": []}),
        "rubrikraden kan inte läsas. Första raden ska vara kolumnernas namn.",
    ),
    "a sheet with only a header": (
        "a.xlsx",
        workbook({"Svar": TABLE[:1]}),
        "filen har bara en rubrikrad. Skicka filen med svaren.",
    ),
    "entities in entities": (
        "a.xlsx",
        with_part(
            BOOK,
            SHEET,
            b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">'
            + b"".join(
                b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 100) for i in range(8)
            )
            + b"]><x>&i;</x>",
        ),
        DAMAGED,
    ),
    "an .xls": ("a.xls", OLE2, f"filen är i ett äldre Officeformat (.xls). {SAVE_AS_XLSX}"),
    "a password": (
        "a.xlsx",
        OLE2 + "EncryptedPackage".encode("utf-16-le"),
        "filen är skyddad med lösenord. Ta bort lösenordet och skicka den igen.",
    ),
    "a NUL in the header": ("a.csv", LONG.replace("matar", "matar\0") + GOOD, NO_TEXT),
    "UTF-16 without a mark": ("a.csv", (LONG + GOOD).encode("utf-16-le"), NO_TEXT),
    "UTF-32": ("a.csv", (LONG + GOOD).encode("utf-32"), NO_TEXT),
    "a packed file": ("a.csv.gz", gzip.compress((LONG + GOOD).encode()), NO_TEXT),
    "another delimiter": (
        "a.csv", (LONG + GOOD).replace(",", "|"), f"kolumnen matar saknas. {ADD_COLUMN}",
    ),
    "a formula as the header": ("a.csv", "=" + LONG + GOOD, f"kolumnen matar saknas. {ADD_COLUMN}"),
    "JSON": ("a.json", '[{"matar": 2017}]', f"kolumnen matar saknas. {ADD_COLUMN}"),
    "half a Parquet file": ("a.parquet", b"PAR1" + b"\0" * 40, DAMAGED_PARQUET),
    "a Parquet file without an end": ("a.parquet", b"PAR1\x15\x04\x15\x10PAR1", DAMAGED_PARQUET),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "line"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_read_is_one_line(
    oj: Oj, deliver: Deliver, landing: Path, name: str, content: bytes | str, line: str | None
) -> None:
    result = oj("intake", deliver(content, name), "--landing", landing)
    assert result.exit_code == 2, result.output
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"{name}: {line or ''}")
    assert result.stdout == ""
    assert not landing.exists()


# name: content, the reasons with how many rows, the rows accepted
ROWS = {
    "too few fields": (LONG + GOOD + "2017,0114\n", {"obligatoriskt_falt_saknas": 1}, 1),
    "too many fields": (LONG + GOOD + GOOD[:-1] + ",x\n", {"fel_antal_falt": 1}, 1),
    "nothing but a row that cannot be split": (LONG + "2017;0114;G1\n", {"fel_antal_falt": 1}, 0),
    "another delimiter on one row": (
        LONG + GOOD + GOOD.replace(",", ";"), {"fel_antal_falt": 1}, 1,
    ),
    "an open quotation mark": (LONG + '2017,0114,G1,,,"Ja,,\n' + GOOD, {"fel_antal_falt": 1}, 1),
    "a field of 200 000 characters": (
        LONG + GOOD + "2017,0114,G1,,,Ja," + "x" * 200_000 + ",\n", {"fel_antal_falt": 1}, 1,
    ),
    "a byte that is no text": (
        (LONG + GOOD + "2017,0114,G1,,,Ja,å,\n").encode() + b"2017,0114,G1,,,\xff\xfe,,\n",
        {"oavkodbar_text": 1}, 2,
    ),
    "a NUL": (
        ("x" * 5000 + "\n" + LONG + GOOD).encode() + b"2017,0114,G1,,,\0,,\n",
        {"oavkodbar_text": 1}, 1,
    ),
    "no year": (LONG + ",0114,G1,,,Ja,,\n", {"obligatoriskt_falt_saknas": 1}, 0),
    "no unit": (LONG + "2017, ,G1,,,Ja,,\n", {"obligatoriskt_falt_saknas": 1}, 0),
    "no question": (LONG + "2017,0114,,,,Ja,,\n", {"obligatoriskt_falt_saknas": 1}, 0),
    "a year that is a word": (LONG + "i fjol,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a year before the survey": (LONG + "2015,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a year to come": (LONG + "2099,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a year of two digits": (LONG + "17,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a huge number as year": (LONG + "9" * 40 + ",0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "free text on a row of its own, without an answer": (
        LONG + "2017,0114,V1,,annan,,VKV-modellen,\n", {"fritext_utan_svar": 1}, 0,
    ),
    "two texts for one answer": (
        LONG + "2017,0114,V1,,annan,Ja,,\n2017,0114,V1,,annan,,VKV,\n2017,0114,V1,,annan,,MI,\n",
        {"fritext_utan_svar": 2}, 1,
    ),
    "UTF-8 read as Windows-1252": (
        LONG + GOOD + GOOD.replace("Ja,", "Ja,VÃ¥ldsmodellen"), {"feltolkad_text": 1}, 1,
    ),
    "cp850 read as Windows-1252": (
        (LONG + "2017,0114,V1,,annan,Ja,Våldsmodellen för män,\n").encode("cp850"),
        {"feltolkad_text": 1}, 0,
    ),
    "Mac Roman read as Windows-1252": (
        (LONG + "2017,0114,V1,,annan,Ja,Våldsmodellen för män,\n").encode("mac-roman"),
        {"feltolkad_text": 1}, 0,
    ),
    "a text with signs that were lost": (
        LONG + "2017,0114,V1,,annan,Ja,V\ufffdldsmodellen,\n", {"feltolkad_text": 1}, 0,
    ),
    "another kommun's code before the name": (
        LONG + GOOD.replace("0114", "0115 Upplands Väsby"), {"okand_enhet": 1}, 0,
    ),
    "a code of six figures": (LONG + GOOD.replace("0114", "011400"), {"okand_enhet": 1}, 0),
    "an unknown unit": (LONG + "2017,9999,G1,,,Ja,,\n", {"okand_enhet": 1}, 0),
    "a name that is no kommun": (LONG + "2017,Ankeborg,G1,,,Ja,,\n", {"okand_enhet": 1}, 0),
    "a city of many units": (LONG + "2017,Stockholm,G1,,,Ja,,\n", {"okand_enhet": 1}, 0),
    "a unit of another year": (LONG + "2017,0180-16,G1,,,Ja,,\n", {"enhet_utanfor_ramen": 1}, 0),
    "an unknown question": (LONG + "2017,0114,G99,,,Ja,,\n", {"okand_fraga": 1}, 0),
    "a question of another year": (LONG + "2017,0114,X1,,,Ja,,\n", {"fraga_ej_stalld": 1}, 0),
    "an area too many": (LONG + "2017,0114,G1,vinr,,Ja,,\n", {"okant_omrade_eller_delfraga": 1}, 0),
    "an unknown area": (LONG + "2017,0114,G7,skola,,Ja,,\n", {"okant_omrade_eller_delfraga": 1}, 0),
    "an item missing": (LONG + "2017,0114,G3,vinr,,Ja,,\n", {"okant_omrade_eller_delfraga": 1}, 0),
    "a time in words": (LONG + "2017,0114,G1,,,Ja,,igår\n", {"ogiltig_inlamnad": 1}, 0),
    "a time with a year of two figures": (
        LONG + "2017,0114,G1,,,Ja,,17-02-20\n", {"ogiltig_inlamnad": 1}, 0,
    ),
    "a time before our era": (
        LONG + "2017,0114,G1,,,Ja,,2017-02-20 (BC)\n", {"ogiltig_inlamnad": 1}, 0,
    ),
    "a time zone by its name": (
        LONG + "2017,0114,G1,,,Ja,,2017-02-20 13:45:10 CET\n", {"ogiltig_inlamnad": 1}, 0,
    ),
    "a time with slashes": (
        LONG + "2017,0114,G1,,,Ja,,2017/02/03\n", {"ogiltig_inlamnad": 1}, 0,
    ),
    "the 30th of February": (LONG + "2017,0114,G1,,,Ja,,2017-02-30\n", {"ogiltig_inlamnad": 1}, 0),
    "a time as Excel counts": (LONG + "2017,0114,G1,,,Ja,,42767\n", {"ogiltig_inlamnad": 1}, 0),
    "an answer off the scale": (LONG + "2017,0114,G1,,,Kanske,,\n", {"svar_utanfor_skalan": 1}, 0),
    "a formula as text": (LONG + "2017,0114,G1,,,=1+1,,\n", {"svar_utanfor_skalan": 1}, 0),
    "a command": (LONG + "2017,0114,G1,,,=cmd|' /C calc'!A0,,\n", {"svar_utanfor_skalan": 1}, 0),
    "SQL": (LONG + "2017,0114,G1,,,'; drop table svar; --,,\n", {"svar_utanfor_skalan": 1}, 0),
    "Jinja": (LONG + "2017,0114,G1,,,{{ 1/0 }},,\n", {"svar_utanfor_skalan": 1}, 0),
    "contradictory answers": (
        LONG + GOOD + GOOD.replace("Ja", "Nej"), {"motstridiga_svar": 2}, 0,
    ),
    "a header twice": (LONG + GOOD + LONG + GOOD, {"ogiltigt_matar": 1}, 2),
    "a sum below": (LONG + GOOD + "Summa,,,,,1,,\n", {"obligatoriskt_falt_saknas": 1}, 1),
    "a wide column that is no question": (
        "matar,enhet_kod,G1,Kommentar\n2017,0114,Ja,hej\n2017,0115,Nej,\n", {"okand_fraga": 1}, 2,
    ),
    "a wide column without a name": (
        "matar,enhet_kod,G1,\n2017,0114,Ja,x\n", {"obligatoriskt_falt_saknas": 1}, 1,
    ),
    "a wide column with an unknown area": (
        "matar,enhet_kod,G1,G7.skola\n2017,0114,Ja,Ja\n", {"okant_omrade_eller_delfraga": 1}, 1,
    ),
    "wide columns that contradict": (
        "matar,enhet_kod,G1,g1\n2017,0114,Ja,Nej\n", {"motstridiga_svar": 2}, 0,
    ),
    "a wide row of an unknown unit": (
        "matar,enhet_kod,G1,G20\n2017,9999,Ja,Ja\n2017,9998,,\n", {"okand_enhet": 3}, 0,
    ),
    "a formula without a value": (
        workbook({"Svar": [*TABLE, [2017, "0115", "G1", "=A1"]]}), {"formel_utan_varde": 1}, 1,
    ),
    "a cell beyond the header": (
        workbook({"Svar": [*TABLE, [2017, "0115", "G1", "Ja", None, "x"]]}),
        {"fel_antal_falt": 1}, 1,
    ),
    "a header in two rows": (
        "matar,enhet_kod,fraga_kod,svar\nÅr,Kommun,Fråga,Svar\n2017,0114,G1,Ja\n",
        {"ogiltigt_matar": 1}, 1,
    ),
    "a sum below a wide sheet": (
        "matar,enhet_kod,G1,G20\n2017,0114,Ja,Nej\n,Summa,1,0\n",
        {"obligatoriskt_falt_saknas": 2}, 2,
    ),
    "files put together, with a byte order mark between": (
        (LONG + GOOD + "\ufeff" + LONG + GOOD), {"ogiltigt_matar": 1}, 2,
    ),
    "a zero width space in a code": (
        LONG + GOOD.replace("0114", "\u200b0114"), {"okand_enhet": 1}, 0,
    ),
    "a zero width space in an answer": (
        LONG + GOOD.replace("Ja", "J\u200ba"), {"svar_utanfor_skalan": 1}, 0,
    ),
    "a year as Excel counts days": (LONG + "42767,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a date for a year": (LONG + "2017-02-01,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a year and a half": (LONG + "2016.5,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a year with an exponent": (LONG + "2.017e3,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a year in wide figures": (LONG + "２０１７,0114,G1,,,Ja,,\n", {"ogiltigt_matar": 1}, 0),
    "a code with decimals": (LONG + "2017,114.5,G1,,,Ja,,\n", {"okand_enhet": 1}, 0),
    "a code with too many zeros": (LONG + "2017,00114,G1,,,Ja,,\n", {"okand_enhet": 1}, 0),
    "apostrophes around values": (LONG + "'2017','0114','G1',,,'Ja',,\n", {"ogiltigt_matar": 1}, 0),
    "two answers in a cell": (LONG + GOOD.replace("Ja", "Ja; Nej"), {"svar_utanfor_skalan": 1}, 0),
    "an answer as a number": (LONG + GOOD.replace("Ja", "1"), {"svar_utanfor_skalan": 1}, 0),
    "titles and merged cells": (
        merged_workbook(
            [["Enkät"], ["Grund", None, "Svar"], *TABLE, [None, "0115", "G1", "Ja"]],
            "A1:D1", "A2:B2", "A4:A5",
        ),
        {"obligatoriskt_falt_saknas": 1}, 1,
    ),
    "a ticked box for an answer": (
        workbook({"Svar": [*TABLE, [2017, "0115", "G1", True]]}), {"svar_utanfor_skalan": 1}, 1,
    ),
    "a reference that is gone": (
        workbook({"Svar": [*TABLE, [2017, "#REF!", "G1", "Ja"]]}), {"okand_enhet": 1}, 1,
    ),
    "an error in a cell": (
        workbook({"Svar": [*TABLE, [2017, "0115", "G1", "#N/A"]]}), {"svar_utanfor_skalan": 1}, 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reasons", "accepted"), ROWS.values(), ids=ROWS.keys())
def test_a_row_that_cannot_be_used_has_its_reason_and_stays(
    oj: Oj,
    deliver: Deliver,
    landing: Path,
    content: bytes | str,
    reasons: dict[str, int],
    accepted: int,
) -> None:
    result = oj("intake", deliver(content, "svar.xlsx" if content[:2] == b"PK" else "svar.csv"),
                "--landing", landing)  # fmt: skip
    assert result.exit_code == 3, result.output
    assert result.stderr == ""
    refused = sum(reasons.values())
    told = " ".join(result.stdout.split())
    assert f"Lästa rader {accepted + refused}, godtagna {accepted}, avvisade {refused}." in told
    assert Counter(re.findall(r"\[(\w+)\]", result.stdout)) == Counter(dict.fromkeys(reasons, 1))
    assert len(landing_rows(landing, "rad_nr")) == accepted + refused


# What is repaired, each in one field of a good row: year, unit, question, area, answer, time.
REPAIRED = {
    "a year with a decimal part": {"matar": "2017,00"},
    "white space of all kinds": {"matar": "\t2017\u00a0", "enhet_kod": "\ufeff0114\n"},
    "a question in white space": {"fraga_kod": "\tg1\r\n"},
    "a code without its zero": {"enhet_kod": "114"},
    "a code as a number": {"enhet_kod": "114.00"},
    "a part of a city without its zeros": {"enhet_kod": "180-3"},
    "a kommun": {"enhet_kod": "lund"},
    "a kommun as one": {"enhet_kod": "Falun kommun"},
    "a kommun by its official name": {"enhet_kod": "Lunds kommun"},
    "a town by its official name": {"enhet_kod": "Borås Stad"},
    "a kommun in another composition": {"enhet_kod": "Bora\u030as"},
    "a time with a tab": {"inlamnad": "2017-02-20T13:45+01:00\t"},
    "a code with its name": {"enhet_kod": "0114 Upplands Väsby"},
    "a name with its code": {"enhet_kod": "Falun (2080)"},
    "a hyphen in a name": {"enhet_kod": "Upplands-Väsby"},
    "a name with its hyphen left out": {"enhet_kod": "Dals Ed"},
    "an official name that is no genitive": {"enhet_kod": "Falu kommun"},
    "a region that is a kommun": {"enhet_kod": "Region Gotland"},
    "a code kept as text by a formula": {"enhet_kod": '="0114"'},
    "a year and an answer kept as text": {"matar": '="2017"', "svar": '="Ja"'},
    "a part of a city with its name": {"enhet_kod": "0180-03 Hässelby-Vällingby"},
    "an answer in capitals with a full stop": {"svar": " JA. "},
}


@pytest.mark.parametrize("fields", REPAIRED.values(), ids=REPAIRED.keys())
def test_what_is_repaired_is_accepted(
    oj: Oj, deliver: Deliver, landing: Path, fields: dict[str, str]
) -> None:
    good = {"matar": "2017", "enhet_kod": "0114", "fraga_kod": "G1", "svar": "Ja", "inlamnad": ""}
    rows = [list(good), list((good | fields).values())]
    result = oj("intake", deliver(rows), "--landing", landing)
    assert result.exit_code == 0, result.stdout
    assert "godtagna 1, avvisade 0" in result.stdout


def test_what_nobody_can_see_in_a_value_is_shown(oj: Oj, deliver: Deliver, landing: Path) -> None:
    result = oj("intake", deliver(LONG + GOOD.replace("0114", "\u200b0114")), "--landing", landing)
    assert "rad 2: enhet_kod ”⟨U+200B⟩0114”" in result.stdout


def test_a_formula_names_its_column_in_both_forms(oj: Oj, deliver: Deliver, landing: Path) -> None:
    long = workbook({"Svar": [*TABLE, [2017, "0115", "G1", "=A1"]]})
    wide = workbook({"Svar": [["matar", "enhet_kod", "G1"], [2017, "0115", "=A1"]]})
    result = oj("intake", deliver(long, "a.xlsx"), deliver(wide, "b.xlsx"), "--landing", landing)
    assert "rad 3, kolumn svar: ”=A1”" in result.stdout
    assert "rad 2, kolumn G1: ”=A1”" in result.stdout


def test_a_folder_of_everything_takes_what_it_can(
    oj: Oj, deliver: Deliver, landing: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "blandat"
    folder.mkdir()
    contents = {
        "a.csv": LONG + GOOD, "b.xlsx": BOOK, "c.parquet": parquet(PARQUET, tmp_path),
        "d.csv": LONG + "2017,9999,G1,,,Ja,,\n", "e.xlsx": b"PK\x03\x04", "f.png": b"\x89PNG\0",
        "g.txt": b"", "kopia av a.csv": LONG + GOOD,
    }  # fmt: skip
    for name, content in contents.items():
        deliver(content, f"blandat/{name}")
    result = oj("intake", folder, "--landing", landing)
    assert result.exit_code == 2
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "e.xlsx",
        "f.png",
        "g.txt",
    ]
    assert len(landing_rows(landing)) == 4
    assert "kopia av a.csv: redan mottagen som leverans 1." in result.stdout


def test_every_reason_is_tried_by_a_bad_row() -> None:
    tried = {reason for _, reasons, _ in ROWS.values() for reason in reasons}
    known = {row["orsak_kod"] for row in read_seed("regler/karantan_orsak")}
    assert known - tried == {"tillbakadragen_leverans"}


# --- limits ---


def refused_line(oj: Oj, path: Path, landing: Path) -> str:
    result = oj("intake", path, "--landing", landing)
    assert result.exit_code == 2, result.output
    assert not landing.exists()
    (line,) = result.stderr.splitlines()
    return line


def test_a_file_beyond_the_limit_is_not_read(
    oj: Oj, deliver: Deliver, landing: Path, tmp_path: Path
) -> None:
    large = tmp_path / "stor.csv"
    with large.open("wb") as file:
        file.write(b"matar,enhet_kod,fraga_kod,svar\n")
        file.truncate(limits.TEXT_BYTES + 1)  # a sparse file: it takes no room
    assert refused_line(oj, large, landing) in (
        "stor.csv: filen är större än 2048 MB. Dela upp leveransen i flera filer.",
        f"stor.csv: filen är ingen textfil. {SAVE_AS_CSV}",
    )


@pytest.mark.parametrize(
    ("name", "limit", "line"),
    [
        ("a.csv", "TEXT_BYTES", "filen är större än 0 MB. Dela upp leveransen i flera filer."),
        ("a.xlsx", "WORKBOOK_BYTES", "filen är större än 0 MB. Dela upp leveransen i flera filer."),
        ("a.xlsx", "WORKBOOK_PARTS",
         "arbetsboken är större än 400 MB uppackad. Dela upp leveransen i flera filer."),
        ("a.parquet", "PARQUET_BYTES",
         "filen är större än 0 MB. Dela upp leveransen i flera filer."),
        ("a.parquet", "PARQUET_ROWS", "Parquetfilen har mer än 0 rader. Dela upp leveransen."),
        ("a.parquet", "DECODED_BYTES",
         "Parquetfilen har för mycket data. Dela upp leveransen."),
    ],
)  # fmt: skip
def test_every_limit_holds(
    oj: Oj,
    deliver: Deliver,
    landing: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    limit: str,
    line: str,
) -> None:
    contents = {"a.csv": LONG + GOOD, "a.xlsx": BOOK, "a.parquet": parquet(PARQUET, tmp_path)}
    path = deliver(contents[name], name)
    monkeypatch.setattr(limits, limit, 0)
    assert refused_line(oj, path, landing) == f"{name}: {line}"


def test_a_line_that_would_fill_the_memory_is_not_read(
    oj: Oj, landing: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(LONG + GOOD + "x" * (limits.TEXT_LINE_BYTES + 2 * limits.MEGABYTE))
    assert refused_line(oj, path, landing) == f"a.csv: en rad är längre än 16 MB. {SAVE_AS_CSV}"


def test_many_lines_may_be_more_than_one(deliver: Deliver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT_LINE_BYTES", 1000)
    monkeypatch.setattr(limits, "MEGABYTE", 64)
    for line_break in ("\n", "\r"):
        path = deliver((LONG + GOOD * 100).replace("\n", line_break))
        read_delivery(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    oj: Oj, landing: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", "")
        with target.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(limits.WORKBOOK_UNPACKED_BYTES // limits.MEGABYTE + 1):
                part.write(b" " * limits.MEGABYTE)
    assert path.stat().st_size < limits.MEGABYTE
    assert refused_line(oj, path, landing) == (
        "bomb.xlsx: arbetsboken är större än 400 MB uppackad. Dela upp leveransen i flera filer."
    )


def test_a_sheet_name_needs_a_workbook(oj: Oj, deliver: Deliver, landing: Path) -> None:
    result = oj("intake", deliver(LONG + GOOD), "--sheet", "Svar", "--landing", landing)
    assert result.exit_code == 2
    assert result.stderr == "svar.csv: filen har inga blad. Utelämna --sheet för den.\n"


def test_nothing_in_a_file_is_fetched(oj: Oj, deliver: Deliver, landing: Path) -> None:
    rels = "xl/_rels/workbook.xml.rels"
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/x" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/>'
        b"</Relationships>"
    )
    book = with_part(BOOK, rels, part_of(BOOK, rels).replace(b"</Relationships>", link))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", None)
        result = oj("intake", deliver(book, "svar.xlsx"), "--landing", landing)
    assert result.exit_code == 0, result.output
