"""Files as they should not be: each has its line or its reasons, none a traceback."""

import gzip
import re
import socket
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from answers import built, quiet
from conftest import Intake, as_csv, landing_rows
from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.delivery import read_delivery
from oppna_jamforelser.intake.reception import take_in
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
NO_HEADER = "rubrikraden kan inte läsas. Första raden ska vara kolumnernas namn."
ONLY_HEADER = "filen har bara en rubrikrad. Skicka filen med svaren."
NO_SHEET = f"arbetsboken har inget blad som kan läsas. {SAVE_AS_XLSX}"
DAMAGED = f"arbetsboken är skadad. {SAVE_AGAIN}"
ARCHIVE = f"filen är ett arkiv, ingen Excelarbetsbok. {SAVE_AS_XLSX}"
NO_TEXT = f"filen är ingen textfil. {SAVE_AS_CSV}"
DAMAGED_PARQUET = "Parquetfilen kan inte läsas. Skapa den på nytt och skicka den igen."


def no(column: str) -> str:
    """Return the line about a column that is missing."""
    return f"kolumnen {column} saknas. Lägg till den i rubrikraden, med ett värde på varje rad."


# name: file name, content, the line
FILES = {
    "empty": ("a.csv", b"", "filen är tom. Skicka filen med svaren."),
    "one byte": ("a.csv", b"x", no("matar")),
    "only a byte order mark": ("a.csv", b"\xef\xbb\xbf", NO_HEADER),
    "only a header": ("a.csv", LONG, ONLY_HEADER),
    "no answers": ("a.csv", LONG[:15] + "\n", no("fraga_kod")),
    "another table": ("a.csv", "namn;ort\nx;y\n", no("matar")),
    "a page": (
        "a.xls", "\ufeff\n<html><body>hej</body></html>",
        f"filen är en webbsida eller ett XML-dokument. {SEND_TABLE}",
    ),
    "a text document": ("a.rtf", "{\\rtf1 hej}", f"filen är ett textdokument (RTF). {SEND_TABLE}"),
    "a line of a megabyte": ("a.csv", b"x" * 1_000_000, NO_HEADER),
    "a picture named csv": (
        "a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), NO_TEXT,
    ),
    "a PDF": ("a.csv", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", f"filen är en PDF. {SEND_TABLE}"),
    "a program": ("a.csv", b"\x7fELF\x02\x01\x01" + b"\0" * 9, NO_TEXT),
    "half a workbook": ("a.xlsx", BOOK[: len(BOOK) // 2], DAMAGED),
    "an archive": ("a.xlsx", archive({"x": b""}), ARCHIVE),
    "an empty archive": ("a.zip", archive({}), ARCHIVE),
    "a binary workbook": (
        "a.xlsb", archive({"xl/workbook.bin": b""}),
        f"filen är en binär Excelarbetsbok (.xlsb). {SAVE_AS_XLSX}",
    ),
    "an OpenDocument sheet": (
        "a.ods", archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), ARCHIVE,
    ),
    "a workbook without a list of parts": (
        "a.xlsx", with_part(BOOK, "[Content_Types].xml", None), DAMAGED,
    ),
    "a workbook without its sheet": ("a.xlsx", with_part(BOOK, SHEET, None), NO_SHEET),
    "a workbook in the strict form": ("a.xlsx", strict_workbook({"Svar": TABLE}), NO_SHEET),
    "answers on another sheet": (
        "a.xlsx", workbook({"Läs mig": [["Hej"]], "Svar": TABLE}),
        f"{no('matar')} Är svaren på ett annat blad: ange --sheet (Svar).",
    ),
    "both forms in one": (
        "a.csv", "matar,enhet_kod,fraga_kod,svar,V2.kvinnor\n2017,0114,G1,Ja,Nej\n",
        "filen har både fraga_kod och kolumnen V2.kvinnor. Skicka en rad per svar, eller en kolumn "
        "per fråga utan fraga_kod.",
    ),
    "a sheet that is no XML": ("a.xlsx", with_part(BOOK, SHEET, b"hej"), DAMAGED),
    "a sheet that breaks off": (
        "a.xlsx", with_part(BOOK, SHEET, part_of(BOOK, SHEET)[:-60]), DAMAGED,
    ),
    "a list of parts that is no XML": ("a.xlsx", with_part(BOOK, "xl/workbook.xml", b"<"), DAMAGED),
    "an empty sheet": ("a.xlsx", workbook({"Svar": []}), NO_HEADER),
    "a sheet with only a header": ("a.xlsx", workbook({"Svar": TABLE[:1]}), ONLY_HEADER),
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
        "a.xlsx", OLE2 + "EncryptedPackage".encode("utf-16-le"),
        "filen är skyddad med lösenord. Ta bort lösenordet och skicka den igen.",
    ),
    "a NUL in the header": ("a.csv", LONG.replace("matar", "matar\0") + GOOD, NO_TEXT),
    "UTF-16 without a mark": ("a.csv", (LONG + GOOD).encode("utf-16-le"), NO_TEXT),
    "UTF-32": ("a.csv", (LONG + GOOD).encode("utf-32"), NO_TEXT),
    "a packed file": ("a.csv.gz", gzip.compress((LONG + GOOD).encode()), NO_TEXT),
    "another delimiter": ("a.csv", (LONG + GOOD).replace(",", "|"), no("matar")),
    "a formula as the header": ("a.csv", "=" + LONG + GOOD, no("matar")),
    "JSON": ("a.json", '[{"matar": 2017}]', no("matar")),
    "half a Parquet file": ("a.parquet", b"PAR1" + b"\0" * 40, DAMAGED_PARQUET),
    "a Parquet file without an end": ("a.parquet", b"PAR1\x15\x04\x15\x10PAR1", DAMAGED_PARQUET),
    "a header and blank lines": ("a.csv", LONG + "\n\r\n,,,\n", ONLY_HEADER),
    "only blank lines": ("a.csv", "\n\n", NO_HEADER),
    "a header with an open quotation mark": (
        "a.csv", LONG.replace(",e", ',"e') + GOOD, no("matar"),
    ),
    "a missing column": ("a.csv", "matar,enhet_kod,fraga_kod\n2017,0114,G1\n", no("svar")),
    "no question in the wide form": (
        "a.csv", "matar;enhet_kod;inlamnad;kommentar\n2017;0114;;x\n", no("fraga_kod"),
    ),
    "no header at all": ("a.csv", GOOD, no("matar")),
    "a header far down": ("a.csv", "x\n" * 20 + LONG + GOOD, no("matar")),
    "a column twice": (
        "a.csv", "matar,enhet_kod,fraga_kod,svar,Svar\n2017,0114,G1,Ja,Nej\n",
        "kolumnen svar finns 2 gånger. Behåll den som gäller.",
    ),
    "a column and its other name": (
        "a.csv", "matar,enhet_kod,Kommunkod,G1\n2017,0114,0114,Ja\n",
        "kolumnen enhet_kod finns 2 gånger. Behåll den som gäller.",
    ),
    "broken UTF-16": (
        "a.csv", (LONG + GOOD).encode("utf-16") + b"\x00\xd8\n\0",
        f"filens text kan inte avkodas. {SAVE_AS_CSV}",
    ),
    "a workbook of nonsense": (
        "a.csv", b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), DAMAGED,
    ),
    "too many columns": (
        "a.csv", LONG[:-1] + ",x" * 5_000 + "\n" + GOOD,
        "filen har fler än 5000 kolumner. Ta bort dem som inte är svar.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "line"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_read_is_one_line(intake, deliver, landing, name, content, line):
    result = intake(deliver(content, name))
    assert result.exit_code == 2, result.output
    assert result.stderr == f"{name}: {line}\n"
    assert result.stdout == ""
    assert not landing.exists()


# Files with rows that are refused: content, the reasons with how many rows, the rows accepted.
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
    intake, deliver, landing, content, reasons, accepted
):
    name = "svar.xlsx" if content[:2] == b"PK" else "svar.csv"
    result = intake(deliver(content, name))
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


# One row that is refused, by its reason.
REFUSED = {
    "obligatoriskt_falt_saknas": {
        "no year": ",0114,G1,,,Ja,,",
        "no unit": "2017, ,G1,,,Ja,,",
        "no question": "2017,0114,,,,Ja,,",
    },
    "ogiltigt_matar": {
        "a year that is a word": "i fjol,0114,G1,,,Ja,,",
        "a year before the survey": "2015,0114,G1,,,Ja,,",
        "a year to come": "2099,0114,G1,,,Ja,,",
        "a year of two digits": "17,0114,G1,,,Ja,,",
        "a huge number as year": "9999999999999999999999999999999999999999,0114,G1,,,Ja,,",
        "a year as Excel counts days": "42767,0114,G1,,,Ja,,",
        "a date for a year": "2017-02-01,0114,G1,,,Ja,,",
        "a year and a half": "2016.5,0114,G1,,,Ja,,",
        "a year with an exponent": "2.017e3,0114,G1,,,Ja,,",
        "a year in wide figures": "２０１７,0114,G1,,,Ja,,",
        "apostrophes around values": "'2017','0114','G1',,,'Ja',,",
    },
    "fritext_utan_svar": {
        "free text on a row of its own, without an answer": "2017,0114,V1,,annan,,VKV-modellen,",
    },
    "feltolkad_text": {"a text with signs that were lost": "2017,0114,V1,,annan,Ja,V�ldsmodellen,"},
    "okand_enhet": {
        "another kommun's code before the name": "2017,0115 Upplands Väsby,G1,,,Ja,,",
        "a code of six figures": "2017,011400,G1,,,Ja,,",
        "an unknown unit": "2017,9999,G1,,,Ja,,",
        "a name that is no kommun": "2017,Ankeborg,G1,,,Ja,,",
        "a city of many units": "2017,Stockholm,G1,,,Ja,,",
        "a zero width space in a code": "2017,\u200b0114,G1,,,Ja,,",
        "a code with decimals": "2017,114.5,G1,,,Ja,,",
        "a code with too many zeros": "2017,00114,G1,,,Ja,,",
    },
    "enhet_utanfor_ramen": {"a unit of another year": "2017,0180-16,G1,,,Ja,,"},
    "okand_fraga": {"an unknown question": "2017,0114,G99,,,Ja,,"},
    "fraga_ej_stalld": {"a question of another year": "2017,0114,X1,,,Ja,,"},
    "okant_omrade_eller_delfraga": {
        "an area too many": "2017,0114,G1,vinr,,Ja,,",
        "an unknown area": "2017,0114,G7,skola,,Ja,,",
        "an item missing": "2017,0114,G3,vinr,,Ja,,",
    },
    "ogiltig_inlamnad": {
        "a time in words": "2017,0114,G1,,,Ja,,igår",
        "a time with a year of two figures": "2017,0114,G1,,,Ja,,17-02-20",
        "a time before our era": "2017,0114,G1,,,Ja,,2017-02-20 (BC)",
        "a time zone by its name": "2017,0114,G1,,,Ja,,2017-02-20 13:45:10 CET",
        "a time with slashes": "2017,0114,G1,,,Ja,,2017/02/03",
        "the 30th of February": "2017,0114,G1,,,Ja,,2017-02-30",
        "a time as Excel counts": "2017,0114,G1,,,Ja,,42767",
    },
    "svar_utanfor_skalan": {  # each of a unit of its own: none contradicts another
        "an answer off the scale": "2017,0115,G1,,,Kanske,,",
        "a formula as text": "2017,0117,G1,,,=1+1,,",
        "a command": "2017,0120,G1,,,=cmd|' /C calc'!A0,,",
        "SQL": "2017,0123,G1,,,'; drop table svar; --,,",
        "Jinja": "2017,0125,G1,,,{{ 1/0 }},,",
        "a zero width space in an answer": "2017,0126,G1,,,J\u200ba,,",
        "two answers in a cell": "2017,0127,G1,,,Ja; Nej,,",
        "an answer as a number": "2017,0128,G1,,,1,,",
    },
}

WRONG = [(reason, name) for reason, rows in REFUSED.items() for name in rows]


@pytest.fixture(scope="module")
def reason_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """Take in every repaired and every refused row, in one file; return the reason of each."""
    good = {"matar": "2017", "enhet_kod": "0114", "fraga_kod": "G1", "svar": "Ja", "inlamnad": ""}
    rows = {name: row for by_name in REFUSED.values() for name, row in by_name.items()}
    for name, fields in REPAIRED.items():
        of = good | fields
        values = [*list(of.values())[:3], "", "", of["svar"], "", of["inlamnad"]]
        rows[name] = as_csv([values]).strip("\r\n")
    folder = tmp_path_factory.mktemp("rader")
    (folder / "svar.csv").write_bytes((LONG + "\n".join(rows.values())).encode())
    take_in(folder / "svar.csv", quiet(folder / "landing"))
    with built(folder / "landing", "int_svar__granskat") as connection:
        reasons = connection.execute(
            "select karantan_orsak_kod from int_svar__granskat order by rad_nr"
        ).fetchall()
    return dict(zip(rows, (reason for (reason,) in reasons), strict=True))


@pytest.mark.parametrize("name", REPAIRED)
def test_what_is_repaired_is_accepted(reason_of, name):
    assert reason_of[name] is None


@pytest.mark.parametrize(("reason", "name"), WRONG)
def test_a_row_that_says_something_wrong_has_its_reason(reason_of, reason, name):
    assert reason_of[name] == reason


def test_what_nobody_can_see_in_a_value_is_shown(intake, deliver):
    result = intake(deliver(LONG + GOOD.replace("0114", "\u200b0114")))
    assert "rad 2: enhet_kod ”⟨U+200B⟩0114”" in result.stdout


def test_a_formula_names_its_column_in_both_forms(intake, deliver):
    long = workbook({"Svar": [*TABLE, [2017, "0115", "G1", "=A1"]]})
    wide = workbook({"Svar": [["matar", "enhet_kod", "G1"], [2017, "0115", "=A1"]]})
    result = intake(deliver(long, "a.xlsx"), deliver(wide, "b.xlsx"))
    assert "rad 3, kolumn svar: ”=A1”" in result.stdout
    assert "rad 2, kolumn G1: ”=A1”" in result.stdout


def test_a_folder_of_everything_takes_what_it_can(intake, deliver, landing, tmp_path):
    folder = tmp_path / "blandat"
    folder.mkdir()
    contents = {
        "a.csv": LONG + GOOD, "b.xlsx": BOOK, "c.parquet": parquet(PARQUET, tmp_path),
        "d.csv": LONG + "2017,9999,G1,,,Ja,,\n", "e.xlsx": b"PK\x03\x04", "f.png": b"\x89PNG\0",
        "g.txt": b"", "kopia av a.csv": LONG + GOOD,
    }  # fmt: skip
    for name, content in contents.items():
        deliver(content, f"blandat/{name}")
    result = intake(folder)
    assert result.exit_code == 2
    refused = [line.split(":")[0] for line in result.stderr.splitlines()]
    assert refused == ["e.xlsx", "f.png", "g.txt"]
    assert len(landing_rows(landing)) == 4
    assert "kopia av a.csv: redan mottagen som leverans 1." in result.stdout


def test_every_reason_is_tried_by_a_bad_row():
    tried = {*REFUSED, *(reason for _, reasons, _ in ROWS.values() for reason in reasons)}
    known = {row["orsak_kod"] for row in read_seed("regler/karantan_orsak")}
    assert known - tried == {"tillbakadragen_leverans"}


# --- limits ---


def refused_line(intake: Intake, path: Path, landing: Path) -> str:
    result = intake(path)
    assert result.exit_code == 2, result.output
    assert not landing.exists()
    (line,) = result.stderr.splitlines()
    return line


def test_a_file_beyond_the_limit_is_not_read(intake, deliver, landing, tmp_path):
    large = tmp_path / "stor.csv"
    with large.open("wb") as file:
        file.write(b"matar,enhet_kod,fraga_kod,svar\n")
        file.truncate(limits.TEXT_BYTES + 1)  # a sparse file: it takes no room
    assert refused_line(intake, large, landing) in (
        "stor.csv: filen är större än 2048 MB. Dela upp leveransen i flera filer.",
        f"stor.csv: filen är ingen textfil. {SAVE_AS_CSV}",
    )


SPLIT = "Dela upp leveransen i flera filer."


@pytest.mark.parametrize(
    ("name", "limit", "line"),
    [
        ("a.csv", "TEXT_BYTES", f"filen är större än 0 MB. {SPLIT}"),
        ("a.xlsx", "WORKBOOK_BYTES", f"filen är större än 0 MB. {SPLIT}"),
        ("a.xlsx", "WORKBOOK_PARTS", f"arbetsboken är större än 400 MB uppackad. {SPLIT}"),
        ("a.parquet", "PARQUET_BYTES", f"filen är större än 0 MB. {SPLIT}"),
        ("a.parquet", "PARQUET_ROWS", "Parquetfilen har mer än 0 rader. Dela upp leveransen."),
        ("a.parquet", "DECODED_BYTES", "Parquetfilen har för mycket data. Dela upp leveransen."),
    ],
)
def test_every_limit_holds(intake, deliver, landing, tmp_path, monkeypatch, name, limit, line):
    contents = {"a.csv": LONG + GOOD, "a.xlsx": BOOK, "a.parquet": parquet(PARQUET, tmp_path)}
    path = deliver(contents[name], name)
    monkeypatch.setattr(limits, limit, 0)
    assert refused_line(intake, path, landing) == f"{name}: {line}"


def test_a_line_that_would_fill_the_memory_is_not_read(intake, landing, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(LONG + GOOD + "x" * (limits.TEXT_LINE_BYTES + 2 * limits.MEGABYTE))
    assert refused_line(intake, path, landing) == f"a.csv: en rad är längre än 16 MB. {SAVE_AS_CSV}"


def test_many_lines_may_be_more_than_one(deliver, monkeypatch):
    monkeypatch.setattr(limits, "TEXT_LINE_BYTES", 1000)
    monkeypatch.setattr(limits, "MEGABYTE", 64)
    for line_break in ("\n", "\r"):
        path = deliver((LONG + GOOD * 100).replace("\n", line_break))
        read_delivery(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(intake, landing, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", "")
        with target.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(limits.WORKBOOK_UNPACKED_BYTES // limits.MEGABYTE + 1):
                part.write(b" " * limits.MEGABYTE)
    assert path.stat().st_size < limits.MEGABYTE
    too_much = f"bomb.xlsx: arbetsboken är större än 400 MB uppackad. {SPLIT}"
    assert refused_line(intake, path, landing) == too_much


def test_a_sheet_name_needs_a_workbook(intake, deliver):
    result = intake(deliver(LONG + GOOD), "--sheet", "Svar")
    assert result.exit_code == 2
    assert result.stderr == "svar.csv: filen har inga blad. Utelämna --sheet för den.\n"


def test_nothing_in_a_file_is_fetched(intake, deliver):
    rels = "xl/_rels/workbook.xml.rels"
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/x" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/>'
        b"</Relationships>"
    )
    book = with_part(BOOK, rels, part_of(BOOK, rels).replace(b"</Relationships>", link))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", None)
        result = intake(deliver(book, "svar.xlsx"))
    assert result.exit_code == 0, result.output
