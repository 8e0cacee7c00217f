"""Programs that read JSON-stat, the data package, CSV, Parquet and the warehouse file."""

from collections.abc import Iterator

from tools.clients.client import Client

# In each: `place` is the folder of the publication. A line is year, group, indicator, share.
_PY_ROWS = """
for row in rows:
    if row["matar"] in (2023, 2024) and not pandas.isna(row["andel_procent"]):
        print(row["matar"], f"{row['gruppindelning']}:{row['grupp_kod']}", row["indikator_id"],
              int(row["andel_procent"]), sep="\\t")
"""
_PY_STRINGS = """
for row in rows:
    if row["matar"] in (2023, 2024) and row["andel_procent"] is not None:
        print(row["matar"], f"{row['gruppindelning']}:{row['grupp_kod']}", row["indikator_id"],
              int(row["andel_procent"]), sep="\\t")
"""
_TYPES = '{"matar": int, "gruppindelning": str, "grupp_kod": str, "indikator_id": str}'
_SQL = (
    "select matar, gruppindelning || ':' || grupp_kod, indikator_id, andel_procent from {} "
    "where matar in (2023, 2024) and andel_procent is not null"
)
_PRINT = "\nfor row in rows: print(*row, sep='\\t')\n"
_JS_ROWS = """
const tell = rows => { for (const r of rows) if (['2023', '2024'].includes(String(r.matar)) &&
  r.andel_procent !== null && r.andel_procent !== '' && r.andel_procent !== undefined)
  console.log([r.matar, r.gruppindelning + ':' + r.grupp_kod, r.indikator_id,
    Number(r.andel_procent)].join('\\t')); };
"""
_JS_CUBE = """
const J = require('jsonstat-toolkit'), fs = require('fs');
const read = year => JSON.parse(fs.readFileSync(`${place}/jsonstat/gruppvarde_${year}.json`));
const tell = cube => { const d = J(cube); const [years, groups, indicators, metrics] =
  d.id.map(name => d.Dimension(name).id);
  const share = metrics.indexOf('andel_procent');
  years.forEach((year, y) => groups.forEach((group, g) => indicators.forEach((indicator, i) => {
    const { value } = d.Data([y, g, i, share]);
    if (value !== null) console.log([year, group, indicator, value].join("\\t"));
  }))); };
"""
_R_TELL = """
rows <- rows[rows$matar %in% c(2023, 2024) & !is.na(rows$andel_procent), ]
cat(paste(rows$matar, paste(rows$gruppindelning, rows$grupp_kod, sep = ":"), rows$indikator_id,
  rows$andel_procent, sep = "\\t"), sep = "\\n")
"""


def _duckdb(version: str) -> Iterator[Client]:
    package = (f"duckdb=={version}",)
    for reads, table in (
        ("Parquet", "'\" + place + \"/parquet/fct_gruppvarde.parquet'"),
        ("CSV", "read_csv('\" + place + \"/csv/fct_gruppvarde.csv')"),
    ):
        query = _SQL.format(table)
        yield Client(
            f"duckdb {version}",
            reads,
            "python",
            package,
            f'import duckdb\nrows = duckdb.sql("{query}").fetchall(){_PRINT}',
        )
    query = _SQL.format("marts.fct_gruppvarde")
    yield Client(
        f"duckdb {version}",
        "warehouse",
        "python",
        package,
        "import duckdb\nconnection = duckdb.connect(warehouse, read_only=True)\n"
        f'rows = connection.sql("{query}").fetchall()' + _PRINT,
    )


