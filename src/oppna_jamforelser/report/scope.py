"""What is read for a run of reports: each table once, for all subjects together."""

from collections.abc import Iterable
from dataclasses import dataclass

from oppna_jamforelser.report.subject import UNIT, Frame, Key, Subject
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.warehouse import Warehouse


@dataclass(frozen=True)
class Scope:
    """Where to read, in which language, and whose rows: units by code, groups as ``lan:20``."""

    warehouse: Warehouse
    texts: Texts
    frame: Frame
    enheter: list[str]
    grupper: list[str]

    @property
    def matar(self) -> int:
        """Return the survey year."""
        return self.frame.matar


def scope_of(
    warehouse: Warehouse, texts: Texts, frame: Frame, subjects: Iterable[Subject]
) -> Scope:
    """Return the scope of *subjects*: their units, their groups, and those they stand beside."""
    enheter: dict[str, None] = {}
    grupper: dict[str, None] = {}
    for subject in subjects:
        enheter |= dict.fromkeys(subject.enheter)
        keys = [subject.key, *(one.group.key for one in subject.compared)]
        grupper |= dict.fromkeys(written(key) for key in keys if key[0] != UNIT)
    return Scope(warehouse, texts, frame, list(enheter), list(grupper))


def written(key: Key) -> str:
    """Return a group as the warehouse writes it in one column."""
    return ":".join(key)
