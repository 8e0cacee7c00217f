"""What the gate found, as sentences that a person can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 3  # a sentence names this many of the rows that are wrong


@dataclass(frozen=True)
class Failure:
    """One expectation that does not hold."""

    suite: str
    column: str
    expected: str
    found: str
    row_count: int = 0
    rows: tuple[Mapping[str, Any], ...] = ()  # the first of them, as columns and values

    def __str__(self) -> str:
        where = f"{self.suite}, {self.column}" if self.column else self.suite
        return f"{where}: {self.expected} Funnet: {self.found}"


@dataclass(frozen=True)
class GateResult:
    """The failures, and the suites that had nothing to judge in so small a landing."""

    failures: tuple[Failure, ...]
    not_applicable: tuple[str, ...]
    expectations: int

    @property
    def success(self) -> bool:
        return not self.failures


def failure_of(suite: str, outcome: Mapping[str, Any]) -> Failure:
    """Turn one failed result of Great Expectations into a failure."""
    config, result = outcome["expectation_config"], outcome["result"]
    kwargs = config["kwargs"]
    return Failure(
        suite=suite,
        column=kwargs.get("column") or " och ".join((kwargs["column_A"], kwargs["column_B"])),
        expected=config["description"],
        found=_found(outcome),
        row_count=result.get("unexpected_count", 0),
        rows=tuple(result.get("partial_unexpected_index_list") or ())[:SHOWN],
    )


def rows_found(count: int, of: int, rows: Sequence[Mapping[str, Any]]) -> str:
    """Tell how many of how many rows are wrong, and which are the first (*rows*)."""
    end = " …" if count > len(rows) else "."
    return f"{count} av {of} rader: {', '.join(_row(row) for row in rows)}{end}"


def _found(outcome: Mapping[str, Any]) -> str:
    result = outcome["result"]
    if "unexpected_count" in result:
        rows = result["partial_unexpected_index_list"][:SHOWN]
        return rows_found(result["unexpected_count"], result["element_count"], rows)
    if "observed_value" in result:
        return f"{result['observed_value']}."
    return f"gick inte att pröva: {_exception(outcome['exception_info'])}"


def _row(row: Mapping[str, Any]) -> str:
    filled = (f"{column} {value}" for column, value in row.items() if value is not None)
    return f"({', '.join(filled)})"


def _exception(info: Mapping[str, Any]) -> str:
    """Return the message of the first exception; a metric that failed nests its own."""
    details = info if "exception_message" in info else next(iter(info.values()))
    return str(details["exception_message"]).strip().splitlines()[0]