TABLES: tuple[Client, ...] = (
    Client(
        "pyjstat",
        "JSON-stat",
        "python",
        ("pyjstat", "setuptools<81"),
        "from pyjstat import pyjstat\nimport pandas\nfor year in (2023, 2024):\n"
        "    text = open(f'{place}/jsonstat/gruppvarde_{year}.json', encoding='utf-8').read()\n"
        "    frame = pyjstat.Dataset.read(text).write('dataframe', naming='id')\n"
        "    frame = frame[(frame.matt == 'andel_procent') & frame.value.notna()]\n"
        "    for row in frame.itertuples():\n"
        "        print(row.matar, row.grupp, row.indikator, int(row.value), sep='\\t')\n",
    ),
    Client(
        "jsonstat-validator",
        "JSON-stat",
        "python",
        ("jsonstat-validator",),
        "import json\nfrom jsonstat_validator import validate_jsonstat\n"
        "for path in sorted(pathlib.Path(place, 'jsonstat').iterdir()):\n"
        "    validate_jsonstat(json.loads(path.read_text(encoding='utf-8')))\n"
        "    print('valid')\n",
    ),
    Client(
        "jsonstat-toolkit",
        "JSON-stat",
        "node",
        ("jsonstat-toolkit",),
        _JS_CUBE + "for (const year of [2023, 2024]) tell(read(year));\n",
    ),
    Client(
        "jsonstat-suite join",
        "JSON-stat",
        "node",
        ("jsonstat-suite", "jsonstat-toolkit"),
        _JS_CUBE
        + "const { join } = require('jsonstat-suite');\n"
        + "tell(join([read(2023), read(2024)], { by: 'matar' }));\n",
    ),
    Client(
        "frictionless",
        "Data Package",
        "python",
        ("frictionless",),
        "from frictionless import Package\n"
        "package = Package(f'{place}/datapackage.json')\n"
        "rows = package.get_resource('fct_gruppvarde').read_rows()\n" + _PY_STRINGS,
    ),
    Client(
        "datapackage (Python, v1)",
        "Data Package",
        "python",
        ("datapackage", "setuptools<81"),
        "from datapackage import Package\n"
        "package = Package(f'{place}/datapackage.json')\n"
        "assert package.valid, package.errors\n"
        "for one in package.resources:\n"
        "    for n, _ in enumerate(one.iter(keyed=True, relations=False)):\n"
        "        if n > 500: break\n"
        "rows = package.get_resource('fct_gruppvarde').read(keyed=True)\n" + _PY_STRINGS,
    ),
    Client(
        "datapackage (npm, v1)",
        "Data Package",
        "node",
        ("datapackage",),
        _JS_ROWS
        + "const { Package } = require('datapackage');\n"
        + "require('events').defaultMaxListeners = 100;\n"
        + "(async () => {\n"
        + "  const p = await Package.load(`${place}/datapackage.json`, { basePath: place });\n"
        + "  if (!p.valid) throw new Error(p.errors);\n"
        + "  for (const one of p.resources) { const rows = await one.iter({ keyed: true });\n"
        + "    for (let n = 0; n < 500 && !(await rows.next()).done; n++); }\n"
        + "  tell(await p.getResource('fct_gruppvarde').read({ keyed: true }));\n"
        + "  process.exit(0);\n"
        + "})().catch(e => { console.error(e.message, (e.errors || [])[0]); process.exit(1); });\n",
    ),
    Client(
        "pandas",
        "CSV",
        "python",
        ("pandas",),
        f"import pandas\ntypes = {_TYPES}\n"
        "frame = pandas.read_csv(f'{place}/csv/fct_gruppvarde.csv', dtype=types)\n"
        "rows = frame.to_dict('records')\n" + _PY_ROWS,
    ),
    Client(
        "pandas with pyarrow",
        "Parquet",
        "python",
        ("pandas", "pyarrow"),
        "import pandas\nframe = pandas.read_parquet(f'{place}/parquet/fct_gruppvarde.parquet')\n"
        "rows = frame.to_dict('records')\n" + _PY_ROWS,
    ),
    Client(
        "pandas with fastparquet",
        "Parquet",
        "python",
        ("pandas", "fastparquet"),
        "import pandas\nframe = pandas.read_parquet(f'{place}/parquet/fct_gruppvarde.parquet',\n"
        "    engine='fastparquet')\nrows = frame.to_dict('records')\n" + _PY_ROWS,
    ),
    Client(
        "polars",
        "CSV",
        "python",
        ("polars",),
        "import polars\nframe = polars.read_csv(f'{place}/csv/fct_gruppvarde.csv',\n"
        "    schema_overrides={'grupp_kod': polars.String})\n"
        "rows = frame.iter_rows(named=True)\n" + _PY_STRINGS,
    ),
    Client(
        "polars",
        "Parquet",
        "python",
        ("polars",),
        "import polars\nframe = polars.read_parquet(f'{place}/parquet/fct_gruppvarde.parquet')\n"
        "rows = frame.iter_rows(named=True)\n" + _PY_STRINGS,
    ),
    Client(
        "papaparse",
        "CSV",
        "node",
        ("papaparse",),
        _JS_ROWS
        + "const text = require('fs').readFileSync(`${place}/csv/fct_gruppvarde.csv`, 'utf8');\n"
        + "tell(require('papaparse').parse(text, { header: true, skipEmptyLines: true }).data);\n",
    ),
    Client(
        "hyparquet",
        "Parquet",
        "node",
        ("hyparquet", "hyparquet-compressors"),
        _JS_ROWS
        + "(async () => {\n"
        + "  const { parquetReadObjects, asyncBufferFromFile } = await import('hyparquet');\n"
        + "  const { compressors } = await import('hyparquet-compressors');\n"
        + "  const file = await asyncBufferFromFile(`${place}/parquet/fct_gruppvarde.parquet`);\n"
        + "  tell(await parquetReadObjects({ file, compressors }));\n})();\n",
    ),
    Client(
        "read.csv",
        "CSV",
        "R",
        (),
        "rows <- read.csv(file.path(place, 'csv/fct_gruppvarde.csv'), na.strings = '',\n"
        "  colClasses = c(grupp_kod = 'character'))\n" + _R_TELL,
    ),
    Client(
        "data.table fread",
        "CSV",
        "R",
        ("data.table",),
        "rows <- as.data.frame(data.table::fread(file.path(place, 'csv/fct_gruppvarde.csv'),\n"
        "  na.strings = '', colClasses = c(grupp_kod = 'character')))\n" + _R_TELL,
    ),
    *(
        client
        for version in ("1.2.2", "1.3.2", "1.4.4", "1.5.0", "2.0.0")
        for client in _duckdb(version)
    ),
)
