"""Choose on a workbook's start sheet as a reader does, and let LibreOffice compute it."""

import csv
import re
import shutil
import subprocess
import zipfile
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

SOFFICE = shutil.which("soffice")


class Chosen(NamedTuple):
    """What a reader puts into the four cells."""

    choice: str
    pick: str
    other: str
    year: int


def sheet_rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """Return the rows of a sheet's first table, by header."""
    table = next(iter(sheet.tables.values()))
    header, *found = ([cell.value for cell in row] for row in sheet[table.ref])
    return [dict(zip(header, row, strict=True)) for row in found]


def choose(workbook: Path, chosen: Chosen, path: Path) -> None:
    """Copy *workbook* with other choices and without any stored result of a formula."""
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if b"<f>" in content:
                text = re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", content.decode())
                if entry.filename.endswith("/sheet1.xml"):
                    text = _put(text, chosen)
                content = text.encode()
            target.writestr(entry, content, zipfile.ZIP_STORED)


def _put(sheet: str, chosen: Chosen) -> str:
    for row, value in enumerate(chosen, 4):
        inline = f't="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        number = f"><v>{value}</v></c>"
        sheet, found = re.subn(
            rf'(<c r="A{row}"[^>]*?)( t="s")?><v>[^<]*</v></c>',
            lambda match, new=number if row == 7 else " " + inline: match[1] + new,
            sheet,
        )
        assert found == 1, f"A{row}"
    return sheet


def recalculate(workbooks: list[Path], folder: Path) -> dict[str, list[list[str]]]:
    """Let LibreOffice compute the first sheet of every workbook; return what it shows, by name."""
    assert SOFFICE
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"),
            *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"),
            *("--outdir", folder, *workbooks),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shown = {}
    for workbook in workbooks:
        with (folder / f"{workbook.stem}.csv").open(encoding="utf-8", newline="") as file:
            shown[workbook.stem] = list(csv.reader(file))
    return shown
