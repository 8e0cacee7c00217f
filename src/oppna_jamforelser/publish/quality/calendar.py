"""When results come, and what comes next: the times are those of the source (003)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that comes, and when."""

    nar: str
    vad: str


SOURCE = "003, Kommande publiceringar"


def calendar_of(matar: int) -> list[Event]:
    """Return the year's own publication, its supplement, and the next survey's."""
    return [
        Event(f"juni {matar}", f"Resultat för mätår {matar}."),
        Event(f"hösten {matar}", f"Komplettering av mätår {matar} med fler indikatorer."),
        Event(f"1 februari {matar + 1}", f"Mätdag för mätår {matar + 1}."),
        Event(f"juni {matar + 1}", f"Resultat för mätår {matar + 1}."),
    ]
