"""What every reader gives: one delivered row, untouched."""

from typing import NamedTuple

FEL_ANTAL_FALT = "fel_antal_falt"


class DeliveredRow(NamedTuple):
    """A row of a delivered file. Null: the file lacks the column, or the row could not be split."""

    rad_nr: int
    matar: str | None
    enhet_kod: str | None
    fraga_kod: str | None
    omrade_kod: str | None
    delfraga_kod: str | None
    svar: str | None
    fritext: str | None
    inlamnad: str | None
    rad: str | None
    lasfel_kod: str | None


def unsplit_row(rad_nr: int, rad: str) -> DeliveredRow:
    """Return a row whose fields are not as many as the columns, kept as its raw text."""
    return DeliveredRow(rad_nr, *[None] * 8, rad, FEL_ANTAL_FALT)
