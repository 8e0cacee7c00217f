"""The published results as cells, one value of one row: what a comparison of publications shows."""

import re
from collections.abc import Sequence

# The tables that are compared, and their keys; every other column is a cell.
KEYS = {
    "fct_enhetsutfall": ("matar", "enhet_kod", "indikator_id"),
    "fct_gruppvarde": ("matar", "gruppindelning", "grupp_kod", "indikator_id"),
    "fct_gruppvarde_ovriga": (
        *("matar", "gruppindelning", "grupp_kod", "jamfort_med", "indikator_id"),
    ),
    "fct_svarsfrekvens": ("matar", "gruppindelning", "grupp_kod", "omrade_kod"),
    "dim_indikator": ("indikator_id",),
}
KEY_COLUMNS = (
    "matar",
    "enhet_kod",
    "gruppindelning",
    "grupp_kod",
    "jamfort_med",
    "indikator_id",
    "omrade_kod",
)
CELL = ("tabell", *KEY_COLUMNS, "kolumn")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def is_name(column: str) -> bool:
    """Return whether a column is called as columns of the warehouse are."""
    return _NAME.fullmatch(column) is not None


def texts(table: str, columns: Sequence[str], relation: str) -> str:
    """Return the query for the rows of *relation*, a published table: key and *columns* as text."""
    shown = ", ".join(f"{name}::varchar as {name}" for name in (*KEYS[table], *columns))
    return f"select {shown} from {relation}"


def cells(table: str, columns: Sequence[str], rows: str) -> str:
    """Return the query for the cells that are not empty of *rows* (see :func:`texts`)."""
    keys = ", ".join(
        name if name in KEYS[table] else f"null::varchar as {name}" for name in KEY_COLUMNS
    )
    return (
        f"select '{table}' as tabell, {keys}, kolumn, varde "
        f"from (unpivot ({rows}) on {', '.join(columns)} into name kolumn value varde)"
    )
