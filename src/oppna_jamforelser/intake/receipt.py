"""The sender's receipt, in Swedish, on the terminal."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from oppna_jamforelser.intake.review import RefusedRow, Review

_LONGEST_VALUE = 40


@dataclass(frozen=True)
class Receipt:
    """What one file led to."""

    fil: str
    blad: str | None
    leverans_nr: int
    redan_mottagen: bool
    rubrik_rad_nr: int
    okanda_kolumner: tuple[str, ...]
    review: Review


def print_receipt(receipt: Receipt, console: Console) -> None:
    """Tell the sender what was received, what was refused and how to mend it."""
    console.print(Text(_heading(receipt), style="bold"))
    review = receipt.review
    console.print(
        f"  Lästa rader {review.row_count}, godtagna {review.accepted_count}, "
        f"avvisade {review.refused_count}.",
        highlight=False,
    )
    if receipt.rubrik_rad_nr > 1:
        console.print(
            f"  Rubrikraden är rad {receipt.rubrik_rad_nr}; det som står ovanför är inga svar.",
            highlight=False,
        )
    if receipt.okanda_kolumner:
        names = ", ".join(
            _printable(name) or "(utan namn)" for name in dict.fromkeys(receipt.okanda_kolumner)
        )
        console.print(Text(f"  Kolumner som inte används: {names}."))
    if review.refusals:
        console.print(_refusal_table(review))


def _heading(receipt: Receipt) -> str:
    name = _printable(receipt.fil)
    if receipt.blad:
        name += f" (blad {_printable(receipt.blad)})"
    if receipt.redan_mottagen:
        return f"{name}: redan mottagen som leverans {receipt.leverans_nr}. Inget har ändrats."
    return f"{name}: mottagen som leverans {receipt.leverans_nr}."


def _refusal_table(review: Review) -> Table:
    table = Table(show_lines=True)
    table.add_column("Avvisade", justify="right")
    table.add_column("Orsak och åtgärd")
    table.add_column("De första raderna")
    for refusal in review.refusals:
        table.add_row(
            str(refusal.row_count),
            Text(f"{refusal.orsak_text}\n{refusal.atgard}\n[{refusal.orsak_kod}]"),
            Text("\n".join(_example(row) for row in refusal.examples)),
        )
    return table


def _example(row: RefusedRow) -> str:
    """Return the row's number with its values; a raw row (``rad``) needs no column name."""
    values = ", ".join(
        _quoted(value) if name == "rad" else f"{name} {_quoted(value)}"
        for name, value in row.values.items()
    )
    kolumn = f", kolumn {_printable(row.kolumn)}" if row.kolumn else ""
    return f"rad {row.rad_nr}{kolumn}: {values}"


def _quoted(value: str | None) -> str:
    text = _printable(value or "")
    if not text:
        return "(tomt)"
    return f"”{text[:_LONGEST_VALUE]}…”" if len(text) > _LONGEST_VALUE else f"”{text}”"


def _printable(text: str) -> str:
    """Return *text* without the characters that would steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text).strip()
