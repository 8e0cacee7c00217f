"""Withdraw a delivery: its rows no longer count, and stay as history."""

from collections.abc import Callable
from pathlib import Path

from oppna_jamforelser.intake.errors import IntakeError
from oppna_jamforelser.intake.lock import landing_lock
from oppna_jamforelser.intake.store import StoredDelivery, store_withdrawal, stored_deliveries

_LONGEST_NUMBER = 5
_SHORTEST_ID = 6


def withdraw_delivery(
    wanted: str, landing: Path, skal: str | None, say: Callable[[str], None]
) -> str:
    """Withdraw the delivery with number or (beginning of) id *wanted*; return what happened."""
    if not landing.is_dir():
        raise IntakeError(f"{landing} är ingen mapp. Ange landningsmappen med --landing.")
    with landing_lock(landing, say):
        delivery = _find(wanted, stored_deliveries(landing))
        name = f"Leverans {delivery.leverans_nr} ({delivery.leverans_id[:8]})"
        if delivery.ar_tillbakadragen:
            return f"{name} är redan tillbakadragen. Inget har ändrats."
        store_withdrawal(delivery, skal)
    return f"{name} är tillbakadragen. Dess rader finns kvar som historik men räknas inte."


def _find(wanted: str, stored: list[StoredDelivery]) -> StoredDelivery:
    if wanted.isdecimal() and len(wanted) <= _LONGEST_NUMBER:
        found = [delivery for delivery in stored if delivery.leverans_nr == int(wanted)]
    elif len(wanted) >= _SHORTEST_ID:
        found = [d for d in stored if d.leverans_id.startswith(wanted.casefold())]
    else:
        raise IntakeError(
            f"{wanted} är varken ett leveransnummer eller minst {_SHORTEST_ID} tecken av ett id."
        )
    # A file that was withdrawn and sent again is meant by its last delivery.
    if len({delivery.leverans_id for delivery in found}) > 1:
        numbers = ", ".join(str(delivery.leverans_nr) for delivery in found)
        raise IntakeError(f"{wanted} kan vara leverans {numbers}. Ange fler tecken eller numret.")
    if not found:
        raise IntakeError(f"Ingen leverans {wanted} finns i landningsmappen.")
    return found[-1]
