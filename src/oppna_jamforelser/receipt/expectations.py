"""Judge a delivery by the suites of gx/leverans: at once in SQL, or by Great Expectations.

Importing Great Expectations takes several times as long as taking in a small file. So the three
kinds of expectation that the suites use are counted by the database at every intake; Great
Expectations tries the same suites when its Data Docs are asked for. A test holds the two together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from oppna_jamforelser.gate.result import SHOWN, Failure, rows_found
from oppna_jamforelser.gate.suite import Suite
from oppna_jamforelser.landing import quoted
from oppna_jamforelser.receipt.contents import Judgement
from oppna_jamforelser.receipt.suites import delivery_suites
from oppna_jamforelser.receipt.units import Answers

if TYPE_CHECKING:
    import pandas as pd


def judge(answers: Answers, data_docs: Path | None = None) -> Judgement:
    """Try every expectation on a delivery; write Data Docs when asked to.

    The suites read ``levererat``, ``granskad_rad``, and the tables of *answers*.
    """
    connection, by_row = answers.review.connection, answers.review.is_by_row
    suites = delivery_suites(connection)
    failures = (
        _by_great_expectations(connection, suites, by_row, data_docs)
        if data_docs
        else [found for suite in suites for found in failures_of(connection, suite, by_row)]
    )
    return Judgement(
        sum(len(suite.expectations) for suite in suites),
        failures,
        by_row,
        bool(answers.review.refused_count),
    )


def _by_great_expectations(
    connection: duckdb.DuckDBPyConnection, suites: Iterable[Suite], by_row: bool, data_docs: Path
) -> list[Failure]:
    from oppna_jamforelser.gate.checkpoint import validate  # imports the library

    tables = ((suite, _table(connection, suite, by_row)) for suite in suites)
    failures = validate([(suite, table) for suite, table in tables if not table.empty], data_docs)
    return [
        replace(failure, found=unescape(failure.found), rows=tuple(map(_unescaped, failure.rows)))
        for failure in failures
    ]


def _unescaped(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: unescape(value) if isinstance(value, str) else value for name, value in row.items()
    }


def _table(connection: duckdb.DuckDBPyConnection, suite: Suite, by_row: bool) -> "pd.DataFrame":
    """Return the suite's table, escaped: Data Docs print delivered values as they are."""
    order = ", ".join(suite.key)
    table = connection.execute(f"from ({_query(suite, by_row)}) order by {order}").df()
    return table.map(lambda value: escape(value, quote=False) if isinstance(value, str) else value)


def failures_of(
    connection: duckdb.DuckDBPyConnection, suite: Suite, by_row: bool
) -> Iterable[Failure]:
    """Yield the expectations of *suite* that do not hold, as Great Expectations would tell them."""
    query = _query(suite, by_row)
    conditions = [_is_unexpected(one) for one in suite.expectations]
    counts = ", ".join(f"count(*) filter ({condition})" for condition in conditions)
    total, *unexpected = connection.execute(f"select count(*), {counts} from ({query})").fetchall()[
        0
    ]
    for one, condition, count in zip(suite.expectations, conditions, unexpected, strict=True):
        if count:
            column = one["kwargs"]["column"]
            columns = ", ".join(dict.fromkeys((column, *suite.key)))
            found = connection.execute(
                f"select {columns} from ({query}) where {condition} "
                f"order by {', '.join(suite.key)} limit {SHOWN}"
            )
            names = [described[0] for described in found.description]
            rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            yield Failure(
                suite.name,
                column,
                one["description"],
                rows_found(count, total, rows),
                count,
                tuple(rows),
            )


def _query(suite: Suite, by_row: bool) -> str:
    """Return the suite's query; one a row is counted together where the delivery is large."""
    sql = suite.sql.rstrip().rstrip(";")
    if not suite.per_row or by_row:
        return sql
    return (
        "select * exclude (rad_nr, kolumn, rad_antal), min(rad_nr) as rad_nr, "
        f"min(kolumn) as kolumn, sum(rad_antal) as rad_antal from ({sql}\n) group by all"
    )


def _is_unexpected(expectation: Mapping[str, Any]) -> str:
    """Return when a row breaks an expectation; null breaks only that it be filled in."""
    kwargs = expectation["kwargs"]
    column = kwargs["column"]
    match expectation["type"]:
        case "expect_column_values_to_not_be_null":
            return f"{column} is null"
        case "expect_column_values_to_be_in_set":
            values = ", ".join(map(quoted, kwargs["value_set"]))
            return f"{column} not in ({values})"
        case "expect_column_values_to_be_between":
            limits = ((kwargs.get("min_value"), "<"), (kwargs.get("max_value"), ">"))
            return " or ".join(
                f"{column} {sign} {limit}" for limit, sign in limits if limit is not None
            )
        case other:
            raise ValueError(f"{other} is not counted here: add it, or use one of the three")
