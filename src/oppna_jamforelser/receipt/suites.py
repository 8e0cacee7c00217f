"""The suites of gx/leverans that follow from the seeds: code lists and the shape of a delivery.

    python -m oppna_jamforelser.receipt.suites

writes them anew. A test proves that the files are what the seeds give.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import yaml

from oppna_jamforelser.landing import LANDING_KOLUMNER
from oppna_jamforelser.project import project_root, read_seed
from oppna_jamforelser.sqlmotor import build_models

FOLDER = Path("gx/leverans")
_WRITTEN = "Written by python -m oppna_jamforelser.receipt.suites from the seeds: do not edit."
_ROW_KEY = ["rad_nr", "kolumn"]


def generated_files() -> dict[str, str]:
    """Return the name and content of every generated file."""
    suites = {
        "kolumn": _columns(),
        "rad": _readable(),
        "rad_enhet": _units(),
        "rad_fraga": _questions(),
        "rad_svar": _answers(),
    }
    files = {}
    for name, (sql, content) in suites.items():
        files[f"{name}.sql"] = f"-- {_WRITTEN}\n{sql}\n"
        files[f"{name}.yml"] = f"# {_WRITTEN}\n" + yaml.safe_dump(
            content, allow_unicode=True, sort_keys=False, width=100
        )
    return files


def write_generated(folder: Path) -> None:
    """Write every generated file to *folder*."""
    for name, text in generated_files().items():
        (folder / name).write_text(text, encoding="utf-8")


_Suite = tuple[str, dict[str, Any]]


def _columns() -> _Suite:
    sql = """-- One row is one column of the landed delivery.
select
    column_index as plats_nr,
    column_name || ' ' || lower(data_type) as kolumn_och_typ
from duckdb_columns()
where table_name = 'levererat'"""
    columns = [f"{name} {kind}" for name, kind in LANDING_KOLUMNER.items()]
    return sql, {
        "key": ["plats_nr"],
        "expectations": [
            _in_set("Leveransen har landningens kolumner och typer.", "kolumn_och_typ", columns),
            _expectation(
                "Leveransen har lika många kolumner som landningen.",
                "expect_column_values_to_be_between",
                column="plats_nr",
                min_value=1,
                max_value=len(columns),
            ),
        ],
    }


def _readable() -> _Suite:
    return _rows("lasfel_kod"), {
        **_per_row(),
        "expectations": [_in_set("Raden går att läsa.", "lasfel_kod", [""])],
    }


def _units() -> _Suite:
    return _read_rows("matar, enhet_kod"), {
        **_per_row(),
        "expectations": [
            _filled("Raden har ett mätår.", "matar"),
            _in_set("Mätåret ingår i undersökningen.", "matar", _values("metadata/matar", "matar")),
            _filled("Raden har en enhet.", "enhet_kod"),
            _in_set("Enhetskoden är känd.", "enhet_kod", _values("referens/enhet", "enhet_kod")),
        ],
    }


def _questions() -> _Suite:
    posts = (
        "/".join((row["fraga_kod"].lower(), row["omrade_kod"], row["delfraga_kod"]))
        for row in read_seed("metadata/fraga_post")
    )
    fragor = (code.lower() for code in _values("metadata/fraga", "fraga_kod"))
    omraden = _values("metadata/verksamhetsomrade", "omrade_kod")
    delfragor = _values("metadata/delfraga", "delfraga_kod")
    return _read_rows("fraga, omrade_kod, delfraga_kod, fraga_post"), {
        **_per_row(),
        "expectations": [
            _filled("Raden har en fråga.", "fraga"),
            _in_set("Frågekoden är känd.", "fraga", fragor),
            _in_set("Verksamhetsområdet är känt.", "omrade_kod", omraden),
            _in_set("Delfrågan är känd.", "delfraga_kod", delfragor),
            _in_set("Frågan har det området och den delfrågan.", "fraga_post", posts),
        ],
    }


def _answers() -> _Suite:
    scales = _known_answers()
    columns = ",\n".join(
        f"    case when skala_kod = '{scale}' then svar end as {scale}" for scale in scales
    )
    sql = f"""-- One row is one delivered answer, in the column of its question's scale.
select
    rad_nr,
    kolumn,
    rad_antal,
{columns}
from granskad_rad
where svar is not null and skala_kod is not null"""
    titles = {row["skala_kod"]: row["beskrivning"] for row in read_seed("metadata/svarsskala")}
    return sql, {
        **_per_row(),
        "expectations": [
            _in_set(f"Svaret finns i skalan: {titles[scale]}.", scale, texts)
            for scale, texts in scales.items()
        ],
    }


def _known_answers() -> Mapping[str, list[str]]:
    """Return each closed scale with its texts of all years, as answers are compared."""
    with duckdb.connect() as connection:
        build_models(connection, ["int_svarsalternativ__per_ar"])
        return dict(
            connection.execute(
                "select skala_kod, list(distinct svar_nyckel order by svar_nyckel) "
                "from int_svarsalternativ__per_ar where skala_kod not in "
                "(select skala_kod from svarsskala where ar_fri_text = 1) "
                "group by skala_kod order by skala_kod"
            ).fetchall()
        )


def _rows(columns: str) -> str:
    return (
        "-- One row is one delivered row.\nselect\n    rad_nr,\n    kolumn,\n    rad_antal,\n    "
        + columns.replace(", ", ",\n    ")
        + "\nfrom granskad_rad"
    )


def _read_rows(columns: str) -> str:
    return f"{_rows(columns)}\nwhere lasfel_kod = ''"


def _per_row() -> dict[str, Any]:
    return {"key": list(_ROW_KEY), "per_row": True, "may_be_empty": True}


def _values(seed: str, column: str) -> list[str]:
    return [row[column] for row in read_seed(seed)]


def _in_set(description: str, column: str, values: Iterable[str]) -> dict[str, Any]:
    return _expectation(
        description,
        "expect_column_values_to_be_in_set",
        column=column,
        value_set=list(dict.fromkeys(values)),
    )


def _filled(description: str, column: str) -> dict[str, Any]:
    return _expectation(description, "expect_column_values_to_not_be_null", column=column)


def _expectation(description: str, kind: str, **kwargs: object) -> dict[str, Any]:
    return {"description": description, "type": kind, "kwargs": kwargs}


if __name__ == "__main__":
    write_generated(project_root() / FOLDER)
