"""Programs that read the workbook: its sheet Grupper, and that only."""

from tools.clients.client import Client

# In each: `book` is the workbook. A line is year, division and group, indicator, share.
_TELL = """
def tell(rows):
    head, *rows = [list(row) for row in rows][3:]
    at = [head.index(name) for name in ("Indelning", "Grupp", "Indikator", "Andel Ja, procent")]
    for row in rows:
        division, group, indicator, share = (row[n] for n in at)
        if str(share).replace(".", "", 1).isdigit():  # else a reason, or a share of few
            print(2024, f"{division}:{str(group).split(' (= ')[0]}", indicator, share, sep="\\t")
"""
_JS_TELL = """
const tell = rows => { const [head, ...body] = rows.slice(3);
  const at = ['Indelning', 'Grupp', 'Indikator', 'Andel Ja, procent']
    .map(name => head.indexOf(name));
  for (const row of body) { const [division, group, indicator, share] = at.map(n => row[n]);
    if (typeof share === 'number')
      console.log([2024, division + ':' + String(group).split(' (= ')[0], indicator,
        share].join('\\t')); } };
"""
_SOFFICE = """
import csv, subprocess, tempfile
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless",
        "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,"
        "false,-1", "--outdir", folder, book], check=True, capture_output=True)
    [sheet] = pathlib.Path(folder).glob("*-Grupper.csv")
    with sheet.open(encoding="utf-8", newline="") as file:
        tell(csv.reader(file))
"""


def _python(name: str, packages: tuple[str, ...], program: str) -> Client:
    return Client(name, "workbook", "python", packages, _TELL + program, "book")


def _node(name: str, package: str, program: str) -> Client:
    return Client(name, "workbook", "node", (package,), _JS_TELL + program, "book")


BOOKS: tuple[Client, ...] = (
    _python(
        "openpyxl",
        ("openpyxl",),
        "import openpyxl\n"
        "sheet = openpyxl.load_workbook(book, read_only=True, data_only=True)['Grupper']\n"
        "tell(sheet.iter_rows(values_only=True))\n",
    ),
    _python(
        "calamine",
        ("python-calamine",),
        "from python_calamine import CalamineWorkbook\n"
        "sheet = CalamineWorkbook.from_path(book).get_sheet_by_name('Grupper')\n"
        "tell(sheet.to_python(skip_empty_area=False))\n",
    ),
    _python(
        "pandas with openpyxl",
        ("pandas", "openpyxl"),
        "import pandas\n"
        "frame = pandas.read_excel(book, sheet_name='Grupper', header=None, dtype=object)\n"
        "tell(frame.itertuples(index=False))\n",
    ),
    _python(
        "polars with fastexcel",
        ("polars", "fastexcel", "pyarrow"),
        "import polars\n"
        "frame = polars.read_excel(book, sheet_name='Grupper', has_header=False,\n"
        "    infer_schema_length=0, drop_empty_rows=False)\n"
        "tell(frame.iter_rows())\n",
    ),
    _python(
        "xlsx2csv",
        ("xlsx2csv",),
        "import csv, io, xlsx2csv\n"
        "text = io.StringIO()\n"
        "xlsx2csv.Xlsx2csv(book, outputencoding='utf-8', ignore_formats=['float', 'percentage'])"
        ".convert(text, sheetname='Grupper')\n"
        "tell(csv.reader(io.StringIO(text.getvalue())))\n",
    ),
    _node(
        "exceljs",
        "exceljs",
        "(async () => { const { Workbook } = require('exceljs'); const w = new Workbook();\n"
        "  await w.xlsx.readFile(book); const rows = [];\n"
        "  w.getWorksheet('Grupper').eachRow({ includeEmpty: true },\n"
        "    row => rows.push(row.values.slice(1)));\n"
        "  tell(rows); })();\n",
    ),
    _node(
        "SheetJS",
        "xlsx",
        "const X = require('xlsx');\n"
        "const sheet = X.readFile(book, { sheets: 'Grupper' }).Sheets['Grupper'];\n"
        "tell(X.utils.sheet_to_json(sheet, { header: 1, blankrows: true }));\n",
    ),
    Client(
        "readxl",
        "workbook",
        "R",
        ("readxl",),
        "rows <- readxl::read_excel(book, 'Grupper', skip = 3, col_types = 'list')\n"
        "share <- rows[['Andel Ja, procent']]; ok <- sapply(share, is.numeric)\n"
        "text <- function(name) unlist(rows[[name]])[ok]\n"
        "cat(paste(2024, paste(text('Indelning'), sub(' \\\\(= .*', '', text('Grupp')),"
        " sep = ':'), text('Indikator'), unlist(share[ok]), sep = '\\t'), sep = '\\n')\n",
        "book",
    ),
    _python("LibreOffice", (), _SOFFICE),
)
