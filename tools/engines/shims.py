"""The check of macros/engine outside dbt, and wrong forms of the shims that it must name."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from oppna_jamforelser.sqlmotor import render_file

CHECK = "tests/engine/varje_motor_raknar_lika.sql"


class Wrong(NamedTuple):
    """A shim's form for an engine, with *right* in it exchanged for *wrong*."""

    engine: str
    shim: str
    right: str
    wrong: str


WRONG = (
    Wrong("duckdb", "heltalsdivision", ") // (", ") / ("),
    Wrong("duckdb", "forsok_heltal", "regexp_full_match", "regexp_matches"),
    Wrong("duckdb", "vik_blanksteg", "nfc_normalize({{ text }})", "{{ text }}"),
    Wrong("duckdb", "vik_blanksteg", r"\x{202f}\x{feff}]+', ' ', 'g'", r"]+', ' '"),
    Wrong("duckdb", "filnamn", r"'^.*[/\\]'", "'^.*[/]'"),
    Wrong("duckdb", "forsok_tidpunkt", "timestamptz) at time zone 'UTC'", "timestamp)"),
    Wrong("duckdb", "gemensam_namnare", '"lcm("', '"greatest("'),
    Wrong("duckdb", "stort_heltal", "as hugeint", "as double"),
    Wrong(
        "postgres", "heltalsdivision",
        "div({{ taljare }}, {{ namnare }})", "(({{ taljare }}) / ({{ namnare }}))",
    ),
    Wrong(
        "postgres", "heltalsdivision",
        "div({{ taljare }}, {{ namnare }})", "floor({{ taljare }} / nullif({{ namnare }}, 0))",
    ),
    Wrong("postgres", "forsok_heltal", "~ '^[0-9]{1,9}$'", r"~ '^\d{1,9}\M'"),
    Wrong("postgres", "vik_blanksteg", r"'[ \t\n\f\r\u00a0\u2007\u202f\ufeff]+'", r"'\s+'"),
    Wrong("postgres", "vik_blanksteg", "normalize({{ text }}, nfc)", "{{ text }}"),
    Wrong("postgres", "stort_heltal", "as numeric(38, 0)", "as double precision"),
    Wrong("postgres", "forsok_tidpunkt", "timestamptz) at time zone 'UTC'", "timestamp)"),
    Wrong("postgres", "forsok_tidpunkt", "([.][0-9]{6})[0-9]+", "(x)y"),
    Wrong("spark", "heltalsdivision", ") div (", ") / ("),
    Wrong("spark", "forsok_heltal", r"r'\A[0-9]{1,9}\z'", "'[0-9]{1,9}'"),
    Wrong("spark", "forsok_tidpunkt", "$1:00$2", "$1$2"),
    Wrong("spark", "vik_blanksteg", r"r'[ \t\n\f\r\u00a0\u2007\u202f\ufeff]+'", r"r'\s+'"),
    Wrong("spark", "gemensam_namnare", "sequence(1, 185)", "sequence(1, 1)"),
    Wrong("spark", "stort_heltal", "as decimal(38, 0)", "as double"),
)  # fmt: skip


def check_sql(engine: str, root: Path) -> str:
    """Return the check as dbt would give it to *engine*, with the macros of *root*."""
    sql = render_file(root / CHECK, engine, root)
    return re.sub(r"\bvarchar\b", "string", sql) if engine == "spark" else sql


def with_wrong_shim(root: Path, wrong: Wrong, folder: Path) -> Path:
    """Copy the macros and the check of *root* to *folder* and put the wrong form in."""
    shutil.copytree(root / "macros", folder / "macros")
    (folder / CHECK).parent.mkdir(parents=True)
    shutil.copyfile(root / CHECK, folder / CHECK)
    macro = f"macro {wrong.engine}__{wrong.shim}("
    (file,) = (
        file
        for file in (folder / "macros/engine").glob("*.sql")
        if macro in file.read_text("utf-8")
    )
    before, _, after = file.read_text("utf-8").partition(macro)
    body, end, rest = after.partition("endmacro")
    if wrong.right not in body:
        raise ValueError(f"{wrong.engine}__{wrong.shim} does not hold {wrong.right}")
    changed = body.replace(wrong.right, wrong.wrong)
    file.write_text(before + macro + changed + end + rest, encoding="utf-8")
    return folder
