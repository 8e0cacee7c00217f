"""The expectations on a delivery: those written in gx/leverans, and those that the seeds give.

From the seeds follow the code lists and the shape of a delivery. They are made when needed.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.gate.suite import Suite, read_suites
from oppna_jamforelser.landing import LANDING_KOLUMNER
from oppna_jamforelser.project import project_root, read_seed

FOLDER = Path("gx/leverans")
_Expectation = dict[str, Any]


def delivery_suites(connection: duckdb.DuckDBPyConnection) -> list[Suite]:
    """Return every suite, by name; *connection* has the models of a review."""
    scales = connection.execute(
        "select skala_kod, list(distinct svar_nyckel order by svar_nyckel) "
        "from int_svarsalternativ__per_ar where skala_kod not in "
        "(select skala_kod from svarsskala where ar_fri_text = 1) "
        "group by skala_kod order by skala_kod"
    ).fetchall()
    titles = {row["skala_kod"]: row["beskrivning"] for row in read_seed("metadata/svarsskala")}
    shape = [f"{name} {kind}" for name, kind in LANDING_KOLUMNER.items()]
    posts = (
        "/".join((row["fraga_kod"].lower(), row["omrade_kod"], row["delfraga_kod"]))
        for row in read_seed("metadata/fraga_post")
    )
    made = [
        Suite(
            "kolumn",
            "select cid + 1 as plats_nr, name || ' ' || lower(type) as kolumn_och_typ "
            "from pragma_table_info('levererat')",
            ("plats_nr",),
            (
                _in_set("Leveransen har landningens kolumner och typer.", "kolumn_och_typ", shape),
                _expectation(
                    "Leveransen har lika många kolumner som landningen.",
                    "expect_column_values_to_be_between",
                    column="plats_nr",
                    min_value=1,
                    max_value=len(shape),
                ),
            ),
        ),
        _per_row(
            "rad", ["lasfel_kod"], "true", [_in_set("Raden går att läsa.", "lasfel_kod", [""])]
        ),
        _per_row(
            "rad_enhet",
            ["matar", "enhet_kod"],
            "lasfel_kod = ''",
            [
                _filled("Raden har ett mätår.", "matar"),
                _known("Mätåret ingår i undersökningen.", "metadata/matar", "matar"),
                _filled("Raden har en enhet.", "enhet_kod"),
                _known("Enhetskoden är känd.", "referens/enhet", "enhet_kod"),
            ],
        ),
        _per_row(
            "rad_fraga",
            ["fraga", "omrade_kod", "delfraga_kod", "fraga_post"],
            "lasfel_kod = ''",
            [
                _filled("Raden har en fråga.", "fraga"),
                _in_set(
                    "Frågekoden är känd.",
                    "fraga",
                    (row["fraga_kod"].lower() for row in read_seed("metadata/fraga")),
                ),
                _known("Verksamhetsområdet är känt.", "metadata/verksamhetsomrade", "omrade_kod"),
                _known("Delfrågan är känd.", "metadata/delfraga", "delfraga_kod"),
                _in_set("Frågan har det området och den delfrågan.", "fraga_post", posts),
            ],
        ),
        _per_row(
            "rad_svar",
            [f"case when skala_kod = '{scale}' then svar end as {scale}" for scale, _ in scales],
            "svar is not null and skala_kod is not null",
            [
                _in_set(f"Svaret finns i skalan: {titles[scale]}.", scale, texts)
                for scale, texts in scales
            ],
        ),
    ]
    return sorted([*read_suites(project_root() / FOLDER), *made], key=lambda suite: suite.name)


def _per_row(name: str, columns: list[str], where: str, expectations: list[_Expectation]) -> Suite:
    return Suite(
        name,
        f"select rad_nr, kolumn, rad_antal, {', '.join(columns)} from granskad_rad where {where}",
        ("rad_nr", "kolumn"),
        tuple(expectations),
        may_be_empty=True,
        per_row=True,
    )


def _known(description: str, seed: str, column: str) -> _Expectation:
    return _in_set(description, column, (row[column] for row in read_seed(seed)))


def _in_set(description: str, column: str, values: Iterable[str]) -> _Expectation:
    return _expectation(
        description,
        "expect_column_values_to_be_in_set",
        column=column,
        value_set=list(dict.fromkeys(values)),
    )


def _filled(description: str, column: str) -> _Expectation:
    return _expectation(description, "expect_column_values_to_not_be_null", column=column)


def _expectation(description: str, kind: str, **kwargs: object) -> _Expectation:
    return {"description": description, "type": kind, "kwargs": kwargs}
